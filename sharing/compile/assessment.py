"""Our own judgement: a report, and an edge if we favour a culprit."""

from typing import Any

from attribution.vocab.grounds import (
    CONFIDENCE_TO_STIX,
    Confidence,
    Likelihood,
    Sign,
)
from incidents.vocab import EntityLevel
from sharing.compile.context import Context
from sharing.compile.dates import timestamp
from sharing.compile.draft import Content, Draft
from sharing.compile.plan import Part, Plan
from sharing.compile.references import gradings, own_citations, references
from sharing.compile.values import Snapshot
from sharing.compile.words import (
    joined,
    labels,
    meaning,
    other_names,
    paragraphs,
    remark,
    sentence,
)


def plan_assessment(snapshot: Snapshot, context: Context) -> Plan:
    """Plan an assessment; it replaces no claim."""
    plan = {"report": Part("report", make_report)}
    if favoured(snapshot):
        plan["edge"] = Part("relationship", make_edge)
    return plan


def favoured(snapshot: Snapshot) -> str | None:
    """Return the key of the culprit in the hypothesis that we favour, if any."""
    for hypothesis in snapshot["hypotheses"]:
        if hypothesis["is_favoured"]:
            return hypothesis["attributed_to"] or None
    return None


def make_report(draft: Draft) -> Content:
    """Return the assessment with its hypotheses and the evidence weighed."""
    own = draft.own
    refs = [draft.ref("incident", own["incident"])]
    for hypothesis in own["hypotheses"]:
        if hypothesis["attributed_to"]:
            refs.append(
                draft.ref("hypotheses.attributed_to", hypothesis["attributed_to"])
            )
        refs += draft.refs("hypotheses.signs", sorted(hypothesis["signs"]))
    if favoured(own):
        refs.append(draft.own_name("edge").stix_id)
    return Content(
        properties={
            "name": f"Assessment: {own['name']}",
            "description": _told(draft),
            "report_types": ["assessment"],
            "published": timestamp(draft.created),
            "object_refs": list(dict.fromkeys(refs)),
        },
        labels=_labels(own),
        references=references(draft),
        ours={
            **_certainty(own),
            "hypotheses": [_hypothesis(draft, each) for each in own["hypotheses"]],
            "source_gradings": gradings(draft, own_citations(draft)),
        },
        confidence=_confidence(own),
    )


def make_edge(draft: Draft) -> Content:
    """Return our own edge, with our own confidence."""
    own = draft.own
    culprit = favoured(own)
    assert culprit is not None  # planned only if there is one
    return Content(
        properties={
            "relationship_type": "attributed-to",
            "description": _told(draft),
            "source_ref": draft.ref("incident", own["incident"]),
            "target_ref": draft.ref("hypotheses.attributed_to", culprit),
        },
        labels=_labels(own),
        ours=_certainty(own),
        confidence=_confidence(own),
    )


def _told(draft: Draft) -> str:
    own = draft.own
    likelihood, confidence = own["likelihood"], own["confidence"]
    incident = draft.name_of("incident", own["incident"])
    return paragraphs(
        f"Assessment by {draft.name_of('created_by_ref', draft.context.keeper)} of "
        f"“{incident}”; it replaces nobody's claim.",
        own["description"],
        sentence("Likelihood", meaning(Likelihood, likelihood)),
        sentence("Analytic confidence", meaning(Confidence, confidence)),
        *(
            _weighed(draft, rank, each)
            for rank, each in enumerate(own["hypotheses"], start=1)
        ),
        other_names(draft),
        remark(own),
    )


def _weighed(draft: Draft, rank: int, hypothesis: Snapshot) -> str:
    named = hypothesis["attributed_to"]
    level = hypothesis["entity_level"]
    items = [
        f"“{draft.name_of('hypotheses.signs', key)}” is {meaning(Sign, sign)}"
        for key, sign in sorted(hypothesis["signs"].items())
    ]
    parts = (
        sentence(
            f"Hypothesis {rank}{', favoured' if hypothesis['is_favoured'] else ''}",
            hypothesis["text"],
        ),
        sentence(
            "It names",
            f"“{draft.name_of('hypotheses.attributed_to', named)}”" if named else "",
        ),
        sentence("Level", meaning(EntityLevel, level)),
        sentence("Evidence", joined(items)),
    )
    return " ".join(each for each in parts if each)


def _hypothesis(draft: Draft, hypothesis: Snapshot) -> dict[str, Any]:
    named = hypothesis["attributed_to"]
    return {
        "rank": hypothesis["rank"],
        "text": hypothesis["text"],
        "target_ref": (draft.ref("hypotheses.attributed_to", named) if named else None),
        "entity_level": hypothesis["entity_level"],
        "is_favoured": hypothesis["is_favoured"],
        "signs": [
            {"evidence_key": key, "bearing": sign}
            for key, sign in sorted(hypothesis["signs"].items())
        ],
    }


def _certainty(own: Snapshot) -> dict[str, Any]:
    return {
        "likelihood_word": own["likelihood"],
        "likelihood_scale": "icd-203" if own["likelihood"] else None,
        "analytic_confidence": own["confidence"],
    }


def _confidence(own: Snapshot) -> int | None:
    return CONFIDENCE_TO_STIX[own["confidence"]] if own["confidence"] else None


def _labels(own: Snapshot) -> list[str]:
    return labels((("record-kind", own["kind"]),))
