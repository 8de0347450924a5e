"""What partners' webhooks are to be told: what waits, and what was tried."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from sharing.models import (
    Attempt,
    Endpoint,
    EndpointState,
    Event,
    EventType,
)
from sharing.services.announcing import event
from sharing.services.endpoints import Somebody, named

# Longer than any attempt takes: a worker that died lets go after it.
LEASE = timedelta(minutes=2)
# What lies between one attempt and the next; the last goes on until the day is over.
PAUSES = tuple(
    timedelta(seconds=each) for each in (30, 120, 300, 900, 1800, 3600, 7200)
)
GIVEN_UP_AFTER = timedelta(hours=24)
LONGEST_WAIT = timedelta(hours=24)  # that an endpoint may ask for by Retry-After
GONE = 410  # the partner says that the endpoint is no more: nothing is tried again
LONGEST_OUTCOME = 300
SUBJECT = "Your webhook at the attribution record was switched off"
BODY = """\
Since {since:%d %B %Y at %H:%M} UTC we could not deliver events to

    {url}

The last attempt: {outcome}

Nothing more is sent there. {waiting} events are kept; once the address works, ask us
to switch it on again, and they follow in their order. Meanwhile nothing is lost:
fetch from your collections with the last added_after that you know.
"""


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of one attempt; ``status`` is None where no answer came.

    ``wait`` is how long the endpoint asked to be left alone.
    """

    at: datetime
    status: int | None
    outcome: str
    milliseconds: int
    wait: timedelta = timedelta(0)

    @property
    def is_delivered(self) -> bool:
        """Whether the endpoint took it: any 2xx (Standard Webhooks)."""
        return self.status is not None and 200 <= self.status < 300  # noqa: PLR2004


@transaction.atomic
def make_test(endpoint: Endpoint, *, at: datetime) -> Event:
    """Return an event that says no more than that it is a test."""
    made = event(endpoint, EventType.TEST, {}, at)
    made.save(force_insert=True)
    return made


def waiting(endpoint: Endpoint) -> int:
    """Return how many events of its line the endpoint has not been told."""
    return _line(endpoint).count()


def _line(endpoint: Endpoint) -> QuerySet[Event]:
    """Return what waits for an endpoint; tests are sent apart."""
    waiting = Event.objects.filter(endpoint=endpoint, delivered_at__isnull=True)
    return waiting.exclude(type=EventType.TEST)


def due(*, at: datetime) -> list[int]:
    """Return the endpoints that have something to be told now."""
    waiting = Event.objects.filter(endpoint=OuterRef("pk"), delivered_at__isnull=True)
    rows = Endpoint.objects.filter(
        Q(next_at=None) | Q(next_at__lte=at),
        Exists(waiting.exclude(type=EventType.TEST)),
        state=EndpointState.ON,
        partner__suspended_at=None,
    )
    return list(rows.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def claim(endpoint: int, *, at: datetime) -> Event | None:
    """Return the oldest event that the endpoint waits for, for this worker alone.

    None, if nothing waits, it is not time yet, it is off, or another is at it.
    """
    held = (
        Endpoint.objects.select_for_update(of=("self",))
        .filter(
            Q(next_at=None) | Q(next_at__lte=at),
            Q(leased_until=None) | Q(leased_until__lte=at),
            pk=endpoint,
            state=EndpointState.ON,
            partner__suspended_at=None,
        )
        .first()
    )
    if held is None:
        return None
    oldest = _line(held).select_related("endpoint").order_by("pk").first()
    if oldest is not None:
        held.leased_until = at + LEASE
        held.save(update_fields=["leased_until"])
    return oldest


@transaction.atomic
def note_attempt(
    sent: Event, tried: Tried, *, in_line: bool = True, by: Somebody | None = None
) -> Endpoint:
    """Keep what came of an attempt; return the endpoint as it stands then.

    In line, a failure sets when the next attempt is due, not before the endpoint asked
    for it. If by our pauses that would be a day or more after the first failure, or the
    endpoint is gone, it is off and the partner is told by mail. Out of line a failure
    changes nothing.
    """
    held = Endpoint.objects.select_for_update().get(pk=sent.endpoint_id)
    Attempt.objects.create(
        event=sent,
        at=tried.at,
        url=held.url,
        is_delivered=tried.is_delivered,
        status=tried.status,
        milliseconds=tried.milliseconds,
        outcome=tried.outcome[:LONGEST_OUTCOME],
        **named(by),
    )
    if tried.is_delivered:
        Event.objects.filter(pk=sent.pk, delivered_at=None).update(
            delivered_at=tried.at
        )
    if in_line:
        _move_on(held, tried)
    return held


def _move_on(held: Endpoint, tried: Tried) -> None:
    held.leased_until = None
    if tried.is_delivered:
        held.failures, held.failing_since, held.next_at = 0, None, None
    else:
        held.failing_since = held.failing_since or tried.at
        pause = PAUSES[min(held.failures, len(PAUSES) - 1)]
        held.failures += 1
        held.next_at = tried.at + max(pause, min(tried.wait, LONGEST_WAIT))
        is_over = tried.at + pause >= held.failing_since + GIVEN_UP_AFTER
        if is_over or tried.status == GONE:
            held.state, held.next_at = EndpointState.FAILED, None
            transaction.on_commit(_mail(held, tried).send)
    held.save()


def _mail(held: Endpoint, tried: Tried) -> EmailMessage:
    body = BODY.format(
        since=held.failing_since,
        url=held.url,
        outcome=tried.outcome,
        waiting=waiting(held),
    )
    maker = held.made_by.email if held.made_by else ""
    copies = [maker] if maker else []
    return EmailMessage(SUBJECT, body, to=[held.partner.contact], cc=copies)
