"""Telling partners that what they have of a briefing is not to be used any more."""

from datetime import datetime

from django.core.mail import EmailMessage
from django.db import transaction

from sharing.access.received import holders_of_edition
from sharing.models import Endpoint, EndpointState, Event, EventType, Partner
from sharing.services.announcing import event, events_wait, standing

SUBJECT = "Withdrawn: briefing {number}, edition {edition}"
BODY = """\
Briefing {number}, edition {edition}, of which your organisation has fetched a file from
the attribution record, was withdrawn on {at:%d %B %Y at %H:%M} UTC. Please do not use
it any more, and delete its files.

Its page in the interface for programs says why and has their hashes:

    /api/v1/briefings/{number}/{edition}
"""


@transaction.atomic
def tell_of_withdrawal(number: str, edition: int, *, at: datetime) -> list[Partner]:
    """Tell all partners that were sent a file of an edition that it is withdrawn.

    Each by mail to its contact, and by its webhook if it has one: with the edition's
    number, which it knows, and nothing of what is in it. Returns whom.
    """
    partners = holders_of_edition(number, edition)
    for endpoint in standing().filter(partner__in=partners):
        _put_in_line(endpoint, {"number": number, "edition": edition}, at)
    told = {"number": number, "edition": edition, "at": at}
    for each in partners:
        mail = EmailMessage(
            SUBJECT.format(**told), BODY.format(**told), to=[each.contact]
        )
        transaction.on_commit(mail.send)
    return partners


def _put_in_line(endpoint: Endpoint, data: dict[str, str | int], at: datetime) -> None:
    event(endpoint, EventType.WITHDRAWAL, data, at).save(force_insert=True)
    if endpoint.state == EndpointState.ON:
        events_wait.send(Event, endpoint=endpoint.pk)
