"""Draws a relation graph: boxes in layers, edges that say in words what they mean."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from figures.graph.cards import Card, card
from figures.graph.cards import draw as draw_card
from figures.graph.layers import Layers, Place, Route, lay_out
from figures.graph.rows import Link, Size, acyclic
from figures.graph.values import Edge, Graph
from figures.sheet import EDGE, Sheet
from figures.svg import (
    GREEN,
    INK,
    RUST,
    SOFT,
    STRONG,
    TEAL,
    Attribute,
    Point,
    group,
    line,
    polygon,
    tag,
    text,
)
from figures.text import width, wrap

SIZE, ROW, WIDE = 9.5, 11.5, 92.0  # of the words on edges
NAMES = 3  # of whoever says so, on an edge
LEAST = 760.0  # how wide a figure is at least
PORTS = 0.7  # share of a box's side over which edges leave it
STROKES: Mapping[str, Mapping[str, Attribute]] = {
    "attributed": {"stroke": INK, "stroke_width": 1.8},
    "contested": {"stroke": INK, "stroke_width": 1.8, "stroke_dasharray": "7 4"},
    "for": {"stroke": TEAL, "stroke_width": 1.3},
    "against": {"stroke": RUST, "stroke_width": 1.5, "stroke_dasharray": "4 3"},
    "neither": {"stroke": STRONG, "stroke_width": 1.3, "stroke_dasharray": "1.5 3"},
    "link": {"stroke": SOFT, "stroke_width": 1.0},
    "answers": {"stroke": GREEN, "stroke_width": 1.2},
}
KEYS = {
    "attributed": "somebody attributes it so",
    "contested": "denied or contested",
    "for": "speaks for it",
    "against": "speaks against it",
    "neither": "takes note, or names nobody",
    "link": "said of two actors",
    "answers": "responds",
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A graph with a place for everything in it."""

    cards: Mapping[str, Card]
    labels: tuple[tuple[str, ...], ...]
    turned: tuple[bool, ...]  # edges whose source stands below their target
    layers: Layers

    def bends(self, number: int) -> tuple[list[Point], list[Point]]:
        """Return where an edge bends, before its label and after it."""
        route = self.layers.routes[number]
        at = route.places.index(route.label)
        first, last = _bends(route.places[1:at]), _bends(route.places[at + 1 : -1])
        return (last[::-1], first[::-1]) if self.turned[number] else (first, last)

    def label_at(self, number: int) -> tuple[float, float, float, float]:
        """Return the middle of an edge's label, its width and its height."""
        label = self.layers.routes[number].label
        height = label.bottom - label.top
        return label.x, (label.top + label.bottom) / 2, label.width, height


def draw_graph(sheet: Sheet, graph: Graph, placed: Placed) -> str:
    """Return the graph as an SVG document with title and text alternative.

    ``placed`` is what ``place`` made of it. The same arguments give the same bytes.
    """
    size = placed.layers.size
    wide = max(size.width + 2 * EDGE, LEAST)
    top = sheet.head(wide) + 12
    shift = f"translate({(wide - size.width) / 2:.1f} {top:.1f})"
    nodes = placed.layers.nodes
    drawn = [
        *_edges(graph, placed),
        *(
            draw_card(each, nodes[key], sheet.prefix)
            for key, each in placed.cards.items()
        ),
    ]
    foot = top + size.height + 30
    notes = [*_legend(graph, foot), *_notes(graph, foot + 22, wide)]
    height = foot + 22 + 14 * len(graph.grouped) + 8
    parts = [group(drawn, transform=shift), *notes]
    return sheet.write((wide, height), parts, _description(graph))


def place(graph: Graph) -> Placed:
    """Return a place for every node, edge and label of a graph.

    Who speaks of an actor stands above it, or below it where no link leads further.
    """
    cards = {node.key: card(node) for node in graph.nodes}
    labels = tuple(_label(edge) for edge in graph.edges)
    ends = [_downwards(edge, graph) for edge in graph.edges]
    turns = acyclic(ends)
    links = []
    for edge, (upper, lower), words, is_turned in zip(
        graph.edges, ends, labels, turns, strict=True
    ):
        pair = (lower, upper) if is_turned else (upper, lower)
        at_end = edge.line in ("attributed", "contested")
        links.append(Link(*pair, _size(words), at_end=at_end))
    return Placed(
        cards=cards,
        labels=labels,
        turned=tuple(
            link.upper != edge.source
            for link, edge in zip(links, graph.edges, strict=True)
        ),
        layers=lay_out({key: each.size for key, each in cards.items()}, links),
    )


def _downwards(edge: Edge, graph: Graph) -> tuple[str, str]:
    """Return the edge's ends, the one that belongs above first."""
    leads_on = {each.source for each in graph.edges if each.line == "link"}
    kinds = {node.key: node.kind for node in graph.nodes}
    if kinds[edge.target] in ("campaign", "related"):
        return edge.target, edge.source
    from_aside = kinds[edge.source] in ("speakers", "responders")
    if from_aside and kinds[edge.target] == "actor" and edge.target not in leads_on:
        return edge.target, edge.source
    return edge.source, edge.target


