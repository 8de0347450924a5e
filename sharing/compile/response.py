"""Responses as reports: who did what in answer, when, on whose claim."""

from datetime import datetime
from typing import Any

from attribution.vocab.responses import RESPONSES, ILClass, ResponseStatus, ResponseType
from incidents.vocab import RecordKind
from sharing.compile.anchors import anchor, chain
from sharing.compile.context import Context
from sharing.compile.dates import bounds, in_short, in_words, timestamp
from sharing.compile.draft import Content, Draft
from sharing.compile.plan import Part, Plan
from sharing.compile.references import (
    earliest_publication,
    gradings,
    own_citations,
    references,
)
from sharing.compile.values import Snapshot
from sharing.compile.words import (
    dated,
    joined,
    labels,
    meaning,
    named,
    other_names,
    paragraphs,
    remark,
    sentence,
)


def plan_response(snapshot: Snapshot, context: Context) -> Plan:
    """Plan an act in answer."""
    return {"report": Part("report", make_response)}


def make_response(draft: Draft) -> Content:
    """Return a response; a listing or an indictment in it attributes nothing."""
    own = draft.own
    responders = joined(draft.names_of("responders"))
    when = own["announced"] or own["effective"]
    return Content(
        properties={
            "name": f"{responders}: {own['name']}, {in_short(when)}",
            "description": _told(draft, responders),
            "report_types": ["diplomatic-response"],
            "published": timestamp(_published(draft)),
            "object_refs": _objects(draft),
        },
        labels=labels(
            (
                ("response-type", own["response_type"]),
                ("response-status", _status(own)),
                ("il-class-claimed", own["il_class_claimed"]),
            )
        ),
        references=references(draft),
        ours=_ours(draft),
    )


def _published(draft: Draft) -> datetime:
    own = draft.own
    moments = (*bounds(own["announced"]), *bounds(own["effective"]))
    known = next((moment for moment in moments if moment), None)
    return known or earliest_publication(draft, own_citations(draft)) or draft.created


def _objects(draft: Draft) -> list[str]:
    """Return what it answers, who acted, towards whom, and the claims it rests on.

    Another response that it answers is told in the text: what that one answered is
    listed here, so that no two responses can list each other.
    """
    own = draft.own
    refs = draft.refs("answers", _answered(draft, own["answers"]))
    refs += draft.refs("responders", own["responders"])
    refs += draft.refs("addressees", own["addressees"])
    refs += draft.refs("rests_on", own["rests_on"])
    refs += draft.refs("voices", own["voices"])
    return list(dict.fromkeys(refs))


def _answered(draft: Draft, keys: list[str]) -> list[str]:
    """Return what was answered in the end: of a claim also what it is about."""
    found: dict[str, None] = {}
    seen: set[str] = set()
    waiting = list(keys)
    while waiting:
        key = waiting.pop(0)
        if key in seen:
            continue
        seen.add(key)
        other = draft.read("answers", key)
        if other["kind"] == RecordKind.RESPONSE:
            waiting += other["answers"]
            continue
        if other["kind"] == RecordKind.CLAIM:
            waiting.append(list(chain(other, draft.context))[-1])
        if anchor(other):
            found[key] = None
    return list(found)


def _told(draft: Draft, responders: str) -> str:
    own = draft.own
    return paragraphs(
        own["description"],
        sentence("Responder", responders),
        sentence("Addressee", joined(draft.names_of("addressees"))),
        sentence("Measure", meaning(ResponseType, own["response_type"])),
        dated("Announced", own["announced"]),
        dated("In effect", own["effective"]),
        "" if own["announced"] or own["effective"] else "When: date not known.",
        sentence("Steps", "; ".join(map(_step, own["transitions"]))),
        sentence("Legal basis", own["legal_basis"]),
        sentence(
            "Class in international law, as the responder says",
            _il_class(own["il_class_claimed"]),
        ),
        sentence(
            "Class in international law, as assessed",
            _il_class(own["il_class_assessed"]),
        ),
        sentence("In answer to", "; ".join(_named(draft, "answers"))),
        sentence("Rests on", "; ".join(_named(draft, "rests_on"))),
        sentence("Said in the act", "; ".join(_named(draft, "voices"))),
        sentence("Outcome", own["outcome"]),
        other_names(draft),
        remark(own),
    )


def _named(draft: Draft, field: str) -> list[str]:
    return [named(draft, field, key) for key in draft.own[field]]


def _step(transition: Snapshot) -> str:
    status = meaning(ResponseStatus, transition["status"])
    legal = f", {transition['legal_ref']}" if transition["legal_ref"] else ""
    return f"{status}, {in_words(transition['when'])}{legal}"


def _il_class(value: str) -> str:
    told = meaning(ILClass, value)
    return value if told in (value, "") else f"{value} ({told})"


def _status(own: Snapshot) -> str:
    return str(own["transitions"][-1]["status"]) if own["transitions"] else ""


def _ours(draft: Draft) -> dict[str, Any]:
    own = draft.own
    return {
        "response_type": own["response_type"],
        "responder_refs": draft.refs("responders", own["responders"]),
        "addressee_refs": draft.refs("addressees", own["addressees"]),
        "rests_on_claim_refs": draft.refs("rests_on", own["rests_on"]),
        "voiced_claim_refs": draft.refs("voices", own["voices"]),
        "answers_keys": own["answers"],
        "announced_edtf": own["announced"]["edtf"] if own["announced"] else None,
        "effective_edtf": own["effective"]["edtf"] if own["effective"] else None,
        "status_history": [
            {
                "status": each["status"],
                "edtf": each["when"]["edtf"] if each["when"] else None,
                "legal_reference": each["legal_ref"],
            }
            for each in own["transitions"]
        ],
        "cdt_category": RESPONSES[own["response_type"]].toolbox_category,
        "il_class_claimed": own["il_class_claimed"],
        "il_class_assessed": own["il_class_assessed"],
        "outcome": own["outcome"],
        "source_gradings": gradings(draft, own_citations(draft)),
    }
