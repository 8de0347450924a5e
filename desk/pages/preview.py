"""What partners would get: a record's objects, what publishing changes, publishing."""

from typing import Any

import orjson
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from desk.admin.actions import user_of
from desk.clearance import visible
from desk.pages.base import desk_page, record_or_404, show
from desk.publishing import publishing_page
from desk.selectors.drafted import drafted
from desk.selectors.preview import of_selection
from desk.selectors.publishing import seen, with_all_around
from desk.selectors.releases import contents
from incidents.models import Record
from sharing.models import Release
from sharing.services import CannotPublish, approved_unpublished, publish

CONFLICT = 409
CHANGED = (
    "What you looked at was changed, approved anew or published meanwhile. Look again."
)


@desk_page("incidents.view_record")
def preview(request: HttpRequest, key: str) -> HttpResponse:
    """Show a record's STIX objects as of now, and what publishing would change.

    Of ``part=changes`` only the latter, to be put into another page.
    """
    user, record = user_of(request), record_or_404(request, key)
    shown = of_selection(with_all_around(record), user, at=timezone.now())
    if request.GET.get("part") == "changes":
        part = {"shown": shown, "record": record}
        return render(request, "desk/preview/part.html", part)
    context: dict[str, Any] = {
        "record": record,
        "shown": shown,
        "drafted": drafted(record, user),
    }
    return show(request, "desk/preview/page.html", f"Preview: {record.name}", context)


@desk_page("sharing.add_release")
def publish_page(request: HttpRequest) -> HttpResponse:
    """Show what publishing would change; with a POST that confirms it, publish."""
    user = user_of(request)
    if request.method == "POST" and request.POST.get("act") == "publish":
        return _publish(request, user)
    if key := request.GET.get("of"):
        keys = with_all_around(record_or_404(request, key))
    elif "record" in request.GET:
        keys = set(request.GET.getlist("record"))
    else:
        waiting = approved_unpublished(visible(Record.objects.all(), user))
        keys = set(waiting.values_list("key", flat=True))
    return publishing_page(request, keys, user)


@desk_page("sharing.view_release")
def release(request: HttpRequest, number: int) -> HttpResponse:
    """Show what a release holds."""
    found = get_object_or_404(Release.objects.select_related("by"), number=number)
    held = contents(found, user_of(request), request.GET.get("page", "1"))
    context = {"release": found, "held": held}
    return show(request, "desk/preview/release.html", str(found), context)


def _publish(request: HttpRequest, user: User) -> HttpResponse:
    versions = _versions(request.POST.get("versions", ""))
    records = list(seen(versions, user))
    now = {each.key: each.version for each in records}
    if now != versions or not versions:
        return publishing_page(
            request, versions, user, refusal=CHANGED, status=CONFLICT
        )
    note = request.POST.get("note", "").strip()
    try:
        made = publish(records, by=user, at=timezone.now, note=note)
    except CannotPublish:
        said = "Nothing was published. What stands in the way is listed below."
        return publishing_page(request, versions, user, refusal=said, status=CONFLICT)
    messages.success(request, f"Published as release {made.number}.")
    return HttpResponseRedirect(reverse("desk:release", args=[made.number]))


def _versions(sent: str) -> dict[str, int]:
    """Return the versions that were looked at, by key.

    Raises:
        Http404: this is no list of versions.
    """
    try:
        found = orjson.loads(sent)
        return {str(key): int(version) for key, version in found.items()}
    except (orjson.JSONDecodeError, AttributeError, TypeError, ValueError) as error:
        raise Http404("This is no list of versions.") from error
