"""Whom the claims that count come to at a level, and by which of them."""

from collections import defaultdict
from dataclasses import dataclass, field

from positions.tally import Position, Tally


@dataclass(frozen=True, slots=True)
class Answer:
    """One actor that is an answer at a level, with the claims that make it one.

    ``found`` name it themselves by a finding of their own, ``backed`` back one that
    does; ``through`` name another, whom links claimed by anybody lead on to it.
    """

    actor: str
    found: tuple[str, ...]
    backed: tuple[str, ...]
    through: tuple[str, ...]


@dataclass(slots=True)
class _Sorted:
    found: list[str] = field(default_factory=list)
    backed: list[str] = field(default_factory=list)
    through: list[str] = field(default_factory=list)

    def take(self, position: Position, *, is_named: bool) -> None:
        if not is_named:
            self.through.append(position.claim.key)
        elif position.is_own_finding:
            self.found.append(position.claim.key)
        else:
            self.backed.append(position.claim.key)


def answers(tally: Tally) -> tuple[Answer, ...]:
    """Return the actors that the counted claims come to, the most named first."""
    by_actor: dict[str, _Sorted] = defaultdict(_Sorted)
    for position in tally.positions:
        for reach in position.reaches:
            by_actor[reach.actor].take(position, is_named=not reach.steps)
    found = [
        Answer(actor, tuple(each.found), tuple(each.backed), tuple(each.through))
        for actor, each in by_actor.items()
    ]
    return tuple(
        sorted(
            found,
            key=lambda each: (
                -len(each.found) - len(each.backed),
                -len(each.through),
                each.actor,
            ),
        )
    )
