"""A briefing as PDF: PDF/UA-1 and PDF/A-3a in one, with its own data attached.

Typst sets it by the templates in `typst/`. What the briefing says goes there as JSON,
as values of the running program: no word of it is ever read as code.
"""

import re
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import orjson
import typst

from briefings.breaking import (
    Beside,
    beside,
    can_break,
    is_long,
    is_noted,
    joined,
    leads,
)
from briefings.glyphs import FONTS, shown
from briefings.layout import (
    Part,
    References,
    Run,
    anchors,
    is_looked_up,
    labels,
    lists_sources,
    pieces,
    runs,
)
from briefings.legible import closed, made_legible
from briefings.numbering import verified
from briefings.theme import Theme, marking_colour
from briefings.tree import (
    Briefing,
    ClaimCard,
    Figure,
    Paragraph,
    Section,
    Table,
    as_json,
    plain,
)

TEMPLATE = Path(__file__).parent / "typst" / "briefing.typ"
STANDARDS: list[Any] = ["ua-1", "a-3a"]
# Letters of scripts and signs that the text's own face lacks.
FALLBACK = ("Noto Sans", "Vazirmatn", "DejaVu Sans Mono")
TITLE_SIZES = ((60, 22), (120, 19), (300, 15))  # up to so many letters, points
SMALLEST_TITLE = 11
PAGE = 4000  # letters of the contents that a page certainly has room for
RUNNING = 90  # letters of the title at the head of a page
NOT_PRINTED = {
    "to",
    "anchor",
    "table",
    "name",
    "lang",
    "accent",
    "type",
    "text",
    "sans",
}
UNBREAKABLE = {"svg", "running", "marking"}
UNBROKEN = re.compile(r"[^\s\u200b]{28,}")
BREAKS = re.compile(r"([/.?&=_-]+|[^/.?&=_-]{14})")  # where it may go on in a new line


def write(briefing: Briefing) -> bytes:
    """Return a briefing as PDF; the same briefing gives the same bytes.

    Raises:
        ValueError: a marking, a look or a reference that cannot be printed.
    """
    briefing = made_legible(verified(briefing))
    made = (
        datetime.fromisoformat(briefing.known_at).astimezone(UTC).replace(microsecond=0)
    )
    document = typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        format="pdf",
        font_paths=_fonts(),
        sys_inputs={
            "data": orjson.dumps(values(briefing, made)).decode(),
            "original": as_json(briefing).decode(),
        },
        pdf_standards=STANDARDS,
        timestamp=made,
    )
    assert isinstance(document, bytes)
    return document


@cache
def _fonts() -> typst.Fonts:
    """Return the shipped fonts and those inside Typst, none of the machine's."""
    folders = [str(folder) for folder in FONTS]
    return typst.Fonts(include_system_fonts=False, font_paths=folders)


def values(briefing: Briefing, made: datetime) -> dict[str, Any]:
    """Return all that the template draws, as plain values."""
    theme = Theme.of(briefing.look)
    typeset, front = _Typeset(briefing), briefing.front
    held = {
        "name": briefing.name,
        "title": briefing.title,
        "title_size": _title_size(briefing.title),
        "running": _shortened(f"{briefing.number}  {briefing.title}".strip()),
        "subtitle": briefing.subtitle,
        "number": briefing.number,
        "author": theme.issuer,
        "foot": theme.foot or theme.issuer,
        "lang": briefing.lang,
        "date": {
            each: getattr(made, each)
            for each in ("year", "month", "day", "hour", "minute", "second")
        },
        "is_draft": briefing.is_draft,
        "marking": briefing.marking,
        "marking_colour": marking_colour(briefing.marking),
        "digest": briefing.digest,
        "is_contents_whole": sum(map(_length_in_contents, briefing.sections)) < PAGE,
        "cover": [list(pair) for pair in briefing.cover],
        "fixed": plain(briefing.fixed),
        "theme": {
            "issuer": theme.issuer,
            "accent": theme.accent,
            "legal": theme.legal,
            "closing": theme.closing,
            "logo": list(theme.picture),
            "text": [theme.text.pdf, *FALLBACK],
            "sans": [theme.table.pdf, *FALLBACK],
        },
        "front": [
            typeset.run(run, is_front=True) for run in runs(briefing.sections[:front])
        ],
        "runs": [typeset.run(run) for run in runs(briefing.sections[front:])],
    }
    return {**_within_reach(held), **_within_reach(typeset.notes())}


