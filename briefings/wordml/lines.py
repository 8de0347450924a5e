"""Lines of a briefing as runs of a Word document: text, links, notes, fields."""

from collections.abc import Mapping
from itertools import count
from typing import Any

from briefings.layout import References, anchors, follows_a_note, lists_sources
from briefings.tree import Briefing, Link, Note, NoteRef, Span, Spans, Text
from briefings.wordml.elements import (
    Element,
    Footnotes,
    bookmarked,
    element,
    field,
    inside_link,
    outside_link,
    run,
    text_run,
)


class Lines:
    """Writes spans in reading order, and the footnotes that they are the first to name.

    Raises:
        ValueError: notes are not numbered in the order of their first references, as
            Word does, or there is no such note.
    """

    def __init__(self, briefing: Briefing, document: Any) -> None:
        self._document = document
        self._footnotes = Footnotes(document)
        self._references = References()
        self._notes: Mapping[int, Note] = {note.number: note for note in briefing.notes}
        self._names = {
            anchor: f"place_{number}"
            for number, anchor in enumerate(sorted(anchors(briefing)), 1)
        }
        self._bookmarks = count(1)
        self._last = 0
        self._is_listed = lists_sources(briefing)
        self.is_by_number = False  # whether numbers lead to the list of sources

    def of(self, spans: Spans) -> list[Element]:
        """Return a line's runs."""
        made: list[Element] = []
        for at, span in enumerate(spans):
            if follows_a_note(spans, at):
                made.append(run(",", raised=True))
            made += self._span(span)
        return made

    def anchored(self, anchor: str, *held: Element) -> list[Element]:
        """Return elements as the place that an anchor names."""
        return self._marked(self._names[anchor], *held)

    def to(self, anchor: str, words: str) -> Element:
        """Return words that lead to a place; words only where it is not there."""
        name = self._names.get(anchor)
        return inside_link(words, name) if name else run(words)

    def with_page(self, anchor: str, words: str) -> Element:
        """Return words that lead to a place, and the number of its page."""
        name = self._names[anchor]
        page = field(
            f"PAGEREF {name} \\h", [run("\N{HORIZONTAL ELLIPSIS}")], is_stale=True
        )
        tab = element("r", element("tab"))
        return element("hyperlink", run(words), tab, *page, anchor=name)

    def listed(self, note: Note) -> list[Element]:
        """Return a note's number, which leads to its place, and all that it says."""
        number = str(note.number)
        shown = self._marked(f"source_{number}", run(number))
        if note.number in self._references:
            shown = field(f"NOTEREF {_name(note.number)} \\h", shown)
        details = (Text(" "), *note.details) if note.details else ()
        return [*shown, run("\t"), *self.of((*note.spans, *details))]

    def _span(self, span: Span) -> list[Element]:
        match span:
            case Text():
                return [text_run(span)]
            case Link():
                return [self._link(span, self._document)]
            case NoteRef():
                place = [run(f", {span.place}", raised=True)] if span.place else []
                return [*self._reference(span.number), *place]

    def _reference(self, number: int) -> list[Element]:
        """Return the footnote at the first reference, then fields that name it."""
        if number not in self._notes:
            raise ValueError(f"There is no note {number}.")
        if self.is_by_number and self._is_listed:
            return [inside_link(str(number), f"source_{number}", raised=True)]
        if self._references.count(number) > 1:
            shown = [run(str(number), raised=True)]
            return field(f"NOTEREF {_name(number)} \\f \\h", shown)
        if number != self._last + 1:
            raise ValueError(f"Note {number} comes after note {self._last}.")
        self._last = number
        said = [self._in_note(each) for each in self._notes[number].spans]
        return self._marked(_name(number), self._footnotes.add(number, said))

    def _marked(self, name: str, *held: Element) -> list[Element]:
        return bookmarked(next(self._bookmarks), name, *held)

    def _in_note(self, span: Span) -> Element:
        match span:
            case Link():
                return self._link(span, self._footnotes.part)
            case Text():
                return text_run(span)
            case NoteRef():
                return run(str(span.number), raised=True)

    def _link(self, link: Link, part: Any) -> Element:
        if link.address.startswith("#"):
            return self.to(link.address.removeprefix("#"), link.words)
        if link.address.startswith(("https://", "http://")):
            return outside_link(link.words, link.address, part)
        return run(link.words)


def _name(number: int) -> str:
    return f"note_{number}"
