"""A timeline as SVG: one row an item, in the order given, a bar where a date is wide.

Written for a strict Content-Security-Policy: no style, no script, nothing fetched.
Kinds are told apart by shape and word, not by colour alone (WCAG 2.2, 1.4.1).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

ROW = 24
HEAD = 56
DATE_X = 16
MARK_X = 212
NAME_X = 236
GLYPH = 6.6
INK, FAINT = "#1b2733", "#5b6875"
FONT = 'font-family="DejaVu Sans, Verdana, sans-serif" font-size="12"'
COLOURS = {
    "incident": "#a61b1b",
    "statement": "#1f4e8c",
    "response": "#1d6b3a",
}
WORDS = {"incident": "attack"}


@dataclass(frozen=True, slots=True)
class Item:
    """One row: the date as its source gives it, what kind of thing it is, its name."""

    date: str
    kind: str
    name: str
    certain: bool = True


def draw_timeline(title: str, items: Sequence[Item]) -> str:
    """Return the timeline as an SVG document with title and text alternative.

    Rows stand in the order given. An item that is not certain to have happened by
    the day asked for is drawn hollow and says so.
    """
    height = HEAD + ROW * len(items) + 16
    width = _width(title, items)
    rows = "\n".join(_row(index, item) for index, item in enumerate(items))
    axis = HEAD + ROW * len(items) - ROW / 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" '
        f'aria-labelledby="title" {FONT}>\n'
        f'<title id="title">{escape(title)}</title>\n'
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n'
        f'<text x="{DATE_X}" y="28" font-size="17" font-weight="bold" fill="{INK}">'
        f"{escape(title)}</text>\n"
        f'<line x1="{MARK_X}" y1="{HEAD - 8}" x2="{MARK_X}" y2="{axis:g}" '
        f'stroke="#c3cad1"/>\n{rows}\n</svg>\n'
    )


def _width(title: str, items: Sequence[Item]) -> int:
    longest = max((len(_words(item)) for item in items), default=0)
    return round(max(NAME_X + longest * GLYPH, DATE_X + len(title) * 10.5) + 24)


def _words(item: Item) -> str:
    kind = WORDS.get(item.kind, item.kind)
    doubt = "" if item.certain else " (perhaps later)"
    return f"{kind}: {item.name}{doubt}"


def _row(index: int, item: Item) -> str:
    y = HEAD + ROW * index
    return (
        f'<text x="{DATE_X}" y="{y + 4}" fill="{FAINT}">'
        f"{escape(item.date or 'date not known')}</text>\n"
        f"{_mark(item, y)}\n"
        f'<text x="{NAME_X}" y="{y + 4}" fill="{INK}">{escape(_words(item))}</text>'
    )


def _mark(item: Item, y: int) -> str:
    colour = COLOURS.get(item.kind, FAINT)
    fill = colour if item.certain else "#ffffff"
    paint = f'fill="{fill}" stroke="{colour}" stroke-width="1.5"'
    if item.kind == "response":
        return f'<rect x="{MARK_X - 5}" y="{y - 5}" width="10" height="10" {paint}/>'
    if item.kind == "incident":
        tip = f"{MARK_X},{y - 7} {MARK_X + 7},{y + 5} {MARK_X - 7},{y + 5}"
        return f'<polygon points="{tip}" {paint}/>'
    radius = 5 if item.kind == "statement" else 3
    return f'<circle cx="{MARK_X}" cy="{y}" r="{radius}" {paint}/>'
