"""Sending records to review, with the reasons for what the rules warn of."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from desk.admin.actions import user_of
from desk.pages.base import desk_page
from desk.pages.warnings import refusal_in_words
from desk.selectors.publishing import seen
from desk.sending import reasons_in, sending_page
from incidents.models import Record
from review.models import Request
from review.services import ReviewRefused, request_review


@desk_page("review.add_request")
def send(request: HttpRequest) -> HttpResponse:
    """Show what is to be sent to review, and what the rules find; then send it."""
    user = user_of(request)
    sent = request.POST if request.method == "POST" else request.GET
    records = _records(sent.getlist("record"), user)
    if sent.get("act") != "send":
        return sending_page(request, records, user, title=sent.get("title", ""))
    try:
        asked = _sent(request, records, user)
    except (ReviewRefused, ValidationError) as error:
        said = refusal_in_words(error)
        return sending_page(request, records, user, refusal=said, status=409)
    messages.success(request, f"Sent to review: {asked.title}.")
    return HttpResponseRedirect(_onwards(asked, user))


def _sent(request: HttpRequest, records: Sequence[Record], user: User) -> Request:
    return request_review(
        records,
        by=user,
        at=timezone.now(),
        title=request.POST.get("title", "").strip(),
        note=request.POST.get("note", "").strip(),
        reasons=reasons_in(request.POST),
    )


def _onwards(asked: Request, user: User) -> str:
    if user.has_perm("review.view_request"):
        return reverse("desk:request", args=[asked.pk])
    return reverse("desk:home")


def _records(keys: Sequence[str], user: User) -> list[Record]:
    """Return the records to send.

    Raises:
        Http404: there is none, or one is not there or hidden.
    """
    found = list(seen(set(keys), user).order_by("key"))
    if not found or len(found) < len(set(keys)):
        raise Http404("No such records.")
    return found
