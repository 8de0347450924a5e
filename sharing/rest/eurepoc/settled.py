"""Which claim a published rule picks, where EuRepoC's curators would choose one.

The rule is named in every row it fills: it is a reading of the record, not the record.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from attribution.vocab.claims import ClaimantRole, Stance
from positions.values import Claim
from sharing.rest.eurepoc.world import World

# The first step that finds a claim picks it: the earliest in force.
RULE = "receiver-then-vendors/1"
FINDINGS = (Stance.ASSERTS, Stance.CORROBORATES, Stance.REVISES)


@dataclass(frozen=True, slots=True)
class Picked:
    """The claim that the rule picked for an incident, and by which step."""

    claim: str
    step: str


Settled = Mapping[str, Picked]


def settled(world: World) -> Settled:
    """Return what the rule picks for each incident, if it picks anything.

    A finding of the receiver's government goes before vendors who name the same actor
    on sources that do not go back to one origin, those before a single vendor.
    """
    by_incident: dict[str, list[Claim]] = {}
    for snapshot, claim, incident in world.claims():
        is_finding = snapshot["stance"] in FINDINGS and claim.target
        if is_finding and world.standing.stands(claim):
            by_incident.setdefault(incident, []).append(claim)
    found = {key: _picked(claims) for key, claims in by_incident.items()}
    return {key: each for key, each in found.items() if each}


def _picked(claims: Iterable[Claim]) -> Picked | None:
    official = [
        each for each in claims if each.role == ClaimantRole.RECEIVER_GOVERNMENT
    ]
    if official:
        return Picked(official[0].key, "receiver-government")
    vendors = [each for each in claims if each.role == ClaimantRole.SECURITY_VENDOR]
    for each in vendors:
        if any(_agree(each, other) for other in vendors):
            return Picked(each.key, "vendors-of-two-lineages")
    return Picked(vendors[0].key, "single-vendor") if vendors else None


def _agree(one: Claim, other: Claim) -> bool:
    """Whether two vendors name the same actor on sources of different origin."""
    return (
        one.claimant != other.claimant
        and one.target == other.target
        and not {*one.lineages} & {*other.lineages}
    )
