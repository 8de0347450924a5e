"""The sheet of paper that each figure stands on: its name, its day and its marking."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from figures.svg import PAPER, SOFT, Box, Point, document, rect, text
from figures.text import width, wrap

EDGE = 20.0
TITLE, SUBTITLE, BADGE = 16.0, 11.0, 11.0
# TLP 2.0: words in these colours, on black.
TLP: Mapping[str, str] = {
    "TLP:RED": "#ff2b2b",
    "TLP:AMBER+STRICT": "#ffc000",
    "TLP:AMBER": "#ffc000",
    "TLP:GREEN": "#33ff00",
    "TLP:CLEAR": "#ffffff",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a figure says of itself.

    ``subtitle`` says what is drawn and as of when; ``marking`` is a TLP label, or ''
    where what is drawn has none. ``prefix`` begins every id in the figure, so that
    several of them fit into one page.
    """

    title: str
    subtitle: str
    prefix: str
    marking: str = ""

    def head(self, wide: float) -> float:
        """Return how much height the heading takes on paper so wide."""
        return 34.0 + 20 * len(self._lines(wide))

    def write(
        self, size: tuple[float, float], parts: Sequence[str], description: str
    ) -> str:
        """Return the whole figure as an SVG document, the heading above the parts."""
        return document(
            size,
            [*self._heading(size[0]), *parts],
            title=f"{self.title}: {self.subtitle}",
            description=f"{self.marking}. {description}"
            if self.marking
            else description,
            prefix=self.prefix,
        )

    def _lines(self, wide: float) -> tuple[str, ...]:
        room = wide - 3 * EDGE - self._badge
        return wrap(self.title, room, TITLE, is_bold=True, most=3)

    @property
    def _badge(self) -> float:
        return width(self.marking, BADGE, is_bold=True) + 14 if self.marking else 0

    def _heading(self, wide: float) -> Iterator[str]:
        lines = self._lines(wide)
        for number, words in enumerate(lines):
            at = Point(EDGE, 28 + 20.0 * number)
            yield text(at, words, font_size=TITLE, font_weight="bold")
        at = Point(EDGE, 26 + 20.0 * len(lines))
        yield text(at, self.subtitle, font_size=SUBTITLE, fill=SOFT)
        if self.marking:
            box = Box(wide - EDGE - self._badge, 13, self._badge, 20)
            yield rect(box, fill="#000000", rx=2)
            yield text(
                Point(box.x + box.width / 2, box.y + 14),
                self.marking,
                font_size=BADGE,
                font_weight="bold",
                text_anchor="middle",
                fill=TLP.get(self.marking, PAPER),
            )
