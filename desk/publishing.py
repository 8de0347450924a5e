"""The page on which publishing is confirmed; lists open it for what is selected."""

from collections.abc import Collection
from typing import Any

import orjson
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from desk.selectors.preview import of_selection
from desk.site import site


def publishing_page(
    request: HttpRequest,
    keys: Collection[str],
    user: User,
    *,
    note: str = "",
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """Return the page that says what publishing these records would change.

    It publishes the versions that it shows, or none.
    """
    shown = of_selection(keys, user, at=timezone.now())
    versions = {each.key: each.version for each in shown.waiting}
    context: dict[str, Any] = {
        **site.each_context(request),
        "title": "Publish",
        "shown": shown,
        "versions": orjson.dumps(versions).decode(),
        "note": request.POST.get("note", note),
        "refusal": refusal,
    }
    return TemplateResponse(
        request, "desk/preview/publish.html", context, status=status
    )
