"""Which claims answer one question: who did this, at this level, on this day."""

from collections.abc import Iterator
from dataclasses import dataclass

from positions.levels import Chain, Reach, rank
from positions.stances import NAMING, OBJECTING, culprit
from positions.trails import end_of
from positions.values import Claim

# What could change the answer, had it been said by the day.
BEARING = NAMING | OBJECTING | {"endorses", "withdraws"}


@dataclass(frozen=True, slots=True)
class Position:
    """One claim counted at a level: whose word it is and whom it names.

    ``level`` is how deep it names; ``reaches`` are the actors it comes to at the
    level asked about, by the links that stand.
    """

    claim: Claim
    voice: str
    target: str
    level: str
    reaches: tuple[Reach, ...]

    @property
    def is_own_finding(self) -> bool:
        """Whether the claim names somebody itself; an endorsement only backs."""
        return self.claim.stance in NAMING

    @property
    def grounds(self) -> tuple[str, ...]:
        """The claim and the links on its nearest way to the level."""
        return self.claim.key, *self.reaches[0].via


class Tally:
    """The claims for and against each answer, as they stand on the chain's day.

    ``positions`` are counted; ``objections`` speak against one of them, or against
    any attribution of the incident; ``counters`` put somebody else in the place of
    what a position names; ``taken_back`` named somebody here once; ``possibly`` may
    have been said by the day and is not counted.
    """

    def __init__(self, chain: Chain, incident: str, level: str) -> None:
        if not rank(level):
            raise ValueError(f"{level!r} is not a level of the chain")
        self.chain = chain
        self.standing = chain.standing
        self.incident = incident
        self.level = level
        about_it = self.standing.concerning(incident)
        self._said = [each for each in about_it if self.standing.is_said(each)]
        self.positions = tuple(self._positions())
        self._links = self._links_used()
        self._counted = {each.claim.key for each in self.positions} | self._links
        self.objections = tuple(self._objections())
        self.counters = tuple(self._counters())
        self.taken_back = tuple(self._taken_back())
        self.possibly = self.standing.in_order(self._possibly())

    def _positions(self) -> Iterator[Position]:
        for claim in filter(self.standing.stands, self._said):
            is_backing = claim.stance == "endorses"
            named = self.standing.finding(claim) if is_backing else claim
            reaches = self._reaches(named) if named else ()
            if named and named.target and reaches:
                voice = self.standing.voice(claim)
                yield Position(claim, voice, named.target, named.level, reaches)

    def _reaches(self, claim: Claim) -> tuple[Reach, ...]:
        """Return the actors at the level that a claim comes to; none if too shallow."""
        target = culprit(claim)
        if target is None or rank(claim.level) > rank(self.level):
            return ()
        if claim.level == self.level:
            return (Reach(target, claim.level, ()),)
        return self.chain.at_level(target, self.level)

    def _links_used(self) -> set[str]:
        reaches = (reach for each in self.positions for reach in each.reaches)
        return {key for reach in reaches for key in reach.via}

    def _objections(self) -> Iterator[Claim]:
        spoken = self.standing.concerning(self.incident, *self._links)
        for claim in filter(self.standing.stands, spoken):
            finding = self.standing.finding(claim)
            speaks_so = claim.stance in OBJECTING or claim.stance == "endorses"
            if speaks_so and finding and self._is_against_a_position(finding):
                yield claim

    def _is_against_a_position(self, claim: Claim) -> bool:
        if claim.stance not in OBJECTING:
            return False
        addressed = self._addressed(claim)
        return self.incident in addressed or not self._counted.isdisjoint(addressed)

    def _addressed(self, claim: Claim) -> set[str]:
        """Return what is spoken on and, of a claim, the finding that stands for it."""
        spoken_on = self.standing.spoken_on(claim)
        finding = self.standing.finding(spoken_on) if spoken_on else None
        return {claim.about, *([finding.key] if finding else ())}

    def _counters(self) -> Iterator[tuple[Claim, Position]]:
        for claim in filter(self.standing.stands, self._said):
            # What a revision revises in the end says what both are against.
            origin = end_of(claim, self._revised)
            if origin.stance == "counter-attributes":
                for each in self.positions:
                    is_meant = {self.incident, each.claim.key} & self._addressed(origin)
                    if is_meant and self._is_rivalled(each, claim):
                        yield claim, each

    def _revised(self, claim: Claim) -> Claim | None:
        return self.standing.spoken_on(claim) if claim.stance == "revises" else None

    def _is_rivalled(self, position: Position, claim: Claim) -> bool:
        """Whether the claim, somebody else's, names another culprit."""
        target = culprit(claim)
        if target is None or self.standing.voice(claim) == position.voice:
            return False
        return not self.chain.compatible(target, position.target, self.level).holds

    def _taken_back(self) -> Iterator[Claim]:
        for claim in self._said:
            if not self.standing.in_force(claim) and self._reaches(claim):
                yield claim

    def _possibly(self) -> Iterator[str]:
        for claim in self.standing.concerning(self.incident, *self._links):
            is_deep_enough = rank(claim.level) <= rank(self.level)
            is_unsure = self.standing.is_only_possibly_said(claim)
            if is_unsure and is_deep_enough and claim.stance in BEARING:
                yield claim.key
        below = {actor for each in self._said for actor in self._below(each)}
        for link in self.chain.unsure:
            if self.standing.subject(link) in below:
                yield link.key

    def _below(self, claim: Claim) -> Iterator[str]:
        """Yield the actors from which one more link could lead to the level."""
        target, is_below = culprit(claim), rank(claim.level) < rank(self.level)
        if target and is_below and self.standing.stands(claim):
            yield target
            yield from (each.actor for each in self.chain.ancestors(target))
