"""What of a record stands on a day: what was said by then and not taken back."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from positions.stances import LEANING
from positions.trails import end_of, first_said, trail
from positions.values import Claim, Record


class Standing:
    """The claims of a record as they stand on a day; without a day, all of them.

    A claim is in force if its statement was certainly made by the day, we have not
    retracted it, and its claimant has neither withdrawn nor revised it since. A
    withdrawal that is itself withdrawn takes nothing back. Withdrawing a revision
    does not bring back what it replaced: that was given up before.
    """

    def __init__(self, record: Record, as_of: date | None) -> None:
        self.record = record
        self.as_of = as_of
        self._about: dict[str, list[Claim]] = defaultdict(list)
        for claim in sorted(record.claims.values(), key=lambda each: each.order):
            self._about[claim.about].append(claim)
        self.revised_by = {each.about: each for each in self._own_acts("revises")}
        self.withdrawn_by = _withdrawn(self._own_acts("withdraws"))

    def is_said(self, claim: Claim) -> bool:
        """Whether the claim was certainly made by the day."""
        return not claim.retracted and claim.said.certainly_by(self.as_of)

    def is_only_possibly_said(self, claim: Claim) -> bool:
        """Whether the claim may have been made by the day, but need not."""
        return not claim.retracted and claim.said.only_possibly_by(self.as_of)

    def in_force(self, claim: Claim) -> bool:
        """Whether the claim was made by the day and its claimant still holds to it."""
        return (
            self.is_said(claim)
            and claim.key not in self.withdrawn_by
            and claim.key not in self.revised_by
        )

    def finding(self, claim: Claim) -> Claim | None:
        """Return the claim in force that this one says again or backs, or itself.

        None where it has nothing to lean on: a restatement and an endorsement fall
        with the finding, unless a revision in its place names the same culprit.
        """
        *way, last = trail(claim, self._support)
        fell = any(self._is_given_up(each) for each in way)
        return last if self.in_force(last) and not fell else None

    def stands(self, claim: Claim) -> bool:
        """Whether the claim is in force and so is what it leans on."""
        return self.in_force(claim) and self.finding(claim) is not None

    def is_taken_back(self, claim: Claim) -> bool:
        """Whether the claim, or what it leans on, was made and has been given up."""
        return any(self._is_given_up(each) for each in trail(claim, self._support))

    def voice(self, claim: Claim) -> str:
        """Return whose word the claim is: a restatement is its first speaker's."""
        return first_said(self.record, claim).claimant

    def subject(self, claim: Claim) -> str | None:
        """Return what the claim is about in the end; None if it goes in a circle."""
        about = end_of(claim, self.spoken_on).about
        return None if about in self.record.claims else about

    def spoken_on(self, claim: Claim) -> Claim | None:
        """Return the claim that this one is about, if it is about one."""
        return self.record.claims.get(claim.about)

    def concerning(self, *keys: str) -> tuple[Claim, ...]:
        """Return the claims about these records and about those claims, in order."""
        found: dict[str, Claim] = {}
        waiting = list(keys)
        while waiting:
            for claim in self._about.get(waiting.pop(), ()):
                if claim.key not in found:
                    found[claim.key] = claim
                    waiting.append(claim.key)
        kept = (claim for claim in found.values() if not claim.retracted)
        return tuple(sorted(kept, key=lambda each: each.order))

    def in_order(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Return these claims' keys once each, in the order in which they were made."""
        return tuple(sorted(set(keys), key=lambda key: self.record.claims[key].order))

    def _own_acts(self, stance: str) -> Iterator[Claim]:
        """Yield what was certainly done by the day to an earlier claim of one's own."""
        for act in chain.from_iterable(self._about.values()):
            earlier = self.record.claims.get(act.about)
            is_own = earlier is not None and earlier.claimant == act.claimant
            if act.stance == stance and is_own and self.is_said(act):
                yield act

    def _support(self, claim: Claim) -> Claim | None:
        if claim.key in self.revised_by:
            return None if self._is_given_up(claim) else self.revised_by[claim.key]
        restated = self.record.claims.get(claim.restates or "")
        if restated is not None and self.is_said(restated):
            return restated
        return self.spoken_on(claim) if claim.stance in LEANING else None

    def _is_given_up(self, claim: Claim) -> bool:
        revision = self.revised_by.get(claim.key)
        is_moved = revision is not None and revision.target != claim.target
        return claim.retracted or claim.key in self.withdrawn_by or is_moved


def _withdrawn(acts: Iterable[Claim]) -> dict[str, Claim]:
    """Return which withdrawal took back which claim.

    Read from the leaves: an act counts once everything said against it has been
    read. Acts that withdraw each other in a circle are never reached.
    """
    by_key = {act.key: act for act in acts}
    unread = Counter(act.about for act in by_key.values())
    ready = [act for act in by_key.values() if not unread[act.key]]
    taken_back: dict[str, Claim] = {}
    while ready:
        act = ready.pop()
        if act.key not in taken_back:
            taken_back.setdefault(act.about, act)
        unread[act.about] -= 1
        if act.about in by_key and not unread[act.about]:
            ready.append(by_key[act.about])
    return taken_back
