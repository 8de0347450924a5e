"""Claims in a few words, as figures have room for."""

from collections.abc import Mapping

from attribution.vocab.claims import Proposition, Stance
from desk.selectors.figures.reading import Known
from positions.stances import OBJECTING
from positions.values import Claim

# ``{who}`` is named as culprit, ``{whose}`` made the claim that is spoken on.
SAID: Mapping[str, str] = {
    Stance.ASSERTS: "says {who}",
    Stance.CORROBORATES: "corroborates: {who}",
    Stance.ENDORSES: "endorses {whose}",
    Stance.COUNTER_ATTRIBUTES: "says instead {who}",
    Stance.CLAIMS_RESPONSIBILITY: "claims responsibility",
    Stance.REVISES: "revises: {who}",
    Stance.WITHDRAWS: "withdraws {whose}",
    Stance.DOUBTS: "doubts {whose}",
    Stance.DISPUTES: "disputes {whose}",
    Stance.DENIES: "denies {whose}",
    Stance.DISTANCES: "distances itself",
    Stance.ABSTAINS: "names nobody",
    Stance.SUSPECTS: "suspects a state, unnamed",
    Stance.ACKNOWLEDGES: "acknowledges {whose}",
    Stance.CONDEMNS: "condemns, names nobody",
}
# What the edge from a speaker is called, where the other end says whom.
VERBS: Mapping[str, str] = {
    Stance.ASSERTS: "says",
    Stance.CORROBORATES: "corroborates",
    Stance.ENDORSES: "endorses",
    Stance.COUNTER_ATTRIBUTES: "says instead",
    Stance.CLAIMS_RESPONSIBILITY: "claims responsibility",
    Stance.REVISES: "says, revised",
    Stance.WITHDRAWS: "withdraws",
    Stance.DOUBTS: "doubts",
    Stance.DISPUTES: "disputes",
    Stance.DENIES: "denies",
    Stance.DISTANCES: "distances itself",
    Stance.ABSTAINS: "names nobody",
    Stance.SUSPECTS: "suspects a state",
    Stance.ACKNOWLEDGES: "acknowledges",
    Stance.CONDEMNS: "condemns, names nobody",
}
_MARKS = {
    Stance.COUNTER_ATTRIBUTES.value: "counter-claim",
    Stance.WITHDRAWS.value: "withdrawal",
}
AGAINST = OBJECTING | {Stance.COUNTER_ATTRIBUTES.value, Stance.WITHDRAWS.value}


def said(known: Known, claim: Claim) -> str:
    """Return what a claimant says, without the claimant."""
    spoken_on = known.standing.spoken_on(claim)
    whose = "it"
    if spoken_on is not None:
        is_own = spoken_on.claimant == claim.claimant
        whose = (
            "its claim" if is_own else f"the claim of {known.call(spoken_on.claimant)}"
        )
    words = SAID[claim.stance].format(who=_named(known, claim), whose=whose)
    return f"{words} (again)" if claim.restates else words


def _named(known: Known, claim: Claim) -> str:
    """Return whom a claim names; with what it says of the two, if not a culprit."""
    name = known.call(claim.target)
    if claim.proposition in ("", Proposition.ATTRIBUTED_TO):
        return name
    return f"it {Proposition(claim.proposition).label} {name}"


def mark_of(claim: Claim) -> str:
    """Return how a claim is drawn."""
    return _MARKS.get(claim.stance, "denial" if claim.stance in AGAINST else "claim")
