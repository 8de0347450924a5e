"""Putting back a field, a row or a whole version: looked at first, then saved."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from desk.admin.actions import user_of
from desk.comparison import NothingToTake
from desk.pages.base import desk_page, record_or_404, show
from desk.selectors.comparison import differences
from desk.selectors.history import version_or_404
from desk.selectors.restoring import conflicts
from desk.services.restoring import may_change, would_say
from desk.services.restoring import restore as put_back
from incidents.models import Change, Record
from incidents.services import EditedMeanwhile, NotKept


@desk_page()
def restore(request: HttpRequest, key: str) -> HttpResponse:
    """Show what putting back would change; with a POST, make it a new version."""
    record = record_or_404(request, key)
    if not may_change(user_of(request), record):
        raise PermissionDenied
    sent = request.POST if request.method == "POST" else request.GET
    number, part = sent.get("version", ""), sent.get("part", "")
    if not number.isdecimal():
        raise Http404("Which version?")
    earlier = version_or_404(record, int(number), user_of(request))
    if request.method == "POST" and (done := _save(request, record, earlier, part)):
        return done
    return _page(request, record, earlier, part)


def _page(
    request: HttpRequest, record: Record, earlier: Change, part: str
) -> HttpResponse:
    try:
        now, then = would_say(record, earlier, part)
    except NothingToTake as error:
        messages.info(request, str(error))
        return HttpResponseRedirect(reverse("desk:history", args=[record.key]))
    [found] = differences([(now, then)], user_of(request))
    context: dict[str, Any] = {
        "record": record,
        "earlier": earlier,
        "part": part,
        "difference": found,
        "conflicts": conflicts(now, then, user_of(request)),
        "words": request.POST.get("words", ""),
    }
    title = f"Put back from version {earlier.version} of {record}"
    status = 200 if request.method == "GET" else 409
    return show(request, "desk/history/restore.html", title, context, status)


def _save(
    request: HttpRequest, record: Record, earlier: Change, part: str
) -> HttpResponse | None:
    """Make the new version; nothing is returned if that is refused."""
    base = request.POST.get("base", "")
    try:
        made = put_back(
            earlier,
            part,
            by=user_of(request),
            at=timezone.now(),
            base=int(base) if base.isdecimal() else 0,
            words=request.POST.get("words", ""),
        )
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
        return None
    except (NothingToTake, EditedMeanwhile, NotKept) as error:
        messages.error(request, str(error))
        return None
    messages.success(request, f"Version {made.version} is a draft: {made.reason}.")
    return HttpResponseRedirect(reverse("desk:history", args=[record.key]))
