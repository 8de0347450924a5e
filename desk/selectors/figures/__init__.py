"""The figures of an incident: drawn from what a reader may see, each with its table.

    figure = figure_of(incident, user, "timeline", today=timezone.now().date())

The page, the download and the briefing show the same ``figure.svg``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from desk.clearance import Person, rank_of
from desk.dates import in_words
from desk.selectors.figures import graph as relations
from desk.selectors.figures import matrix as positions
from desk.selectors.figures import tables
from desk.selectors.figures import timeline as times
from desk.selectors.figures.reading import Known, known_about, related_to
from desk.selectors.figures.tables import Table
from figures.graph import Graph, Placed, draw_graph, place
from figures.matrix import draw_matrix
from figures.sheet import Sheet
from figures.timeline import draw_timeline
from incidents.models import Incident

__all__ = ["SUBTITLES", "Figure", "drawn", "figure_of"]

SUBTITLES: Mapping[str, str] = {
    "timeline": "Timeline: what happened, who said what, and what was done about it",
    "graph": "Relations: who says who was behind it",
    "matrix": "Positions: who holds what, by level",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as SVG, and the same data as a table.

    ``movable`` is what the browser needs to let a graph be moved; other figures have
    none. ``key`` is the incident's.
    """

    key: str
    name: str
    title: str
    svg: str
    table: Table
    as_of: date | None = None
    has_responses: bool = False
    notes: tuple[str, ...] = ()
    movable: Mapping[str, Any] | None = field(default=None, repr=False)

    @property
    def query(self) -> str:
        """The parameters of its address, with the question mark; '' without any."""
        day = [f"as_of={self.as_of.isoformat()}"] if self.as_of else []
        responses = ["responses=1"] if self.has_responses else []
        return f"?{'&'.join(day + responses)}" if day or responses else ""


def figure_of(
    incident: Incident,
    user: Person,
    name: str,
    *,
    as_of: date | None = None,
    today: date | None = None,
    with_responses: bool = False,
) -> Figure:
    """Return a figure of an incident, drawn from what the reader may see of it.

    ``name`` is one of ``SUBTITLES``. ``as_of`` is the day asked about; without one,
    all that is recorded is drawn, with a line at ``today``. The number of queries is
    fixed: four, and two more for a graph.

    Raises:
        KeyError: there is no figure of that name.
    """
    clearance = rank_of(user)
    known = known_about(incident, clearance, as_of)
    if name == "graph":
        related = related_to(incident, clearance)
        found = relations.Relations(known)
        return _graph(found, found.graph(related, with_responses=with_responses))
    return drawn(known, name, today)


def drawn(known: Known, name: str, today: date | None = None) -> Figure:
    """Return a timeline or a matrix of what is known.

    Raises:
        KeyError: the name is of neither.
    """
    return _DRAWN[name](known, today)


def _sheet(known: Known, name: str) -> Sheet:
    day = f", as of {in_words(known.as_of)}" if known.as_of else ""
    subtitle = f"{SUBTITLES[name]}{day}"
    return Sheet(known.name, subtitle, prefix=name, marking=known.marking)


def _timeline(known: Known, today: date | None) -> Figure:
    items = times.items(known)
    day = known.as_of or today
    words = f"as of {in_words(day)}" if known.as_of else f"today, {in_words(day)}"
    sheet = _sheet(known, "timeline")
    return Figure(
        key=known.key,
        name="timeline",
        title=sheet.subtitle,
        svg=draw_timeline(sheet, items, line_on=day, line_words=words),
        table=tables.timeline(items),
        as_of=known.as_of,
    )


def _matrix(known: Known, today: date | None) -> Figure:
    columns, rows, note = positions.matrix(known)
    sheet = _sheet(known, "matrix")
    return Figure(
        key=known.key,
        name="matrix",
        title=sheet.subtitle,
        svg=draw_matrix(sheet, columns, rows, note),
        table=tables.matrix(columns, rows),
        as_of=known.as_of,
        notes=(note,) if note else (),
    )


_DRAWN: Mapping[str, Callable[[Known, date | None], Figure]] = {
    "timeline": _timeline,
    "matrix": _matrix,
}


def _graph(found: relations.Relations, graph: Graph) -> Figure:
    known = found.known
    sheet, placed = _sheet(known, "graph"), place(graph)
    return Figure(
        key=known.key,
        name="graph",
        title=sheet.subtitle,
        svg=draw_graph(sheet, graph, placed),
        table=tables.graph(found, graph),
        as_of=known.as_of,
        has_responses=any(node.kind == "responders" for node in graph.nodes),
        notes=graph.grouped,
        movable=_movable(graph, placed),
    )


def _movable(graph: Graph, placed: Placed) -> dict[str, Any]:
    """Return the graph for the browser: nodes where they stand, edges with words."""
    return {
        "nodes": [
            {
                "id": key,
                "kind": card.node.kind,
                "words": card.words,
                "x": round(at.x, 1),
                "y": round((at.top + at.bottom) / 2, 1),
                "width": round(at.width, 1),
                "height": round(at.bottom - at.top, 1),
            }
            for key, card in placed.cards.items()
            for at in [placed.layers.nodes[key]]
        ],
        "edges": [
            {
                "source": edge.source,
                "target": edge.target,
                "words": "\n".join(placed.labels[number]),
                "line": edge.line,
                "isDirected": edge.is_directed,
                "label": placed.label_at(number),
                "bends": placed.bends(number),
            }
            for number, edge in enumerate(graph.edges)
        ],
    }
