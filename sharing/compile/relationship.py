"""Plain relations between two records; attribution and sameness are claims."""

from incidents.vocab import RecordKind
from sharing.compile.anchors import anchor
from sharing.compile.context import Context
from sharing.compile.draft import Content, Draft, Unreadable
from sharing.compile.plan import Plan, main
from sharing.compile.references import references
from sharing.compile.values import Snapshot
from sharing.compile.words import paragraphs, remark


def plan_relationship(snapshot: Snapshot, context: Context) -> Plan:
    """Plan a relation."""
    return main(make_relationship, snapshot)


def make_relationship(draft: Draft) -> Content:
    """Return a relation between the objects that stand for two records."""
    own = draft.own
    return Content(
        properties={
            "relationship_type": own["relationship_type"],
            "description": paragraphs(own["name"], own["description"], remark(own)),
            "source_ref": _end(draft, "source"),
            "target_ref": _end(draft, "target"),
        },
        references=references(draft),
    )


def _end(draft: Draft, field: str) -> str:
    key = draft.own[field]
    other = draft.context.snapshot(key)
    if other is not None and not _is_an_end(other):
        draft.problem(field, f"a relationship cannot end at {key}, a {other['kind']}")
        raise Unreadable(key)
    return draft.ref(field, key)


def _is_an_end(other: Snapshot) -> bool:
    return anchor(other) is not None and other["kind"] != RecordKind.RELATIONSHIP
