"""The saved views of a list."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

from desk.models import SavedView

PASSING = ("p", "e", "_changelist_filters")  # of one visit, not of a view


@dataclass(frozen=True, slots=True)
class ViewButton:
    """A saved view as its list shows it."""

    view: SavedView
    is_mine: bool
    is_current: bool


def query_of(asked: QueryDict) -> str:
    """Return a list's query as a view keeps it: alike for alike lists."""
    kept = QueryDict(mutable=True)
    for name in sorted(asked):
        if name not in PASSING:
            kept.setlist(name, asked.getlist(name))
    return kept.urlencode()


def views_of(user: User, model: type[Model], asked: QueryDict) -> Iterator[ViewButton]:
    """Yield the user's own views of a list, and those that others share."""
    current = query_of(asked)
    for view in views_in(user, [model._meta.label_lower]).select_related("owner"):
        yield ViewButton(view, view.owner_id == user.pk, view.query == current)


def views_in(user: User, lists: Collection[str]) -> QuerySet[SavedView]:
    """Return the views of these lists that the user has, or that others share."""
    mine_or_shared = Q(owner=user) | Q(is_shared=True)
    return SavedView.objects.filter(mine_or_shared, list__in=lists)


def start_of(user: User) -> SavedView | None:
    """Return the view that the user wants to start with, if there is one."""
    return SavedView.objects.filter(owner=user, is_start=True).first()
