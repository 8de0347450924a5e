"""Claims: a report always, an edge if a culprit is named, an opinion on a claim."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from attribution.vocab.claims import OPINION, Proposition, Stance
from incidents.vocab import RecordKind, RecordState
from sharing.compile.anchors import has_edge, has_opinion
from sharing.compile.claim_words import Told, claim_in_words, title, told
from sharing.compile.context import Context
from sharing.compile.dates import bounds, instant, timestamp
from sharing.compile.draft import Content, Draft
from sharing.compile.plan import Part, Plan
from sharing.compile.references import (
    Citations,
    catalogue_ids,
    cited,
    earliest_publication,
    gradings,
    own_citations,
)
from sharing.compile.values import Snapshot
from sharing.compile.words import labels

# What kind of report states the stance: an open vocabulary, these words are ours.
REPORT_TYPES: dict[str, str] = {
    Stance.ASSERTS: "attribution-claim",
    Stance.CORROBORATES: "attribution-claim",
    Stance.COUNTER_ATTRIBUTES: "attribution-claim",
    Stance.CLAIMS_RESPONSIBILITY: "attribution-claim",
    Stance.REVISES: "attribution-claim",
    Stance.ENDORSES: "endorsement",
    Stance.WITHDRAWS: "withdrawal",
    Stance.DOUBTS: "dispute",
    Stance.DISPUTES: "dispute",
    Stance.DENIES: "denial",
    Stance.DISTANCES: "denial",
    Stance.ABSTAINS: "abstention",
    Stance.SUSPECTS: "suspicion",
    Stance.ACKNOWLEDGES: "acknowledgement",
    Stance.CONDEMNS: "condemnation",
}
EQUIVALENCE_TYPE = "equivalence-claim"


def plan_claim(snapshot: Snapshot, context: Context) -> Plan:
    """Plan a claim by its stance: report, edge, opinion."""
    plan = {"report": Part("report", _complete(make_report))}
    if has_edge(snapshot):
        plan["edge"] = Part("relationship", _complete(make_edge))
    if has_opinion(snapshot, context):
        plan["opinion"] = Part("opinion", _complete(make_opinion))
    return plan


def _complete(make: Callable[[Told], Content]) -> Callable[[Draft], Content]:
    """Return the maker with what all three have: text, labels, our extension."""

    def complete(draft: Draft) -> Content:
        this = told(draft)
        content = make(this)
        content.labels = _labels(this)
        content.ours = _ours(this)
        return content

    return complete


def make_report(this: Told) -> Content:
    """Return the report: who said what about what, when, in which sources."""
    draft, own = this.draft, this.own
    citations = claim_citations(this)
    if not citations:
        draft.problem("citations", "neither the claim nor its statement has a source")
    refs = [draft.ref("about", this.root)]
    if own["attributed_to"]:
        refs.append(draft.ref("attributed_to", own["attributed_to"]))
    if has_edge(own):
        refs.append(draft.own_name("edge").stix_id)
    refs.append(draft.ref("claimant", own["claimant"]))
    is_equivalence = own["proposition"] not in ("", Proposition.ATTRIBUTED_TO)
    return Content(
        properties={
            "name": title(this),
            "description": claim_in_words(this),
            "report_types": [
                EQUIVALENCE_TYPE if is_equivalence else REPORT_TYPES[own["stance"]]
            ],
            "published": timestamp(_published(this, citations)),
            "object_refs": list(dict.fromkeys(refs)),
        },
        references=catalogue_ids(own) + cited(draft, citations),
    )


def make_edge(this: Told) -> Content:
    """Return the edge from what happened to the culprit, as this claimant draws it.

    It has no ``confidence``, which would be ours, and no ``start_time``, which would
    say when the relation held.
    """
    draft, own = this.draft, this.own
    source = draft.ref("about", this.root)
    target = draft.ref("attributed_to", own["attributed_to"])
    if source == target:
        draft.problem("attributed_to", "is what the claim is about in the end")
    is_attribution = own["proposition"] == Proposition.ATTRIBUTED_TO
    return Content(
        properties={
            "relationship_type": "attributed-to" if is_attribution else "related-to",
            "description": claim_in_words(this),
            "source_ref": source,
            "target_ref": target,
            "stop_time": _stop_time(this),
        },
        references=cited(draft, claim_citations(this), with_dates=False),
    )


def make_opinion(this: Told) -> Content:
    """Return the claim as an opinion on the objects that state the other claim."""
    draft, own = this.draft, this.own
    other = draft.read("about", own["about"])
    refs = [draft.ref("about", own["about"], "report")]
    if has_edge(other):
        refs.append(draft.ref("about", own["about"], "edge"))
    return Content(
        properties={
            "explanation": claim_in_words(this),
            "authors": [this.claimant],
            "opinion": OPINION[own["stance"]],
            "object_refs": refs,
        },
        references=cited(draft, claim_citations(this)),
    )


def claim_citations(this: Told) -> Citations:
    """Return the citations of the claim and of its statement."""
    return own_citations(this.draft) + [
        ("statement", each) for each in this.statement["citations"]
    ]


def _published(this: Told, citations: Citations) -> datetime:
    """Return the first moment of the statement's date, or the next best."""
    earliest, latest = bounds(this.statement["said"])
    return (
        earliest
        or latest
        or earliest_publication(this.draft, citations)
        or this.draft.created
    )


