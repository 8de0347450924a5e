"""Partners' endpoints: where they lead, their secrets, and who changed what."""

import secrets
from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from incidents.webpages.guard import NotAllowed
from incidents.webpages.message import may_be_sent_to
from incidents.webpages.visit import Limits
from sharing.models import (
    Endpoint,
    EndpointAct,
    EndpointChange,
    EndpointState,
    Event,
    Partner,
    ServiceToken,
)
from sharing.services.announcing import events_wait, standing
from sharing.services.sealed import opened, seal

# The two live side by side for so long after a rotation.
ROTATION = timedelta(days=1)
# Somebody at the desk, or a program of the partner's own.
Somebody = User | ServiceToken


def endpoint_of(partner: Partner | int) -> Endpoint | None:
    """Return a partner's endpoint, if it has one."""
    return standing().filter(partner=partner).first()


@transaction.atomic
def save_endpoint(
    partner: Partner, url: str, *, by: Somebody, at: datetime, limits: Limits
) -> tuple[Endpoint, str]:
    """Give a partner an endpoint, or another address for it; return it and a secret.

    The secret is empty unless the endpoint is new: it is shown once. The address that
    it has already changes nothing but that failures are forgotten.

    Raises:
        ValidationError: the address is not https, or not one that anybody can reach.
    """
    _check(url, limits)
    Partner.objects.select_for_update().get(pk=partner.pk)  # one at a time
    found = endpoint_of(partner)
    secret = "" if found else fresh_secret()
    maker = {"made_by" if isinstance(by, User) else "made_with": by}
    endpoint = found or Endpoint(
        partner=partner, made_at=at, secret=seal(secret), **maker
    )
    former, endpoint.url = endpoint.url, url
    # What failed at another address says nothing of this one.
    endpoint.failures, endpoint.failing_since, endpoint.next_at = 0, None, None
    endpoint.full_clean()
    endpoint.save()
    if former != url:
        _note(endpoint, EndpointAct.MOVED if found else EndpointAct.MADE, by, at)
    if found and found.state == EndpointState.ON:
        events_wait.send(Event, endpoint=found.pk)
    return endpoint, secret


def fresh_secret() -> str:
    """Draw a secret of 256 bits, in the form of Standard Webhooks."""
    return f"whsec_{b64encode(secrets.token_bytes(32)).decode()}"


@transaction.atomic
def rotate(endpoint: Endpoint, *, by: Somebody, at: datetime) -> str:
    """Give an endpoint a new secret and return it; the former signs for a day more."""
    held = _held(endpoint)
    secret = fresh_secret()
    held.former_secret, held.former_until = held.secret, at + ROTATION
    held.secret = seal(secret)
    held.save(update_fields=["secret", "former_secret", "former_until"])
    _note(held, EndpointAct.SECRET, by, at)
    return secret


def signing_secrets(endpoint: Endpoint, *, at: datetime) -> Sequence[str]:
    """Return the secrets that sign now, the newest first.

    Raises:
        CannotOpen: the server's key has changed.
    """
    kept = [endpoint.secret]
    if endpoint.former_until and at < endpoint.former_until:
        kept.append(endpoint.former_secret)
    return [opened(each) for each in kept]


@transaction.atomic
def switch(endpoint: Endpoint, *, is_on: bool, by: Somebody, at: datetime) -> None:
    """Switch an endpoint on or off; what waits follows when it is on again."""
    held = _held(endpoint)
    former, held.state = held.state, EndpointState.ON if is_on else EndpointState.OFF
    held.failures, held.failing_since, held.next_at = 0, None, None
    held.save(update_fields=["state", "failures", "failing_since", "next_at"])
    if former != held.state:
        _note(held, EndpointAct.ON if is_on else EndpointAct.OFF, by, at)
    if is_on:
        events_wait.send(Event, endpoint=held.pk)


@transaction.atomic
def end(endpoint: Endpoint, *, by: Somebody, at: datetime) -> None:
    """Take an endpoint down for good: it is told nothing more, not even what waits."""
    held = _held(endpoint)
    held.state, held.next_at = EndpointState.ENDED, None
    held.save(update_fields=["state", "next_at"])
    _note(held, EndpointAct.ENDED, by, at)


def named(by: Somebody | None) -> dict[str, Somebody | None]:
    """Return the fields of ``BySomebody`` that say who it was."""
    return {"by" if isinstance(by, User) else "token": by}


def _held(endpoint: Endpoint) -> Endpoint:
    return Endpoint.objects.select_for_update().get(pk=endpoint.pk)


def _note(endpoint: Endpoint, act: EndpointAct, by: Somebody, at: datetime) -> None:
    """Keep who did what, in the transaction in which it was done."""
    EndpointChange.objects.create(
        endpoint=endpoint, at=at, act=act, url=endpoint.url, **named(by)
    )


def _check(url: str, limits: Limits) -> None:
    try:
        may_be_sent_to(url, limits)
    except NotAllowed as error:
        said = f"This address cannot be used: {error}."
        raise ValidationError({"url": said}) from error
    except OSError as error:
        said = "This address cannot be used: its name cannot be looked up now."
        raise ValidationError({"url": said}) from error
