"""Places nodes in layers, one below the other, so that edges run down between them.

After Sugiyama, in our own few lines: every edge gets a place in each layer that it
crosses, and so does its label, so that no line runs through a node and no label lies
on another; the order within layers is the one with the fewest crossings found; places
are the nearest to their neighbours that leave enough room. Nothing is left to chance:
the same input gives the same places.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from figures.graph.order import Vertex, ordered
from figures.graph.rows import LINE, SIDE, Link, Size, rows

LABEL_SIDE = 8.0  # room between labels
ROOM, MOST_ROOM, SLOPE = 20.0, 40.0, 0.04  # height of a bend; the more, the wider
PULLS = 40


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: its middle, its edges, and those of its whole row."""

    x: float
    top: float
    bottom: float
    width: float
    row: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Route:
    """An edge as it runs: the places that it passes, and that of its label."""

    places: tuple[Place, ...]
    label: Place


@dataclass(frozen=True, slots=True)
class Layers:
    """The places of all nodes, by name, and the routes of all links, in their order."""

    nodes: Mapping[str, Place]
    routes: tuple[Route, ...]
    size: Size


def lay_out(sizes: Mapping[str, Size], links: Sequence[Link]) -> Layers:
    """Return places for the nodes and routes for the links.

    The links must not go in a circle; ``acyclic`` sees to that.
    """
    return _Layout(sizes, links).result()


