"""Marks on the pages that say what publishing changes."""

from django import template

from desk.selectors.preview import FATES

register = template.Library()


@register.filter
def fate_sign(words: str) -> str:
    """Return the sign of what becomes of an object."""
    return next(sign for sign, each in FATES.values() if each == words)
