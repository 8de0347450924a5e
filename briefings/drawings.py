"""Figures cut to the height of a page, between their lines of text."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET

SVG = "http://www.w3.org/2000/svg"
ABOVE, BELOW = 0.9, 0.35  # how far letters reach from their baseline, in font sizes
SIZE = 11.0  # of letters that do not say how large they are
STEP = 2.0
LEAST = 0.5  # of a page, that a piece takes at least
RULED = 0.8  # of the width, from which a line parts what is above it from what is below

ET.register_namespace("", SVG)


class Reach(NamedTuple):
    """How far up and down something goes."""

    top: float
    bottom: float


def size_of(svg: str) -> tuple[float, float]:
    """Return a figure's width and height.

    Raises:
        ValueError: the text is no SVG with width and height.
    """
    return _size(_read(svg))


def slices(svg: str, most: float) -> tuple[str, ...]:
    """Return a figure in pieces of at most a height, each a document of its own.

    It is cut where no line of text stands, if there is such a place on the lower half
    of a piece. What one piece shows is in no other.
    """
    root = _read(svg)
    width, height = _size(root)
    if height <= most:
        return (svg,)
    tops = list(_cuts(root, height, most))
    bottoms = [*tops[1:], height]
    return tuple(
        _piece(root, width, Reach(*each)) for each in zip(tops, bottoms, strict=True)
    )


def _read(svg: str) -> ET.Element:
    try:
        return ET.fromstring(svg)  # noqa: S314 - drawn by us
    except ET.ParseError as error:
        raise ValueError("not an SVG") from error


def _size(root: ET.Element) -> tuple[float, float]:
    try:
        return float(root.attrib["width"]), float(root.attrib["height"])
    except KeyError as error:
        raise ValueError("an SVG without width and height") from error


def _cuts(root: ET.Element, height: float, most: float) -> Iterator[float]:
    """Yield where each piece begins."""
    letters = [_letters(each) for each in root.iter(f"{{{SVG}}}text")]
    ruled = sorted(_ruled(root, float(root.attrib["width"])), reverse=True)
    top = 0.0
    while True:
        yield top
        if height - top <= most:
            return
        top = _cut(letters, ruled, top, most)


def _ruled(root: ET.Element, width: float) -> Iterator[float]:
    """Yield where a line runs across the figure, between one date and the next."""
    for each in root.iter(f"{{{SVG}}}line"):
        left, right, y = (float(each.attrib[name]) for name in ("x1", "x2", "y1"))
        if y == float(each.attrib["y2"]) and right - left >= RULED * width:
            yield y


def _cut(letters: list[Reach], ruled: list[float], top: float, most: float) -> float:
    """Return where the next piece begins: at a line across, else between letters."""
    least, at = top + most * LEAST, top + most
    steps = (at - STEP * number for number in range(int((at - least) / STEP)))
    for each in (*(each for each in ruled if least < each <= at), *steps):
        if not any(held.top < each < held.bottom for held in letters):
            return each
    return at


def _letters(text: ET.Element) -> Reach:
    y, size = float(text.get("y", 0)), float(text.get("font-size", SIZE))
    return Reach(y - ABOVE * size, y + BELOW * size)


def _piece(root: ET.Element, width: float, shown: Reach) -> str:
    high = shown.bottom - shown.top
    box = {"viewBox": f"0 {shown.top:g} {width:g} {high:g}", "height": f"{high:g}"}
    piece = ET.Element(root.tag, {**root.attrib, **box})
    piece.extend(each for each in root if _is_in(each, shown))
    return ET.tostring(piece, encoding="unicode")


def _is_in(element: ET.Element, shown: Reach) -> bool:
    """Return whether an element is seen in a piece; text in one piece only."""
    reaches = list(_reaches(element))
    if not reaches:
        return True  # its name, its description
    if element.tag == f"{{{SVG}}}text":
        return shown.top <= _letters(element).top < shown.bottom
    top = min(each.top for each in reaches)
    bottom = max(each.bottom for each in reaches)
    return top < shown.bottom and bottom > shown.top


def _reaches(element: ET.Element) -> Iterator[Reach]:
    for each in element.iter():
        if each.tag == f"{{{SVG}}}text":
            yield _letters(each)
        elif "points" in each.attrib:
            numbers = [float(n) for n in re.findall(r"-?[\d.]+", each.attrib["points"])]
            yield Reach(min(numbers[1::2]), max(numbers[1::2]))
        elif "cy" in each.attrib:
            y, radius = float(each.attrib["cy"]), float(each.get("r", 0))
            yield Reach(y - radius, y + radius)
        elif "y1" in each.attrib:
            ends = sorted((float(each.attrib["y1"]), float(each.get("y2", 0))))
            yield Reach(*ends)
        elif "y" in each.attrib:
            y = float(each.attrib["y"])
            yield Reach(y, y + float(each.get("height", 0)))
