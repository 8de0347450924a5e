"""The versions of a record: all of them in a list, and one of them whole."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from desk.admin.actions import user_of
from desk.pages.base import desk_page, record_or_404, show
from desk.selectors import words
from desk.selectors.history import history as versions_page
from desk.selectors.history import version_or_404
from desk.services.restoring import may_change


@desk_page("incidents.view_change")
def history(request: HttpRequest, key: str) -> HttpResponse:
    """Show who made which version, by which door, why, and what became of it.

    With two versions chosen (``?a=…&b=…``) it leads to their comparison.
    """
    record = record_or_404(request, key)
    chosen = request.GET.get("a", ""), request.GET.get("b", "")
    if all(each.isdecimal() for each in chosen):
        address = reverse("desk:compare", args=[record.key, *map(int, chosen)])
        return HttpResponseRedirect(address)
    found = versions_page(record, user_of(request), request.GET.get("page", "1"))
    context = {"record": record, "history": found}
    return show(request, "desk/history/page.html", f"History of {record}", context)


@desk_page("incidents.view_change")
def version(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Show one version whole, in words."""
    record = record_or_404(request, key)
    change = version_or_404(record, number, user_of(request))
    context: dict[str, Any] = {
        "record": record,
        "change": change,
        "marking": change.snapshot["marking"],
        "sheet": words.sheet_for(change.snapshot, user_of(request)),
        "may_restore": number != record.version and may_change(request.user, record),
    }
    return show(
        request, "desk/history/version.html", f"{record}, version {number}", context
    )
