"""Who is claimed to be behind whom: the chain of claimed links, level by level."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from positions.stances import NAMING
from positions.standing import Standing
from positions.values import Claim, Record

# Deepest first (domain study b.5); `unknown` has no place in the chain.
LEVELS = (
    "activity-cluster",
    "intrusion-set",
    "persona",
    "individual",
    "unit",
    "organisation",
    "state",
)
# From what a link claim is about to what it names, the other way, or both ways.
# Overlap, succession, shared tools and splits make nobody the same or part of another.
UP = frozenset({"attributed-to", "subset-of", "merged-into"})
DOWN = frozenset({"superset-of"})
SAME = frozenset({"same-as", "formerly-tracked-as"})


def rank(level: str) -> int:
    """Return the level's rank in the chain, 1 to 7; 0 where it has none."""
    return LEVELS.index(level) + 1 if level in LEVELS else 0


@dataclass(frozen=True, slots=True)
class Reach:
    """An actor that another is claimed to be, or to have behind it.

    ``steps`` holds, for each link on the way, the claims in force that make it;
    a link by definition has none. ``level`` is '' where nobody gave one.
    """

    actor: str
    level: str
    steps: tuple[tuple[Claim, ...], ...]

    @property
    def via(self) -> tuple[str, ...]:
        """The keys of the link claims that this rests on."""
        return tuple(claim.key for step in self.steps for claim in step)

    @property
    def namers(self) -> frozenset[str]:
        """Whoever says that it is this actor: the claimants of the last link."""
        last = [step for step in self.steps if step][-1:]
        return frozenset(claim.claimant for step in last for claim in step)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Whether two actors can both be the answer, and on which links that rests."""

    holds: bool
    via: tuple[str, ...]


class Chain:
    """The links between actors that stand on a day: claimed ones, and by definition.

    A link is a claim in force on an actor (or on a claim on one) that names another
    as behind it, the same or the whole it is part of.
    """

    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        self.actors = standing.record.actors
        self.unsure: list[Claim] = []  # links only possibly claimed by the day
        self._links: dict[str, dict[str, list[Claim]]] = defaultdict(dict)
        self._reached: dict[str, dict[str, Reach]] = {}
        for claim in sorted(standing.record.claims.values(), key=lambda c: c.order):
            if claim.stance in NAMING and claim.proposition in UP | DOWN | SAME:
                self._add(claim)

    def ancestors(self, actor: str) -> tuple[Reach, ...]:
        """Return whom the actor is claimed to be or have behind it, nearest first."""
        return tuple(self._reach(actor).values())[1:]

    def at_level(self, target: str, level: str) -> tuple[Reach, ...]:
        """Return the actors at the level that the target is, or is claimed to be."""
        return tuple(
            each for each in self._reach(target).values() if each.level == level
        )

    def levels_of(self, target: str) -> set[str]:
        """Return the levels of the target and of all that it is claimed to be."""
        return {each.level for each in self._reach(target).values()}

    def compatible(self, a: str, b: str, level: str) -> Agreement:
        """Say whether two culprits agree: on one chain, or the same at the level."""
        meeting = self._meeting(a, b)
        if meeting is not None:
            return Agreement(True, meeting.via)
        for one in self.at_level(a, level):
            for other in self.at_level(b, level):
                if not self._essence(one.actor).isdisjoint(self._essence(other.actor)):
                    return Agreement(True, one.via + other.via)
        return Agreement(False, ())

    def is_on_one_chain(self, a: str, b: str) -> bool:
        """Whether one of the two is claimed to be, or to be behind, the other."""
        return self._meeting(a, b) is not None

    def _meeting(self, a: str, b: str) -> Reach | None:
        """Return the one as reached from the other, if there is a way up to it."""
        for start, goal in ((a, b), (b, a)):
            meant = self._essence(goal)
            for reach in self._reach(start).values():
                if reach.actor in meant:
                    return reach
        return None

    def _essence(self, actor: str) -> frozenset[str]:
        """Return the keys that mean the same actor: its own, and by definition."""
        known = self.actors.get(actor)
        return frozenset((actor, *(known.definitional if known else ())))

    def _add(self, claim: Claim) -> None:
        subject, target = self.standing.subject(claim), claim.target
        if subject is None or subject not in self.actors or target is None:
            return
        if self.standing.is_only_possibly_said(claim):
            self.unsure.append(claim)
        if not self.standing.stands(claim):
            return
        if claim.proposition in UP | SAME:
            self._links[subject].setdefault(target, []).append(claim)
        if claim.proposition in DOWN | SAME:
            self._links[target].setdefault(subject, []).append(claim)

    def _reach(self, actor: str) -> dict[str, Reach]:
        """Return everything reached from the actor, itself first, breadth first."""
        if actor not in self._reached:
            known = self.actors.get(actor)
            start = Reach(actor, known.level if known else "", ())
            reached = {actor: start}
            waiting = [start]
            for at in waiting:
                for further in self._next(at):
                    if further.actor not in reached:
                        reached[further.actor] = further
                        waiting.append(further)
            self._reached[actor] = reached
        return self._reached[actor]

    def _next(self, at: Reach) -> Iterator[Reach]:
        known = self.actors.get(at.actor)
        for actor in known.definitional if known else ():
            yield Reach(actor, self._level(actor, ()), (*at.steps, ()))
        for actor, claims in self._links.get(at.actor, {}).items():
            step = tuple(claims)
            yield Reach(actor, self._level(actor, step), (*at.steps, step))

    def _level(self, actor: str, step: tuple[Claim, ...]) -> str:
        known = self.actors.get(actor)
        if known and known.level:
            return known.level
        return next((each.level for each in step if each.target == actor), "")


def ancestors(record: Record, actor: str, as_of: date | None) -> tuple[Reach, ...]:
    """Return whom the actor is claimed to be or have behind it, nearest first."""
    return Chain(Standing(record, as_of)).ancestors(actor)


def at_level(
    record: Record, target: str, level: str, as_of: date | None
) -> tuple[Reach, ...]:
    """Return the actors at the level that the target is, or is claimed to be."""
    return Chain(Standing(record, as_of)).at_level(target, level)


def compatible(
    record: Record, a: str, b: str, level: str, as_of: date | None
) -> Agreement:
    """Say whether two culprits agree at the level, and on which links that rests."""
    return Chain(Standing(record, as_of)).compatible(a, b, level)
