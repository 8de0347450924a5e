"""In which row of a graph each node stands."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

SIDE = 18.0  # room between neighbours
LINE = 12.0  # width that a passing line takes
FULL = 1200.0  # a row that is wider is piled up in several
HIGHEST = 4  # rows that it may be piled up in


@dataclass(frozen=True, slots=True)
class Size:
    """How much room something takes."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Link:
    """An edge from a node to one that belongs below it, with the size of its label.

    The label stands in the first gap, or, ``at_end``, in the last.
    """

    upper: str
    lower: str
    label: Size
    at_end: bool = False


def acyclic(pairs: Sequence[tuple[str, str]]) -> list[bool]:
    """Return of each pair whether to turn it round, so that none goes in a circle."""
    reached: dict[str, set[str]] = defaultdict(set)
    turned = []
    for upper, lower in pairs:
        is_turned = upper == lower or upper in _reach(reached, lower)
        reached[lower if is_turned else upper].add(upper if is_turned else lower)
        turned.append(is_turned)
    return turned


def _reach(steps: Mapping[str, set[str]], start: str) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        fresh = steps.get(waiting.pop(), set()) - found
        found |= fresh
        waiting += fresh
    return found


Steps = Mapping[str, Sequence[str]]


def rows(sizes: Mapping[str, Size], links: Sequence[Link]) -> dict[str, int]:
    """Return each node's row: below all that is above it, close to what is below it.

    What can stand in several rows stands where these are the least full.
    """
    below: dict[str, list[str]] = defaultdict(list)
    above: dict[str, list[str]] = defaultdict(list)
    for link in links:
        below[link.upper].append(link.lower)
        above[link.lower].append(link.upper)
    row: dict[str, int] = {}
    for node in sizes:
        _sink(node, above, row)
    _draw_near(row, above, below)
    for node in sizes:
        _spread(node, row, sizes, links)
    for node in sizes:
        _pile(node, row, sizes, links)
    least = min(row.values(), default=0)
    return {node: each - least for node, each in row.items()}


def _sink(node: str, above: Steps, row: dict[str, int]) -> int:
    """Return the first row that is below all that a node belongs below."""
    if node not in row:
        uppers = (_sink(each, above, row) for each in above[node])
        row[node] = max(uppers, default=-1) + 1
    return row[node]


def _draw_near(row: dict[str, int], above: Steps, below: Steps) -> None:
    """Move down whatever has more below it than above, lowest first."""
    for node in sorted(row, key=lambda each: (-row[each], each)):
        if below[node] and len(below[node]) >= len(above[node]):
            row[node] = min(row[each] for each in below[node]) - 1


def _spread(
    node: str, row: dict[str, int], sizes: Mapping[str, Size], links: Sequence[Link]
) -> None:
    """Move what leads nowhere, with those who hang on it alone, to a lower row."""
    uppers = [link for link in links if link.lower == node]
    leaves = {link.lower for link in links if link.upper == node}
    is_free = all(_ends(links, leaf) == 1 for leaf in leaves)
    if not uppers or not is_free:
        return
    start, lowest = row[node], max(row.values())
    best, least = start, _fullest(row, sizes, links)
    for at in range(start, lowest + (0 if leaves else 1)):
        row.update({node: at, **dict.fromkeys(leaves, at + 1)})
        fullest = _fullest(row, sizes, links)
        if fullest < least:
            best, least = at, fullest
    row.update({node: best, **dict.fromkeys(leaves, best + 1)})


def _pile(
    node: str, row: dict[str, int], sizes: Mapping[str, Size], links: Sequence[Link]
) -> None:
    """Move what only stands above another to a higher row, if its own is too full."""
    lowers = [link.lower for link in links if link.upper == node]
    if len(lowers) != 1 or _ends(links, node) != 1:
        return
    start = best = row[node]
    least = _fullest(row, sizes, links)
    for at in range(start - 1, start - 1 - HIGHEST, -1):
        if least[0] > FULL:
            row[node] = at
            fullest = _fullest(row, sizes, links)
            best, least = (at, fullest) if fullest < least else (best, least)
    row[node] = best


def _ends(links: Iterable[Link], node: str) -> int:
    return sum((link.upper == node) + (link.lower == node) for link in links)


def _fullest(
    row: Mapping[str, int], sizes: Mapping[str, Size], links: Sequence[Link]
) -> list[float]:
    """Return how wide the rows are, the widest first: fewer and less is better."""
    wide: dict[int, float] = defaultdict(float)
    for node, at in row.items():
        wide[at] += sizes[node].width + SIDE
    for link in links:
        for at in range(row[link.upper] + 1, row[link.lower]):
            wide[at] += LINE
    return sorted((round(each) for each in wide.values()), reverse=True)
