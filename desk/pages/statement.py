"""One page for a public statement with its sources and claims, on an incident."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from attribution.services import Recorded, StatementRefused, record_statement
from desk import autosaved
from desk.admin.actions import user_of
from desk.forms.statement_page import StatementPage
from desk.pages.base import desk_page, record_or_404, show
from desk.services.autosaves import discard_autosave
from incidents.models import Incident
from incidents.snapshot import typed
from incidents.vocab import RecordKind

PERMISSIONS = ("attribution.add_statement", "attribution.add_claim")
NO_SOURCES = "You may not add sources; choose recorded ones."
NO_TAKING_BACK = "You may not change claims; leave the earlier claim as it is."
ROWS = {"sources": 1, "claims": 1}
UNPROCESSABLE = 422


@desk_page(*PERMISSIONS)
def statement(request: HttpRequest, key: str) -> HttpResponse:
    """Show the page, or record what was sent: whole, or nothing of it.

    What is wrong is shown at its field, with everything that was typed.
    """
    record = record_or_404(request, key, RecordKind.INCIDENT)
    incident = cast(Incident, typed(record))
    said = autosaved.recover(request)
    page = StatementPage(
        incident,
        user_of(request),
        request.POST if request.method == "POST" else None,
        _rows_asked_for(request),
    )
    if said:
        messages.info(request, said)
    elif request.method == "POST":
        recorded = _recorded(request, page)
        if recorded is not None:
            return _on(request, incident, recorded)
    is_refused = request.method == "POST" and not said
    return _page(request, page, status=UNPROCESSABLE if is_refused else 200)


def _recorded(request: HttpRequest, page: StatementPage) -> Recorded | None:
    """Return what was recorded; None if something is wrong, which the page says."""
    if not page.is_valid():
        return None
    new = page.new()
    _check_permissions(user_of(request), new)
    try:
        return record_statement(new, by=user_of(request), at=timezone.now())
    except StatementRefused as refused:
        page.refuse(refused.problems)
        return None


def _check_permissions(user: User, new: Any) -> None:
    makes_sources = any(part.source is None for part in new.sources)
    if makes_sources and not user.has_perm("incidents.add_source"):
        raise PermissionDenied(NO_SOURCES)
    takes_back = any(part.takes_back for part in new.claims)
    if takes_back and not user.has_perm("attribution.change_claim"):
        raise PermissionDenied(NO_TAKING_BACK)


def _on(request: HttpRequest, incident: Incident, recorded: Recorded) -> HttpResponse:
    """Say what was recorded, and lead to the claims, to it, or to an empty page."""
    discard_autosave(user_of(request), autosaved.address(request))
    record = recorded.statement
    count = len(recorded.claims)
    messages.success(
        request,
        format_html(
            'Recorded: <a href="{}">{}</a> with {}.',
            reverse("desk:record", args=[record.key]),
            record.name,
            "1 claim" if count == 1 else f"{count} claims",
        ),
    )
    if "_claims" in request.POST:
        return HttpResponseRedirect(
            reverse("desk:incident", args=[incident.key, "claims"])
        )
    if "_continue" in request.POST:
        form = reverse("admin:attribution_statement_change", args=[record.pk])
        return HttpResponseRedirect(form)
    return HttpResponseRedirect(request.path)


def _page(request: HttpRequest, page: StatementPage, status: int) -> HttpResponse:
    offers = autosaved.offers(request)
    # The others are on the home page; here the latest are what is looked for.
    offers["autosaves"] = offers["autosaves"][:2]
    context = {
        "page": page,
        "incident": page.incident,
        "media": page.media(),
        "errors": page.errors() if status == UNPROCESSABLE else [],
        **offers,
    }
    title = f"New statement on: {page.incident.name}"
    return show(request, "desk/statement/page.html", title, context, status=status)


def _rows_asked_for(request: HttpRequest) -> dict[str, int]:
    """Return how many empty rows there are, for whoever has no scripts."""
    return {
        name: int(asked) if (asked := request.GET.get(name, "")).isdecimal() else count
        for name, count in ROWS.items()
    }
