"""Events reach a real server: signed, in order, till it takes them or a day is over."""

from datetime import timedelta
from itertools import pairwise

import orjson
import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from django_tasks_db.models import DBTaskResult

from sharing.models import Attempt, Endpoint, EndpointState, Entry, Event
from sharing.services.webhooks import claim, due, waiting
from sharing.webhooks import deliver_alone
from tests.build import NOON, make_user
from tests.sharing.acts import publish_all
from tests.sharing.webhooks.acts import HOUR, MINUTE, Worker, endpoint_at, release, turn
from tests.sharing.webhooks.receiver import Receiver

pytestmark = pytest.mark.django_db


def test_a_partner_is_told_of_no_collection_that_it_may_not_read(
    receiver: Receiver,
) -> None:
    endpoint = endpoint_at(receiver)

    release("AMBER")
    release("CLEAR", at=NOON + HOUR)

    (told,) = Event.objects.filter(endpoint=endpoint)
    found = Entry.objects.filter(release=told.release, collection__kind="everything")
    readable = found.filter(collection__marking__in=["CLEAR", "GREEN"])
    ids = {each["id"] for each in orjson.loads(bytes(told.body))["data"]["collections"]}
    assert ids == {str(each.collection.uuid) for each in readable}


def test_publishing_writes_the_event_and_wakes_the_worker_in_its_transaction(
    receiver: Receiver,
) -> None:
    endpoint = endpoint_at(receiver)

    made = publish_all()

    assert Event.objects.get(endpoint=endpoint).release == made
    (queued,) = DBTaskResult.objects.filter(task_path="sharing.tasks.tell")
    assert queued.args_kwargs["args"] == [endpoint.pk]


def test_a_release_undone_leaves_neither_event_nor_task(receiver: Receiver) -> None:
    endpoint_at(receiver)

    with transaction.atomic():
        release()
        transaction.set_rollback(True)

    assert not Event.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_a_partner_down_for_six_hours_gets_each_event_in_order_of_release(
    receiver: Receiver,
) -> None:
    worker = Worker(receiver, endpoint_at(receiver))
    receiver.status = 503
    made = []
    for hour in range(6):
        made.append(release(at=NOON + hour * HOUR).number)
        worker.work_until(NOON + (hour + 1) * HOUR)
    assert {orjson.loads(got.body)["data"]["release"] for got in receiver.got} == {1}
    assert waiting(worker.endpoint) == 6

    receiver.got.clear()
    receiver.status = 204
    worker.work_until(NOON + 9 * HOUR)

    told = [orjson.loads(got.body) for got in receiver.got]
    assert [each["data"]["release"] for each in told] == made
    assert waiting(worker.endpoint) == 0
    first = told[0]["data"]["collections"][0]
    rest = Entry.objects.filter(
        collection__uuid=first["id"], added__gt=first["added_after"]
    )
    assert rest.count() == 6
    assert len({got.headers["webhook-id"] for got in receiver.got}) == 6


def test_each_attempt_bears_the_same_id_and_bytes_and_its_own_time(
    receiver: Receiver,
) -> None:
    worker = Worker(receiver, endpoint_at(receiver))
    release()
    receiver.status = 500

    worker.work_until(NOON + 10 * MINUTE)

    bodies = {(got.headers["webhook-id"], got.body) for got in receiver.got}
    times = [int(got.headers["webhook-timestamp"]) for got in receiver.got]
    assert len(bodies) == 1
    pauses = [after - before for before, after in pairwise(times)]
    assert pauses == [30, 120, 300]


@pytest.mark.parametrize(
    ("asked", "pause"),
    [
        ("3600", timedelta(hours=1)),
        ("Mon, 05 Jan 2026 12:10:00 GMT", timedelta(minutes=10)),
        ("5", timedelta(seconds=30)),  # sooner than we come anyway
        ("soon", timedelta(seconds=30)),
        ("-1", timedelta(seconds=30)),
        ("99999999999999999999", timedelta(seconds=30)),
        ("604800", timedelta(hours=24)),  # no longer than a day
    ],
)
def test_an_endpoint_is_not_asked_again_before_it_wishes(
    receiver: Receiver, asked: str, pause: timedelta
) -> None:
    worker = Worker(receiver, endpoint_at(receiver))
    release()
    receiver.status, receiver.retry_after = 503, asked

    worker.work()

    assert worker.woken == [NOON + pause]


def test_an_endpoint_that_asked_for_time_is_not_switched_off_meanwhile(
    receiver: Receiver,
) -> None:
    worker = Worker(receiver, endpoint_at(receiver))
    release()
    receiver.status, receiver.retry_after = 503, str(20 * 3600)
    worker.work_until(NOON + 30 * HOUR)

    receiver.status = 204
    worker.work_until(NOON + 41 * HOUR)

    assert Endpoint.objects.get().state == EndpointState.ON
    assert waiting(worker.endpoint) == 0


def test_after_a_day_of_failures_it_is_off_and_the_partner_is_told_by_mail(
    receiver: Receiver, django_capture_on_commit_callbacks: object
) -> None:
    worker = Worker(receiver, endpoint_at(receiver))
    release()
    receiver.status = 500

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        worker.work_until(NOON + 48 * HOUR)

    endpoint = Endpoint.objects.get()
    assert endpoint.state == EndpointState.FAILED
    last = Attempt.objects.first()
    assert last
    assert last.at - NOON == timedelta(hours=23, minutes=52, seconds=30)
    (sent,) = mail.outbox
    assert sent.to == ["soc@elsewhere.example"]
    assert "500" in sent.body
    release(at=NOON + 50 * HOUR)
    assert worker.work() == 0


def test_switched_on_again_it_is_told_all_that_waited(receiver: Receiver) -> None:
    worker = Worker(receiver, endpoint_at(receiver))
    turn(worker.endpoint, is_on=False)
    release()
    release(at=NOON + HOUR)
    assert worker.work() == 0

    turn(worker.endpoint, is_on=True)

    assert due(at=NOON) == [worker.endpoint.pk]
    assert worker.work() == 2


def test_gone_ends_it_at_once(receiver: Receiver) -> None:
    worker = Worker(receiver, endpoint_at(receiver))
    release()
    receiver.status = 410

    worker.work()

    assert Endpoint.objects.get().state == EndpointState.FAILED
    assert worker.woken == []


def test_sending_once_more_changes_nothing_in_the_line(receiver: Receiver) -> None:
    worker = Worker(receiver, endpoint_at(receiver))
    release()
    worker.work()
    event = Event.objects.get()

    deliver_alone(
        event, clock=lambda: NOON + HOUR, way=receiver.way(), by=make_user("analyst")
    )

    assert [got.headers["webhook-id"] for got in receiver.got] == [event.message_id] * 2
    assert Event.objects.get().delivered_at == NOON
    assert Attempt.objects.filter(by__username="analyst").count() == 1


def test_one_worker_at_a_time_and_one_that_died_lets_go(receiver: Receiver) -> None:
    endpoint = endpoint_at(receiver)
    release()

    assert claim(endpoint.pk, at=NOON)
    assert claim(endpoint.pk, at=NOON + MINUTE) is None
    assert claim(endpoint.pk, at=NOON + 2 * MINUTE)


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_log_of_deliveries_only_grows(receiver: Receiver, change: str) -> None:
    worker = Worker(receiver, endpoint_at(receiver))
    release()
    worker.work()
    rows = Attempt.objects.all()

    with pytest.raises(DatabaseError, match=r"permission denied|append-only"):
        rows.update(outcome="") if change == "update" else rows.delete()