def _stop_time(this: Told) -> str | None:
    """Return when a withdrawn claim was taken back: the edge no longer stands.

    The first moment that the date of the withdrawal can mean. Where no claim says it
    but only the state, when that was set; a withdrawal without a date has none.
    """
    moment: datetime | None = None
    if this.taken_back is not None:
        earliest, latest = bounds(this.taken_back["said"])
        moment = earliest or latest
    elif this.own["state"] == RecordState.WITHDRAWN:
        moment = instant(this.own["state_at"])
    return timestamp(moment) if moment else None


def _labels(this: Told) -> list[str]:
    own = this.own
    scopes: Iterable[tuple[str, str]] = (
        ("denial-scope", each) for each in own["denial_scope"]
    )
    return labels(
        (
            ("claim-stance", own["stance"]),
            ("claim-proposition", own["proposition"]),
            ("statement-form", this.statement["form"]),
            ("claimant-role", own["claimant_role"]),
            ("entity-level", own["entity_level"]),
            ("claim-status", _status(this)),
            *scopes,
        )
    )


def _status(this: Told) -> str:
    """Return what became of the claim, as far as it is not simply in use."""
    state = this.own["state"]
    if state != RecordState.IN_USE:
        return str(state)
    return RecordState.WITHDRAWN.value if this.taken_back else ""


def _ours(this: Told) -> dict[str, Any]:
    own, draft = this.own, this.draft
    said = this.statement["said"]
    return {
        "statement_key": own["statement"],
        "claimant_ref": draft.ref("claimant", own["claimant"]),
        "claimant_role": own["claimant_role"],
        "stance": own["stance"],
        "on_claim_key": _key_of_claim(this),
        "proposition": own["proposition"],
        "attribution_type": this.statement["form"],
        "claim_date": said["edtf"] if said else None,
        "claim_status": _status(this) or own["state"],
        "withdrawn_on": _stop_time(this),
        "entity_level": own["entity_level"],
        "state_nexus": own["state_nexus"],
        "wording": own["wording"],
        "quote": own["quote"],
        "quote_lang": own["quote_lang"],
        "quote_translation": own["translation"],
        "certainty_words": own["original_words"],
        "likelihood_word": own["likelihood"],
        "likelihood_scale": "icd-203" if own["likelihood"] else None,
        "analytic_confidence": own["analytic_confidence"],
        "standard_of_proof": own["standard_of_proof"],
        "evidentiary_grounds": [
            {"ground": each["ground"], "disclosed": each["disclosed"]}
            for each in own["grounds"]
        ],
        "denial_scope": own["denial_scope"],
        "endorsement_ground": own["endorsement_ground"],
        "legal_attribution_ground": own["legal_ground"],
        "restates_key": own["restates"],
        "source_gradings": gradings(draft, claim_citations(this)),
        "recorded_at": timestamp(draft.context.versions[own["key"]].recorded_at),
    }


def _key_of_claim(this: Told) -> str | None:
    other = this.other
    return other["key"] if other and other["kind"] == RecordKind.CLAIM else None
