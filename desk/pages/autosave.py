"""The desk's memory of unfinished work, as a form's script asks for it."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from desk.admin.actions import user_of
from desk.pages.base import desk_page
from desk.services.autosaves import Page, TooLarge, discard_autosave, keep_autosave


@require_POST
@desk_page()
def autosave(request: HttpRequest) -> HttpResponse:
    """Keep, or with ``discard`` forget, the values of one form of the user's.

    Takes JSON ``{"page", "title", "base", "values": [[name, value], …]}``.
    """
    try:
        sent = json.loads(request.body)
        page, values = _page(sent), [(str(n), str(v)) for n, v in sent["values"]]
    except (ValueError, KeyError, TypeError, AttributeError):
        return JsonResponse({"error": "Send page, title, base and values."}, status=400)
    user = user_of(request)
    if sent.get("discard"):
        discard_autosave(user, page.address)
        return JsonResponse({"kept": None})
    try:
        kept = keep_autosave(user, page, values, at=timezone.now())
    except TooLarge as error:
        return JsonResponse({"error": str(error)}, status=413)
    return JsonResponse({"kept": kept.at.isoformat(), "id": kept.pk})


def _page(sent: Any) -> Page:
    address = str(sent["page"])
    if not address.startswith("/") or len(address) > 300:  # noqa: PLR2004 - the column's
        raise ValueError(address)
    return Page(address, str(sent.get("title", "")), int(sent.get("base") or 0))
