"""Who holds what: claimants by levels, each claim a link to its card."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from attribution.models import Claim as ClaimRecord
from desk import labels
from desk.selectors.incident.dossier import Dossier
from desk.selectors.incident.lines import Line, level_in_words, line
from desk.sheets import Known
from positions.levels import LEVELS
from positions.matrix import positions_matrix
from positions.values import Claim

STANCE = ClaimRecord._meta.get_field("stance")


@dataclass(frozen=True, slots=True)
class Held:
    """What one claimant holds, level by level; hidden claimants share one row."""

    who: Known | None
    cells: list[list[Line]]


@dataclass(frozen=True, slots=True)
class Positions:
    """The positions on an incident; ``at`` is the column of each claim."""

    columns: list[tuple[str, str]]
    rows: list[Held]
    at: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Filters:
    """Which claims are asked for; empty means all."""

    stance: str = ""
    level: str = ""
    claimant: str = ""

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.stance or self.level or self.claimant)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters can be set to: only what is there to be seen."""

    stances: list[tuple[str, str]]
    levels: list[tuple[str, str]]
    claimants: list[tuple[str, str]]


def positions(dossier: Dossier) -> Positions:
    """Return who holds what on the incident, in order of first statement."""
    found = positions_matrix(dossier.record, dossier.incident.key, dossier.as_of)
    by_who: dict[str, dict[str, list[Line]]] = {}
    at = {}
    for row in found.rows:
        who = row.claimant if row.claimant in dossier.names else ""
        cells = by_who.setdefault(who, {})
        for level, entries in row.cells.items():
            for entry in entries:
                at[entry.claim] = level
                claim = dossier.record.claims[entry.claim]
                cells.setdefault(level, []).append(line(dossier, claim))
    columns = _broadest_first(found.columns)
    return Positions(
        columns=[(level, level_in_words(level)) for level in columns],
        rows=[
            Held(
                dossier.names.get(who),
                [cells.get(level, []) for level in columns],
            )
            for who, cells in by_who.items()
        ],
        at=at,
    )


def _broadest_first(columns: Iterable[str]) -> list[str]:
    """Return the levels from state down; what is at none of them stays last."""
    deep = [level for level in columns if level in LEVELS]
    return [*reversed(deep), *(level for level in columns if level not in LEVELS)]


def choices(dossier: Dossier, held: Positions) -> Choices:
    """Return what the claims can be filtered by."""
    stances = {claim.stance for claim in dossier.claims}
    return Choices(
        stances=[
            (value, words)
            for value, words in labels.choices_of(STANCE)
            if value in stances
        ],
        levels=[(level or "none", words) for level, words in held.columns],
        claimants=sorted(
            ((row.who.key, row.who.name) for row in held.rows if row.who),
            key=lambda choice: choice[1].casefold(),
        ),
    )


def asked_for(dossier: Dossier, held: Positions, filters: Filters) -> list[Claim]:
    """Return the claims that the filters let through, in order."""
    return [
        claim
        for claim in dossier.claims
        if filters.stance in ("", claim.stance)
        and filters.claimant in ("", claim.claimant)
        and filters.level in ("", held.at.get(claim.key) or "none")
    ]
