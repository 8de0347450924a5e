"""Whether an answer is contested, how, and which claims make it so.

Computed whenever asked, never stored: adding or taking back a claim changes it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations, combinations_with_replacement, product

from positions.answers import Answer, answers
from positions.levels import LEVELS, Chain
from positions.reasons import Reason, reasons
from positions.stances import culprit, is_of_the_accused
from positions.standing import Standing
from positions.tally import Position, Tally
from positions.values import Claim, Record

# All flags that hold are given; the first of them is the headline.
PRECEDENCE = (
    "withdrawn",
    "rival",
    "disputed",
    "denied-only",
    "level-split",
    "concurring",
    "single-claim",
    "unattributed",
)


@dataclass(frozen=True, slots=True)
class Contest:
    """The state of the question who did an incident, at a level, on a day.

    Each flag comes with the keys of the claims that made it so, links included;
    ``because`` says why, ``answers`` whom the claims that count come to.
    """

    incident: str
    level: str
    as_of: date | None
    headline: str
    flags: Mapping[str, tuple[str, ...]]
    possibly: tuple[str, ...]
    because: tuple[Reason, ...]
    answers: tuple[Answer, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """Return why, as sentences that name the claims by their keys."""
        return tuple(each.words for each in self.because)


def contest_state(
    record: Record, incident: str, level: str, as_of: date | None
) -> Contest:
    """Return whether and how the incident's attribution at the level is contested.

    Raises:
        ValueError: the level is none of ``LEVELS``.
    """
    return _contest(Tally(Chain(Standing(record, as_of)), incident, level))


def contest_states(
    record: Record, incident: str, as_of: date | None
) -> dict[str, Contest]:
    """Return the contest state at every level, deepest first."""
    return contests(record, (incident,), as_of)[incident]


def contests(
    record: Record, incidents: Iterable[str], as_of: date | None
) -> dict[str, dict[str, Contest]]:
    """Return the contest state of each of many incidents at every level."""
    chain = Chain(Standing(record, as_of))
    return {
        incident: {level: _contest(Tally(chain, incident, level)) for level in LEVELS}
        for incident in incidents
    }


def headlines(
    record: Record, incidents: Iterable[str], as_of: date | None
) -> dict[str, dict[str, str]]:
    """Return the headline at every level of each of many incidents, without why."""
    chain = Chain(Standing(record, as_of))
    found = {}
    for incident in incidents:
        named = _levels_named(chain, incident)
        found[incident] = {
            level: _headline(_flags(Tally(chain, incident, level)))
            if level in named
            else "unattributed"
            for level in LEVELS
        }
    return found


def _levels_named(chain: Chain, incident: str) -> set[str]:
    """Return the levels that any claim on the incident, in force or not, comes to."""
    levels = set()
    for claim in chain.standing.concerning(incident):
        for said in (claim, chain.standing.finding(claim)):
            target = culprit(said) if said else None
            if said and target:
                levels |= {said.level, *chain.levels_of(target)}
    return levels


def _headline(flags: Mapping[str, set[str]]) -> str:
    return next((name for name in PRECEDENCE if flags.get(name)), "unattributed")


def _contest(tally: Tally) -> Contest:
    found = _flags(tally)
    flags = {
        name: tally.standing.in_order(found[name])
        for name in PRECEDENCE
        if found.get(name)
    } or {"unattributed": ()}
    return Contest(
        incident=tally.incident,
        level=tally.level,
        as_of=tally.standing.as_of,
        headline=next(iter(flags)),
        flags=flags,
        possibly=tally.possibly,
        because=reasons(tally, flags),
        answers=answers(tally),
    )


def _flags(tally: Tally) -> dict[str, set[str]]:
    if not tally.positions:
        return {"withdrawn": set(_withdrawn(tally))}
    objections = {each.key for each in tally.objections}
    is_denial = all(is_of_the_accused(each) for each in tally.objections)
    is_rivalled = bool(set(_rivals(tally, by_the_accused=False)))
    return {
        "rival": set(_rivals(tally, by_the_accused=True)),
        "disputed": set() if is_denial else set(_disputes(tally)),
        "denied-only": objections if is_denial and not is_rivalled else set(),
        "level-split": set(_split(tally)),
        "concurring": set(_concurring(tally)),
        "single-claim": set(_single(tally.positions)),
    }


def _withdrawn(tally: Tally) -> Iterator[str]:
    """Yield the claims taken back and those that took them back."""
    for claim in tally.taken_back:
        yield claim.key
        for undoing in (tally.standing.withdrawn_by, tally.standing.revised_by):
            if claim.key in undoing:
                yield undoing[claim.key].key


def _disputes(tally: Tally) -> Iterator[str]:
    return (each.key for each in tally.objections if not is_of_the_accused(each))


def _rivals(tally: Tally, *, by_the_accused: bool) -> Iterator[str]:
    """Yield what names incompatible culprits; without the accused's claims if asked."""

    def counts(claim: Claim) -> bool:
        return by_the_accused or not is_of_the_accused(claim)

    positions = [each for each in tally.positions if counts(each.claim)]
    for one, other in combinations(_camps(positions), 2):
        if not any(_agreements(tally, one, other)):
            yield from _grounds([*one, *other])
    for position in positions:
        yield from _contested_links(tally, position)
    for counter, position in tally.counters:
        if counts(counter):
            yield from (counter.key, *position.grounds)


