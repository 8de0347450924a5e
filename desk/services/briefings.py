"""Taking a briefing back, so that whoever fetched it learns of it."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from briefings.models import Release
from briefings.services import withdraw
from sharing.models import Partner
from sharing.services.recalling import tell_of_withdrawal


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
