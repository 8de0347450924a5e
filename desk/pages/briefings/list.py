"""The briefings that a person may see: those that wait, those that are out."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from briefings.editions import Stage
from desk.admin.actions import user_of
from desk.pages.base import desk_page, show
from desk.selectors.briefings import listed, sees_drafts, stage

A_PAGE = 50
TABS = {"": "All", "work": "Being written", "asked": "Wait for release", "out": "Out"}


@desk_page("briefings.view_edition")
def briefings(request: HttpRequest) -> HttpResponse:
    """List the briefings, the last changed first."""
    user = user_of(request)
    chosen = request.GET.get("show", "")
    rows = listed(user)
    if chosen == "work":
        rows = rows.filter(released_at__isnull=True, is_asked=False)
    elif chosen == "asked":
        rows = rows.filter(released_at__isnull=True, is_asked=True)
    elif chosen == "out":
        rows = rows.filter(released_at__isnull=False)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "rows": list(_rows(list(page))),
        "page": page,
        "tabs": TABS if sees_drafts(user) else {},
        "chosen": chosen,
        "pager_query": f"{urlencode({'show': chosen})}&",
    }
    return show(request, "desk/briefings/list.html", "Briefings", context)


def _rows(found: list[Any]) -> Iterator[tuple[Any, Stage, User | None]]:
    people = User.objects.in_bulk({each.changed_by for each in found})
    for each in found:
        yield each, stage(each), people.get(each.changed_by)
