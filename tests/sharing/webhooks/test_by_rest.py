"""A partner manages its own webhook by REST, and nobody else's."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoCaptureOnCommitCallbacks

from incidents.webpages.visit import Limits
from sharing.access import Scope
from sharing.models import (
    Endpoint,
    EndpointAct,
    EndpointChange,
    EndpointState,
    Event,
    Partner,
    ServiceToken,
)
from sharing.rest_webhooks import views
from sharing.services.sealed import opened
from sharing.services.webhooks import Tried, make_test, note_attempt
from tests.build import NOON
from tests.sharing.rest.asking import Asking, asking, problem
from tests.sharing.webhooks.acts import HOUR, make_webhook, release

pytestmark = pytest.mark.django_db
ADDRESS = "https://hooks.example.org/in"
PUBLIC = "93.184.216.34"


@pytest.fixture(autouse=True)
def names_of_the_net(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every name lead to one public address, since a test asks no server."""
    limits = Limits(resolve=lambda host, port: [PUBLIC])
    monkeypatch.setattr(views, "Limits", lambda: limits)


@pytest.fixture
def manager() -> Asking:
    """A program that may manage its partner's webhook."""
    return asking("GREEN", scopes=[Scope.WEBHOOKS_MANAGE])


def send(partner: Asking, method: str, path: str, body: Any = None) -> HttpResponse:
    call = getattr(Client(), method)
    answer: HttpResponse = call(
        f"/api/v1/{path}",
        data=body if isinstance(body, str) else body or {},
        content_type="application/json",
        headers={"authorization": partner.authorization},
    )
    return answer


def made(partner: Asking, url: str = ADDRESS) -> Any:
    answer = send(partner, "post", "webhooks", {"url": url})
    assert answer.status_code == 201, answer.content
    return answer.json()  # type: ignore[attr-defined]


def test_a_new_webhook_tells_its_secret_once(manager: Asking) -> None:
    told = made(manager)

    endpoint = Endpoint.objects.get()
    assert told["secret"] == opened(endpoint.secret)
    assert endpoint.made_with is not None
    assert endpoint.made_by is None
    (listed,) = manager.json("webhooks")["items"]
    assert listed == manager.json(f"webhooks/{told['id']}")
    assert (listed["url"], listed["state"]) == (ADDRESS, "on")
    assert "secret" not in listed


def test_there_is_one_webhook_for_a_partner(manager: Asking) -> None:
    made(manager)

    problem(send(manager, "post", "webhooks", {"url": ADDRESS}), 409)

    assert Endpoint.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"url": "http://hooks.example.org/"}, "#/url"),
        ({"url": "https://user:word@hooks.example.org/"}, "#/url"),
        ({"url": "https://hooks.example.org:8443/"}, "#/url"),
        ({"url": ""}, "#/url"),
        ({"url": None}, "#/url"),
        ({"url": ["x"]}, "#/url"),
        ({"url": f"https://{'x' * 64}.example.org/"}, "#/url"),
        ({}, "#/url"),
        ({"url": ADDRESS, "secret": "mine"}, "#/secret"),
    ],
)
def test_a_body_that_is_not_right_is_refused_by_member(
    manager: Asking, body: Any, pointer: str
) -> None:
    told = problem(send(manager, "post", "webhooks", body), 422)

    assert [each["pointer"] for each in told["errors"]] == [pointer]
    assert not Endpoint.objects.exists()


