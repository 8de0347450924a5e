"""A template: plain values that change how a briefing looks, and never code.

An officer gives a logo, colours, fonts and fixed sentences. Whatever these contain is
printed as it is: `{{ 7*7 }}` comes out as those characters.
"""

import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Self

from figures.sheet import TLP

PNG = b"\x89PNG\r\n\x1a\n"
LARGEST_LOGO = 500_000  # bytes
LEAST_CONTRAST = 4.5  # of text on white, WCAG 2.2 success criterion 1.4.3


class BadLook(ValueError):
    """A template's value cannot be used; the text says which and why."""


@dataclass(frozen=True, slots=True)
class Family:
    """A family of letters: its name in the PDF and in Word, its stack in a browser."""

    pdf: str
    word: str
    web: str


SANS_WEB = '-apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial'
FAMILIES: Mapping[str, Family] = {
    "serif": Family(
        "Source Serif 4",
        "Cambria",
        'Charter, "Source Serif 4", Cambria, Georgia, "Noto Serif", "DejaVu Serif", '
        '"Noto Naskh Arabic", "Times New Roman", serif',
    ),
    "sans": Family(
        "Noto Sans",
        "Calibri",
        f'{SANS_WEB}, "Noto Sans Arabic", "DejaVu Sans", sans-serif',
    ),
}


@dataclass(frozen=True, slots=True)
class Theme:
    """What a template sets; each field can be given, none has to be.

    ``text_font`` and ``table_font`` are "serif" or "sans". ``logo`` is a PNG in
    base64, and ``issuer`` both stands beside it and is its alternative text. ``legal``
    stands on the cover, ``foot`` in the foot of each page, ``closing`` at the end.
    ``sections`` is their order, separated by commas.
    """

    issuer: str = ""
    logo: str = ""
    accent: str = "#0c5563"
    text_font: str = "serif"
    table_font: str = "sans"
    legal: str = ""
    foot: str = ""
    closing: str = ""
    sections: str = ""

    @classmethod
    def of(cls, look: tuple[tuple[str, str], ...]) -> Self:
        """Return the theme that a briefing's plain values make.

        Raises:
            BadLook: there is no such value, or it cannot be used.
        """
        unknown = {name for name, _ in look} - {each.name for each in fields(cls)}
        if unknown:
            raise BadLook(f"A template has no {', '.join(sorted(unknown))}.")
        return cls(**dict(look))

    def __post_init__(self) -> None:
        """Refuse what could not be printed or read.

        Raises:
            BadLook: a colour too light, an unknown font, a logo that is no PNG.
        """
        for font in (self.text_font, self.table_font):
            if font not in FAMILIES:
                raise BadLook(f"The fonts are {' and '.join(FAMILIES)}, not {font}.")
        if not re.fullmatch("#[0-9a-f]{6}", self.accent):
            raise BadLook(f"A colour is written like #0c5563, not {self.accent}.")
        if _contrast_with_white(self.accent) < LEAST_CONTRAST:
            raise BadLook(f"{self.accent} is too light to be read on white.")
        if self.logo and not self.issuer:
            raise BadLook("A logo needs the issuer's name, for whoever cannot see it.")
        _ = self.picture

    @property
    def picture(self) -> bytes:
        """The logo as it is in its file, or nothing.

        Raises:
            BadLook: it is no PNG, or too large.
        """
        try:
            picture = b64decode(self.logo, validate=True)
        except (NotBase64, ValueError) as error:
            raise BadLook("The logo is not in base64.") from error
        if picture and not picture.startswith(PNG):
            raise BadLook(
                "The logo is not a PNG picture. Save it as one: no other is used."
            )
        if len(picture) > LARGEST_LOGO:
            raise BadLook(f"The logo has more than {LARGEST_LOGO} bytes.")
        return picture

    @property
    def text(self) -> Family:
        """The family that running text is set in."""
        return FAMILIES[self.text_font]

    @property
    def table(self) -> Family:
        """The family of tables, labels and small heads."""
        return FAMILIES[self.table_font]

    @property
    def order(self) -> tuple[str, ...]:
        """The keys of the sections in the template's order; empty if it has none."""
        return tuple(each.strip() for each in self.sections.split(",") if each.strip())


def marking_colour(marking: str) -> str:
    """Return the colour of a TLP 2.0 label on black.

    Raises:
        ValueError: it is no label of TLP 2.0.
    """
    try:
        return TLP[marking]
    except KeyError as error:
        raise ValueError(f"{marking} is no label of TLP 2.0") from error


def _contrast_with_white(colour: str) -> float:
    """Return the contrast ratio as WCAG 2.2 defines it."""
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for each in shares
    ]
    weights = (0.2126, 0.7152, 0.0722)
    light = sum(weight * share for weight, share in zip(weights, linear, strict=True))
    return 1.05 / (light + 0.05)
