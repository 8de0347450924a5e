"""What can be done with an edition: each is one call of a service, and said."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import get_text_list

from briefings import services
from briefings.editions import ask_of, is_same_when_rebuilt, state_of
from briefings.models import Ask, Edition, EditionFile, FileFormat
from briefings.request import BadRequest
from briefings.services import BriefingRefused
from briefings.tasks import have_files_made
from desk.admin.actions import user_of
from desk.services.briefings import (
    ask_and_tell,
    release_and_tell,
    send_back_and_tell,
    withdraw_and_tell,
)

# What each act takes, besides being let see the edition.
ACTS = {
    "ask": "briefings.add_ask",
    "send-back": "briefings.add_return",
    "release": "briefings.add_release",
    "build": "briefings.view_edition",
    "correct": "briefings.add_edition",
    "withdraw": "briefings.add_withdrawal",
    "rebuild": "briefings.view_edition",
}

NUMBER_TAKEN = "Another briefing has just been given this number. Look at it again."


def act(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Do one of the acts of the page; a refusal is shown."""
    name = request.POST.get("act", "")
    if name not in ACTS:
        raise Http404("No such act.")
    if not user_of(request).has_perm(ACTS[name]):
        raise PermissionDenied
    try:
        with transaction.atomic():
            said, leads_to = _DONE[name](request, edition)
        messages.success(request, said)
        # A correction goes on where it has to be said what was wrong.
        is_same = leads_to == edition
        return redirect("desk:briefing" + ("" if is_same else "-edit"), leads_to.pk)
    except (BriefingRefused, BadRequest) as error:
        messages.error(request, str(error))
        return redirect("desk:briefing", edition.pk)


Done = tuple[str, Edition]


def _now(request: HttpRequest) -> dict[str, Any]:
    return {"by": user_of(request), "at": timezone.now()}


def _ask(request: HttpRequest, edition: Edition) -> Done:
    draft = edition.drafts.filter(pk=_number(request, "draft")).first()
    if draft is None:
        raise BriefingRefused("It was changed since. Look at it again.")
    asked, people = ask_and_tell(draft, **_now(request))
    have_files_made(asked, is_draft=True)
    return f"Its release is asked for. {_who_learns(asked, people)}", edition


def _who_learns(asked: Ask, people: list[User]) -> str:
    """Return where it waits now; if nobody else may release it, what to do."""
    if not people:
        marking = asked.draft.get_marking_display()
        return (
            f"Nobody else may release it yet: have an administrator give a second "
            f"person the role of publisher, with a clearance of {marking}."
        )
    names = get_text_list([str(each) for each in people], "and")
    return f"It waits on the first page of {names}."


def _waiting(request: HttpRequest, edition: Edition) -> Ask:
    """Return the ask that the page showed, if it is still the one that waits."""
    asked = state_of(edition).asked
    if asked is None or asked.pk != _number(request, "ask"):
        raise BriefingRefused("It was changed or answered since. Look at it again.")
    return asked


def _send_back(request: HttpRequest, edition: Edition) -> Done:
    reason = request.POST.get("reason", "")
    send_back_and_tell(_waiting(request, edition), **_now(request), reason=reason)
    return "It is a draft again.", edition


def _release(request: HttpRequest, edition: Edition) -> Done:
    asked = _waiting(request, edition)
    if not request.POST.get("confirmed"):
        raise BriefingRefused("Say that you have read it: tick the box, then release.")
    released = release_and_tell(asked, **_now(request))
    if released.number != request.POST.get("number"):
        raise BriefingRefused(NUMBER_TAKEN)
    have_files_made(asked, is_draft=False)
    return f"Released as {released}.", edition


def _build(request: HttpRequest, edition: Edition) -> Done:
    state = state_of(edition)
    asked = ask_of(state)
    if asked is None:
        raise BriefingRefused("Its release is not asked for.")
    have_files_made(asked, is_draft=state.release is None)
    return "The files are being made.", edition


def _correct(request: HttpRequest, edition: Edition) -> Done:
    made = services.correct(edition, **_now(request))
    begun = f"Edition {made.edition} begins with all of edition {edition.edition}."
    return f"{begun} Say what was wrong.", made


def _withdraw(request: HttpRequest, edition: Edition) -> Done:
    release = state_of(edition).release
    if release is None:
        raise BriefingRefused("It is not released.")
    reason = request.POST.get("reason", "")
    told = withdraw_and_tell(release, **_now(request), reason=reason)
    said = "It is withdrawn. Its files stay, marked as withdrawn here."
    if told:
        names = ", ".join(each.name for each in told)
        said = f"{said} Told, since they fetched it: {names}."
    return said, edition


def _rebuild(request: HttpRequest, edition: Edition) -> Done:
    release = state_of(edition).release
    kept = EditionFile.objects.filter(is_draft=False, format=FileFormat.HTML)
    file = kept.filter(ask__release=release).first() if release else None
    if file is None:
        raise BriefingRefused("There is no file to compare with.")
    if not is_same_when_rebuilt(file):
        raise BriefingRefused(
            "Rebuilt today, the HTML has other bytes: the program has changed since. "
            "The files below are as they were released."
        )
    return "Rebuilt from the record, the HTML has the same bytes.", edition


def _number(request: HttpRequest, name: str) -> int:
    sent = request.POST.get(name, "")
    return int(sent) if sent.isdigit() else 0


_DONE: dict[str, Callable[[HttpRequest, Edition], Done]] = {
    "ask": _ask,
    "send-back": _send_back,
    "release": _release,
    "build": _build,
    "correct": _correct,
    "withdraw": _withdraw,
    "rebuild": _rebuild,
}
