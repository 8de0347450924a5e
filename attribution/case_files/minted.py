"""A case's minted names against those that the database has."""

from collections.abc import Sequence

from django.db.models import Q

from attribution.case_files import names
from attribution.case_files.folder import CaseFolder
from attribution.case_files.problems import Problems
from incidents.models import Record, StixName


def new_names(folder: CaseFolder) -> list[StixName]:
    """Return the folder's names that are not stored yet; its records are.

    A name that contradicts a stored one goes to the folder's problems.
    """
    ids = dict(Record.objects.filter(key__in=folder.names).values_list("key", "pk"))
    shipped = [
        (
            Problems(folder.problems, names.FILE, key),
            name.line,
            StixName(
                record_id=ids[key],
                part=name.part,
                type=name.type,
                uuid=name.uuid,
                created=name.created,
            ),
        )
        for key, of_key in folder.names.items()
        for name in of_key.names
    ]
    there = _stored([name for *_, name in shipped])
    new: list[StixName] = []
    for problems, line, name in shipped:
        rivals = [there[each] for each in _once(name) if each in there]
        if not rivals:
            new.append(name)
        elif not _is_same(name, rivals[0]):
            rival = rivals[0]
            said = f"the database has {rival} for {rival.record.key}, {rival.part}"
            problems.add(line, name.part, said)
    return new


def _stored(shipped: Sequence[StixName]) -> dict[tuple[object, ...], StixName]:
    """Return the stored names that these could clash with, by what stands once."""
    opinions = [name for name in shipped if name.type == "opinion"]
    clash = (
        Q(record__in={name.record_id for name in shipped})
        | Q(uuid__in=[name.uuid for name in shipped])
        | Q(type="opinion", created__in=[name.created for name in opinions])
    )
    found = StixName.objects.filter(clash).select_related("record").order_by()
    return {each: name for name in found for each in _once(name)}


def _once(name: StixName) -> list[tuple[object, ...]]:
    """Return what no two names may share: part, id and an opinion's time."""
    once: list[tuple[object, ...]] = [(name.record_id, name.part), (name.uuid,)]
    return [*once, ("opinion", name.created)] if name.type == "opinion" else once


def _is_same(one: StixName, other: StixName) -> bool:
    return all(
        getattr(one, each) == getattr(other, each)
        for each in ("record_id", "part", "type", "uuid", "created")
    )