def _label(edge: Edge) -> tuple[str, ...]:
    more = len(edge.by) - NAMES
    by = ", ".join(edge.by[:NAMES]) + (f" +{more}" if more > 0 else "")
    return (*_own(edge), *(wrap(f"({by})", WIDE, SIZE, most=3) if by else ()))


def _own(edge: Edge) -> tuple[str, ...]:
    return wrap(edge.words, WIDE, SIZE, most=2)


def _size(lines: Sequence[str]) -> Size:
    wide = max((width(each, SIZE) for each in lines), default=0)
    return Size(wide + 4, ROW * len(lines) + 2)


# -- Edges --------------------------------------------------------------------------


def _edges(graph: Graph, placed: Placed) -> Iterator[str]:
    ports = _ports(placed.layers.routes)
    for number, edge in enumerate(graph.edges):
        route = placed.layers.routes[number]
        start, end = ports[number]
        stroke = STROKES[edge.line]
        parts = [tag("path", d=_path(route, start, end), fill="none", **stroke)]
        if edge.is_directed:
            parts.append(_head(start, end, stroke, is_up=placed.turned[number]))
        own = len(_own(edge))
        for row, words in enumerate(placed.labels[number]):
            at = Point(route.label.x, route.label.top + ROW * (row + 1) - 2)
            colour = INK if row < own else SOFT
            parts.append(
                text(at, words, font_size=SIZE, fill=colour, text_anchor="middle")
            )
        yield group(parts, title="; ".join(edge.says) or edge.words)


def _ports(routes: Sequence[Route]) -> list[tuple[Point, Point]]:
    """Return where each route leaves its upper node and reaches its lower one.

    The ends at one side of a node stand apart, in the order of where they lead.
    """
    sides: dict[tuple[float, float, float], list[tuple[float, int]]] = defaultdict(list)
    for number, route in enumerate(routes):
        first, last = route.places[0], route.places[-1]
        sides[first.x, first.bottom, first.width].append((route.places[1].x, number))
        sides[last.x, last.top, last.width].append((route.places[-2].x, number))
    found: dict[tuple[float, int], Point] = {}
    for (x, y, wide), ends in sides.items():
        for rank, (_, number) in enumerate(sorted(ends)):
            share = (rank + 0.5) / len(ends) - 0.5
            found[y, number] = Point(x + share * wide * PORTS, y)
    return [
        (found[route.places[0].bottom, number], found[route.places[-1].top, number])
        for number, route in enumerate(routes)
    ]


def _bends(places: Sequence[Place]) -> list[Point]:
    return [Point(place.x, y) for place in places for y in place.row]


def _path(route: Route, start: Point, end: Point) -> str:
    """Return the way of an edge: bent between layers, straight through them."""
    way = [f"M{start.x:.1f} {start.y:.1f}"]
    at = Point(start.x, route.places[0].row[1])
    for place in route.places[1:-1]:
        top, bottom = place.row
        way.append(f"V{at.y:.1f}{_bend(at, Point(place.x, top))}")
        if place is route.label:
            way.append(f"V{place.top:.1f}M{place.x:.1f} {place.bottom:.1f}")
        at = Point(place.x, bottom)
    last = Point(end.x, route.places[-1].row[0])
    return "".join([*way, f"V{at.y:.1f}{_bend(at, last)}V{end.y:.1f}"])


def _bend(start: Point, end: Point) -> str:
    middle = (start.y + end.y) / 2
    return (
        f"C{start.x:.1f} {middle:.1f} {end.x:.1f} {middle:.1f} {end.x:.1f} {end.y:.1f}"
    )


def _head(
    start: Point, end: Point, stroke: Mapping[str, Attribute], *, is_up: bool
) -> str:
    """Return the arrow's head at an edge's target."""
    at, way = (start, 1) if is_up else (end, -1)
    corners = at, Point(at.x - 3.5, at.y + 7 * way), Point(at.x + 3.5, at.y + 7 * way)
    return polygon(corners, fill=stroke["stroke"])


# -- Words around it ------------------------------------------------------------------


def _legend(graph: Graph, y: float) -> Iterator[str]:
    """Yield what each kind of line means, of those that are drawn."""
    used = {edge.line for edge in graph.edges}
    x = EDGE
    for name, words in KEYS.items():
        if name in used:
            ends = Point(x, y - 3), Point(x + 26, y - 3)
            yield line(ends[0], ends[1], **STROKES[name])
            yield text(Point(x + 32, y), words, font_size=10, fill=SOFT)
            x += 32 + width(words, 10) + 18


def _notes(graph: Graph, y: float, wide: float) -> Iterator[str]:
    for number, words in enumerate(graph.grouped):
        yield text(Point(EDGE, y + 14 * number), words, font_size=10, fill=SOFT)


def _description(graph: Graph) -> str:
    count = len(graph.nodes)
    grouped = f" {' '.join(graph.grouped)}" if graph.grouped else ""
    return (
        f"{count} boxes and {len(graph.edges)} edges.{grouped} "
        "The table of the same data has every word."
    )
