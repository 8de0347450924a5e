"""Dated happenings as OASIS events, tied to their incident by an edge."""

from incidents.vocab import EventKind
from sharing.compile.anchors import anchor
from sharing.compile.constants import EVENT
from sharing.compile.context import Context
from sharing.compile.dates import span
from sharing.compile.draft import Content, Draft
from sharing.compile.plan import Edge, Plan, edges, main
from sharing.compile.references import references
from sharing.compile.values import Snapshot
from sharing.compile.words import (
    dated,
    meaning,
    other_names,
    paragraphs,
    remark,
    sentence,
)


def plan_event(snapshot: Snapshot, context: Context) -> Plan:
    """Plan a happening: itself, its incident, and what else it is about."""
    found = [_to("incident", snapshot["incident"], "{source} belongs to {target}.")]
    for key in snapshot["about"]:
        if key != snapshot["incident"] and _can_be_an_end(key, context):
            found.append(_to("about", key, "{source} concerns {target}."))
    return main(make_event, snapshot) | edges(*found)


def _to(field: str, key: str, words: str) -> Edge:
    return Edge(field, "related-to", key, words)


def _can_be_an_end(key: str, context: Context) -> bool:
    """Whether an edge may end there: no edge joins edges, no text-only record."""
    other = context.snapshot(key)
    return other is None or (
        anchor(other) is not None and other["kind"] != "relationship"
    )


def make_event(draft: Draft) -> Content:
    """Return a happening; its fidelity says how far its times may be read."""
    own = draft.own
    return Content(
        properties={
            "name": own["name"],
            "description": paragraphs(
                own["description"],
                dated("Occurred", own["occurred"]),
                sentence("On the time", own["time_note"]),
                sentence("Kind", meaning(EventKind, own["event_kind"])),
                other_names(draft),
                remark(own),
            ),
            "event_types": own["event_types"],
            "status": own["status"],
            **span(own["occurred"], "start_time", "end_time"),
        },
        labels=[f"event-kind:{own['event_kind']}"],
        references=references(draft),
        standard={EVENT: {"extension_type": "new-sdo"}},
        ours={
            "event_kind": own["event_kind"],
            "occurred_edtf": own["occurred"]["edtf"] if own["occurred"] else None,
        },
    )
