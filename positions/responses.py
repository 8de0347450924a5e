"""Which responses rest on a claim, and which of them have lost their ground."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from positions.standing import Standing
from positions.values import Record, Response

# Carry a claim further, so that what rests on them rests on it, too.
CARRYING = frozenset({"endorses", "corroborates"})


@dataclass(frozen=True, slots=True)
class Dependent:
    """One response that rests on the claim asked about.

    ``through`` are the claims by which it does, that claim or such as carry it on;
    ``lost`` are those of them that no longer stand.
    """

    response: str
    through: tuple[str, ...]
    status: str
    live: bool
    lost: tuple[str, ...]

    @property
    def alert(self) -> bool:
        """Whether it still stands while a claim it rests on does not."""
        return self.live and bool(self.lost)


@dataclass(frozen=True, slots=True)
class Dependents:
    """The responses that rest on a claim; apart, those perhaps not yet announced."""

    items: tuple[Dependent, ...]
    possibly: tuple[str, ...]


def dependent_responses(
    record: Record, claim_key: str, as_of: date | None
) -> Dependents:
    """Return the responses resting on the claim, directly or through others.

    Through claims that endorse, corroborate or restate it. An endorsement or a
    restatement is lost with the claim; a corroboration is a finding of its own and
    is not, so what rests on that alone raises no alert.
    """
    standing = Standing(record, as_of)
    carriers = _carriers(standing, claim_key)
    resting = sorted(
        (each for each in record.responses.values() if carriers & {*each.rests_on}),
        key=lambda each: (each.announced.order, each.key),
    )
    return Dependents(
        items=tuple(
            _dependent(standing, each, carriers)
            for each in resting
            if each.announced.certainly_by(as_of)
        ),
        possibly=tuple(
            each.key for each in resting if each.announced.only_possibly_by(as_of)
        ),
    )


def _dependent(
    standing: Standing, response: Response, carriers: frozenset[str]
) -> Dependent:
    claims = standing.record.claims
    through = tuple(key for key in response.rests_on if key in carriers)
    return Dependent(
        response=response.key,
        through=through,
        status=response.status_on(standing.as_of),
        live=response.is_live_on(standing.as_of),
        lost=tuple(key for key in through if standing.is_taken_back(claims[key])),
    )


def _carriers(standing: Standing, claim_key: str) -> frozenset[str]:
    """Return the claim and the claims said by the day that carry it on."""
    carried_by: dict[str | None, list[str]] = defaultdict(list)
    for claim in filter(standing.is_said, standing.record.claims.values()):
        carried_by[claim.restates].append(claim.key)
        if claim.stance in CARRYING:
            carried_by[claim.about].append(claim.key)
    found = {claim_key}
    waiting = [claim_key]
    while waiting:
        fresh = [key for key in carried_by[waiting.pop()] if key not in found]
        found.update(fresh)
        waiting.extend(fresh)
    return frozenset(found)
