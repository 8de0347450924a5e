"""Steps of a briefing, each with mail to whom it concerns, which names nothing."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from briefings.models import Ask, Draft, Release, Return
from briefings.services import ask, release, send_back, withdraw
from desk.selectors.briefings_waiting import releasers_of
from review.services.mail import WHERE, moment, name_of, send_later
from sharing.models import Partner
from sharing.services.recalling import tell_of_withdrawal


@transaction.atomic
def ask_and_tell(draft: Draft, *, by: User, at: datetime) -> tuple[Ask, list[User]]:
    """Ask for a release, and tell who may answer it; return the ask and whom.

    Raises:
        BriefingRefused: as `briefings.services.ask` says.
    """
    asked = ask(draft, by=by, at=at)
    people = releasers_of(asked)
    send_later(
        people,
        subject="A briefing waits for release",
        body=f"{name_of(by)} asked for the release of a briefing on {moment(at)}. "
        f"A second person has to read it. {WHERE}",
    )
    return asked, people


@transaction.atomic
def send_back_and_tell(asked: Ask, *, by: User, at: datetime, reason: str) -> Return:
    """Send back what was asked for, and tell who asked; who took it back knows.

    Raises:
        BriefingRefused: as `briefings.services.send_back` says.
    """
    returned = send_back(asked, by=by, at=at, reason=reason)
    send_later(
        [asked.by] if asked.by != by else [],
        subject="A briefing of yours was sent back",
        body=f"{name_of(by)} sent a briefing of yours back on {moment(at)}. {WHERE}",
    )
    return returned


@transaction.atomic
def release_and_tell(asked: Ask, *, by: User, at: datetime) -> Release:
    """Let an edition out, and tell who asked for it.

    Raises:
        BriefingRefused: as `briefings.services.release` says.
    """
    released = release(asked, by=by, at=at)
    send_later(
        [asked.by],
        subject="A briefing of yours was released",
        body=f"{name_of(by)} released a briefing of yours on {moment(at)}. {WHERE}",
    )
    return released


@transaction.atomic
def withdraw_and_tell(
    released: Release, *, by: User, at: datetime, reason: str
) -> list[Partner]:
    """Withdraw an edition, and return the partners that had it and are told so.

    Raises:
        BriefingRefused: there is no reason, or it is withdrawn already.
    """
    withdraw(released, by=by, at=at, reason=reason)
    return tell_of_withdrawal(released.number, released.edition, at=at)
