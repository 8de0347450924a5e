"""Figures as pictures."""

import struct

import pytest

from figures.png import FONTS, to_png
from figures.svg import Point, document, text

SCRIPTS = {
    "Albanian": "Shqipëri, çështje",
    "Cyrillic": "Министерство",
    "Arabic": "وزارة الخارجية",
    "Persian": "وزارت اطلاعات، گچپژ",
}


def written(words: str, wide: float = 200, high: float = 40) -> str:
    parts = [text(Point(10, 25), words)]
    return document((wide, high), parts, title="t", description="d", prefix="p")


def size(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_picture_is_twice_as_fine_as_it_is_drawn() -> None:
    png = to_png(written("Albania"))

    assert png.startswith(b"\x89PNG")
    assert size(png) == (400, 80)


def test_very_large_figure_is_drawn_less_fine() -> None:
    wide, high = size(to_png(written("Albania", 1120, 30_000)))

    assert wide * high < 25_000_000


def test_same_figure_gives_the_same_picture() -> None:
    assert to_png(written("Albania")) == to_png(written("Albania"))


@pytest.mark.parametrize("script", SCRIPTS)
def test_letters_of_the_script_are_drawn(script: str) -> None:
    """A letter that no font has is drawn as a box, always the same one."""
    letters = sorted({each for each in SCRIPTS[script] if each.isalpha()})

    pictures = {to_png(written(each)) for each in letters}

    assert len(pictures) == len(letters)
    assert to_png(written("\U0010fffd")) not in pictures


def test_fonts_lie_beside_their_licences() -> None:
    names = {path.name for path in FONTS.iterdir()}

    assert {"LICENSE-NotoSans", "LICENSE-NotoSansArabic", "README.md"} <= names


def test_text_that_is_no_figure_is_refused() -> None:
    with pytest.raises(ValueError, match="not an SVG"):
        to_png("<p>nothing</p>")
