"""Which claims are told in a short text: the first word of each side, either way."""

from collections.abc import Iterable, Mapping

from attribution.vocab.claims import ClaimantRole as Role
from briefings.found import Found
from briefings.words import claims as said
from positions.stances import NAMING
from positions.values import Claim

# Whose word is told first where there is not room for everybody's.
ORDER = (
    *(Role.RECEIVER_GOVERNMENT, Role.ACCUSED_STATE, Role.THIRD_STATE),
    *(Role.EU_INSTITUTION, Role.INTERNATIONAL_ORGANISATION, Role.PERPETRATOR_SELF),
    *(Role.SECURITY_VENDOR, Role.RECEIVER_ENTITY, Role.ACCUSED_ENTITY),
)
PLACES: Mapping[str, int] = {role.value: place for place, role in enumerate(ORDER)}
MOST_FOR, MOST_AGAINST = 9, 6


def leading(found: Found) -> frozenset[str]:
    """Return the keys of the claims that a short text tells, of each side its first."""
    told = [each for each in found.claims if not each.restates]
    named = [each for each in told if each.stance in NAMING - said.CONTRARY]
    against = [each for each in told if each.stance in said.CONTRARY]
    about = [each for each in named if found.incident_of(each)]
    return frozenset(
        each.key
        for held, most in ((about or named, MOST_FOR), (against, MOST_AGAINST))
        for each in _firsts(found, held, most)
    )


def _firsts(found: Found, held: Iterable[Claim], most: int) -> list[Claim]:
    """Return each side's first claim of each stance, some sides before others."""
    firsts: dict[tuple[str, str], Claim] = {}
    for claim in held:
        firsts.setdefault((found.side(claim.claimant), claim.stance), claim)
    last = len(ORDER)
    ranked = sorted(firsts.values(), key=lambda each: PLACES.get(each.role, last))
    return ranked[:most]
