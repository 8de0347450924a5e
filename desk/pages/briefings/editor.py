"""Writing a briefing: choose, then write, with the checks and the text beside it."""

from typing import Any

from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    JsonResponse,
    QueryDict,
)
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from briefings.editions import requested, state_of
from briefings.models import Edition, Series
from briefings.request import BadRequest
from briefings.services import BriefingRefused, NewDraft, save_draft, start
from desk import autosaved
from desk.admin.actions import user_of
from desk.admin.briefings import CHOSEN, keys_in
from desk.clearance import visible
from desk.forms.briefings import ABOUT, LISTS, BriefingPage
from desk.pages.base import desk_page, show
from desk.selectors.briefings import (
    HELD_BACK,
    cautions,
    drafted,
    is_held_back,
    obstacle_to,
    seen_edition,
    shown,
)
from desk.selectors.views import views_in
from desk.services.autosaves import discard_autosave
from incidents.models import Record
from sharing.selection import NotPublished

WRITE = ("briefings.view_edition", "briefings.add_edition", "briefings.add_draft")
UNPROCESSABLE = 422


@desk_page(*WRITE)
def new_briefing(request: HttpRequest) -> HttpResponse:
    """Begin a briefing, of ``?about=`` if that is told."""
    said = autosaved.recover(request)
    page = BriefingPage(user_of(request), _sent(request), **_asked_for(request))
    return _answer(request, page, None, said)


@desk_page(*WRITE)
def edit_briefing(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with an edition that is not released."""
    edition = seen_edition(pk, user_of(request))
    if edition is None:
        raise Http404("No such briefing.")
    state = state_of(edition)
    if state.is_released:
        messages.error(request, "It is released; a correction is a new edition.")
        return redirect("desk:briefing", pk)
    said = autosaved.recover(request)
    own = {
        "series": edition.series_id,
        "template": state.draft.template_id,
        "correction": state.draft.correction,
    }
    page = BriefingPage(user_of(request), _sent(request), requested(state.draft), **own)
    return _answer(request, page, edition, said)


@require_POST
@desk_page(*WRITE)
def briefing_preview(request: HttpRequest) -> HttpResponse:
    """Answer what is typed with the text that comes of it and what to see to."""
    user = user_of(request)
    edition = _edition_of(request)
    before = requested(state_of(edition).draft) if edition else None
    page = BriefingPage(user, _sent(request), before)
    if not page.is_valid():
        problems = [" ".join([*filter(None, [at]), w]) for _, at, w in page.errors()]
        return JsonResponse({"problems": problems})
    correction = page.form.cleaned_data.get("correction", "")
    try:
        asked, briefing = drafted(page.request(), edition, correction)
        told = shown(briefing)
    except (NotPublished, ValueError) as error:
        return JsonResponse({"problems": [str(error)]})
    if is_held_back((each.key for each in briefing.revisions), user):
        return JsonResponse({"problems": [HELD_BACK]})
    found = cautions(asked, briefing, user)
    seen_to = [{"place": each.place, "words": each.words} for each in found]
    return JsonResponse({**told.as_json(), "cautions": seen_to})


def _sent(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, with what a chosen view shows among what it is about."""
    if request.method != "POST":
        return None
    asked = request.POST.get("view", "")
    rows = views_in(user_of(request), LISTS)
    view = rows.filter(pk=int(asked)).first() if asked.isdigit() else None
    if view is None:
        return request.POST
    whole = request.POST.copy()
    own = whole.getlist("about")
    whole.setlist("about", list(dict.fromkeys([*own, *keys_in(view, request)])))
    whole["view"] = ""
    return whole


def _edition_of(request: HttpRequest) -> Edition | None:
    """Return the edition that is edited; None where a briefing is begun.

    Raises:
        Http404: there is none that the person may see.
    """
    asked = request.POST.get("edition", "")
    if not asked:
        return None
    edition = seen_edition(int(asked), user_of(request)) if asked.isdigit() else None
    if edition is None:
        raise Http404("No such briefing.")
    return edition


def _asked_for(request: HttpRequest) -> dict[str, Any]:
    """Return what the briefing is about, as the address or a list says, and a series.

    The series is the only one, if there is no other.
    """
    asked = request.GET.getlist("about")
    if "chosen" in request.GET:
        asked = request.session.get(CHOSEN, [])
    rows = Record.objects.filter(key__in=asked, kind__in=ABOUT)
    found = list(visible(rows, user_of(request)))
    only = Series.objects.order_by("pk")[:2]
    return {
        "about": [each.key for each in found],
        "title": found[0].name if len(found) == 1 else "",
        "series": only[0].pk if len(only) == 1 else None,
    }


def _answer(
    request: HttpRequest, page: BriefingPage, edition: Edition | None, said: str
) -> HttpResponse:
    if said:
        messages.info(request, said)
    elif request.method == "POST":
        saved = _saved(request, page, edition)
        if saved is not None:
            return redirect("desk:briefing", saved)
    refused = request.method == "POST" and not said
    base = state_of(edition).draft.number if edition else 0
    context = {
        "page": page,
        "edition": edition,
        "base": base,
        "original": edition,
        "errors": page.errors() if refused else [],
        "has_series": Series.objects.exists(),
        **autosaved.offers(request),
    }
    title = f"Edit: {state_of(edition).draft.title}" if edition else "New briefing"
    status = UNPROCESSABLE if refused else 200
    return show(request, "desk/briefings/editor.html", title, context, status)


def _saved(
    request: HttpRequest, page: BriefingPage, edition: Edition | None
) -> int | None:
    """Return the edition that was saved; None if it was not, which the page says."""
    if not page.is_valid():
        return None
    given = page.form.cleaned_data
    done: dict[str, Any] = {"by": user_of(request), "at": timezone.now()}
    try:
        draft = NewDraft(page.request(), given["template"], given.get("correction", ""))
        if edition is None:
            kept = start(given["series"], draft, **done)
        else:
            kept = save_draft(edition, draft, base=_base(request), **done)
    except (BadRequest, BriefingRefused) as error:
        page.form.add_error(None, str(error))
        messages.error(request, str(error))
        return None
    discard_autosave(user_of(request), autosaved.address(request))
    obstacle = obstacle_to(kept)
    if obstacle:
        messages.warning(request, f"Saved. Its release cannot be asked for: {obstacle}")
    else:
        messages.success(request, "Saved. Read it below, then ask for its release.")
    return int(kept.edition_id)


def _base(request: HttpRequest) -> int:
    sent = request.POST.get("base", "")
    return int(sent) if sent.isdigit() else 0
