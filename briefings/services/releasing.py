"""Asking for a release, and what a second person answers: release, or send back."""

from datetime import datetime

from django.contrib.auth.models import User

from briefings.editions import held_fast, number_for, requested, state_of
from briefings.limits import refuse_faults
from briefings.models import Ask, Draft, Edition, Release, Return, Series, Withdrawal
from briefings.request import BadRequest
from briefings.request_values import values
from briefings.selectors import briefing_for
from briefings.services.refusals import BriefingRefused, told
from briefings.theme import BadLook
from sharing.selection import NotPublished

UNSAID = "Say under “What changed in this edition” what was wrong in the one before."
NOT_ASKED = "Its release is not asked for."


def ask(draft: Draft, *, by: User, at: datetime) -> Ask:
    """Ask for the release of the last draft, of the record as it is known now.

    From here on nothing in it moves: whoever releases it has read what goes out.

    Raises:
        BriefingRefused: it is not the last draft, the release is asked for already,
            a correction does not say what changed, or no briefing can be made of it,
            as where no incident had begun.
    """
    state = state_of(draft.edition)
    if state.is_asked:
        raise BriefingRefused("Its release is asked for already.")
    if state.is_released or state.draft != draft:
        raise BriefingRefused("It was changed or released since. Look at it again.")
    if draft.edition.previous and not draft.correction.strip():
        raise BriefingRefused(UNSAID)
    try:
        refuse_faults(requested(draft), at=at)
        request, known_at = held_fast(draft)
        briefing_for(request)
    except (BadRequest, BadLook, NotPublished) as error:
        raise BriefingRefused(str(error)) from error
    with told():
        return Ask.objects.create(
            draft=draft,
            asked=values(request),
            known_at=known_at,
            by=by,
            at=at,
        )


def send_back(asked: Ask, *, by: User, at: datetime, reason: str) -> Return:
    """Say why what was asked for is not released; its author may take it back so.

    Raises:
        BriefingRefused: there is no reason, or it was answered already.
    """
    if not reason.strip():
        raise BriefingRefused("Say why it is sent back.")
    if state_of(asked.draft.edition).asked != asked:
        raise BriefingRefused(NOT_ASKED)
    with told({"briefings_return_ask_id_key": NOT_ASKED}):
        return Return.objects.create(ask=asked, by=by, at=at, reason=reason.strip())


def release(asked: Ask, *, by: User, at: datetime) -> Release:
    """Let an edition out under its number; its files are made from what was asked.

    Numbers of a series are given one at a time, in order, without a gap. A later
    edition bears the number of the first.

    Raises:
        BriefingRefused: whoever releases is one of its authors, or it was changed,
            sent back or released since.
    """
    edition = asked.draft.edition
    with told({"briefings_release_ask_id_key": "It is released already."}):
        return Release.objects.create(
            ask=asked,
            number=_number(edition, at),
            edition=edition.edition,
            by=by,
            at=at,
        )


def withdraw(released: Release, *, by: User, at: datetime, reason: str) -> Withdrawal:
    """Say that a released edition is no longer to be used; its files stay as they are.

    Raises:
        BriefingRefused: there is no reason, or it is withdrawn already.
    """
    if not reason.strip():
        raise BriefingRefused("Say why it is withdrawn.")
    with told({"briefings_withdrawal_release_id_key": "It is withdrawn already."}):
        return Withdrawal.objects.create(
            release=released, by=by, at=at, reason=reason.strip()
        )


def _number(edition: Edition, at: datetime) -> str:
    """Return a briefing's number; its series is locked until the release stands."""
    Series.objects.select_for_update().get(pk=edition.series_id)
    return number_for(edition, at)
