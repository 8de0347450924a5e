"""A briefing as HTML: one file that needs nothing else, or its body for a page of ours.

The file carries its own Content-Security-Policy: nothing is fetched, and only the style
and the script that it holds itself run, by their hashes. The body has neither, so that
it stands under the desk's policy with `static/briefings/` linked beside it.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.template import Context, Engine
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from briefings.layout import (
    Heading,
    Part,
    References,
    anchors,
    follows_a_note,
    is_wide,
    labels,
    lists_sources,
    pieces,
    runs_by_section,
)
from briefings.legible import made_legible
from briefings.numbering import verified
from briefings.paper import margins
from briefings.theme import Theme, marking_colour
from briefings.tree import (
    Briefing,
    Cell,
    Figure,
    Link,
    Mark,
    Note,
    NoteRef,
    Span,
    Spans,
    Table,
    Text,
)

HERE = Path(__file__).parent
STYLE = HERE / "static" / "briefings" / "briefing.css"
SCRIPT = HERE / "static" / "briefings" / "matrix.js"
ELEMENTS = {
    Mark.STRONG: "strong",
    Mark.EMPHASIS: "em",
    Mark.STRUCK: "s",
    Mark.CODE: "code",
    Mark.USED: "strong",
}
NAMED = re.compile(r' (?:id|aria-labelledby|aria-describedby|role)="[^"]*"')
SHARES = 20  # a column's width is told in twentieths, as a class


def write(briefing: Briefing) -> bytes:
    """Return a briefing as one HTML file; the same briefing gives the same bytes.

    Raises:
        ValueError: a marking, a look or a reference that cannot be printed.
    """
    style, script = stylesheet(briefing), _read(SCRIPT)
    policy = "; ".join(
        [
            "default-src 'none'",
            f"style-src '{_hash(style)}'",
            f"script-src '{_hash(script)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    page = {
        **_values(briefing, with_logo=True),
        "policy": policy,
        "style": mark_safe(style),  # noqa: S308 - ours, with checked values
        "script": mark_safe(script),  # noqa: S308 - ours
    }
    return _render("page.html", page).encode()


def body(briefing: Briefing) -> str:
    """Return a briefing as an element for a page of ours: no style, no script, no logo.

    Raises:
        ValueError: a marking, a look or a reference that cannot be printed.
    """
    return _render("body.html", _values(briefing, with_logo=False))


def stylesheet(briefing: Briefing) -> str:
    """Return the style of a briefing's body, in its theme's colours and letters."""
    theme = Theme.of(briefing.look)
    ink = marking_colour(briefing.marking)
    return (
        f"{_read(STYLE)}"
        f".briefing {{ --accent: {theme.accent}; --marking: {ink}; "
        f"--serif: {theme.text.web}; --sans: {theme.table.web}; }}\n"
        f"{margins(briefing, ink)}"
    )


@cache
def _read(path: Path) -> str:
    return path.read_text()


@cache
def _engine() -> Engine:
    """Return an engine that knows our templates only and escapes what it prints."""
    loader = "django.template.loaders.filesystem.Loader"
    folders = [HERE / "templates" / "briefings"]
    cached = [("django.template.loaders.cached.Loader", [(loader, folders)])]
    return Engine(loaders=cached, autoescape=True)


def _render(name: str, values: dict[str, Any]) -> str:
    return _engine().get_template(name).render(Context(values, use_l10n=False))


def _hash(content: str) -> str:
    """Return the hash source of a Content-Security-Policy (CSP level 3, 2.3.1)."""
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"


def _values(briefing: Briefing, *, with_logo: bool) -> dict[str, Any]:
    briefing = made_legible(verified(briefing))
    theme = Theme.of(briefing.look)
    written = _Written(briefing)
    sections = [
        [(run.is_wide, [written.part(part) for part in run.parts]) for run in runs]
        for runs in runs_by_section(briefing.sections)
    ]
    front = briefing.front
    return {
        "briefing": briefing,
        "fixed": briefing.fixed,
        "theme": theme,
        "logo": theme.logo if with_logo else "",
        "colour": marking_colour(briefing.marking),
        "contents": [each for each in briefing.sections if each.level <= 2],  # noqa: PLR2004
        "front": sections[:front],
        "sections": sections[front:],
        "notes": written.notes(),  # after all that refers to them
        "has_sources": written.has_sources,
    }


def _inline(svg: str, number: int) -> SafeString:
    """Return a piece of a drawing for the page; what is in two has its id once."""
    _, _, markup = svg.rpartition("?>")
    if number:
        markup = NAMED.sub("", markup)
    return mark_safe(markup)  # noqa: S308 - drawn by figures, which escapes


class _Written:
    """Turns the tree's parts into what the templates print, in reading order."""

    def __init__(self, briefing: Briefing) -> None:
        self._briefing = briefing
        self._labels = labels(briefing)
        self._anchors = anchors(briefing)
        self._references = References()
        self._known = {note.number for note in briefing.notes}
        self.has_sources = lists_sources(briefing)

    def part(self, part: Part) -> dict[str, Any]:
        """Return a part with its template; its spans are markup already."""
        kind = type(part).__name__.lower()
        held: dict[str, Any] = {"template": f"blocks/{kind}.html", "it": part}
        match part:
            case Heading():
                held["tag"] = f"h{min(part.level + 1, 6)}"
            case Table():
                held |= self._table(part)
            case Figure():
                held |= self._figure(part)
            case _:
                held |= self._words(part)
        return held

    def _words(self, part: Part) -> dict[str, Any]:
        """Return the lines of a part's text, by the names of its fields."""
        held: dict[str, Any] = {}
        for name in ("title", "spans", "quote", "grounds"):
            if isinstance(value := getattr(part, name, None), tuple):
                held[name] = self.line(value)
        for name in ("items", "lines"):
            held[name] = [self.line(each) for each in getattr(part, name, ())]
        facts = getattr(part, "facts", ())
        held["facts"] = [(label, self.line(spans)) for label, spans in facts]
        return held

    def _table(self, table: Table) -> dict[str, Any]:
        whole = sum(table.weights)
        return {
            "called": self._labels[table.anchor],
            "is_wide": is_wide(table),
            "columns": [max(1, round(SHARES * n / whole)) for n in table.weights],
            "rows": [[self._cell(cell) for cell in row] for row in table.rows],
        }

    def _cell(self, cell: Cell) -> SafeString:
        lines = [self.line(spans) for spans in cell.lines]
        if cell.is_head:
            below = '<span class="more">{}</span>'
            lines[1:] = [format_html(below, each) for each in lines[1:]]
        said = mark_safe("<br>".join(lines))  # noqa: S308 - each line is escaped
        tone = format_html(' class="tone-{}"', cell.tone) if cell.tone else ""
        if cell.is_head:
            return format_html('<th scope="row"{}>{}</th>', tone, said)
        return format_html("<td{}>{}</td>", tone, said)

    def _figure(self, figure: Figure) -> dict[str, Any]:
        drawn = pieces(figure, is_wide=is_wide(figure))
        return {
            "called": self._labels[figure.anchor],
            "is_wide": is_wide(figure),
            "svgs": [_inline(each.svg, number) for number, each in enumerate(drawn)],
            "table_called": self._labels.get(figure.table, ""),
        }

    def notes(self) -> list[dict[str, Any]]:
        """Return all notes, each with whether the text refers to it so far."""
        return [self._note(note) for note in self._briefing.notes]

    def _note(self, note: Note) -> dict[str, Any]:
        return {
            "number": note.number,
            "anchor": note.anchor,
            "said": self.line(note.spans),
            "details": self.line(note.details),
            "is_cited": note.number in self._references,
        }

    def line(self, spans: Spans) -> SafeString:
        """Return a line of spans as markup."""
        return format_html_join("", "{}", ((each,) for each in self._spans(spans)))

    def _spans(self, spans: Spans) -> Iterator[SafeString]:
        for at, span in enumerate(spans):
            if isinstance(span, NoteRef) and follows_a_note(spans, at):
                yield mark_safe("<sup>,</sup>")
            yield self._span(span)

    def _span(self, span: Span) -> SafeString:
        match span:
            case NoteRef():
                return self._reference(span)
            case Link():
                return self._link(span)
            case Text():
                return _text(span)

    def _reference(self, ref: NoteRef) -> SafeString:
        if ref.number not in self._known:
            raise ValueError(f"There is no note {ref.number}.")
        count = self._references.count(ref.number)
        place = f", {ref.place}" if ref.place else ""
        return format_html(
            '<sup><a href="#note-{}" id="ref-{}-{}" role="doc-noteref">{}</a>{}</sup>',
            *(ref.number, ref.number, count, ref.number, place),
        )

    def _link(self, link: Link) -> SafeString:
        is_here = link.address.startswith("#")
        if is_here and link.address.removeprefix("#") not in self._anchors:
            return format_html("{}", link.words)
        if not is_here and not link.address.startswith(("https://", "http://")):
            return format_html("{}", link.words)
        rel = "" if is_here else mark_safe(' rel="noreferrer"')
        lang = format_html(' lang="{}"', link.lang) if link.lang else ""
        told = (link.address, rel, lang, link.words)
        return format_html('<a href="{}"{}{}>{}</a>', *told)


def _text(span: Text) -> SafeString:
    said = format_html("{}", span.words)
    if span.lang:
        said = format_html('<bdi lang="{}">{}</bdi>', span.lang, said)
    if span.mark is Mark.PLAIN:
        return said
    tag = ELEMENTS.get(span.mark, "span")
    return format_html('<{0} class="{1}">{2}</{0}>', tag, span.mark, said)
