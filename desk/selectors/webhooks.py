"""Partners' webhooks as the desk shows them: how each stands, and what was tried."""

from django.db.models import Count, Max, Q, QuerySet

from sharing.models import (
    Attempt,
    Endpoint,
    EndpointChange,
    Event,
    EventType,
    Partner,
)
from sharing.services.announcing import standing

MOST = 50
WAITS = Q(events__delivered_at__isnull=True) & ~Q(events__type=EventType.TEST)


def standings() -> dict[int, Endpoint]:
    """Return the endpoints by partner, with how many events wait and the last try."""
    rows = standing().annotate(
        waiting=Count("events", filter=WAITS, distinct=True),
        last_at=Max("events__attempts__at"),
    )
    return {each.partner_id: each for each in rows}


def events_of(endpoint: Endpoint) -> QuerySet[Event]:
    """Return the newest events of an endpoint, with how often each was tried."""
    rows = Event.objects.filter(endpoint=endpoint).select_related("release")
    return rows.annotate(tries=Count("attempts")).order_by("-pk")[:MOST]


def attempts_of(endpoint: Endpoint) -> QuerySet[Attempt]:
    """Return the newest attempts at an endpoint."""
    rows = Attempt.objects.filter(event__endpoint=endpoint)
    rows = rows.select_related("event__release", "by", "token")
    return rows.order_by("-at", "-pk")[:MOST]


def changes_of(partner: Partner) -> QuerySet[EndpointChange]:
    """Return who did what to a partner's endpoints, newest first; ended ones, too."""
    rows = EndpointChange.objects.filter(endpoint__partner=partner)
    return rows.select_related("by", "token")[:MOST]
