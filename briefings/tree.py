"""A briefing as plain values: what every writer draws from, and nothing else.

The tree says what stands where, never how it looks. All of its words come from the
published record or from us; none of them is markup, in whatever form they come out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import StrEnum
from hashlib import sha256
from typing import Any

import orjson


class Mark(StrEnum):
    """Why some words stand out from those around them."""

    PLAIN = ""
    STRONG = "strong"
    EMPHASIS = "emphasis"
    QUOTE = "quote"  # somebody's own words, with their quotation marks in the text
    SOFT = "soft"  # said by the way: dates, roles, counts
    STRUCK = "struck"  # taken back since; the words beside it say so as well
    CODE = "code"  # an id of a standard, such as T1190
    SIGN = "sign"  # a character that stands for a stance, with words beside it
    USED = "used"  # a term of the key that this briefing uses


class Tone(StrEnum):
    """What a cell, a card or a callout is, for whoever sees colours."""

    PLAIN = ""
    FOR = "for"  # names or backs a culprit
    AGAINST = "against"  # denies, doubts, disputes
    COUNTER = "counter"  # names somebody else
    SILENT = "silent"  # asked, and said nothing
    OPEN = "open"  # nobody is known to have asked
    GONE = "gone"  # taken back
    NOTICE = "notice"  # the reader should see this first


@dataclass(frozen=True, slots=True)
class Text:
    """Some words in one mark; ``lang`` where they are in another language."""

    words: str
    mark: Mark = Mark.PLAIN
    lang: str = ""


@dataclass(frozen=True, slots=True)
class NoteRef:
    """The number of a note, put where the source is drawn on.

    A source keeps its number: all references after the first only point to it.
    ``place`` is where in the source, such as "p. 3".
    """

    number: int
    place: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead on: to an https address, or to ``#anchor`` in the briefing."""

    words: str
    address: str
    lang: str = ""


Span = Text | NoteRef | Link
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; ``style`` is "body", "lead", "small" or "quote"."""

    spans: Spans
    style: str = "body"


@dataclass(frozen=True, slots=True)
class Items:
    """A list, numbered where the order says something."""

    items: tuple[Spans, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """A key judgement: what we judge, then likelihood and confidence, each apart.

    These two are whole sentences or ''; ``grounds`` is what it rests on, with notes,
    or that it has no source.
    """

    number: int
    spans: Spans
    likelihood: str
    confidence: str
    grounds: Spans


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of a table, line under line; of a head the first names its row."""

    lines: tuple[Spans, ...]
    tone: Tone = Tone.PLAIN
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under heads, as many cells in each row as there are heads.

    ``weights`` are the columns' widths in proportion, ``note`` stands below. A wide
    table turns its page, a dense one is set small, for looking things up; a matrix can
    be sorted and filtered where that is possible.
    """

    anchor: str
    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    weights: tuple[int, ...]
    note: str = ""
    is_wide: bool = False
    is_dense: bool = False
    is_matrix: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing, told in words by ``alternative``, with its rows in the annex.

    ``svg`` is a document with width and height; ``table`` is that table's anchor.
    """

    anchor: str
    caption: str
    alternative: str
    svg: str
    table: str


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """One claim: who says what, in whose words, on what grounds.

    ``facts`` are pairs of a label and what it has; ``quote`` is what they said, or ().
    """

    anchor: str
    title: Spans
    quote: Spans
    facts: tuple[tuple[str, Spans], ...]
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Callout:
    """Something set apart, in a box with a title."""

    title: str
    lines: tuple[Spans, ...]
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class SourceList:
    """Where all notes are listed in full, by number."""


Block = (
    Paragraph | Items | Judgement | ClaimCard | Callout | Table | Figure | SourceList
)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it, up to the next heading of any level."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]
    level: int = 1


@dataclass(frozen=True, slots=True)
class Note:
    """A source: ``spans`` at the foot of the page, ``details`` in the list as well."""

    number: int
    spans: Spans
    details: Spans = ()

    @property
    def anchor(self) -> str:
        return f"note-{self.number}"


@dataclass(frozen=True, slots=True)
class Fixed:
    """The words that stand around the text, in the briefing's language."""

    draft: str = "DRAFT"
    contents: str = "Contents"
    page: str = "Page"
    of: str = "of"
    figure: str = "Figure"
    table: str = "Table"
    note: str = "Note"
    back: str = "Back to the text"
    see_table: str = "The same as a table"
    likelihood: str = "Likelihood"
    confidence: str = "Confidence"
    grounds: str = "Rests on"
    filter: str = "Show only rows with"
    sort: str = "Sort by this column"
    colon: str = ": "


@dataclass(frozen=True, slots=True)
class Revision:
    """A version of a record that the briefing was made from."""

    key: str
    version: int


@dataclass(frozen=True, slots=True)
class Briefing:
    """A whole briefing, cut to its marking: nothing above it is anywhere in here.

    ``marking`` is the label as it is printed, such as "TLP:AMBER+STRICT". ``as_of`` is
    a day or '', ``known_at`` an instant in UTC, both in ISO 8601; the cover has them in
    words. ``cover`` are pairs of a label and words. The first ``front`` sections stand
    on the first page, before the contents. ``look`` are the template's plain values,
    ``key_terms`` the estimative words in use. ``name`` is a file name without ending.
    """

    name: str
    title: str
    subtitle: str
    number: str
    edition: int
    is_draft: bool
    as_of: str
    known_at: str
    marking: str
    recipients: tuple[str, ...]
    lang: str
    cover: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    key_terms: tuple[str, ...]
    revisions: tuple[Revision, ...]
    front: int = 0
    fixed: Fixed = Fixed()
    look: tuple[tuple[str, str], ...] = ()
    digest: str = ""


def plain(value: object) -> Any:
    """Return a part of the tree as lists and dicts; each names its "type"."""
    return orjson.loads(as_json(value))


def as_json(value: object) -> bytes:
    """Return a briefing, or a part, as JSON: the same value gives the same bytes."""
    return orjson.dumps(value, default=_held, option=orjson.OPT_PASSTHROUGH_DATACLASS)


def _held(value: Any) -> dict[str, Any]:
    held = {name: getattr(value, name) for name in value.__dataclass_fields__}
    return {"type": type(value).__name__, **held}


def sealed(briefing: Briefing) -> Briefing:
    """Return the briefing with the SHA-256 of all else that it says."""
    unsealed = replace(briefing, digest="")
    return replace(briefing, digest=sha256(as_json(unsealed)).hexdigest())


def strings(value: object) -> Iterator[str]:
    """Yield every string that a tree holds."""
    if isinstance(value, str):
        yield str(value)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from strings(getattr(value, each.name))
    elif isinstance(value, tuple):
        for held in value:
            yield from strings(held)