class _Typeset:
    """Turns the tree's parts into values, in reading order."""

    def __init__(self, briefing: Briefing) -> None:
        self._briefing = briefing
        self._labels = labels(briefing)
        self._anchors = anchors(briefing)
        self._references, self._footnotes = References(), References()
        self._notes = {note.number: self._walk(plain(note)) for note in briefing.notes}
        self._entries: dict[str, dict[str, Any]] = {}  # notes side by side, by label
        self._starts: dict[int, str] = {}  # where each note is referred to first
        self._is_listed = lists_sources(briefing)
        self._is_by_number = self._is_front = False

    def run(self, run: Run, *, is_front: bool = False) -> dict[str, Any]:
        self._is_front = is_front
        return {
            "is_wide": run.is_wide,
            "parts": [
                {**self._part(part, around, run.is_wide), "joined": is_joined}
                for (part, around), is_joined in zip(
                    beside(run), joined(run), strict=True
                )
            ],
        }

    def notes(self) -> dict[str, Any]:
        """Return all notes, and how they stand; call it when all runs are set."""
        listed = [
            {**self._notes[number], "start": self._starts.get(number, "")}
            for number in sorted(self._notes)
        ]
        return {"notes": listed, "entries": self._entries}

    def _part(
        self, part: Part, around: Beside, is_on_wide_page: bool
    ) -> dict[str, Any]:
        self._is_by_number = (
            self._is_front or (isinstance(part, Table) and is_looked_up(part))
        ) and self._is_listed
        held: dict[str, Any] = self._walk(plain(part))
        if isinstance(part, Paragraph):
            held["is_noted"] = is_noted(part)
            held["leads"] = leads(part, around) and not is_noted(part)
        if isinstance(part, Paragraph | ClaimCard):
            held["breaks"] = is_long(part)
        if isinstance(part, Table):
            held["breaks"] = [can_break(part, row) for row in part.rows]
        if isinstance(part, Table | Figure):
            held["called"] = self._labels[part.anchor]
        if isinstance(part, Figure):
            held["pieces"] = [
                asdict(each) for each in pieces(part, is_wide=is_on_wide_page)
            ]
            held["table"] = part.table if part.table in self._anchors else ""
            held["table_called"] = self._labels.get(part.table, "")
            del held["svg"]
        return held

    def _walk(self, value: Any) -> Any:
        """Return plain values with what the template asks of each span."""
        if isinstance(value, list):
            walked = [self._walk(each) for each in value]
            for before, each in pairwise(walked):
                if isinstance(each, dict) and "follows" in each:
                    each["follows"] = "follows" in before
            self._side_by_side(walked)
            return walked
        if not isinstance(value, dict):
            return value
        match value.get("type"):
            case "NoteRef":
                return self._reference(value)
            case "Link":
                return {**value, "to": self._target(value["address"])}
            case "Text":
                return {**value, "words": closed(value["words"])}
        return {name: self._walk(each) for name, each in value.items()}

    def _reference(self, value: dict[str, Any]) -> dict[str, Any]:
        """Return a reference: the footnote itself, one to it, or one to the list.

        If there is a list, numbers lead there from the first page, which has to stand
        alone, and from tables for looking things up, whose footnotes would take the
        page from them, and gigabytes to set.
        """
        number, name = value["number"], ""
        is_first = self._references.count(number) == 1
        if self._is_by_number:
            kind, name = "listed", f"ref-{number}" if is_first else ""
        elif self._footnotes.count(number) == 1:
            kind, name = "footnote", f"note-{number}"
            value = {**value, "spans": self._notes[number]["spans"]}
        else:
            kind = "again"
        self._starts.setdefault(number, name)
        return {**value, "kind": kind, "label": name, "follows": False}

    def _side_by_side(self, walked: list[Any]) -> None:
        """Keep which notes come after each of those whose marks stand side by side."""
        after: list[int] = []
        for before, each in reversed(list(pairwise([None, *walked]))):
            if not _is_footnote(each):
                after = []
                continue
            is_after = _is_footnote(before)
            self._entries[each["label"]] = {"after": after, "is_after": is_after}
            after = [each["number"], *after]

    def _target(self, address: str) -> str:
        """Return where a link leads, or nothing where that is not in the briefing."""
        if address.startswith("#"):
            return address if address.removeprefix("#") in self._anchors else ""
        return address if address.startswith(("https://", "http://")) else ""


def _is_footnote(value: Any) -> bool:
    return isinstance(value, dict) and value.get("kind") == "footnote"


def _within_reach(value: Any, name: str = "") -> Any:
    """Return values in letters that the fonts have, their long words breakable."""
    if isinstance(value, dict):
        return {key: _within_reach(each, key) for key, each in value.items()}
    if isinstance(value, list):
        return [_within_reach(each, name) for each in value]
    if not isinstance(value, str) or name in NOT_PRINTED:
        return value
    words = shown(value)
    return words if name in UNBREAKABLE else UNBROKEN.sub(_breakable, words)


def _breakable(found: re.Match[str]) -> str:
    return BREAKS.sub("\\1\u200b", found.group()).removesuffix("\u200b")


def _title_size(title: str) -> int:
    fits = (size for letters, size in TITLE_SIZES if len(title) <= letters)
    return next(fits, SMALLEST_TITLE)


def _length_in_contents(section: Section) -> int:
    """Return how many letters of room a section's line takes in the contents."""
    return max(len(section.title), 80)


def _shortened(title: str) -> str:
    return title if len(title) <= RUNNING else f"{title[:RUNNING].rstrip()}…"
