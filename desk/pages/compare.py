"""Two versions of a record side by side."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from desk.admin.actions import user_of
from desk.pages.base import desk_page, record_or_404, show
from desk.selectors.comparison import differences
from desk.selectors.history import version_or_404, versions_of
from desk.services.restoring import may_change


@desk_page("incidents.view_change")
def compare(request: HttpRequest, key: str, a: int, b: int) -> HttpResponse:
    """Show what differs between two versions that the reader may see."""
    user = user_of(request)
    record = record_or_404(request, key)
    before, after = (version_or_404(record, each, user) for each in (a, b))
    [found] = differences([(before.snapshot, after.snapshot)], user)
    context: dict[str, Any] = {
        "record": record,
        "before": before,
        "after": after,
        "difference": found,
        "left": f"Version {a}",
        "right": f"Version {b}",
        "versions": versions_of(record, user).values_list("version", "at"),
        "may_restore": b == record.version and may_change(user, record),
    }
    title = f"Version {a} and version {b} of {record}"
    return show(request, "desk/compare/page.html", title, context)
