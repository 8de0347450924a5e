"""Columns of the lists of records: dates, words, marks and other records.

Each function returns what Django's ``list_display`` takes: a function of a row that
bears its title and the field that it is sorted by. Rows come from
``desk.selectors.lists.rows_of``; nothing here asks the database.
"""

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Any

from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.db.models import Field
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from desk import labels
from desk.dates import in_words
from desk.selectors.lists import Pointed
from desk.sheets import Known
from desk.standing import Mark, marks
from desk.templatetags import desk as tags
from incidents.vocab import Marking, RecordKind

Column = Callable[[Any], str]
DASH = mark_safe('<span class="muted" aria-label="nothing">–</span>')  # noqa: RUF001


def date(field: str, path: str = "", title: str = "") -> Column:
    """Return the column of a date in words that say how precise it is.

    It is sorted by earliest bound, then latest, then precision (see ``lists``).
    """

    @admin.display(
        description=title or labels.label(field), ordering=f"{path or field}_earliest"
    )
    def column(record: Any) -> str:
        return in_words(getattr(record, field)) or DASH

    return _named(column, field)


def word(field: str, title: str = "") -> Column:
    """Return the column of a word of a vocabulary, or of several, by its meaning."""

    @admin.display(description=title or labels.label(field), ordering=field)
    def column(record: Any) -> str:
        value, meant = getattr(record, field), record._meta.get_field(field)
        values = value if isinstance(meant, ArrayField) else [value]
        return ", ".join(_meaning(meant, each) for each in values if each) or DASH

    return _named(column, field)


def _meaning(field: "Field[Any, Any]", value: str) -> str:
    return str(tags.sentence_case(labels.word(field, value)))


def yes(field: str, title: str = "") -> Column:
    """Return the column of something that is so or not."""

    @admin.display(description=title or labels.label(field), ordering=field)
    def column(record: Any) -> str:
        return "Yes" if getattr(record, field) else DASH

    return _named(column, field)


def other(field: str, title: str = "", beneath: str = "") -> Column:
    """Return the column of the records that a field points at.

    ``beneath`` is a field whose word is told below them. It is not sorted: the place
    of a hidden name among others would tell of it.
    """

    @admin.display(description=title or labels.label(field))
    def column(record: Any) -> str:
        pointed: Pointed | None = record.points.get(field)
        told = _told(pointed) if pointed else DASH
        value = getattr(record, beneath) if beneath else ""
        if not value:
            return told
        words = labels.word(record._meta.get_field(beneath), value)
        return format_html('{}<br><span class="muted">{}</span>', told, words)

    return _named(column, field)


def _told(pointed: Pointed) -> SafeString:
    return mark_safe("<br>".join(_parts(pointed)))  # noqa: S308 - each part is safe


def _parts(pointed: Pointed) -> Iterator[SafeString]:
    for known in pointed.named:
        yield link(known)
    if pointed.more:
        yield format_html("and {} more", pointed.more)
    if pointed.hidden == 1:
        yield format_html('<span class="muted">{}</span>', tags.HIDDEN)
    elif pointed.hidden:
        words = "records you may not see"
        yield format_html('<span class="muted">{} {}</span>', pointed.hidden, words)


def link(known: Known) -> SafeString:
    """Return a link to a record's page, with its badge unless it is CLEAR."""
    badge = "" if known.marking == Marking.CLEAR else tags.tlp(known.marking)
    return format_html(
        '<a href="{}">{}</a> {}', page_of(known.key, known.kind), known.name, badge
    )


@admin.display(description="Stance", ordering="stance")
def stance(record: Any) -> str:
    """Return what the claimant does, with its shape."""
    return tags.stance(record.stance)


@admin.display(description="Name", ordering="name")
def title(record: Any) -> str:
    """Return the record's name; the list makes a link to its page of it."""
    return str(record.name)


@admin.display(description="Marking", ordering="clearance")
def marking(record: Any) -> str:
    """Return the badge of the marking; it is sorted by strictness."""
    return tags.tlp(record.marking)


@admin.display(description="Kind", ordering="kind")
def kind(record: Any) -> str:
    """Return what a record of its kind is called."""
    return str(tags.sentence_case(labels.kind_in_words(record.kind)))


@admin.display(description="Publication")
def standing(record: Any) -> str:
    """Return how far it has come: “published v7, draft v8 by N.N.”."""
    shown = (_mark(mark, _author(record, mark.name)) for mark in marks(record))
    return mark_safe(" ".join(shown))  # noqa: S308 - of markup that is safe


@lru_cache(maxsize=4096)
def _mark(mark: Mark, by: str) -> SafeString:
    return format_html(
        '<span class="state state-{}"><span aria-hidden="true">{}</span>{}{}</span>',
        mark.name,
        mark.shape,
        mark.words,
        by,
    )


def _author(record: Any, mark: str) -> str:
    by = record.latest_by if mark in ("draft", "review") else ""
    return f" by {by}" if by else ""


@admin.display(description="Changed", ordering="recorded_at")
def changed(record: Any) -> str:
    """Return when its newest version was recorded."""
    return tags.when(record.recorded_at) or DASH


@admin.display(description="Edit")
def edit(record: Any) -> str:
    """Return the way to the form, for whoever may change the record."""
    if not record.edit_address:
        return ""
    return format_html(
        '<a href="{}">Edit<span class="visually-hidden"> {}</span></a>',
        record.edit_address,
        record.name,
    )


def page_of(key: str, kind: str) -> str:
    """Return where a record is read: an incident has a page of its own."""
    name = "desk:incident" if kind == RecordKind.INCIDENT else "desk:record"
    return _address(name).replace("0-key-0", key)


@cache
def _address(name: str) -> str:
    try:
        return reverse(name, args=["0-key-0"])
    except NoReverseMatch:
        return reverse("desk:record", args=["0-key-0"])


def _named(column: Column, name: str) -> Column:
    """Give a column its name, which its class in the table and its sorting go by."""
    column.__name__ = name
    return column


# What the lists of all kinds end with.
LAST = (marking, standing, edit)
