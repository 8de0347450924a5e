"""How records' markings, dates and states are written on the desk's pages."""

from typing import Any

from django import template
from django.utils.html import format_html

from incidents.vocab import Marking

register = template.Library()


@register.simple_tag
def tlp(marking: str) -> str:
    """Return a marking's badge: always with its words, in the official colours."""
    if not marking:
        return format_html('<span class="tlp tlp-none">{}</span>', "unmarked")
    return format_html(
        '<span class="tlp tlp-{}">{}</span>',
        marking.lower().replace("_", "-"),
        Marking(marking).label,
    )


@register.filter
def lookup(values: Any, key: Any) -> Any:
    """Return the value under a key, or nothing."""
    return values.get(key) if values else None
