"""Where a page may end: what stays whole, and what is kept with what follows it."""

from collections.abc import Iterator

from briefings.layout import TALL, WIDE, Heading, Part, Run, is_wide
from briefings.tree import Cell, ClaimCard, Mark, NoteRef, Paragraph, Spans, Table, Text

Beside = tuple[Part | None, Part | None]  # what stands before a part and after it
LONGEST_ROW = 30  # lines; a row with more can go on on the next page
LONGEST_WHOLE = 1500  # letters of small print, or of a card, that stays whole
LETTER, SMALL_LETTER = 4.3, 3.4  # points that a letter of a table is wide, about


def can_break(table: Table, row: tuple[Cell, ...]) -> bool:
    """Return whether a row is so long that it may go on on the next page."""
    room = WIDE.width if is_wide(table) else TALL.width
    letter = SMALL_LETTER if table.is_dense else LETTER
    whole = sum(table.weights)
    return any(
        _lines(cell, room * weight / whole / letter) > LONGEST_ROW
        for cell, weight in zip(row, table.weights, strict=True)
    )


def _lines(cell: Cell, letters: float) -> float:
    """Return about how many lines a cell takes in a column of so many letters."""
    return sum(1 + _length(spans) // max(letters, 1) for spans in cell.lines)


def _length(spans: Spans) -> int:
    return sum(3 if isinstance(each, NoteRef) else len(each.words) for each in spans)


def is_long(part: Paragraph | ClaimCard) -> bool:
    """Return whether small print or a card may go on on the next page."""
    if isinstance(part, Paragraph):
        return _length(part.spans) > LONGEST_WHOLE
    facts = sum(_length(spans) for _, spans in part.facts)
    return _length(part.title) + _length(part.quote) + facts > LONGEST_WHOLE


def beside(run: Run) -> Iterator[tuple[Part, Beside]]:
    """Yield a run's parts in order, each with those before and after it."""
    parts = run.parts
    around = zip((None, *parts[:-1]), (*parts[1:], None), strict=True)
    return zip(parts, around, strict=True)


def leads(paragraph: Paragraph, around: Beside = (None, None)) -> bool:
    """Return whether a paragraph is to be kept with what follows.

    It is a small heading, says in small letters how to read a section, or is a gist
    below a heading that has its dates and places in small letters after it.
    """
    is_first = isinstance(around[0], Heading)
    if _is_gist(around) or (is_first and paragraph.style == "small"):
        return True
    texts = [each for each in paragraph.spans if isinstance(each, Text)]
    is_all = len(texts) == len(paragraph.spans)
    return is_all and all(each.mark is Mark.STRONG for each in texts)


def _is_gist(around: Beside) -> bool:
    """Return whether a heading stands before and its dates and places come after."""
    before, after = around
    is_small = isinstance(after, Paragraph) and after.style == "small"
    return isinstance(before, Heading) and is_small


def is_noted(part: Part | None) -> bool:
    """Return whether a part is a paragraph with notes, short enough to stay whole."""
    if not isinstance(part, Paragraph) or is_long(part):
        return False
    return any(isinstance(each, NoteRef) for each in part.spans)


def joined(run: Run) -> list[bool]:
    """Return of each part of a run whether it makes one block with the next.

    A heading does with what has notes, and that with its dates and places. To be kept
    with the next alone would not do: Typst moves such a part to the next page without
    its notes, and what its notes move, without its heading.
    """
    found: list[bool] = []
    for part, around in reversed(list(beside(run))):
        after = around[1]
        is_title = isinstance(part, Heading) and (is_noted(after) or any(found[-1:]))
        is_small = isinstance(after, Paragraph) and not is_long(after)
        found.append(is_title or (_is_gist(around) and is_noted(part) and is_small))
    return found[::-1]
