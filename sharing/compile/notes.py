"""Open questions and checked facts as notes on what they are about."""

from collections.abc import Iterable
from typing import Any

from attribution.vocab.grounds import QuestionKind, QuestionStatus
from incidents.vocab import FactStatus
from sharing.compile.context import Context
from sharing.compile.draft import Content, Draft
from sharing.compile.plan import Part, Plan
from sharing.compile.references import gradings, own_citations, references
from sharing.compile.values import Snapshot
from sharing.compile.words import (
    joined,
    labels,
    meaning,
    named,
    other_names,
    paragraphs,
    remark,
    sentence,
)


def plan_question(snapshot: Snapshot, context: Context) -> Plan:
    """Plan a conflict between sources or a gap in the record."""
    return {"note": Part("note", make_question)}


def make_question(draft: Draft) -> Content:
    """Return a question: every position with its holders, and our view."""
    own = draft.own
    sides = own["sides"]
    fields = [
        ("about", own["about"]),
        *(("sides.held_in", each["held_in"]) for each in sides),
    ]
    return Content(
        properties={
            "abstract": own["name"],
            "content": _question_told(draft),
            "object_refs": _objects(draft, fields),
        },
        labels=labels(
            (
                ("record-kind", own["kind"]),
                ("question-kind", own["question_kind"]),
                ("question-status", own["status"]),
            )
        ),
        references=references(draft),
        ours={
            "question_kind": own["question_kind"],
            "question_status": own["status"],
            "about_keys": own["about"],
            "sides": [
                {"position": each["position"], "held_in_keys": each["held_in"]}
                for each in sides
            ],
            "source_gradings": gradings(draft, own_citations(draft)),
        },
    )


def _question_told(draft: Draft) -> str:
    own = draft.own
    return paragraphs(
        sentence("Question", own["name"]),
        sentence("Why it is asked", meaning(QuestionKind, own["question_kind"])),
        *(_side(draft, rank, each) for rank, each in enumerate(own["sides"], start=1)),
        sentence("Our view", own["description"]),
        sentence("Status", meaning(QuestionStatus, own["status"])),
        _concerns(draft),
        other_names(draft),
        remark(own),
    )


def _side(draft: Draft, rank: int, side: Snapshot) -> str:
    holders = [named(draft, "sides.held_in", key) for key in side["held_in"]]
    held = f" Held in: {'; '.join(holders)}." if holders else ""
    return sentence(f"Position {rank}", side["position"]) + held


def plan_checked_fact(snapshot: Snapshot, context: Context) -> Plan:
    """Plan a sentence of another text that was checked."""
    return {"note": Part("note", make_checked_fact)}


def make_checked_fact(draft: Draft) -> Content:
    """Return a checked sentence: what it says, where, and what checking came to."""
    own = draft.own
    stated_in = [draft.name_of("stated_in", key) for key in own["stated_in"]]
    return Content(
        properties={
            "abstract": own["name"],
            "content": paragraphs(
                sentence("Checked", own["name"]),
                sentence("Stated in", joined([f"“{each}”" for each in stated_in])),
                sentence("Result", meaning(FactStatus, own["status"])),
                "Flagged for attention." if own["is_flagged"] else "",
                own["description"],
                _concerns(draft),
                other_names(draft),
                remark(own),
            ),
            "object_refs": _objects(draft, [("about", own["about"])]),
        },
        labels=labels((("record-kind", own["kind"]), ("fact-status", own["status"]))),
        references=references(draft),
        ours={
            "fact_status": own["status"],
            "is_flagged": own["is_flagged"],
            "about_keys": own["about"],
            "stated_in_keys": own["stated_in"],
            "source_gradings": gradings(draft, own_citations(draft)),
        },
    )


def _concerns(draft: Draft) -> str:
    about = [named(draft, "about", key) for key in draft.own["about"]]
    return sentence("It concerns", "; ".join(about))


def _objects(draft: Draft, fields: Iterable[tuple[str, Iterable[str]]]) -> list[str]:
    """Return the objects that the note is on; at least one, STIX requires it."""
    found: dict[str, Any] = {}
    for field, keys in fields:
        found |= dict.fromkeys(draft.refs(field, keys))
    if not found:
        draft.problem("about", "names no record that leaves as a STIX object")
    return list(found)
