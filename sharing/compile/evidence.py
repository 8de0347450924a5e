"""Evidence as notes on the reports of the claims that it bears on."""

from typing import Any

from attribution.vocab.grounds import Disclosure, EvidenceKind
from sharing.compile.context import Context
from sharing.compile.draft import Content, Draft
from sharing.compile.plan import Part, Plan
from sharing.compile.references import gradings, own_citations, references
from sharing.compile.values import Snapshot
from sharing.compile.words import (
    labels,
    meaning,
    mention,
    name_claims,
    other_names,
    paragraphs,
    remark,
    sentence,
)

_BEARS: dict[str, str] = {
    "CC": "strongly supports",
    "C": "supports",
    "N": "neither supports nor undermines",
    "I": "undermines",
    "II": "strongly undermines",
    "NA": "does not apply to",
}


def plan_evidence(snapshot: Snapshot, context: Context) -> Plan:
    """Plan an item of evidence."""
    return {"note": Part("note", make_evidence)}


def make_evidence(draft: Draft) -> Content:
    """Return an item of evidence: what it is, how far shown, what it bears on."""
    own = draft.own
    incident = draft.name_of("incident", own["incident"])
    return Content(
        properties={
            "abstract": own["name"],
            "content": paragraphs(
                own["description"] or own["name"],
                sentence("Evidence in the matter of", f"“{incident}”"),
                sentence("Kind", meaning(EvidenceKind, own["evidence_kind"])),
                sentence(
                    "How far it was shown", meaning(Disclosure, own["disclosure"])
                ),
                *(_bearing_in_words(draft, each) for each in own["bearings"]),
                other_names(draft),
                remark(own),
            ),
            "object_refs": _bears_on(draft),
        },
        labels=labels(
            (
                ("record-kind", own["kind"]),
                ("evidence-kind", own["evidence_kind"]),
                ("disclosure", own["disclosure"]),
            )
        ),
        references=references(draft),
        ours={
            "evidence_kind": own["evidence_kind"],
            "disclosure": own["disclosure"],
            "bearings": [_bearing(draft, each) for each in own["bearings"]],
            "name_claims": name_claims(draft),
            "source_gradings": gradings(draft, own_citations(draft)),
        },
    )


def _bears_on(draft: Draft) -> list[str]:
    claims = [each["claim"] for each in draft.own["bearings"]]
    if claims:
        return draft.refs("bearings.claim", claims)
    return [draft.ref("incident", draft.own["incident"])]


def _bearing_in_words(draft: Draft, bearing: Snapshot) -> str:
    claim = draft.read("bearings.claim", bearing["claim"])
    it = mention(draft, "bearings.claim", claim)
    by = "The claimant itself brings it forward." if bearing["is_cited"] else ""
    return f"It {_BEARS[bearing['sign']]} {it}. {by}".strip()


def _bearing(draft: Draft, bearing: Snapshot) -> dict[str, Any]:
    return {
        "on_claim_ref": draft.ref("bearings.claim", bearing["claim"]),
        "on_claim_key": bearing["claim"],
        "bearing": bearing["sign"],
        "is_cited": bearing["is_cited"],
    }
