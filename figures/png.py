"""A figure as a picture: the same SVG, set by Typst with fonts of our own."""

from functools import cache
from math import sqrt
from pathlib import Path
from xml.etree import ElementTree as ET

import typst

FONTS = Path(__file__).parent / "fonts"
FINEST = 2.0  # pixels to a unit
MOST = 24_000_000  # pixels: 100 MB while it is drawn
SOURCE = b"""
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.wide) * 1pt)
"""


def to_png(svg: str) -> bytes:
    """Return a figure's SVG as PNG, twice as fine as it is drawn.

    A very large one is drawn less fine, so that no figure takes all memory.

    Raises:
        ValueError: the text is no SVG with width and height.
    """
    wide, high = _size(svg)
    fine = min(FINEST, sqrt(MOST / (wide * high)))
    drawn = typst.compile(
        SOURCE,
        format="png",
        ppi=72 * fine,
        font_paths=_fonts(),
        sys_inputs={"svg": svg, "wide": str(wide)},
    )
    assert isinstance(drawn, bytes)  # one page, so one picture
    return drawn


def _size(svg: str) -> tuple[float, float]:
    try:
        root = ET.fromstring(svg)  # noqa: S314 - drawn by us
        return float(root.attrib["width"]), float(root.attrib["height"])
    except (ET.ParseError, KeyError) as error:
        raise ValueError("not an SVG with width and height") from error


@cache
def _fonts() -> typst.Fonts:
    """Return our fonts, and the machine's for letters that ours lack."""
    return typst.Fonts(font_paths=[str(FONTS)])
