"""SVG as text: presentation attributes only, nothing styled, scripted or fetched.

So a figure stands under a strict Content-Security-Policy, in a page, in a file and
in a PDF alike. Its colours are those of paper, whatever the page around it has.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from figures.text import Line, Run

FONT = (
    "Noto Sans, Noto Sans Arabic, Segoe UI, Helvetica, Arial, DejaVu Sans, sans-serif"
)
PAPER, SUNK = "#ffffff", "#f4f6f8"
INK, SOFT, LINE, STRONG = "#18212c", "#4d5a69", "#d6dce4", "#7b8896"
RED, TEAL, RUST, GREEN = "#a3201c", "#0c5563", "#8a4b08", "#17663c"

Attribute = str | float | None


class Point(NamedTuple):
    """A place on the paper, from its top left corner."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the paper."""

    x: float
    y: float
    width: float
    height: float


def tag(name: str, content: str = "", /, **attributes: Attribute) -> str:
    """Return an element; ``stroke_width`` is written ``stroke-width``, None not at all.

    ``content`` is markup, made by ``tag`` or ``escape``.
    """
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(_value(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def group(parts: Iterable[str], *, title: str = "", **attributes: Attribute) -> str:
    """Return parts as one group, with the words that a pointer finds there."""
    head = tag("title", escape(title)) if title else ""
    return tag("g", head + "".join(parts), **attributes)


def rect(box: Box, **attributes: Attribute) -> str:
    """Return a rectangle."""
    x, y, width, height = box.x, box.y, box.width, box.height
    return tag("rect", x=x, y=y, width=width, height=height, **attributes)


def line(start: Point, end: Point, **attributes: Attribute) -> str:
    """Return a straight line."""
    return tag("line", x1=start.x, y1=start.y, x2=end.x, y2=end.y, **attributes)


def polygon(points: Iterable[Point], **attributes: Attribute) -> str:
    """Return a closed shape."""
    written = " ".join(f"{_value(each.x)},{_value(each.y)}" for each in points)
    return tag("polygon", points=written, **attributes)


def text(at: Point, words: str, **attributes: Attribute) -> str:
    """Return words with their baseline at a point."""
    return tag("text", escape(words), x=at.x, y=at.y, **attributes)


def text_line(at: Point, runs: Line, **attributes: Attribute) -> str:
    """Return a line of runs, the bold ones marked, with its baseline at a point."""
    if all(run.is_bold for run in runs):
        attributes = {**attributes, "font_weight": "bold"}
        runs = (Run("".join(run.text for run in runs)),)
    content = "".join(
        tag("tspan", escape(run.text), font_weight="bold")
        if run.is_bold
        else escape(run.text)
        for run in runs
    )
    return tag("text", content, x=at.x, y=at.y, **attributes)


def document(
    size: tuple[float, float],
    parts: Sequence[str],
    *,
    title: str,
    description: str,
    prefix: str,
) -> str:
    """Return a whole figure: named and described, on paper of its own.

    ``prefix`` begins every id in it, so that several figures fit into one page.
    """
    width, height = size
    head = [
        tag("title", escape(title), id=f"{prefix}-title"),
        tag("desc", escape(description), id=f"{prefix}-desc"),
        rect(Box(0, 0, width, height), fill=PAPER),
    ]
    root = tag(
        "svg",
        "\n" + "\n".join([*head, *parts]) + "\n",
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_value(width)} {_value(height)}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"{prefix}-title {prefix}-desc",
        font_family=FONT,
        font_size=11,
        fill=INK,
    )
    return f"{root}\n"


def _value(value: Attribute) -> str:
    """Return an attribute's value; lengths to a tenth, without needless zeros."""
    if isinstance(value, float):
        value = f"{value:.1f}".removesuffix(".0")
        return "0" if value == "-0" else value
    return str(value)
