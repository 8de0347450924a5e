"""What publishing would change: a publication in full, of which nothing is kept.

It runs the code that publishes, in a transaction that is always rolled back. Nobody
waits for it: it takes no publishers' lock, mints no names, and what it writes for the
case-file reports to read meets no row of a publication (``store.Rehearsal``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.contrib.auth.models import User
from django.db import transaction

from incidents.models import Record
from sharing import store
from sharing.compile import Context, Problem
from sharing.models import ObjectBody
from sharing.selectors import in_chunks
from sharing.services.batch import Batch
from sharing.services.cases import report_cases
from sharing.services.changes import Fresh
from sharing.services.differences import Difference, differences
from sharing.services.items import Item
from sharing.services.naming import Last, Names, Stored, imagine, names
from sharing.services.publication import NOBODYS, Publication
from sharing.services.publishing import compiled

NEW, CHANGED, REVOKED = "new", "changed", "revoked"


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A record version that would go out; ``published`` is the one that is, or 0."""

    key: str
    kind: str
    version: int
    published: int


@dataclass(frozen=True, slots=True)
class ObjectChange:
    """What would become of one STIX object.

    ``record`` is the key of the record that it is of, empty where none makes it;
    ``differences`` lists each property that would differ from what partners have.
    """

    record: str
    part: str
    stix_id: str
    type: str
    marking: str
    fate: str
    object: Mapping[str, Any]
    embeds: tuple[str, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What publishing some records would do, or why it would be refused.

    Where there are problems, the case-file reports are not among the objects.
    ``imagined`` has the record's key of each id that is still to be minted; publishing
    will mint another.
    """

    records: Sequence[NewVersion]
    objects: Sequence[ObjectChange]
    problems: Sequence[Problem]
    imagined: Mapping[str, str]

    @property
    def is_empty(self) -> bool:
        """Whether publishing would change nothing."""
        return not (self.records or self.objects or self.problems)


@dataclass(slots=True)
class Trial(Publication):
    """A publication that keeps what it would append, whatever stands in its way."""

    imagined: Names = field(default_factory=dict)
    versions: list[NewVersion] = field(default_factory=list)
    made: list[tuple[Fresh, Stored | None]] = field(default_factory=list)
    ended: list[Stored] = field(default_factory=list)

    def names(self, keys: Iterable[str]) -> Names:
        """Return the names that these have, or would be given."""
        wanted = set(keys)
        new = {name: id_ for name, id_ in self.imagined.items() if name[0] in wanted}
        return names(wanted) | new

    def mint(self, items: Iterable[Item], context: Context, last: Last) -> Names:
        """Return names that are the same throughout, and then forgotten."""
        new = imagine(items, context, last)
        self.imagined |= new
        return new

    def append(self, new: Batch, context: Context) -> None:
        """Note what would be appended, and append it if it could be."""
        furniture = list(self.furniture(new.objects, context))
        self.laid -= {each.stix_id for each in furniture}
        self.versions += [
            NewVersion(
                each.key, each.kind, each.version, self.items[each.key].published
            )
            for each in new.records
        ]
        self.made += [
            (each, new.last.get(each.stix_id)) for each in (*furniture, *new.objects)
        ]
        self.ended += [new.last[each.stix_id] for each in new.ended]
        Publication.append(self, new, context)


def preview(records: Iterable[Record], *, by: User, at: datetime) -> Preview:
    """Return what publishing the approved versions of these records would do.

    Problems are part of the answer; nothing is written, minted or locked.
    """
    with transaction.atomic():
        try:
            return _tried(records, store.rehearse(by=by, at=at))
        finally:
            transaction.set_rollback(True)


def _tried(records: Iterable[Record], release: store.Rehearsal) -> Preview:
    with compiled(records, release, Trial) as trial:
        problems = [*trial.problems, *trial.checker.problems()]
        if not problems:
            release.play()
            report_cases(trial)
            problems = [*trial.problems, *trial.checker.problems()]
        return _told(trial, list(dict.fromkeys(problems)))


def _told(trial: Trial, problems: Sequence[Problem]) -> Preview:
    before = _bodies([*(last for _, last in trial.made if last), *trial.ended])
    keys = _keys_of(trial)
    objects = [
        *(_ended(each, before[each.pk], keys) for each in trial.ended),
        *(_made(each, before[last.pk] if last else None) for each, last in trial.made),
    ]
    imagined = {name.stix_id: key for (key, _), name in trial.imagined.items()}
    return Preview(trial.versions, objects, problems, imagined)


def _made(new: Fresh, before: Mapping[str, Any] | None) -> ObjectChange:
    made = new.compiled
    return ObjectChange(
        record=made.record if new.record_uid != NOBODYS else "",
        part=made.part,
        stix_id=new.stix_id,
        type=made.object["type"],
        marking=made.marking,
        fate=NEW if before is None else CHANGED,
        object=made.object,
        embeds=made.embeds,
        differences=tuple(differences(before, made.object)) if before else (),
    )


def _ended(
    last: Stored, before: Mapping[str, Any], keys: Mapping[UUID, str]
) -> ObjectChange:
    return ObjectChange(
        record=keys[last.record_uid],
        part="",
        stix_id=last.stix_id,
        type=before["type"],
        marking=last.marking,
        fate=REVOKED,
        object=before,
        embeds=(),
        differences=(),
    )


def _bodies(last: Iterable[Stored]) -> dict[int, Mapping[str, Any]]:
    found: dict[int, Mapping[str, Any]] = {}
    for chunk in in_chunks(each.pk for each in last):
        rows = ObjectBody.objects.filter(pk__in=chunk).values_list("pk", "body")
        # An erased body has nothing left that could be compared.
        found |= {pk: orjson.loads(body) if body else {} for pk, body in rows}
    return found


def _keys_of(trial: Trial) -> dict[UUID, str]:
    uids = {each.record_uid for each in trial.ended}
    rows = Record.objects.filter(uid__in=uids)
    return dict(rows.values_list("uid", "key"))
