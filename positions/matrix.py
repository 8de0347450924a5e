"""Who holds what: the claims on an incident, claimants by levels."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from positions.levels import LEVELS
from positions.standing import Standing
from positions.trails import end_of, trail
from positions.values import Claim, Record, When

# Name nobody, whatever they are about: a column of their own.
NAMELESS = frozenset({"suspects", "condemns-without-naming"})
NO_LEVEL = ""
COLUMNS = (*LEVELS, "unknown", NO_LEVEL)


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim in a cell, in force or not: nothing overwrites it.

    ``target`` is whom it names, for an endorsement whom the endorsed claim names.
    """

    claim: str
    stance: str
    target: str | None
    said: When
    words: str
    in_force: bool


@dataclass(frozen=True, slots=True)
class Row:
    """What one claimant said, level by level, each cell in order of time."""

    claimant: str
    cells: Mapping[str, tuple[Entry, ...]]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The positions on an incident: rows in order of first statement.

    ``columns`` are the levels somebody speaks at, deepest first, then '' for claims
    at no level; ``possibly`` are claims perhaps not yet made on the day, in no cell.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    possibly: tuple[str, ...]


def positions_matrix(record: Record, incident: str, as_of: date | None) -> Matrix:
    """Return every claim on the incident said by the day, by claimant and level.

    A claim that names nobody stands at the level of the claim it answers.
    """
    standing = Standing(record, as_of)
    cells: dict[str, dict[str, list[Entry]]] = {}
    possibly: list[str] = []
    for claim in standing.concerning(incident):
        if standing.is_said(claim):
            row = cells.setdefault(claim.claimant, defaultdict(list))
            row[_column(standing, claim)].append(_entry(standing, claim))
        elif standing.is_only_possibly_said(claim):
            possibly.append(claim.key)
    used = {level for row in cells.values() for level in row}
    return Matrix(
        columns=tuple(level for level in COLUMNS if level in used),
        rows=tuple(
            Row(claimant, {level: tuple(entries) for level, entries in row.items()})
            for claimant, row in cells.items()
        ),
        possibly=tuple(possibly),
    )


def _entry(standing: Standing, claim: Claim) -> Entry:
    def endorsed(each: Claim) -> Claim | None:
        return standing.spoken_on(each) if each.stance == "endorses" else None

    return Entry(
        claim=claim.key,
        stance=claim.stance,
        target=end_of(claim, endorsed).target,
        said=claim.said,
        words=claim.words,
        in_force=standing.in_force(claim),
    )


def _column(standing: Standing, claim: Claim) -> str:
    for each in trail(claim, standing.spoken_on):
        if each.stance in NAMELESS:
            break
        if each.level:
            return each.level
    return NO_LEVEL
