"""Words for rows that may name records above the reader's clearance."""

from typing import Any

from django import template
from django.db.models import Model

from desk.admin.access import references_of
from desk.clearance import rank_of
from desk.selectors.words import HIDDEN

register = template.Library()


@register.simple_tag(takes_context=True)
def row_title(context: dict[str, Any], row: Model) -> str:
    """Return what a row is called, unless it is called by a record that is hidden."""
    rank = rank_of(context["user"])
    held = [getattr(row, name) for name in _single(type(row))]
    return HIDDEN if any(each and each.clearance > rank for each in held) else str(row)


def _single(model: type[Model]) -> list[str]:
    """Return the fields by which a row points at one record."""
    fields = references_of(model).items()
    return [name for name, each in fields if not each.many_to_many]
