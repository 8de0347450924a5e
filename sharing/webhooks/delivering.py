"""Delivering what waits: each endpoint's events in their order, one at a time."""

import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from time import monotonic

from django.db import transaction

from incidents.webpages.message import NotSent, send
from incidents.webpages.visit import Limits, Tls
from sharing.models import Event
from sharing.services.endpoints import Somebody, signing_secrets
from sharing.services.sealed import CannotOpen
from sharing.services.webhooks import Tried, claim, note_attempt
from sharing.webhooks.signing import headers

HEADERS = {
    "Content-Type": "application/json",
    "User-Agent": "attribution-record (webhooks)",
}
NO_WAIT = timedelta(0)
Clock = Callable[[], datetime]
Wake = Callable[[int, datetime], None]


@dataclass(frozen=True, slots=True)
class Way:
    """How events leave: within which limits, and what proves a server's name."""

    limits: Limits = field(default_factory=Limits)
    tls: Tls = ssl.create_default_context


def deliver(endpoint: int, *, clock: Clock, wake: Wake, way: Way) -> int:
    """Send an endpoint what waits, oldest first, until nothing does or one fails.

    ``wake`` is called, in the transaction that keeps the failure, with the endpoint
    and when it is due again. Returns how many were delivered.
    """
    count = 0
    while sent := claim(endpoint, at=clock()):
        tried = attempt(sent, clock=clock, way=way)
        with transaction.atomic():
            held = note_attempt(sent, tried)
            if held.next_at:
                wake(endpoint, held.next_at)
        if not tried.is_delivered:
            break
        count += 1
    return count


def deliver_alone(
    event: Event, *, clock: Clock, way: Way, by: Somebody | None
) -> Tried:
    """Send one event now, out of line, as somebody asked: a test, or once more."""
    tried = attempt(event, clock=clock, way=way)
    note_attempt(event, tried, in_line=False, by=by)
    return tried


def attempt(event: Event, *, clock: Clock, way: Way) -> Tried:
    """Send an event once, signed for now, and return what came of it."""
    at, start = clock(), monotonic()
    status, outcome, wait = _attempted(event, at, way)
    return Tried(at, status, outcome, round((monotonic() - start) * 1000), wait)


def _attempted(
    event: Event, at: datetime, way: Way
) -> tuple[int | None, str, timedelta]:
    body = bytes(event.body)
    try:
        secrets = signing_secrets(event.endpoint, at=at)
        signed = headers(event.message_id, body, secrets=secrets, at=at)
        url = event.endpoint.url
        answer = send(url, body, {**HEADERS, **signed}, way.limits, way.tls)
    except (NotSent, CannotOpen) as error:
        return None, str(error), NO_WAIT
    wait = _wait(answer.retry_after, at)
    return answer.status, f"{answer.status} {answer.reason}".strip(), wait


def _wait(asked: str, at: datetime) -> timedelta:
    """Return what a Retry-After asks for: seconds or a date (RFC 9110, 10.2.3).

    One that cannot be read, or lies in the past, asks for nothing.
    """
    try:
        if asked.isascii() and asked.isdigit():
            return timedelta(seconds=int(asked))
        until = parsedate_to_datetime(asked)
        return max(until.replace(tzinfo=until.tzinfo or UTC) - at, NO_WAIT)
    except (ValueError, OverflowError):
        return NO_WAIT
