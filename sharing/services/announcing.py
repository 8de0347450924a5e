"""Events for partners' webhooks, written in the transaction of the release."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import orjson
from django.db.models import Min, QuerySet
from django.dispatch import Signal

from incidents.vocab import MARKING_RANK
from sharing.models import (
    CollectionKind,
    Endpoint,
    EndpointState,
    Entry,
    Event,
    EventType,
    Partner,
    Release,
)

TICK = timedelta(microseconds=1)
# Sent within the transaction for each ``endpoint`` for which an event now waits; who
# listens puts it into a queue of the same database, so both are kept or neither.
events_wait = Signal()


class Touched(NamedTuple):
    """A collection that a release brought something to, and since when."""

    pk: int
    uuid: UUID
    kind: str
    marking: str
    first: datetime


def announce(release: Release) -> None:
    """Write one event for each endpoint that may read something of the release.

    The payload names the collections, never what is in them. ``added_after`` is the
    moment before the first object that came: from there on the partner lacks nothing.
    """
    endpoints = standing().filter(partner__suspended_at=None)
    waiting = list(
        endpoints.select_related("partner").prefetch_related("partner__collections")
    )
    if not waiting:
        return
    touched = _touched(release)
    events = [
        event(
            endpoint, EventType.RELEASE, _told(release, readable), release.at, release
        )
        for endpoint in waiting
        if (readable := _readable(endpoint.partner, touched))
    ]
    Event.objects.bulk_create(events)
    for each in events:
        if each.endpoint.state == EndpointState.ON:
            events_wait.send(Event, endpoint=each.endpoint_id)


def standing() -> QuerySet[Endpoint]:
    """Return the endpoints that were not taken down."""
    return Endpoint.objects.exclude(state=EndpointState.ENDED)


def event(
    endpoint: Endpoint,
    kind: EventType,
    data: Mapping[str, Any],
    at: datetime,
    release: Release | None = None,
) -> Event:
    """Return an event that is not saved yet, in the form of Standard Webhooks 1.0."""
    payload = {"type": kind.value, "timestamp": stamp(at), "data": data}
    return Event(
        endpoint=endpoint,
        message_id=f"msg_{uuid4().hex}",
        type=kind,
        release=release,
        at=at,
        body=orjson.dumps(payload),
    )


def stamp(at: datetime) -> str:
    """Return a time as TAXII takes it back in ``added_after``."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _touched(release: Release) -> Sequence[Touched]:
    rows = Entry.objects.filter(release=release).order_by("collection__uuid")
    found = rows.values_list(
        *("collection", "collection__uuid", "collection__kind", "collection__marking")
    ).annotate(Min("added"))
    return [Touched(*row) for row in found]


def _readable(partner: Partner, touched: Iterable[Touched]) -> list[Touched]:
    """Return what the partner may read, as ``sharing.access`` lets its tokens."""
    granted = {each.pk for each in partner.collections.all()}
    highest = MARKING_RANK[partner.ceiling]
    return [
        each
        for each in touched
        if MARKING_RANK[each.marking] <= highest
        and (each.kind == CollectionKind.EVERYTHING or each.pk in granted)
    ]


def _told(release: Release, readable: Iterable[Touched]) -> dict[str, Any]:
    return {
        "release": release.number,
        "collections": [
            {"id": str(each.uuid), "added_after": stamp(each.first - TICK)}
            for each in readable
        ],
    }
