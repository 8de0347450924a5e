"""What happens in the tests of webhooks: releases, endpoints, and the worker's time."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

from sharing import store
from sharing.models import Endpoint, Partner, Release
from sharing.rows import NewObject
from sharing.services.announcing import announce
from sharing.services.endpoints import save_endpoint, switch
from sharing.services.sealed import seal
from sharing.services.webhooks import Tried, make_test, note_attempt
from sharing.webhooks import deliver
from tests.build import NOON, make_user
from tests.sharing.partners import make_partner
from tests.sharing.webhooks.receiver import Receiver

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def endpoint_at(receiver: Receiver, name: str = "Ministry of Elsewhere") -> Endpoint:
    """The partner's endpoint; it reads up to GREEN."""
    partner = make_partner(name)
    made, _ = save_endpoint(
        partner,
        receiver.url,
        by=make_user("publisher"),
        at=NOON,
        limits=receiver.way().limits,
    )
    return made


def turn(endpoint: Endpoint, *, is_on: bool) -> None:
    """Switch the endpoint on or off, as somebody at the desk does."""
    switch(endpoint, is_on=is_on, by=make_user("publisher"), at=NOON)


def release(marking: str = "GREEN", at: datetime = NOON, count: int = 1) -> Release:
    """Publish some objects so marked, and announce it."""
    appending = store.begin(by=make_user("publisher"), at=at, note="")
    new = [_object(marking, at) for _ in range(count)]
    appending.append_objects(new, superseding=())
    made = appending.seal()
    assert made
    announce(made)
    return made


def _object(marking: str, at: datetime) -> NewObject:
    return NewObject(
        record_uid=uuid4(),
        stix_id=f"tool--{uuid4()}",
        type="tool",
        modified=at,
        marking=marking,
        is_act=False,
        acted=(None, None),
        is_revoked=False,
        content_digest=b"",
        body=b"{}",
        edges=(),
    )


def make_webhook(partner: Partner | None = None) -> Endpoint:
    """An endpoint that nobody answers at, without asking the net."""
    return Endpoint.objects.create(
        partner=partner or make_partner(),
        url="https://hooks.example.org/",
        secret=seal("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
        made_at=NOON,
        made_by=make_user(),
    )


def make_tried_webhook() -> Endpoint:
    """One with a test that was delivered and one that failed."""
    made = make_webhook(make_partner("Partner with a webhook"))
    for tried in (Tried(NOON, 200, "200 OK", 12), Tried(NOON, None, "Slow.", 10_000)):
        note_attempt(make_test(made, at=NOON), tried, in_line=False, by=make_user())
    turn(made, is_on=False)
    turn(made, is_on=True)
    return made


@dataclass
class Worker:
    """Delivers to one endpoint, and knows when it is to come again."""

    receiver: Receiver
    endpoint: Endpoint
    now: datetime = NOON
    woken: list[datetime] = field(default_factory=list)

    def work(self) -> int:
        """Deliver what is due; return how many were."""
        return deliver(
            self.endpoint.pk,
            clock=lambda: self.now,
            wake=lambda _, at: self.woken.append(at),
            way=self.receiver.way(),
        )

    def work_until(self, end: datetime) -> None:
        """Deliver, and come again each time that is asked for."""
        self.work()
        while self.woken and self.woken[-1] <= end:
            self.now = self.woken.pop()
            self.work()
        self.now = end