def test_an_address_within_is_refused(
    manager: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    within = Limits(resolve=lambda host, port: ["10.0.0.7"])
    monkeypatch.setattr(views, "Limits", lambda: within)

    told = problem(send(manager, "post", "webhooks", {"url": ADDRESS}), 422)

    assert "cannot be used" in told["errors"][0]["detail"]


@pytest.mark.parametrize(
    ("body", "status"),
    [("{", 400), ("[1]", 422), ("[" * 4000, 400), ('"' + "x" * 5000 + '"', 413)],
)
def test_a_hostile_body_is_a_plain_4xx(manager: Asking, body: str, status: int) -> None:
    problem(send(manager, "post", "webhooks", body), status)


def test_a_form_is_415(manager: Asking) -> None:
    answer = manager.do("post", "webhooks", {"url": ADDRESS})

    assert "Send application/json." in problem(answer, 415)["detail"]


def test_the_address_changes_and_the_secret_stays(manager: Asking) -> None:
    told = made(manager)
    other = "https://other.example.org/"

    changed = send(manager, "patch", f"webhooks/{told['id']}", {"url": other})

    assert changed.json()["url"] == other  # type: ignore[attr-defined]
    assert opened(Endpoint.objects.get().secret) == told["secret"]


def test_while_it_is_off_events_wait(manager: Asking) -> None:
    address = f"webhooks/{made(manager)['id']}"

    paused = send(manager, "patch", address, {"state": "off"})
    release()

    assert paused.json()["state"] == "off"  # type: ignore[attr-defined]
    assert manager.json(address)["waiting"] == 1
    told = problem(send(manager, "patch", address, {"state": "failed"}), 422)
    assert told["errors"][0]["detail"] == "has “failed”; there are: on, off"
    assert send(manager, "patch", address, {"state": "on"}).status_code == 200


def test_one_taken_down_is_told_nothing_and_another_begins_anew(
    manager: Asking,
) -> None:
    first = made(manager)
    release()

    gone = send(manager, "delete", f"webhooks/{first['id']}")
    release(at=NOON + HOUR)

    assert (gone.status_code, gone.content) == (204, b"")
    problem(manager.get(f"webhooks/{first['id']}"), 404)
    assert manager.json("webhooks")["items"] == []
    assert Endpoint.objects.get().state == EndpointState.ENDED
    assert Event.objects.count() == 1
    second = made(manager)
    assert (second["waiting"], second["secret"] == first["secret"]) == (0, False)


def test_a_new_secret_is_told_once_and_the_former_signs_for_a_day(
    manager: Asking,
) -> None:
    first = made(manager)

    answer = send(manager, "post", f"webhooks/{first['id']}/secret")

    told = answer.json()  # type: ignore[attr-defined]
    endpoint = Endpoint.objects.get()
    assert told["secret"] == opened(endpoint.secret) != first["secret"]
    assert opened(endpoint.former_secret) == first["secret"]
    assert told["former_secret_until"] is not None


def test_a_test_is_put_into_the_queue(
    manager: Asking,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    told = made(manager)

    with django_capture_on_commit_callbacks(execute=True):
        answer = send(manager, "post", f"webhooks/{told['id']}/test")

    event = Event.objects.get()
    assert (answer.status_code, answer.json()) == (  # type: ignore[attr-defined]
        *(202, {"message_id": event.message_id}),
    )
    queued = DBTaskResult.objects.get(task_path="sharing.tasks.tell_again")
    token = ServiceToken.objects.get()
    assert queued.args_kwargs["args"] == [event.pk, None, token.pk]


def test_an_event_that_was_lost_is_sent_again(manager: Asking) -> None:
    address = f"webhooks/{made(manager)['id']}/deliveries"
    release()
    event = Event.objects.get()

    answer = send(manager, "post", f"{address}/{event.message_id}/again")

    assert (answer.status_code, answer.json()) == (  # type: ignore[attr-defined]
        *(202, {"message_id": event.message_id}),
    )
    queued = DBTaskResult.objects.get(task_path="sharing.tasks.tell_again")
    assert queued.args_kwargs["args"][0] == event.pk
    problem(send(manager, "post", f"{address}/msg_other/again"), 404)


def test_what_a_program_changes_is_kept_with_its_token(manager: Asking) -> None:
    address = f"webhooks/{made(manager)['id']}"
    send(manager, "patch", address, {"state": "off"})
    send(manager, "post", f"{address}/secret")
    send(manager, "delete", address)

    kept = EndpointChange.objects.order_by("pk")
    assert [each.act for each in kept] == [
        *(EndpointAct.MADE, EndpointAct.OFF, EndpointAct.SECRET, EndpointAct.ENDED)
    ]
    assert {each.token for each in kept} == {ServiceToken.objects.get()}


def test_deliveries_are_told_newest_first_in_pages(manager: Asking) -> None:
    address = f"webhooks/{made(manager)['id']}/deliveries"
    number = release().number
    for status in (500, 204):
        tried = Tried(NOON, status, str(status), 7)
        note_attempt(Event.objects.get(), tried)

    first = manager.json(address, {"limit": 1})
    second = manager.json(address, {"limit": 1, "cursor": first["next"]})

    (newest,), (oldest,) = first["items"], second["items"]
    assert (newest["status"], newest["is_delivered"]) == (204, True)
    assert (oldest["status"], oldest["is_delivered"]) == (500, False)
    assert newest["release"] == oldest["release"] == number
    assert second["next"] is None


def test_nobody_sees_or_touches_the_webhook_of_another(manager: Asking) -> None:
    other = make_webhook(Partner.objects.create(**_another(manager)))
    made(manager)

    for method in ("get", "patch", "delete"):
        problem(send(manager, method, f"webhooks/{other.pk}"), 404)
    problem(send(manager, "post", f"webhooks/{other.pk}/secret"), 404)
    event = make_test(other, at=NOON)
    path = f"deliveries/{event.message_id}/again"
    problem(send(manager, "post", f"webhooks/{other.pk}/{path}"), 404)
    problem(manager.get(f"webhooks/{other.pk}/deliveries"), 404)


def _another(manager: Asking) -> dict[str, Any]:
    own = Partner.objects.get()
    return {
        "name": "Another",
        "contact": own.contact,
        "ceiling": "RED",
        "made_at": NOON,
        "made_by": own.made_by,
    }


def test_a_token_for_records_manages_nothing() -> None:
    reader = asking("GREEN")

    problem(reader.get("webhooks"), 403)
    told = problem(send(reader, "post", "webhooks", {"url": ADDRESS}), 403)
    assert "webhooks:manage" in told["detail"]


def test_what_cannot_be_done_at_an_address_is_405_with_what_can(
    manager: Asking,
) -> None:
    answer = send(manager, "put", "webhooks", {"url": ADDRESS})

    assert "There are: GET, POST, HEAD." in problem(answer, 405)["detail"]
    assert answer.headers["Allow"] == "GET, POST, HEAD"
