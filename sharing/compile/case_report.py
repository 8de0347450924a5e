"""The case file as reports: one for each marking, listing everything at that level."""

from collections.abc import Sequence
from datetime import datetime

from incidents.vocab import MARKING_RANK, Marking
from sharing.compile.constants import MARKING_REFS
from sharing.compile.context import Context
from sharing.compile.dates import timestamp
from sharing.compile.draft import Content, Draft, Unreadable
from sharing.compile.references import references
from sharing.compile.values import CannotCompile, Compiled, Snapshot
from sharing.compile.words import joined, other_names, paragraphs, remark, sentence


def part_of(marking: str) -> str:
    """Return the part under which the report of this marking leaves."""
    return f"report-{marking.lower()}"


def case_parts(snapshot: Snapshot) -> dict[str, str]:
    """Return the reports of a case: none is milder than the case itself.

    The case in turn is no milder than any incident that it lists.
    """
    floor = MARKING_RANK.get(snapshot["marking"], 0)
    return {
        part_of(marking): "report"
        for marking, rank in MARKING_RANK.items()
        if rank >= floor
    }


def compile_case_report(
    key: str, context: Context, marking: str, members: Sequence[str]
) -> Compiled:
    """Return the report that lists the members, STIX ids at this marking.

    The same members in any order give the same bytes. ``modified`` is the latest
    recording among the case and its members; that a member was taken out does not
    show in it, so whoever stores a changed report must see that it rises.

    Raises:
        CannotCompile: the case is marked more strictly, lists nothing, or lacks a
            name; the exception carries the problems.
    """
    draft = Draft(context, key, part_of(marking))
    if part_of(marking) not in case_parts(draft.own):
        draft.problem("marking", f"a {marking} report would be milder than the case")
    if not members:
        draft.problem("members", "the report would list nothing")
    try:
        obj = draft.finish("report", _content(draft, marking, members))
    except Unreadable:
        obj = {}
    if draft.problems:
        raise CannotCompile(draft.problems)
    obj["modified"] = max([obj["modified"], *_recordings(context, members)])
    obj["object_marking_refs"] = [MARKING_REFS[marking]]
    return Compiled(
        object=obj,
        record=key,
        part=draft.part,
        marking=marking,
        is_act=False,
        acted=(None, None),
        embeds=draft.embeds,
    )


def _content(draft: Draft, marking: str, members: Sequence[str]) -> Content:
    own = draft.own
    label = Marking(marking).label
    incidents = [f"“{each}”" for each in draft.names_of("incidents")]
    return Content(
        properties={
            "name": f"{own['name']} ({label})",
            "description": paragraphs(
                own["description"],
                sentence("Case file on", joined(incidents)),
                f"It lists everything in the record of this case that is {label}.",
                other_names(draft),
                remark(own),
            ),
            "report_types": ["case-file"],
            "published": timestamp(draft.created),
            "object_refs": sorted(set(members)),
        },
        labels=["record-kind:case"],
        references=references(draft),
        ours={"incident_keys": own["incidents"]},
    )


def _recordings(context: Context, members: Sequence[str]) -> list[str]:
    moments: list[datetime] = [
        moment
        for each in members
        if (moment := context.recorded_by_id.get(each)) is not None
    ]
    return [timestamp(moment) for moment in moments]
