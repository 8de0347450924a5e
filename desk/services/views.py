"""Keeping a list as somebody wants to see it again."""

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict

from desk.models import SavedView
from desk.selectors.views import query_of


@transaction.atomic
def save_view(
    user: User, of_list: str, name: str, query: str, *, is_shared: bool, is_start: bool
) -> SavedView:
    """Keep a view under a name, in place of the user's own of that name.

    At most one of a user's views is the start.

    Raises:
        ValidationError: there is no name, or it is too long.
    """
    if not name.strip():
        raise ValidationError({"name": "Give the view a name."})
    if is_start:
        SavedView.objects.filter(owner=user, is_start=True).update(is_start=False)
    view = SavedView.objects.filter(
        owner=user, list=of_list, name=name.strip()
    ).first() or SavedView(owner=user, list=of_list, name=name.strip())
    view.query = query_of(QueryDict(query))
    view.is_shared, view.is_start = is_shared, is_start
    view.full_clean()
    view.save()
    return view


def remove_view(user: User, pk: int) -> None:
    """Forget one of the user's own views; those of others stay."""
    SavedView.objects.filter(owner=user, pk=pk).delete()
