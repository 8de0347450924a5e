"""The shapes that figures share: a mark for each kind of act, bars with fading ends."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from figures.svg import (
    GREEN,
    INK,
    PAPER,
    RED,
    RUST,
    TEAL,
    Attribute,
    Box,
    Point,
    line,
    polygon,
    rect,
    tag,
)

# What each mark stands for; shapes differ, so that colour is not needed.
WORDS: Mapping[str, str] = {
    "incident": "attack",
    "event": "event",
    "claim": "claim",
    "denial": "denial or doubt",
    "counter-claim": "counter-claim",
    "withdrawal": "withdrawal",
    "response": "response",
}
COLOURS: Mapping[str, str] = {
    "incident": RED,
    "event": INK,
    "claim": TEAL,
    "denial": RUST,
    "counter-claim": RUST,
    "withdrawal": RUST,
    "response": GREEN,
}
PALE = 0.32
Paint = Mapping[str, Attribute]
FADE, STEPS = 3.0, (0.75, 0.5, 0.28, 0.1)


@dataclass(frozen=True, slots=True)
class Span:
    """A bar's ends, the part that is certain, and which ends are open."""

    top: float
    bottom: float
    sure: tuple[float, float] | None = None
    opens_up: bool = False
    opens_down: bool = False


def mark(kind: str, at: Point, *, is_hollow: bool = False) -> str:
    """Return the shape of a kind around a point; hollow where it is not certain."""
    colour = COLOURS[kind]
    paint: Paint = {
        "fill": PAPER if is_hollow else colour,
        "stroke": colour,
        "stroke_width": 1.4,
    }
    return _SHAPES[kind](at, paint)


def bar(span: Span, left: float, width: float, colour: str) -> Iterator[str]:
    """Yield a bar: pale where it is only possible, full where certain, fading ends."""
    fades = min(FADE * len(STEPS), (span.bottom - span.top) / 3)
    step = fades / len(STEPS)
    top, bottom = span.top + fades, span.bottom - fades
    for number, share in enumerate(STEPS, start=1):
        for y in (top - step * number, bottom + step * (number - 1)):
            yield rect(
                Box(left, y, width, step), fill=colour, fill_opacity=_two(PALE * share)
            )
    yield rect(
        Box(left, top, width, bottom - top), fill=colour, fill_opacity=_two(PALE)
    )
    if span.sure:
        start, end = span.sure
        yield rect(Box(left, start, width, end - start), fill=colour)
    yield from _arrows(span, left, width, colour)


def _arrows(span: Span, left: float, width: float, colour: str) -> Iterator[str]:
    """Yield an arrow at each end of which nobody knows where it lies."""
    middle, half = left + width / 2, width / 2 + 1
    for is_open, tip, base in (
        (span.opens_up, span.top - 6, span.top),
        (span.opens_down, span.bottom + 6, span.bottom),
    ):
        if is_open:
            corners = (
                Point(middle, tip),
                Point(middle + half, base),
                Point(middle - half, base),
            )
            yield polygon(corners, fill=colour)


def _two(share: float) -> str:
    return f"{share:.2f}"


def _dot(at: Point, paint: Paint) -> str:
    return tag("circle", cx=at.x, cy=at.y, r=3.4, **paint)


def _square(at: Point, paint: Paint) -> str:
    return rect(Box(at.x - 4, at.y - 4, 8, 8), **paint)


def _diamond(at: Point, paint: Paint) -> str:
    ways = ((0, -5.5), (5.5, 0), (0, 5.5), (-5.5, 0))
    return polygon((Point(at.x + x, at.y + y) for x, y in ways), **paint)


def _triangle(at: Point, paint: Paint) -> str:
    ways = ((0.0, -7.0), (7.0, 5.5), (-7.0, 5.5))
    return polygon((Point(at.x + x, at.y + y) for x, y in ways), **paint)


def _leftward(at: Point, paint: Paint) -> str:
    ways = ((-6.0, 0.0), (4.5, -5.5), (4.5, 5.5))
    return polygon((Point(at.x + x, at.y + y) for x, y in ways), **paint)


def _cross(at: Point, paint: Paint) -> str:
    """Return a cross of two strokes; hollow, they are thin and in a ring."""
    is_hollow = paint["fill"] == PAPER
    colour, thick = paint["stroke"], 1.2 if is_hollow else 2.6
    strokes = [
        line(
            Point(at.x - 4, at.y - 4 * way),
            Point(at.x + 4, at.y + 4 * way),
            stroke=colour,
            stroke_width=thick,
        )
        for way in (1, -1)
    ]
    ring = tag("circle", cx=at.x, cy=at.y, r=6.0, **paint) if is_hollow else ""
    return ring + "".join(strokes)


def _bent(at: Point, paint: Paint) -> str:
    """Return an arrow that turns back."""
    way = f"M{at.x + 4:g} {at.y - 4:g}V{at.y + 2:g}H{at.x - 3:g}"
    head = (
        Point(at.x - 6, at.y + 2),
        Point(at.x - 1, at.y - 2),
        Point(at.x - 1, at.y + 6),
    )
    bend = tag("path", d=way, fill="none", stroke=paint["stroke"], stroke_width=2.0)
    return bend + polygon(head, **paint)


_SHAPES: Mapping[str, Callable[[Point, Paint], str]] = {
    "incident": _triangle,
    "event": _dot,
    "claim": _diamond,
    "denial": _cross,
    "counter-claim": _leftward,
    "withdrawal": _bent,
    "response": _square,
}
