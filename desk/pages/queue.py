"""The review queue: what waits, one request whole, approving and returning."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from desk.admin.actions import user_of
from desk.pages.base import desk_page, show
from desk.pages.warnings import refusal_in_words
from desk.selectors import queue as queues
from desk.selectors.queue import request_or_404
from desk.selectors.request import decidable, seen_waiting, sheet, tally
from review.models import Approval, Request
from review.selectors import unseen_notices
from review.services import (
    ApprovedByAuthor,
    ApprovedBySender,
    ReviewRefused,
    approve,
    approve_and_return_rest,
    look_at,
    return_for_changes,
    see_notices,
)

FORBIDDEN, CONFLICT = 403, 409


class NoComment(Exception):
    """A request is to be returned without saying why."""


@desk_page("review.view_request")
def queue(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person, or for anybody, or what was decided."""
    user, now = user_of(request), timezone.now()
    shown = request.GET.get("show", queues.MINE)
    if shown not in queues.SHOWN:
        shown = queues.MINE
    found = queues.queue(user, shown, request.GET.get("page", "1"), at=now)
    context: dict[str, Any] = {
        "queue": found,
        "parts": queues.SHOWN,
        "may_decide": user.has_perm("review.add_approval"),
        "notices": unseen_notices(user),
        "broken": queues.broken_glass(user)[: queues.A_PAGE]
        if shown == queues.DECIDED
        else [],
    }
    return show(request, "desk/queue/page.html", "Review queue", context)


@desk_page("review.view_request")
def request_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a request whole; with a POST, decide on it and go on to the next."""
    asked = request_or_404(pk, user_of(request))
    if request.method != "POST":
        return _page(request, asked)
    acts: dict[str, Callable[[HttpRequest, Request], str]] = {
        "approve": _approve_all,
        "some": _approve_ticked,
        "return": _return,
        "take-back": _take_back,
    }
    act = acts.get(request.POST.get("act", ""))
    if act is None:
        return _page(request, asked, "Choose what to do: approve or return.", CONFLICT)
    try:
        messages.success(request, act(request, asked))
    except (ApprovedByAuthor, ApprovedBySender) as error:
        return _page(request, asked, str(error), FORBIDDEN)
    except (ReviewRefused, ValidationError, NoComment) as error:
        return _page(request, asked, refusal_in_words(error), CONFLICT)
    return HttpResponseRedirect(_onwards(request, asked))


@require_POST
@desk_page("review.view_request")
def sight(request: HttpRequest, pk: int) -> JsonResponse:
    """Note that a reviewer has the request open; say who else has."""
    user, now = user_of(request), timezone.now()
    asked = request_or_404(pk, user)
    if user.has_perm("review.add_approval"):
        look_at(asked, by=user, at=now)
    return JsonResponse({"lookers": queues.looked_at(user, at=now).get(asked.pk, [])})


@desk_page("review.view_request")
def sights(request: HttpRequest) -> JsonResponse:
    """Say who else has which request open, for a queue that stays open."""
    seen = queues.looked_at(user_of(request), at=timezone.now())
    return JsonResponse({"lookers": seen})


@require_POST
@desk_page("review.view_request")
def notices_seen(request: HttpRequest) -> HttpResponse:
    """Note that the person has seen who approved without a second person."""
    see_notices(by=user_of(request), at=timezone.now())
    return HttpResponseRedirect(reverse("desk:queue"))


def _page(
    request: HttpRequest, asked: Request, refusal: str = "", status: int = 200
) -> HttpResponse:
    user, now = user_of(request), timezone.now()
    [item] = queues.items([asked], user, at=now)
    context: dict[str, Any] = {
        "asked": asked,
        "item": item,
        "sheet": sheet(asked, user, request.GET.get("page", "1")),
        "refusal": refusal,
        "comment": request.POST.get("comment", ""),
        "ticked": request.POST.getlist("record"),
        "is_open": item.waiting > 0 and not asked.returns.all(),
        "may_return": user.has_perm("review.add_return") and not item.has_hidden,
        "next": queues.next_for(user, asked),
        "here": request.get_full_path(),
    }
    return show(request, "desk/queue/request.html", item.title, context, status)


def _approve_all(request: HttpRequest, asked: Request) -> str:
    """Approve what waits, as far as the person may; own work is refused in words."""
    user = _person_with(request, "review.add_approval")
    records = decidable(asked, user) or seen_waiting(asked, user)
    return _approved(approve(asked, by=user, at=timezone.now(), records=records))


def _approve_ticked(request: HttpRequest, asked: Request) -> str:
    """Approve the ticked records; with a comment, return what else waits."""
    user = _person_with(request, "review.add_approval")
    ticked = request.POST.getlist("record")
    records = [each for each in seen_waiting(asked, user) if each.key in ticked]
    reason = request.POST.get("comment", "").strip()
    if not reason:
        given = approve(asked, by=user, at=timezone.now(), records=records)
        return f"{_approved(given)} What was not ticked still waits."
    _must_see_all(request, asked)
    given = approve_and_return_rest(
        asked, by=user, at=timezone.now(), records=records, reason=reason
    )
    return f"{_approved(given)} The rest was returned."


def _return(request: HttpRequest, asked: Request) -> str:
    """Return what waits, with the comment as reason."""
    user = _person_with(request, "review.add_return")
    _must_see_all(request, asked)
    reason = request.POST.get("comment", "").strip()
    if not reason:
        raise NoComment("Say in the comment what is to be changed; then return it.")
    return_for_changes(asked, by=user, at=timezone.now(), reason=reason)
    return f"Returned to {queues.name_of(asked.by)}: {reason}"


def _take_back(request: HttpRequest, asked: Request) -> str:
    """Let the sender take his own request back."""
    user = user_of(request)
    if asked.by_id != user.pk:
        raise PermissionDenied
    reason = request.POST.get("comment", "").strip() or "Taken back by its sender."
    return_for_changes(asked, by=user, at=timezone.now(), reason=reason)
    return "You took the request back."


def _person_with(request: HttpRequest, permission: str) -> User:
    user = user_of(request)
    if not user.has_perm(permission):
        raise PermissionDenied
    return user


def _must_see_all(request: HttpRequest, asked: Request) -> None:
    """Refuse to return what the person does not see."""
    if tally(asked, user_of(request)).hidden:
        raise PermissionDenied("It holds records that you may not see.")


def _approved(given: Sequence[Approval]) -> str:
    return f"Approved {len(given)} record{'' if len(given) == 1 else 's'}."


def _onwards(request: HttpRequest, asked: Request) -> str:
    """Return where to go after a decision: where it was asked for, or to the next."""
    wanted = request.POST.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, {request.get_host()}):
        return wanted
    after = queues.next_for(user_of(request), asked)
    if after is None:
        return reverse("desk:queue")
    return reverse("desk:request", args=[after.pk])
