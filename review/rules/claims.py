"""Claims: how sure they are, and whether what they lean on still stands."""

from collections.abc import Iterator

from attribution.vocab.claims import NAMING, Stance
from incidents.vocab import MARKING_RANK, Marking, RecordKind, RecordState
from review.rules.known import OUT, Known
from review.rules.values import Found, Other, Snapshot, found

# Claims of which nothing is left if the one that they are about falls.
LEANING = (Stance.ENDORSES, Stance.ACKNOWLEDGES, Stance.CORROBORATES)
ON_ONES_OWN = (Stance.WITHDRAWS, Stance.REVISES)


def no_confidence(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find a claim that names somebody, or a judgement, with no word on how sure."""
    if own["kind"] == RecordKind.ASSESSMENT:
        if not own["confidence"]:
            yield found(
                "confidence",
                "We do not say how sure we are. Pick a confidence, or give the "
                "reason why none is stated.",
            )
    elif own["stance"] in NAMING and not own["analytic_confidence"]:
        yield found(
            "analytic_confidence",
            "It names somebody and no confidence is picked. Pick one, or give the "
            "reason why it is left as not stated.",
        )


def not_ones_own(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find a claim that takes back, or replaces, what somebody else said."""
    other = known.get(own["about"])
    if own["stance"] not in ON_ONES_OWN or not other:
        return
    if other["kind"] == RecordKind.CLAIM and other["claimant"] != own["claimant"]:
        word = Stance(own["stance"]).value
        yield found(
            "about",
            f"It {word} a claim of somebody else, ",
            Other(other["key"]),
            ". Only the claimant can do that; take “disputes” for anybody else.",
        )


def stricter_withdrawal(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find a withdrawal that not all who get the claim will learn of."""
    other = known.get(own["about"])
    if own["stance"] != Stance.WITHDRAWS or not other:
        return
    if _rank(own) > _rank(other):
        label = Marking(other["marking"]).label
        yield found(
            "marking",
            "It is marked more strictly than ",
            Other(other["key"]),
            f", which it takes back: who sees only {label} is not told that it no "
            "longer stands. Mark both alike if you may.",
        )


def withdrawn_by_none(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find a claim that is said to be withdrawn while no claim withdraws it."""
    if own["state"] != RecordState.WITHDRAWN:
        return
    if not any(each["state"] not in OUT for each in known.withdrawals[own["key"]]):
        yield found(
            "state",
            "Its state says withdrawn, but no claim of its claimant withdraws it, so "
            "the matrix counts it still. Record the withdrawal as a claim.",
        )


def leans_on_withdrawn(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find a claim that backs, or says again, what was taken back."""
    leaning = [("about", own["about"])] if own["stance"] in LEANING else []
    for field, key in (*leaning, ("restates", own["restates"])):
        if key and known.is_taken_back(key, own):
            yield found(
                field,
                "It leans on ",
                Other(key),
                ", which was withdrawn or revised. Say in the remark whether its "
                "claimant holds to it.",
            )


def _rank(own: Snapshot) -> int:
    """Return the rank of a marking; what is unmarked is another rule's business."""
    return MARKING_RANK.get(own["marking"], 0)
