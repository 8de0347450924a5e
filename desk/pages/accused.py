"""Who has accused somebody, when, of what, and who backed it: a page and a file."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from attribution.vocab.claims import Stance
from desk import labels
from desk.admin.actions import user_of
from desk.marks import CONTESTS
from desk.pages.base import desk_page, record_or_404, show
from desk.selectors.accused import (
    ACCUSABLE,
    AGAINST,
    BY,
    MOST_IN_A_FILE,
    PAGE,
    Accusations,
    Asked,
    Row,
    Said,
    accusations,
)
from desk.selectors.words import HIDDEN
from desk.sheets import Known

MOST_PAGES = 200
COLUMNS = (
    *("date", "claimant", "speaks as", "stance", "about", "on the claim", "names"),
    *("says of it", "counted because", "level", "wording", "certainty as said"),
    *("sources", "backed by", "objected to by", "taken back", "contest", "marking"),
    "key",
)


@desk_page("attribution.view_claim")
def accused(request: HttpRequest) -> HttpResponse:
    """Show the claims against somebody, or by him; as CSV the same rows."""
    context: dict[str, Any] = {"kinds": ",".join(ACCUSABLE)}
    asked = _asked(request)
    if asked is None:
        return show(request, "desk/accused/page.html", "Who has accused", context)
    if request.GET.get("format") == "csv":
        found = accusations(asked, user_of(request), count=MOST_IN_A_FILE)
        return _file(asked, found)
    page = _page(request.GET)
    start = (page - 1) * PAGE
    found = accusations(asked, user_of(request), start=start)
    context |= {
        "asked": asked,
        "found": found,
        "page": page,
        "csv": _query(request.GET, format="csv"),
        "with_ties": _query(request.GET, tied=1),
        "before": _query(request.GET, page=page - 1) if page > 1 else "",
        "after": _query(request.GET, page=page + 1) if found.has_more else "",
    }
    return show(request, "desk/accused/page.html", _title(asked), context)


def _asked(request: HttpRequest) -> Asked | None:
    """Return what is asked for; None where nobody is chosen yet.

    Raises:
        Http404: alike for somebody who is not there and for one who is hidden.
    """
    key = request.GET.get("of", "").strip()
    if not key:
        return None
    of = record_or_404(request, key)
    view = BY if request.GET.get("view") == BY else AGAINST
    return Asked(of, view, with_ties=bool(request.GET.get("tied")))


def _title(asked: Asked) -> str:
    name = asked.of.name
    return f"What {name} has said" if asked.view == BY else f"Who has accused {name}"


def _page(query: QueryDict) -> int:
    page = query.get("page", "1")
    number = int(page) if page.isdecimal() and len(page) < len("10000") else 1
    return min(max(number, 1), MOST_PAGES)


def _query(query: QueryDict, **changes: Any) -> str:
    changed = query.copy()
    for name, value in changes.items():
        changed[name] = str(value)
    if "format" in changes:
        changed.pop("page", None)
    return f"?{changed.urlencode()}"


def _file(asked: Asked, found: Accusations) -> HttpResponse:
    """Return the rows as CSV that spreadsheets read as text."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"{asked.view}-{asked.of.key}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")  # by which spreadsheets know the encoding
    out = csv.writer(response)
    out.writerow(COLUMNS)
    for row in found.rows:
        out.writerow(_inert(cell) for cell in _cells(row))
    if found.has_more:
        out.writerow([f"There are more; these are the latest {MOST_IN_A_FILE}."])
    return response


def _inert(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _cells(row: Row) -> Iterator[str]:
    yield from (row.date, _name(row.claimant), row.role, _stance(row.stance))
    yield _name(row.about)
    yield _name(row.on) if row.is_on_a_claim else ""
    yield _name(row.named) if row.names else ""
    yield from (row.says, tie_in_words(row), row.level, row.wording, row.certainty)
    yield _joined(f"{_name(known)} {grade}".strip() for known, grade in row.sources)
    yield from (_joined(map(_said, row.backed)), _joined(map(_said, row.objected)))
    yield _said(row.taken_back) if row.taken_back else ""
    yield CONTESTS[row.contest][1] if row.contest else ""
    yield from (row.claim.marking, row.claim.key)


def _name(known: Known | None) -> str:
    return known.name if known else HIDDEN


def _stance(stance: str) -> str:
    return labels.plain(stance, str(Stance(stance).label))


def _said(said: Said) -> str:
    told = (_name(said.claimant), said.words, said.date)
    return ", ".join(each for each in told if each)


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(parts)


def tie_in_words(row: Row) -> str:
    """Return why a claim on another actor is counted; nothing for the one asked for."""
    if row.tie is None or row.tie.how == "itself":
        return ""
    if row.tie.how == "organ":
        return f"is {_name(row.tie.through)}, an organ or official of it"
    return f"tied to it by claims of {_joined(_name(each) for each in row.tie.by)}"