class _Layout:
    """One run: vertices in layers; nodes in the even ones, labels in the odd."""

    def __init__(self, sizes: Mapping[str, Size], links: Sequence[Link]) -> None:
        rank = rows(sizes, links)
        self.vertices: list[Vertex] = []
        self.width = 0.0
        self.layers: list[list[int]] = [
            [] for _ in range(2 * max(rank.values(), default=0) + 1)
        ]
        self.nodes = {
            name: self._vertex(Vertex(2 * rank[name], size, SIDE))
            for name, size in sizes.items()
        }
        self.chains = [self._chain(link) for link in links]

    def result(self) -> Layers:
        self.layers = ordered(self.layers, self.vertices)
        self._pull()
        places = self._places()
        return Layers(
            nodes={name: places[at] for name, at in self.nodes.items()},
            routes=tuple(
                Route(tuple(places[each] for each in chain), places[label])
                for chain, label in self.chains
            ),
            size=Size(
                max((each.x + each.width / 2 for each in places), default=0),
                max((each.bottom for each in places), default=0),
            ),
        )

    def _vertex(self, vertex: Vertex) -> int:
        self.vertices.append(vertex)
        at = len(self.vertices) - 1
        self.layers[vertex.layer].append(at)
        return at

    def _chain(self, link: Link) -> tuple[list[int], int]:
        """Add what an edge passes; return it from end to end, and its label."""
        start, end = self.nodes[link.upper], self.nodes[link.lower]
        first = self.vertices[start].layer + 1
        last = self.vertices[end].layer - 1
        labelled = last if link.at_end else first
        passed = [
            self._vertex(Vertex(layer, link.label, LABEL_SIDE))
            if layer == labelled
            else self._vertex(Vertex(layer, Size(LINE, 0), 0, is_passing=True))
            for layer in range(first, last + 1)
        ]
        chain = [start, *passed, end]
        for upper, lower in pairwise(chain):
            self.vertices[upper].below.append(lower)
            self.vertices[lower].above.append(upper)
        return chain, passed[labelled - first]

    # -- Places ---------------------------------------------------------------------

    def _pull(self) -> None:
        """Draw every vertex to its neighbours, as near as its own row allows.

        No row becomes wider than the fullest one has to be.
        """
        self.width = max(self._fullness(layer) for layer in self.layers)
        for layer in self.layers:
            self._settle(layer, [0.0] * len(layer))
        for number in range(PULLS):
            downwards = number % 2 == 0
            for layer in self.layers if downwards else self.layers[::-1]:
                self._settle(layer, [self._wish(at, downwards) for at in layer])
        for layer in self.layers:
            self._settle(layer, [self._wish(at, None) for at in layer])

    def _wish(self, at: int, downwards: bool | None) -> float:
        vertex = self.vertices[at]
        near = {None: vertex.above + vertex.below, True: vertex.above}.get(
            downwards, vertex.below
        )
        weighed = [(self._weight(vertex, each), self.vertices[each].x) for each in near]
        total = sum(weight for weight, _ in weighed)
        return sum(weight * x for weight, x in weighed) / total if total else vertex.x

    def _weight(self, vertex: Vertex, other: int) -> float:
        """Long lines are straightened first."""
        other_is = self.vertices[other].is_passing
        return (
            1.0
            + 3.0 * (vertex.is_passing + other_is)
            + 8.0 * (vertex.is_passing and other_is)
        )

    def _settle(self, layer: Sequence[int], wishes: Sequence[float]) -> None:
        """Give a row the places nearest to the wishes that leave room between all.

        With the room taken out, that is the best rising sequence: neighbours who wish
        to be in each other's place share the middle.
        """
        offset, offsets = 0.0, []
        for number, at in enumerate(layer):
            if number:
                offset += self._apart(layer[number - 1], at)
            offsets.append(offset)
        blocks: list[tuple[float, float, int]] = []
        for at, wish, shift in zip(layer, wishes, offsets, strict=True):
            weight = 4.0 if self.vertices[at].is_passing else 1.0
            block = (wish - shift, weight, 1)
            while blocks and blocks[-1][0] > block[0]:
                block = _merged(blocks.pop(), block)
            blocks.append(block)
        levels = [level for level, _, count in blocks for _ in range(count)]
        first, last = self.vertices[layer[0]], self.vertices[layer[-1]]
        least = first.size.width / 2
        most = max(self.width - last.size.width / 2 - offset, least)
        for at, level, shift in zip(layer, levels, offsets, strict=True):
            self.vertices[at].x = min(max(level, least), most) + shift

    def _fullness(self, layer: Sequence[int]) -> float:
        """Return how wide a row is that has no room to spare."""
        ends = (self.vertices[at].size.width / 2 for at in (layer[0], layer[-1]))
        return sum(ends) + sum(self._apart(*pair) for pair in pairwise(layer))

    def _apart(self, left: int, right: int) -> float:
        one, other = self.vertices[left], self.vertices[right]
        sides = max(one.side, other.side)
        return one.size.width / 2 + other.size.width / 2 + sides

    def _places(self) -> list[Place]:
        heights = [
            max((self.vertices[at].size.height for at in layer), default=0)
            for layer in self.layers
        ]
        tops = [0.0]
        for height, room in zip(heights, self._rooms(), strict=True):
            tops.append(tops[-1] + height + room)
        return [
            self._place(each, tops[each.layer], heights[each.layer])
            for each in self.vertices
        ]

    def _rooms(self) -> Iterator[float]:
        """Yield the room below each row: the more, the further its lines lead aside."""
        for layer in self.layers:
            aside = max(
                (
                    abs(self.vertices[at].x - self.vertices[below].x)
                    for at in layer
                    for below in self.vertices[at].below
                ),
                default=0,
            )
            yield min(ROOM + SLOPE * aside, MOST_ROOM)

    def _place(self, vertex: Vertex, top: float, height: float) -> Place:
        """Return where a vertex stands: lines take the whole row, others a part.

        What has neighbours on one side only stands as near to them as the row allows.
        """
        row = top, top + height
        if vertex.is_passing:
            return Place(vertex.x, top, top + height, vertex.size.width, row)
        share = (
            0.5 if bool(vertex.above) == bool(vertex.below) else float(not vertex.above)
        )
        top += (height - vertex.size.height) * share
        bottom = top + vertex.size.height
        return Place(vertex.x, top, bottom, vertex.size.width, row)


def _merged(
    one: tuple[float, float, int], other: tuple[float, float, int]
) -> tuple[float, float, int]:
    weight = one[1] + other[1]
    level = (one[0] * one[1] + other[0] * other[1]) / weight
    return level, weight, one[2] + other[2]
