"""Case-file reports: one for each marking, made after everything that they list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from incidents.models import Change, Record
from incidents.vocab import MARKING_RANK, Marking, RecordKind
from sharing.compile import (
    CannotCompile,
    Compiled,
    Context,
    Version,
    compile_case_report,
)
from sharing.models import Link
from sharing.selection import Member, NotPublished, select
from sharing.selectors import View, in_chunks, records
from sharing.services.batch import OUT, Batch
from sharing.services.dependents import cases_reached, cases_telling
from sharing.services.items import Item, as_published
from sharing.services.library import Shelf, recorded_at
from sharing.services.naming import names, stored
from sharing.services.publication import NOBODYS, Publication


def keepers(items: Iterable[Item], *, view: View) -> set[str]:
    """Return who keeps the record, by the cases to be published and those in store."""
    cases_chosen = [item for item in items if item.kind == RecordKind.CASE]
    told = Change.objects.filter(pk__in=[item.change for item in cases_chosen])
    found = set(told.values_list("snapshot__keeper", flat=True))
    cases = (
        records(view)
        .filter(kind=RecordKind.CASE)
        .exclude(key__in=[item.key for item in cases_chosen])
    )
    links = Link.objects.filter(record__in=cases, field="keeper")
    return found | set(links.values_list("target_key", flat=True))


def report_cases(publication: Publication) -> None:
    """Append the reports of every case whose list, or whose own words, may change."""
    view = publication.view
    reached = cases_reached(publication.touched, view=view)
    reached |= cases_telling(publication.changed, view=view)
    for item in as_published(sorted(reached)):
        found = publication.shelf([item.key])
        if found.versions[item.key].snapshot["state"] not in OUT:
            _report(publication, item, found)


def _report(publication: Publication, item: Item, found: Shelf) -> None:
    last = stored(record_uid=item.uid)
    context = publication.context(found, [item], last)
    new = Batch(last)
    made: list[Compiled] = []
    for marking, members in _levels(publication.view, item, found).items():
        full = _with_members(context, members, publication.view)
        ids = [each.stix_id for each in members]
        try:
            made.append(compile_case_report(item.key, full, marking, ids))
        except CannotCompile as error:
            new.problems += error.problems
    for report in made:
        new.add_report(report, item)
    new.end(item, made, context)
    publication.append(new, context)


def _levels(view: View, case: Item, found: Shelf) -> Mapping[str, list[Member]]:
    """Return the members of the case at each marking in use that it may be told at."""
    mildest = MARKING_RANK[found.versions[case.key].snapshot["marking"]]
    everything = _members(view, case)
    used = {each.marking for each in everything}
    levels: dict[str, list[Member]] = {}
    for marking in Marking.values:
        if marking in used and MARKING_RANK[marking] >= mildest:
            # What is shown at a marking is asked for at it: a party may be as mild
            # as that and belong to the case by a stricter claim only.
            seen = everything
            if len(used) > 1:
                seen = _members(replace(view, marking=marking), case)
            levels[marking] = [each for each in seen if each.marking == marking]
    return {marking: members for marking, members in levels.items() if members}


def _members(view: View, case: Item) -> list[Member]:
    """Return what a report may list: no furniture, nothing revoked."""
    try:
        found = select(view, case.key, with_reports=False)
    except NotPublished:
        return []
    return [
        each for each in found if not each.is_revoked and each.record_uid != NOBODYS
    ]


def _with_members(context: Context, members: Sequence[Member], view: View) -> Context:
    """Return the context with the names and recording times of the members."""
    keys: list[str] = []
    for chunk in in_chunks({each.record_uid for each in members}):
        found = Record.objects.filter(uid__in=chunk)
        keys += found.values_list("key", flat=True)
    times = recorded_at(keys, view=view)
    return Context(
        {key: Version({}, at) for key, at in times.items()} | dict(context.versions),
        names(keys) | dict(context.names),
        context.keeper,
    )
