"""What leaves for a partner's server: what is signed, and to which servers."""

import hmac
from base64 import b64decode, b64encode

import orjson
import pytest

from incidents.webpages.visit import Limits
from sharing.models import Attempt, Entry
from sharing.services.endpoints import rotate
from sharing.services.sealed import opened
from sharing.services.webhooks import make_test
from sharing.webhooks import Way, deliver_alone
from tests.build import NOON, make_user
from tests.sharing.webhooks.acts import HOUR, Worker, endpoint_at, release
from tests.sharing.webhooks.receiver import Receiver

pytestmark = pytest.mark.django_db


def verified(secret: str, headers: dict[str, str], body: bytes) -> list[bool]:
    """Which of the signatures are good, as a partner's program finds it."""
    signed = b".".join(
        (headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body)
    )
    key = b64decode(secret.removeprefix("whsec_"))
    good = b64encode(hmac.new(key, signed, "sha256").digest()).decode()
    given = headers["webhook-signature"].split(" ")
    return [hmac.compare_digest(each, f"v1,{good}") for each in given]


def test_an_event_is_signed_and_tells_where_to_fetch_from_and_nothing_else(
    receiver: Receiver,
) -> None:
    endpoint = endpoint_at(receiver)
    made = release(count=3)

    assert Worker(receiver, endpoint).work() == 1

    (got,) = receiver.got
    assert got.path == "/hook?of=us"
    assert got.headers["Content-Type"] == "application/json"
    assert verified(opened(endpoint.secret), got.headers, got.body) == [True]
    said = orjson.loads(got.body)
    assert said["type"] == "release.published"
    assert said["timestamp"] == "2026-01-05T12:00:00.000000Z"
    assert set(said["data"]) == {"release", "collections"}
    assert said["data"]["release"] == made.number
    for each in said["data"]["collections"]:
        after = each["added_after"]
        later = Entry.objects.filter(collection__uuid=each["id"], added__gt=after)
        assert later.count() == 3
        assert set(each) == {"id", "added_after"}


def test_two_secrets_sign_for_a_day_after_a_rotation(receiver: Receiver) -> None:
    worker = Worker(receiver, endpoint_at(receiver))
    old = opened(worker.endpoint.secret)
    new = rotate(worker.endpoint, by=make_user("publisher"), at=NOON)
    release()
    worker.work()
    release(at=NOON + 25 * HOUR)
    worker.now = NOON + 25 * HOUR
    worker.work()

    during, after = receiver.got
    assert verified(old, during.headers, during.body) == [False, True]
    assert verified(new, during.headers, during.body) == [True, False]
    assert verified(new, after.headers, after.body) == [True]


def test_secrets_lie_closed_in_the_database(receiver: Receiver) -> None:
    endpoint = endpoint_at(receiver)

    assert "whsec_" not in endpoint.secret
    assert opened(endpoint.secret).startswith("whsec_")


def test_redirects_are_not_followed(receiver: Receiver) -> None:
    worker = Worker(receiver, endpoint_at(receiver))
    release()
    receiver.status = 307

    assert worker.work() == 0
    assert Attempt.objects.get().status == 307


def test_a_server_that_does_not_answer_in_time_is_left(receiver: Receiver) -> None:
    event = make_test(endpoint_at(receiver), at=NOON)
    receiver.seconds = 1.5
    way = receiver.way(seconds=0.4)

    tried = deliver_alone(event, clock=lambda: NOON, way=way, by=None)

    assert tried.outcome == "The server took longer than 0.4 seconds."
    assert tried.milliseconds < 1400


def test_a_server_whose_certificate_is_not_proven_gets_nothing(
    receiver: Receiver,
) -> None:
    event = make_test(endpoint_at(receiver), at=NOON)

    tried = deliver_alone(
        event, clock=lambda: NOON, way=Way(receiver.way().limits), by=None
    )

    assert "does not prove who it is" in tried.outcome
    assert receiver.got == []


def test_a_name_that_turned_private_since_it_was_saved_is_not_asked(
    receiver: Receiver,
) -> None:
    event = make_test(endpoint_at(receiver), at=NOON)
    rebound = Way(Limits(resolve=lambda host, port: ["10.0.0.7"]))

    tried = deliver_alone(event, clock=lambda: NOON, way=rebound, by=None)

    assert tried.outcome.startswith("Not sent: ")
    assert tried.status is None


def test_the_name_is_resolved_once_so_rebinding_changes_nothing(
    receiver: Receiver,
) -> None:
    event = make_test(endpoint_at(receiver), at=NOON)
    answers = [["127.0.0.1"], ["10.0.0.7"], ["10.0.0.7"]]
    limits = receiver.way().limits
    way = Way(
        Limits(also=limits.also, resolve=lambda host, port: answers.pop(0)),
        receiver.way().tls,
    )

    assert deliver_alone(event, clock=lambda: NOON, way=way, by=None).is_delivered
    assert len(answers) == 2
