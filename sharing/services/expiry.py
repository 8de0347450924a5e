"""Telling partners in time that a token is about to end."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q

from sharing.models import ServiceToken

STEPS = (1, 7, 30)  # days before the end
DAY = timedelta(days=1)
SUBJECT = "A service token for the attribution record ends on {:%d %B %Y}"
BODY = """\
The service token “{label}” of {partner}, whose key is {key}, ends on
{expires:%d %B %Y at %H:%M} UTC. From then on it is refused.

A token is not extended. Ask whoever gave it to you for its successor; both are
good until the old one ends, so that you can change over without a gap.
"""


def warn_of_expiry(*, at: datetime) -> list[ServiceToken]:
    """Mail each partner whose token ends in 30, 7 or 1 days; return those tokens.

    To be called daily or more often: each step is told once, and one that was missed
    is made up for by the next. A token that has a successor needs none.

    Raises:
        OSError: a mail could not be sent; those before it were, and are not sent again.
    """
    told = []
    for token, step in _due(at):
        with transaction.atomic():
            token.warned_days = step
            token.save(update_fields=["warned_days"])
            _mail(token).send()
        told.append(token)
    return told


def _due(at: datetime) -> Iterator[tuple[ServiceToken, int]]:
    """Yield the tokens of which a partner is to be told, with the step reached."""
    rows = ServiceToken.objects.filter(
        Q(successor=None) | Q(successor__revoked_at__isnull=False),
        revoked_at=None,
        partner__suspended_at=None,
        expires__gt=at,
        expires__lte=at + STEPS[-1] * DAY,
    )
    for token in rows.select_related("partner").order_by("expires", "pk"):
        step = next(days for days in STEPS if token.expires <= at + days * DAY)
        # One that was made for less than a step is not warned of it at once.
        is_told = token.warned_days is not None and token.warned_days <= step
        if not is_told and token.made_at < token.expires - step * DAY:
            yield token, step


def _mail(token: ServiceToken) -> EmailMessage:
    body = BODY.format(
        label=token.label,
        partner=token.partner.name,
        key=token.key,
        expires=token.expires,
    )
    return EmailMessage(SUBJECT.format(token.expires), body, to=[token.partner.contact])
