"""What is on a drawn figure: its words and boxes with their places, and its lines.

Words are taken to be as wide as ``figures.text`` says; that real fonts are no wider
is tested in a browser (``tests/browser/test_figures.py``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree as ET

from figures.text import width

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = r"-?\d+(?:\.\d+)?"


@dataclass(frozen=True)
class Drawn:
    """Something with a place on the paper, and its words."""

    words: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Drawn") -> bool:
        """Whether the two share more than an edge."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > 0.2
            and min(self.bottom, other.bottom) - max(self.top, other.top) > 0.2
        )


def root(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314


def labels(svg: str) -> list[Drawn]:
    """Return every text on the figure with the room that it takes."""
    return [_text(node, dx, dy) for node, dx, dy in _walk(root(svg), 0, 0, "text")]


def boxes(svg: str, **attributes: str) -> list[Drawn]:
    """Return every rectangle that has these attributes."""
    return [
        _rect(node, dx, dy)
        for node, dx, dy in _walk(root(svg), 0, 0, "rect")
        if all(node.get(name) == value for name, value in attributes.items())
    ]


def words(svg: str) -> list[str]:
    return [each.words for each in labels(svg)]


def titles(svg: str) -> list[str]:
    """Return what a pointer finds on the figure."""
    return [node.text or "" for node in root(svg).iter(f"{SVG}title")]


def overlapping(drawn: list[Drawn]) -> list[tuple[str, str]]:
    return [
        (one.words, other.words)
        for one, other in combinations(drawn, 2)
        if one.meets(other)
    ]


def points(svg: str) -> Iterator[tuple[float, float]]:
    """Yield points close together on every path, its own ends left out."""
    for node, dx, dy in _walk(root(svg), 0, 0, "path"):
        found = list(_along(node.attrib["d"]))
        yield from ((x + dx, y + dy) for x, y in found[2:-2])


def _walk(
    node: ET.Element, dx: float, dy: float, name: str
) -> Iterator[tuple[ET.Element, float, float]]:
    shift = re.match(rf"translate\(({NUMBER}) ({NUMBER})\)", node.get("transform", ""))
    if shift:
        dx, dy = dx + float(shift[1]), dy + float(shift[2])
    if node.tag == f"{SVG}{name}":
        yield node, dx, dy
    for child in node:
        yield from _walk(child, dx, dy, name)


def _text(node: ET.Element, dx: float, dy: float) -> Drawn:
    size = float(node.get("font-size", "11"))
    wide = sum(
        width(text, size, is_bold)
        for text, is_bold in _runs(node, node.get("font-weight") == "bold")
    )
    x, y = float(node.attrib["x"]) + dx, float(node.attrib["y"]) + dy
    left = x - wide * {"middle": 0.5, "end": 1}.get(node.get("text-anchor", ""), 0)
    return Drawn(
        "".join(node.itertext()), left, y - 0.8 * size, left + wide, y + 0.2 * size
    )


def _runs(node: ET.Element, is_bold: bool) -> Iterator[tuple[str, bool]]:
    yield node.text or "", is_bold
    for child in node:
        yield child.text or "", is_bold or child.get("font-weight") == "bold"
        yield child.tail or "", is_bold


def _rect(node: ET.Element, dx: float, dy: float) -> Drawn:
    x, y, wide, high = (
        float(node.attrib[name]) for name in ("x", "y", "width", "height")
    )
    return Drawn("", x + dx, y + dy, x + dx + wide, y + dy + high)


def _along(way: str) -> Iterator[tuple[float, float]]:
    x = y = 0.0
    for command, numbers in re.findall(r"([MVC])([^MVC]*)", way):
        to = [float(each) for each in re.findall(NUMBER, numbers)]
        if command == "C":
            for step in range(21):
                share = step / 20
                yield _bezier((x, y, *to), share)
            x, y = to[4:]
        elif command == "V":
            for step in range(11):
                yield x, y + (to[0] - y) * step / 10
            y = to[0]
        else:
            x, y = to


def _bezier(bend: tuple[float, ...], share: float) -> tuple[float, float]:
    rest = 1 - share
    weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    x = sum(w * at for w, at in zip(weights, bend[0::2], strict=True))
    y = sum(w * at for w, at in zip(weights, bend[1::2], strict=True))
    return x, y
