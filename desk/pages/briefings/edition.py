"""One edition: where it stands, its text, its files, and what can be done with it."""

from typing import Any

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from briefings.editions import (
    Stage,
    State,
    ask_of,
    assembled_for,
    files_of,
    held_fast,
    last_build,
    missing_formats,
    state_of,
    with_correction,
)
from briefings.models import Ask, Edition, EditionFile, FileFormat
from briefings.request_values import read
from briefings.selectors import briefing_for
from briefings.tree import Briefing
from desk.admin.actions import user_of
from desk.pages.base import desk_page, show
from desk.pages.briefings.acts import ACTS, act
from desk.selectors.briefings import (
    HELD_BACK,
    cautions,
    is_held_back,
    seen_edition,
    sees_drafts,
    shown,
)
from desk.selectors.second_reader import Decision, decision_on
from sharing.selection import NotPublished

MAY = "briefings.view_edition"
TYPES = {
    FileFormat.PDF: "application/pdf",
    FileFormat.DOCX: (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ),
    FileFormat.HTML: "text/html; charset=utf-8",
}


@desk_page(MAY)
def briefing(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an edition, and do with it what is asked."""
    edition = _edition_or_404(request, pk)
    if request.method == "POST":
        return act(request, edition)
    state = state_of(edition)
    user = user_of(request)
    asked = ask_of(state)
    context: dict[str, Any] = {
        "edition": edition,
        "state": state,
        "asked": asked,
        "request_asked": read(asked.asked if asked else state.draft.asked),
        "may": _may(user, state),
        "later": _later(edition, user),
        "decision": _decision(state, user),
        **(_files(asked, user, state) if asked else {}),
    }
    return show(request, "desk/briefings/page.html", state.draft.title, context)


@desk_page(MAY)
def briefing_text(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the text of an edition, and to its writers what to see to."""
    edition = _edition_or_404(request, pk)
    state, user = state_of(edition), user_of(request)
    try:
        made = _text_of(state)
    except (NotPublished, ValueError) as error:
        return JsonResponse({"problems": [str(error)]})
    if is_held_back((each.key for each in made.revisions), user):
        return JsonResponse({"problems": [HELD_BACK]})
    found = []
    # Where its release is asked for, they stand beside the decision.
    if sees_drafts(user) and state.stage is Stage.DRAFT:
        found = cautions(read(state.draft.asked), made, user)
    seen_to = [{"place": each.place, "words": each.words} for each in found]
    return JsonResponse({**shown(made).as_json(), "cautions": seen_to})


@desk_page(MAY)
def briefing_file(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """Send a file as it was kept; one that is a draft only to who works on it."""
    edition = _edition_or_404(request, pk)
    found = EditionFile.objects.filter(pk=file, ask__draft__edition=edition).first()
    if found is None or (found.is_draft and not sees_drafts(user_of(request))):
        raise Http404("No such file.")
    if is_held_back((key for key, _ in found.revisions), user_of(request)):
        raise Http404("No such file.")
    return HttpResponse(
        bytes(found.content),
        content_type=TYPES[FileFormat(found.format)],
        headers={"Content-Disposition": f'attachment; filename="{found.name}"'},
    )


def _edition_or_404(request: HttpRequest, pk: int) -> Edition:
    edition = seen_edition(pk, user_of(request))
    if edition is None:
        raise Http404("No such briefing.")
    return edition


def _text_of(state: State) -> Briefing:
    asked = ask_of(state)
    if asked is not None:
        return assembled_for(asked, is_draft=state.release is None)
    request, _ = held_fast(state.draft)
    made = briefing_for(request).briefing
    return with_correction(made, state.draft)


def _may(user: User, state: State) -> dict[str, bool]:
    """Return which acts the page offers the person now."""
    written = {state.draft.by_id, state.asked.by_id if state.asked else None}
    fits = {
        "edit": not state.is_released,
        "ask": not state.is_released and not state.is_asked,
        "send-back": state.is_asked,
        "release": state.is_asked and user.pk not in written,
        "correct": state.is_released,
        "withdraw": state.is_released and state.withdrawal is None,
        "rebuild": state.is_released,
    }
    rights = {**ACTS, "edit": "briefings.add_draft"}
    return {
        name.replace("-", "_"): is_time and user.has_perm(rights[name])
        for name, is_time in fits.items()
    }


def _decision(state: State, user: User) -> Decision | None:
    if state.asked is None or not sees_drafts(user):
        return None
    return decision_on(state.asked, user, at=timezone.now())


def _later(edition: Edition, user: User) -> Edition | None:
    """Return the edition that corrects this one, if the person may see it."""
    later = Edition.objects.filter(previous=edition).first()
    return seen_edition(later.pk, user) if later else None


def _files(asked: Ask, user: User, state: State) -> dict[str, Any]:
    is_draft = state.release is None
    files = files_of(asked)
    missing = missing_formats(asked, is_draft=is_draft)
    build = last_build(asked, is_draft=is_draft)
    has_failed = bool(build and build.failed_at)
    return {
        "files": files.filter(is_draft=is_draft),
        "made": len(FileFormat.values) - len(missing),
        "wanted": len(FileFormat.values),
        "waits": bool(missing) and not has_failed,
        "failure": build.words if build and missing and has_failed else "",
        "shows_failure": sees_drafts(user),
    }
