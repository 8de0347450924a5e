"""What must hold of a claim beyond its own row: what its stance asks, and of whom.

The database holds most of it, too; here it is said in words and at the field, for
the desk's forms and for the service, before anything is written.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from attribution.models import Claim
from attribution.vocab.claims import NAMING, ON_A_CLAIM, Proposition, Stance
from incidents.models import Identity, Record
from incidents.vocab import RecordKind, RecordState

ACTORS = (RecordKind.THREAT_ACTOR, RecordKind.INTRUSION_SET)
ABOUT = (RecordKind.INCIDENT, RecordKind.CAMPAIGN, *ACTORS, RecordKind.CLAIM)
# The two others may also answer an accusation that is no claim on record.
ON_CLAIMS_ONLY = frozenset(ON_A_CLAIM) - {Stance.COUNTER_ATTRIBUTES, Stance.DENIES}
# What a claimant does to an earlier claim of its own, and how that one stands then.
TAKES_BACK: Mapping[str, RecordState] = {
    Stance.WITHDRAWS: RecordState.WITHDRAWN,
    Stance.REVISES: RecordState.SUPERSEDED,
}
# Which stances ask for a field; with any other stance the field stays empty.
DEMANDS: Mapping[str, tuple[Stance, ...]] = {
    "attributed_to": NAMING,
    "proposition": NAMING,
    "entity_level": NAMING,
    "denial_scope": (Stance.DENIES,),
    "endorsement_ground": (Stance.ENDORSES,),
}
MISSING = {
    "attributed_to": "This stance names a culprit: say whom.",
    "proposition": "This stance names a culprit: say what ties it to what was done.",
    "entity_level": "This stance names a culprit: say how deep the name reaches.",
    "denial_scope": "Say what exactly is denied.",
    "endorsement_ground": "Say on what the endorsement rests.",
}
Problem = tuple[str, str]  # the field and what is wrong with it


@dataclass(frozen=True, slots=True)
class Proposed:
    """A claim as somebody wants it to stand; what is not given is None or empty."""

    stance: str
    about: Record | None
    attributed_to: Record | None = None
    claimant: Identity | None = None
    # The values of the fields that a stance may ask for.
    demanded: Mapping[str, object] = field(default_factory=dict)
    pk: int | None = None


def claim_problems(claim: Proposed) -> list[Problem]:
    """Return what is wrong with a claim, each with its field; nothing if it may stand.

    Choices, lengths and what only its statement can say are not looked at here.
    """
    found = [*_of_stance(claim)]
    named = claim.attributed_to
    if named is not None and named.kind not in ACTORS:
        said = "A claim names an actor: a threat actor or an intrusion set."
        found.append(("attributed_to", said))
    if claim.about is not None:
        found += _of_about(claim, claim.about)
    return found


def _of_stance(claim: Proposed) -> Iterator[Problem]:
    if claim.stance not in Stance.values:
        return
    for name, stances in DEMANDS.items():
        if name not in claim.demanded:
            continue
        is_given, is_asked = bool(claim.demanded[name]), claim.stance in stances
        if is_asked and not is_given:
            yield name, MISSING[name]
        elif is_given and not is_asked:
            word = Stance(claim.stance).label.lower()
            yield name, f"Leave this empty: it does not go with “{word}”."


def _of_about(claim: Proposed, about: Record) -> Iterator[Problem]:
    if about.kind not in ABOUT:
        yield (
            "about",
            "A claim is about an incident, a campaign, an actor or another claim.",
        )
        return
    if about.kind == RecordKind.CLAIM:
        yield from _of_claim(claim, about)
    elif claim.stance in ON_CLAIMS_ONLY:
        yield "about", "With this stance it speaks on another claim: choose that."
    if about == claim.attributed_to:
        yield "attributed_to", "It is what the claim is about; name somebody else."
    tie = claim.demanded.get("proposition") or Proposition.ATTRIBUTED_TO
    if tie != Proposition.ATTRIBUTED_TO and about.kind not in ACTORS:
        yield "proposition", "Only an actor can be tied to an actor like this."


def _of_claim(claim: Proposed, about: Record) -> Iterator[Problem]:
    if _comes_back(claim, about):
        yield "about", "Through other claims it would be about itself."
    elif claim.stance in TAKES_BACK:
        yield from _of_own(claim, about)


def _of_own(claim: Proposed, about: Record) -> Iterator[Problem]:
    """Yield that nobody takes back or revises what somebody else has claimed."""
    if claim.claimant is None:
        return
    earlier = Claim.objects.filter(pk=about.pk).select_related("claimant").get()
    if earlier.claimant_id != claim.claimant.pk:
        word = Stance(claim.stance).label
        yield (
            "about",
            f"Nobody {word.split()[0]} the claim of somebody else; “dispute” it, or "
            "choose an earlier claim of the same claimant.",
        )


def _comes_back(claim: Proposed, about: Record) -> bool:
    """Whether the chain of claims about claims leads back to this claim."""
    if claim.pk is None:
        return False
    seen = set()
    at: int | None = about.pk
    while at is not None and at not in seen:
        if at == claim.pk:
            return True
        seen.add(at)
        at = Claim.objects.filter(pk=at).values_list("about", flat=True).first()
    return False
