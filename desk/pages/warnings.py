"""Warnings: live beside a form, in a list of all that is open, ticked, sent along."""

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
)
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from desk.admin.actions import user_of
from desk.pages.base import desk_page, record_or_404, show
from desk.selectors.publishing import seen, with_all_around
from desk.selectors.warnings import (
    MOST,
    by_rule,
    counted,
    drafts,
    ids_of,
    of_form,
    of_record,
)
from desk.shown_findings import Panel
from desk.site import site
from desk.unsaved import typed
from incidents.models import Record
from incidents.snapshot import record_models
from incidents.vocab import RecordKind
from review.rules import BY_ID, RULES
from review.services import NothingFound, acknowledge

SCOPES = {"mine": "My drafts", "drafts": "All drafts"}
A_FEW, A_PAGE = 10, 200
SEES = "incidents.view_record"


@desk_page(SEES)
def warnings(request: HttpRequest) -> HttpResponse:
    """Show the open warnings; with a POST, tell those at a form that is being typed."""
    if request.method == "POST":
        return _live(request)
    if request.accepts("text/html"):
        return _list(request)
    if "record" in request.GET:
        record = record_or_404(request, request.GET["record"])
        return _told(request, of_record(record, user_of(request)))
    keys, _, _ = _asked(request, user_of(request))
    return JsonResponse({"summary": counted(keys)})


@require_POST
@desk_page(SEES, "review.add_acknowledgement")
def tick(request: HttpRequest) -> HttpResponse:
    """Tick findings with one reason, and go back to where they were shown."""
    user, tokens = user_of(request), set(request.POST.getlist("finding"))
    keys = {token.rpartition(".")[0] for token in tokens}
    visible = set(seen(keys, user).values_list("key", flat=True))
    ids = ids_of(tokens, visible)
    try:
        if len(ids) < len(tokens):
            raise NothingFound((key, "", "") for key in visible)
        reason = request.POST.get("reason", "")
        count = acknowledge(ids, by=user, at=timezone.now(), reason=reason)
    except (NothingFound, ValidationError) as error:
        return _answer(request, messages.ERROR, refusal_in_words(error), status=409)
    said = f"Ticked {count} warning{'' if count == 1 else 's'}."
    return _answer(request, messages.SUCCESS, said)


def _answer(
    request: HttpRequest, level: int, said: str, *, status: int = 200
) -> HttpResponse:
    """Return the answer to a script, or send the browser back with a message."""
    if not request.accepts("text/html"):
        return JsonResponse({"said": said}, status=status)
    messages.add_message(request, level, said)
    return HttpResponseRedirect(back(request, reverse("desk:warnings")))


def refusal_in_words(error: Exception) -> str:
    """Return why something was refused, for people to read."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, NothingFound):
        return "This is not found like this any more. Look at the record again."
    return str(error)


def back(request: HttpRequest, otherwise: str) -> str:
    """Return the page of ours that a form came from."""
    there = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(there, {request.get_host()})
    return there if there and is_ours else otherwise


def _live(request: HttpRequest) -> JsonResponse:
    """Tell what is found at the record that a form describes, without saving it."""
    kind, pk = request.GET.get("kind", ""), request.GET.get("pk", "")
    model = record_models().get(kind)
    if model is None:
        raise Http404(f"No kind of record {kind}.")
    model_admin = site.get_model_admin(model)
    record = model_admin.get_object(request, pk) if pk else None
    if pk and record is None:
        raise Http404(f"No {kind} {pk}.")
    may = (
        model_admin.has_change_permission(request, record)
        if record
        else model_admin.has_add_permission(request)
    )
    if not may:
        raise PermissionDenied
    form = typed(request, model_admin, record)
    return _told(request, of_form(form, record, user_of(request)))


def _told(request: HttpRequest, panel: Panel) -> JsonResponse:
    here = request.POST.get("here", "")
    return JsonResponse(
        {
            "summary": panel.summary,
            "findings": [
                {
                    "id": each.token,
                    "state": f"{each.sort}{'' if each.is_saved else '-unsaved'}",
                    "html": render_to_string(
                        "desk/warnings/_finding.html",
                        {"each": each, "here": here},
                        request,
                    ),
                }
                for each in panel.found
            ],
        }
    )


def _list(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    rule = request.GET.get("rule", "")
    rule = rule if rule in BY_ID else ""
    keys, title, is_cut = _asked(request, user)
    ticked = "ticked" in request.GET
    most = A_PAGE if rule else A_FEW
    context: dict[str, Any] = {
        "groups": by_rule(keys, user, rule=rule, most=most, ticked=ticked),
        "rules": RULES,
        "rule": rule,
        "scopes": SCOPES,
        "scope": request.GET.get("scope", "mine"),
        "incident": request.GET.get("incident", ""),
        "record": request.GET.get("record", ""),
        "ticked": ticked,
        "looked_at": len(keys),
        "is_cut": is_cut,
        "may_tick": user.has_perm("review.add_acknowledgement"),
        "here": request.get_full_path(),
    }
    return show(request, "desk/warnings/page.html", title, context)


def _asked(request: HttpRequest, user: User) -> tuple[Collection[str], str, bool]:
    """Return the keys of the records asked for, the page's title, whether it is cut."""
    if key := request.GET.get("incident"):
        incident = record_or_404(request, key, RecordKind.INCIDENT)
        records = seen(with_all_around(incident), user)
        title = f"Warnings: {incident.name}"
    elif key := request.GET.get("record"):
        record = record_or_404(request, key)
        records = Record.objects.filter(pk=record.pk)
        title = f"Warnings: {record.name}"
    else:
        records = drafts(user, mine=request.GET.get("scope", "mine") == "mine")
        title = "Warnings"
    keys = list(records.values_list("key", flat=True)[: MOST + 1])
    return keys[:MOST], title, len(keys) > MOST
