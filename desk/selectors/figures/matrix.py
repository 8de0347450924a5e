"""The positions on an incident, as plain values."""

from desk.dates import in_words
from desk.selectors.figures.reading import Known
from desk.selectors.figures.words import mark_of, said
from figures.matrix import Column, Entry, Row
from incidents.vocab import EntityLevel
from positions.contest import contest_states
from positions.matrix import Entry as Position
from positions.matrix import Matrix, positions_matrix

NO_LEVEL = "no level"
# What the headlines of ``positions.contest`` say below a level's name.
HEADLINES = {
    "withdrawn": "withdrawn",
    "rival": "contested: rival culprits",
    "disputed": "contested: disputed",
    "denied-only": "denied by the accused only",
    "level-split": "named at different depth",
    "concurring": "concurring claims",
    "single-claim": "one claim alone",
    "unattributed": "unattributed",
}


def matrix(known: Known) -> tuple[list[Column], list[Row], str]:
    """Return the matrix of an incident: columns, rows, and what is perhaps later."""
    found = positions_matrix(known.record, known.key, known.as_of)
    states = contest_states(known.record, known.key, known.as_of)
    columns = [
        Column(
            level_in_words(level),
            HEADLINES[states[level].headline] if level in states else "",
        )
        for level in found.columns
    ]
    rows = [
        Row(
            known.call(row.claimant),
            tuple(
                tuple(_entry(known, each) for each in row.cells.get(level, ()))
                for level in found.columns
            ),
        )
        for row in found.rows
    ]
    return columns, rows, _perhaps(known, found)


def level_in_words(level: str) -> str:
    """Return what a column is called."""
    label = str(EntityLevel(level).label) if level else NO_LEVEL
    return label[:1].upper() + label[1:]


def _entry(known: Known, position: Position) -> Entry:
    claim = known.record.claims[position.claim]
    return Entry(
        key=claim.key,
        mark=mark_of(claim),
        words=said(known, claim),
        date=in_words(position.said.text) or "date not known",
        is_struck=not position.in_force,
    )


def _perhaps(known: Known, found: Matrix) -> str:
    """Return in words what may have been said by the day and stands in no cell."""
    claims = [known.record.claims[key] for key in found.possibly]
    said_by = (f"{known.call(each.claimant)} {said(known, each)}" for each in claims)
    return f"Perhaps said only later: {'; '.join(said_by)}." if claims else ""
