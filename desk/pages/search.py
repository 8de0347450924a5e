"""The page that searches across everything the reader may see."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from desk import labels
from desk.admin.actions import user_of
from desk.clearance import markings_of
from desk.pages.base import desk_page, show
from desk.selectors.search import MOST_PAGES, Asked, exactly, search
from incidents.models import Record
from incidents.vocab import Marking, RecordKind, RecordState

LONGEST = 200


@desk_page("incidents.view_record")
def search_page(request: HttpRequest) -> HttpResponse:
    """Show what was found; a key or an id leads straight to what it names."""
    user = user_of(request)
    asked = _asked(request.GET)
    if asked.term and [*request.GET] == ["q"]:
        leads_to = exactly(asked.term, user)
        if leads_to:
            page, argument = leads_to
            return HttpResponseRedirect(reverse(page, args=[argument]))
    answer = search(asked, user)
    context: dict[str, Any] = {
        "asked": asked,
        "answer": answer,
        "kinds": [
            (kind, labels.kinds_in_words(kind), count, kind in asked.kinds)
            for kind, count in answer.counts.items()
        ],
        "markings": [
            (value, Marking(value).label, value in asked.markings)
            for value in markings_of(user)
        ],
        "states": [
            (value, words, value in asked.states)
            for value, words in labels.choices_of(Record._meta.get_field("state"))
        ],
        "before": _page(request.GET, asked.page - 1) if asked.page > 1 else "",
        "after": _page(request.GET, asked.page + 1) if answer.has_more else "",
    }
    title = f"Search: {asked.term}" if asked.term else "Search"
    return show(request, "desk/search/page.html", title, context)


def _asked(query: QueryDict) -> Asked:
    """Return what is asked for; values that there are not are left out."""
    page = query.get("page", "1")
    number = int(page) if page.isdecimal() and len(page) < len("1000") else 1
    return Asked(
        term=query.get("q", "").replace("\0", " ").strip()[:LONGEST],
        kinds=[each for each in query.getlist("kind") if each in RecordKind.values],
        markings=[each for each in query.getlist("marking") if each in Marking.values],
        states=[each for each in query.getlist("state") if each in RecordState.values],
        page=min(max(number, 1), MOST_PAGES),
    )


def _page(query: QueryDict, number: int) -> str:
    changed = query.copy()
    changed["page"] = str(number)
    return f"?{changed.urlencode()}"
