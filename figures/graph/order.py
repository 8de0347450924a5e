"""In which order the nodes, labels and lines of a row stand: few lines shall cross."""

from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from figures.graph.rows import Size

SWEEPS = 12
Layers = list[list[int]]


@dataclass(slots=True)
class Vertex:
    """A node, a label or a place that a line passes."""

    layer: int
    size: Size
    side: float
    is_passing: bool = False
    above: list[int] = field(default_factory=list)
    below: list[int] = field(default_factory=list)
    x: float = 0.0


def ordered(layers: Layers, vertices: Sequence[Vertex]) -> Layers:
    """Return the rows, top first, in the order with the fewest crossings found."""
    best, fewest = layers, _crossings(layers, vertices)
    for number in range(SWEEPS):
        layers = [[*layer] for layer in layers]
        _sweep(layers, vertices, downwards=number % 2 == 0)
        _swap(layers, vertices)
        crossings = _crossings(layers, vertices)
        if crossings < fewest:
            best, fewest = layers, crossings
    return best


def _sweep(layers: Layers, vertices: Sequence[Vertex], *, downwards: bool) -> None:
    """Put everything in the middle of its neighbours, row after row."""
    places: dict[int, float] = {}
    for layer in layers if downwards else layers[::-1]:
        places |= _shares(layer)
        middles = {}
        for at in layer:
            known = vertices[at].above if downwards else vertices[at].below
            found = [places[each] for each in known] or [places[at]]
            middles[at] = sum(found) / len(found)
        layer.sort(key=middles.__getitem__)
        places |= _shares(layer)


def _shares(layer: Sequence[int]) -> dict[int, float]:
    """Return where each of a row stands, as a share of the row."""
    return {at: (number + 0.5) / len(layer) for number, at in enumerate(layer)}


def _swap(layers: Layers, vertices: Sequence[Vertex]) -> None:
    """Swap neighbours wherever that leaves fewer crossings."""
    where = _where(layers)
    for layer in layers:
        for number in range(len(layer) - 1):
            one, other = layer[number], layer[number + 1]
            mine, theirs = vertices[one], vertices[other]
            if _between(mine, theirs, where) > _between(theirs, mine, where):
                layer[number], layer[number + 1] = other, one
                where[one], where[other] = number + 1, number


def _between(left: Vertex, right: Vertex, where: Mapping[int, int]) -> int:
    """Return how many edges of two neighbours cross."""
    return sum(
        where[one] > where[other]
        for mine, theirs in ((left.above, right.above), (left.below, right.below))
        for one in mine
        for other in theirs
    )


def _crossings(layers: Layers, vertices: Sequence[Vertex]) -> int:
    where = _where(layers)
    found = 0
    for layer in layers:
        passed: list[int] = []
        for at in layer:
            ends = sorted(where[each] for each in vertices[at].below)
            found += sum(len(passed) - bisect_left(passed, end + 1) for end in ends)
            for end in ends:
                insort(passed, end)
    return found


def _where(layers: Layers) -> dict[int, int]:
    return {at: number for layer in layers for number, at in enumerate(layer)}
