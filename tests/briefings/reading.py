"""Reads a briefing in tests: what it says, as one would look for it."""

from typing import Any

from briefings.request import FULL, Request
from briefings.selectors import briefing_for
from briefings.tree import (
    Briefing,
    Cell,
    ClaimCard,
    NoteRef,
    Section,
    Spans,
    Table,
    strings,
)


def brief(*about: str, **asked: Any) -> Briefing:
    """Return a briefing about these records that tells all of them in the text."""
    return briefing_for(Request(about, **{"extent": FULL, **asked})).briefing


def words(spans: Spans) -> str:
    """Return what a line says, each note as its number in brackets, spaces alike."""
    return "".join(
        f"[{each.number}]" if isinstance(each, NoteRef) else each.words
        for each in spans
    ).replace("\N{NO-BREAK SPACE}", " ")


def line(cell: Cell) -> str:
    """Return what stands in a field of a table."""
    return " / ".join(words(each) for each in cell.lines)


def section(briefing: Briefing, anchor: str) -> Section:
    """Return the section of an anchor."""
    (found,) = (each for each in briefing.sections if each.anchor == anchor)
    return found


def tables(briefing: Briefing) -> dict[str, Table]:
    """Return the tables by anchor."""
    blocks = (block for each in briefing.sections for block in each.blocks)
    return {block.anchor: block for block in blocks if isinstance(block, Table)}


def rows(briefing: Briefing, anchor: str) -> list[list[str]]:
    """Return the rows of a table, each as what its fields say."""
    table = tables(briefing)[anchor]
    return [[line(cell) for cell in row] for row in table.rows]


def cards(briefing: Briefing, anchor: str) -> list[str]:
    """Return the titles of the claims told in a section."""
    blocks = section(briefing, anchor).blocks
    return [words(each.title) for each in blocks if isinstance(each, ClaimCard)]


def told(part: object) -> str:
    """Return everything that a part of a briefing says, in one text."""
    return "\n".join(strings(part))
