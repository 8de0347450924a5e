"""What sharing does in the background: a worker runs these, one after another."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.dispatch import receiver
from django.utils import timezone
from django_tasks import task

from sharing.models import Event, ServiceToken
from sharing.services import segmenting
from sharing.services.announcing import events_wait
from sharing.webhooks import Way, deliver, deliver_alone


@task()
def tell(endpoint: int) -> None:
    """Send an endpoint what waits for it; what fails brings its own next time."""
    if settings.SEND_WEBHOOKS:
        deliver(endpoint, clock=timezone.now, wake=tell_later, way=Way())


@task()
def tell_again(event: int, by: int | None, token: int | None = None) -> None:
    """Send one event out of line, as a person asked, or a partner's program."""
    if settings.SEND_WEBHOOKS:
        found = Event.objects.select_related("endpoint").get(pk=event)
        person = User.objects.get(pk=by) if by else None
        program = ServiceToken.objects.get(pk=token) if token else None
        deliver_alone(found, clock=timezone.now, way=Way(), by=person or program)


@task()
def make_segments() -> None:
    """Make ready what partners will pull most."""
    segmenting.make_segments()


def tell_later(endpoint: int, at: datetime) -> None:
    """Put the next attempt into the queue, in the transaction that is open."""
    tell.using(run_after=at).enqueue(endpoint)


@receiver(events_wait)
def tell_soon(endpoint: int, **_: Any) -> None:
    """Put an endpoint into the queue when an event was written for it."""
    tell.enqueue(endpoint)


@receiver(segmenting.places_changed)
def make_segments_soon(**_: Any) -> None:
    """Put it into the queue when something came, or went."""
    make_segments.enqueue()
