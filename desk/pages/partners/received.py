"""Who was sent a record, and which version of it: to answer for, and to recall by."""

import csv

from django.http import HttpRequest, HttpResponse

from desk.admin.actions import user_of
from desk.clearance import markings_of
from desk.pages.base import desk_page, record_or_404, show
from incidents.models import Record
from sharing.access.received import Receipt, versions_published
from sharing.access.received import received as receipts_of

MAY = ("incidents.view_record", "sharing.view_pull")
COLUMNS = ("partner", "contact", "versions", "first", "last", "answers")


@desk_page(*MAY)
def received(request: HttpRequest, key: str) -> HttpResponse:
    """Show which partners were sent which version of a record, and when."""
    record = record_or_404(request, key)
    chosen = _chosen(request)
    receipts = _receipts(request, record, chosen)
    versions = versions_published(record.uid)
    context = {
        "record": record,
        "versions": [
            each for each in versions if each.marking in markings_of(user_of(request))
        ],
        "newest": versions[0].version if versions else 0,
        "chosen": chosen,
        "receipts": receipts,
    }
    return show(request, "desk/partners/received.html", "Who has received it", context)


@desk_page(*MAY)
def recall(request: HttpRequest, key: str) -> HttpResponse:
    """Send the list as a table: whom to tell, and where."""
    record = record_or_404(request, key)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="recall-{key}.csv"'
    lines = csv.writer(response)
    lines.writerow(COLUMNS)
    for each in _receipts(request, record, _chosen(request)):
        lines.writerow(
            [
                _plain(each.partner.name),
                _plain(each.partner.contact),
                " ".join(map(str, sorted(each.versions))),
                f"{each.first:%Y-%m-%dT%H:%M:%SZ}",
                f"{each.last:%Y-%m-%dT%H:%M:%SZ}",
                each.pulls,
            ]
        )
    return response


def _chosen(request: HttpRequest) -> int | None:
    number = request.GET.get("version", "")
    return int(number) if number.isdecimal() else None


def _receipts(
    request: HttpRequest, record: Record, version: int | None
) -> list[Receipt]:
    """Return the receipts, of one version if it is asked for."""
    found = receipts_of(record.uid)
    return [each for each in found if version is None or version in each.versions]


def _plain(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
