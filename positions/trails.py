"""Following a claim to what it speaks on, says again or backs; circles end it."""

from collections.abc import Callable, Iterator

from positions.values import Claim, Record

Step = Callable[[Claim], Claim | None]


def trail(claim: Claim, step: Step) -> Iterator[Claim]:
    """Yield the claim and what each step leads to, none of them twice."""
    seen: set[str] = set()
    at: Claim | None = claim
    while at is not None and at.key not in seen:
        yield at
        seen.add(at.key)
        at = step(at)


def end_of(claim: Claim, step: Step) -> Claim:
    """Return where the trail ends: the claim itself, if no step leads on."""
    *_, last = trail(claim, step)
    return last


def first_said(record: Record, claim: Claim) -> Claim:
    """Return the claim that this one, through any others, says again; else itself.

    A claim that the record does not hold or that we retracted says nothing first.
    """

    def earlier(each: Claim) -> Claim | None:
        restated = record.claims.get(each.restates or "")
        return None if restated is None or restated.retracted else restated

    return end_of(claim, earlier)