def _contested_links(tally: Tally, position: Position) -> Iterator[str]:
    """Yield the links of which different claimants lead to different culprits.

    One claimant who names two behind an actor speaks of both together.
    """
    for one, other in combinations(position.reaches, 2):
        agrees = tally.chain.compatible(one.actor, other.actor, tally.level).holds
        if not agrees and one.namers.isdisjoint(other.namers):
            yield from (position.claim.key, *one.via, *other.via)


def _split(tally: Tally) -> Iterator[str]:
    """Yield findings that name one chain at different depth."""
    by_target: dict[tuple[str, str], list[Position]] = defaultdict(list)
    for each in tally.positions:
        if each.is_own_finding:
            by_target[each.target, each.level].append(each)
    for one, other in combinations(by_target, 2):
        is_deeper = one[1] != other[1]
        if is_deeper and tally.chain.is_on_one_chain(one[0], other[0]):
            yield from _grounds([*by_target[one], *by_target[other]])


def _concurring(tally: Tally) -> Iterator[str]:
    """Yield what names compatible culprits, with the links by which they are so."""
    for one, other in combinations_with_replacement(_camps(tally.positions), 2):
        if one is other and not _is_several(one):
            continue
        for mine, theirs, via in _agreements(tally, one, other):
            agreeing = [each for each in one if each.target == mine]
            agreeing += [each for each in other if each.target == theirs]
            yield from (*_grounds(agreeing), *via)


def _single(positions: tuple[Position, ...]) -> Iterator[str]:
    return iter(()) if _is_several(positions) else _grounds(positions)


def _is_several(positions: Iterable[Position]) -> bool:
    return len({each.voice for each in positions}) > 1


def _grounds(positions: Iterable[Position]) -> Iterator[str]:
    return (key for each in positions for key in each.grounds)


def _camps(positions: Iterable[Position]) -> list[list[Position]]:
    """Return the positions by whom their claimants name.

    A claimant who names several culprits speaks of a joint operation, so it is in
    one camp with those who name the same several, and at odds with no one of them.
    """
    by_voice: dict[str, list[Position]] = defaultdict(list)
    for position in positions:
        by_voice[position.voice].append(position)
    camps: dict[frozenset[str], list[Position]] = defaultdict(list)
    for voiced in by_voice.values():
        camps[frozenset(each.target for each in voiced)] += voiced
    return list(camps.values())


def _agreements(
    tally: Tally, one: list[Position], other: list[Position]
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the pairs of culprits on which two camps agree, with the links used."""
    targets = ({each.target for each in camp} for camp in (one, other))
    for mine, theirs in product(*targets):
        agreement = tally.chain.compatible(mine, theirs, tally.level)
        if agreement.holds:
            yield mine, theirs, agreement.via
