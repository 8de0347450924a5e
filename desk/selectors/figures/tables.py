"""The data of each figure as a table, in the order of the figure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desk.dates import in_words
from desk.selectors.figures.graph import Relations
from desk.selectors.figures.words import said
from figures.graph import Graph
from figures.marks import WORDS
from figures.matrix import Column
from figures.matrix import Row as Claimant
from figures.timeline import LANES, Item
from positions.values import Claim

UNDATED = "date not known"


@dataclass(frozen=True, slots=True)
class Cell:
    """Words in a table, of the record whose key they have, if they are of one."""

    text: str
    key: str = ""
    is_struck: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """What the columns are, and the rows; the first cell of each is its head."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def timeline(items: Sequence[Item]) -> Table:
    """Return what a timeline shows, by date."""
    rows = [
        (
            Cell(item.when or UNDATED),
            Cell(LANES[item.lane]),
            Cell(WORDS[item.mark]),
            Cell(item.who),
            Cell(f"{item.what}{item.doubt}", item.key, item.is_struck),
        )
        for item in sorted(items, key=lambda each: each.order)
    ]
    return Table(("Date", "Lane", "Kind", "Who", "What"), tuple(rows))


def matrix(columns: Sequence[Column], claimants: Sequence[Claimant]) -> Table:
    """Return what a matrix shows, by claimant and level."""
    rows = [
        (
            Cell(claimant.name),
            Cell(column.name),
            Cell(entry.words, entry.key, entry.is_struck),
            Cell(entry.date),
            Cell("taken back" if entry.is_struck else "in force"),
        )
        for claimant in claimants
        for column, entries in zip(columns, claimant.cells, strict=True)
        for entry in entries
    ]
    return Table(("Claimant", "Level", "Claim", "Date", "Stands"), tuple(rows))


def graph(found: Relations, drawn: Graph) -> Table:
    """Return what a graph shows: every claim, then what only the record ties."""
    rows = [*_claims(found), *_others(found, drawn)]
    return Table(("Who says so", "What", "Of", "Names", "Date"), tuple(rows))


def _claims(found: Relations) -> Iterator[tuple[Cell, ...]]:
    tied = [each for tie in found.ties for each in tie.claims + tie.objections]
    keys = {each.key: each for each in [*found.on_incident, *tied]}
    for claim in sorted(keys.values(), key=lambda each: each.order):
        yield _claim(found, claim)


def _claim(found: Relations, claim: Claim) -> tuple[Cell, ...]:
    known = found.known
    subject = found.standing.subject(claim) or known.key
    is_struck = not found.standing.in_force(claim)
    target = found.target(claim)
    return (
        Cell(known.call(claim.claimant), _shown(found, claim.claimant)),
        Cell(said(known, claim), claim.key, is_struck),
        Cell(known.call(subject), _shown(found, subject)),
        Cell("") if target == known.key else Cell(known.call(target), target),
        Cell(in_words(claim.said.text) or UNDATED),
    )


def _others(found: Relations, drawn: Graph) -> Iterator[tuple[Cell, ...]]:
    names = {node.key: node.name for node in drawn.nodes if node.kind != "speakers"}
    ties = {(tie.source, tie.target) for tie in found.ties}
    for edge in drawn.edges:
        ends = edge.source, edge.target
        if edge.line in ("link", "answers") and ends not in ties:
            of, to = (names[key] for key in ends)
            yield Cell("the record"), Cell(edge.words), Cell(of), Cell(to), Cell("")


def _shown(found: Relations, key: str) -> str:
    """Return the key of a record that the reader may see, else nothing."""
    return key if key in found.known.names else ""
