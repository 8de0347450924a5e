"""How records' markings, dates, stances and states are written on the desk's pages.

Each mark has a word and a shape: nothing is said by colour alone.
"""

from datetime import UTC, datetime
from functools import cache
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeData, SafeString, mark_safe

from attribution.vocab.claims import Stance
from desk.clearance import may_see
from desk.dates import in_words
from desk.frame import Frame
from desk.labels import kind_in_words, kinds_in_words
from desk.marks import CONTESTS, STANCES
from desk.standing import marks
from incidents.models import Record
from incidents.vocab import Marking

register = template.Library()

HIDDEN = "a record you may not see"


@register.simple_tag
@cache
def tlp(marking: str | None) -> SafeString:
    """Return a marking's badge: always with its words, in the official colours."""
    if not marking:
        return format_html('<span class="tlp tlp-none">{}</span>', "unmarked")
    return format_html(
        '<span class="tlp tlp-{}">{}</span>',
        marking.lower().replace("_", "-"),
        Marking(marking).label,
    )


@register.filter
def kind(value: str) -> str:
    """Return what a record of a kind is called: “threat actor”."""
    return kind_in_words(value)


@register.filter
def kinds(value: str) -> str:
    """Return what several records of a kind are called: “threat actors”."""
    return kinds_in_words(value)


@register.filter
def edtf(value: Any) -> str:
    """Return a date in words that say how precise it is."""
    return in_words(value)


@register.filter
def when(moment: datetime | None) -> str:
    """Return an instant in short: “22 Nov 2026, 08:40 UTC”."""
    return f"{moment.astimezone(UTC):%-d %b %Y, %H:%M} UTC" if moment else ""


@register.simple_tag(takes_context=True)
def record_link(context: Context, record: Record | None) -> str:
    """Return a link to the record's own page, marked unless it is CLEAR.

    Whoever may not see the record reads that there is one, and nothing of it.
    """
    if record is None:
        return ""
    if not may_see(context["request"].user, record):
        return format_html('<span class="muted">{}</span>', HIDDEN)
    badge = "" if record.marking == Marking.CLEAR else tlp(record.marking)
    return format_html(
        '<a href="{}">{}</a>{}{}',
        reverse("desk:record", args=[record.key]),
        record.name,
        " " if badge else "",
        badge,
    )


@register.simple_tag
def stance(of: Any) -> SafeString:
    """Return what a speaker does, of a claim or of the stance itself."""
    return _stance(Stance(of if isinstance(of, str) else of.stance))


@cache
def _stance(value: Stance) -> SafeString:
    word, shape, line = STANCES[value]
    return format_html(
        '<span class="stance stance-{} stance-{}" title="{}">'
        '<span aria-hidden="true">{}</span>{}</span>',
        value.value,
        line,
        value.label,
        shape,
        word,
    )


@register.simple_tag
def contest(headline: str) -> SafeString:
    """Return whether and how an answer is contested, by the state's headline."""
    shape, words = CONTESTS[headline]
    return format_html(
        '<span class="contest contest-{}"><span aria-hidden="true">{}</span>{}</span>',
        headline,
        shape,
        words,
    )


@register.simple_tag
def state_mark(record: Record) -> SafeString:
    """Return how far the record has come: published, draft, in review, taken back."""
    return format_html_join(
        " ",
        '<span class="state state-{}"><span aria-hidden="true">{}</span>{}</span>',
        ((mark.name, mark.shape, mark.words) for mark in marks(record)),
    )


@register.filter
def sentence_case(label: Any) -> str:
    """Return a label with one capital: “Named group”, not “Named Group” or “named…”.

    Words that are written in capitals, such as TLP, and names keep them.
    """
    text = str(label)
    if isinstance(label, SafeData):  # markup of the admin's own, such as a box to tick
        return mark_safe(text[:1].upper() + text[1:])  # noqa: S308 - it was safe before
    return text[:1].upper() + text[1:]


@register.filter
def lookup(values: Any, key: Any) -> Any:
    """Return the value under a key, or nothing."""
    return values.get(key) if values else None


@register.simple_tag(takes_context=True)
def frame(context: Context) -> Frame:
    """Return what the frame around a page shows of and to the person who reads it."""
    record = context.get("record") or context.get("original")
    kind = record.kind if isinstance(record, Record) else ""
    return Frame.of(context["request"], kind)


@register.filter
def is_record(value: Any) -> bool:
    """Whether a form is about a record, and not about a person or a release."""
    return isinstance(value, Record)
