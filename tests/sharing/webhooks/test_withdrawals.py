"""Whoever has a briefing that is taken back is told: by webhook, and by mail."""

from typing import Any

import orjson
import pytest
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks

from sharing.access import Outlet, Served, edition_key, note_pull
from sharing.models import Event, Partner
from sharing.services.recalling import tell_of_withdrawal
from sharing.services.webhooks import waiting
from tests.build import NOON
from tests.sharing.partners import HOME, ask, make_partner, make_token
from tests.sharing.webhooks.acts import HOUR, Worker, endpoint_at, release, turn
from tests.sharing.webhooks.receiver import Receiver

pytestmark = pytest.mark.django_db


def fetched(edition: int = 1, name: str = "Ministry of Elsewhere") -> Partner:
    """A partner that was sent a file of an edition."""
    partner = make_partner(name)
    served = Served(
        outlet=Outlet.BRIEFING,
        query="/pdf",
        key=edition_key("BN-2026-001", edition),
        count=1,
        size=1,
    )
    note_pull(ask(make_token(partner)), served, at=NOON, address=HOME)
    return partner


def test_its_webhook_is_told_in_line_which_edition_and_no_more(
    receiver: Receiver,
) -> None:
    worker = Worker(receiver, endpoint_at(receiver))
    fetched()
    release()

    tell_of_withdrawal("BN-2026-001", 1, at=NOON + HOUR)
    assert waiting(worker.endpoint) == 2
    worker.work()

    told = [orjson.loads(got.body) for got in receiver.got]
    assert [each["type"] for each in told] == [
        *("release.published", "briefing.withdrawn"),
    ]
    assert told[1]["data"] == {"number": "BN-2026-001", "edition": 1}


def test_its_contact_is_written_to_with_or_without_a_webhook(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    partner = fetched()
    make_partner("A partner that has no copy")

    with django_capture_on_commit_callbacks(execute=True):
        told = tell_of_withdrawal("BN-2026-001", 1, at=NOON)

    assert told == [partner]
    (sent,) = mail.outbox
    assert sent.to == [partner.contact]
    assert sent.subject == "Withdrawn: briefing BN-2026-001, edition 1"


def test_who_has_another_edition_is_not_told() -> None:
    fetched(edition=2)

    assert tell_of_withdrawal("BN-2026-001", 1, at=NOON) == []


def test_while_the_webhook_is_off_the_event_waits(
    receiver: Receiver, settings: Any
) -> None:
    worker = Worker(receiver, endpoint_at(receiver))
    fetched()
    turn(worker.endpoint, is_on=False)

    tell_of_withdrawal("BN-2026-001", 1, at=NOON)

    assert worker.work() == 0
    turn(worker.endpoint, is_on=True)
    assert worker.work() == 1
    assert Event.objects.get().delivered_at == NOON
