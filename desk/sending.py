"""The page on which records are sent to review; lists open it for what is selected."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from desk.selectors.warnings import MOST, by_rule
from desk.site import site
from incidents.models import Record
from review.rules import BY_ID

A_PAGE = 50  # findings of one rule that the page lists
PREFIX = "reason-"


def sending_page(
    request: HttpRequest,
    records: Sequence[Record],
    user: User,
    *,
    title: str = "",
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """Return the page: the records, what is found at them, and a field for reasons.

    What was typed before is in it again.
    """
    keys = [each.key for each in records]
    groups = by_rule(keys[:MOST], user, most=A_PAGE, ticked=False)
    typed = reasons_in(request.POST)
    context: dict[str, Any] = {
        **site.each_context(request),
        "title": "Send to review",
        "records": records,
        "groups": [(each, typed.get(each.rule.id, "")) for each in groups],
        "errors": sum(each.count for each in groups if each.is_error),
        "is_cut": len(keys) > MOST,
        "name": request.POST.get("title") or title or title_of(records),
        "note": request.POST.get("note", ""),
        "refusal": refusal,
    }
    return TemplateResponse(request, "desk/warnings/send.html", context, status=status)


def reasons_in(sent: Mapping[str, Any]) -> dict[str, str]:
    """Return the reasons that a form gives, by rule; those left empty are none."""
    return {
        rule: reason
        for rule in BY_ID
        if (reason := str(sent.get(f"{PREFIX}{rule}", "")).strip())
    }


def title_of(records: Sequence[Record]) -> str:
    """Return what a request of these records may be called."""
    first = records[0].name[:200]
    return first if len(records) == 1 else f"{first} and {len(records) - 1} more"
