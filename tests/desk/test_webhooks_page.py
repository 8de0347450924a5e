"""The pages of webhooks: addresses, secrets shown once, tests, the log, resending."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from incidents.webpages import guard
from sharing.models import Endpoint, EndpointState, Event
from sharing.services.endpoints import switch
from sharing.services.sealed import opened
from sharing.services.webhooks import Tried, note_attempt
from tests.build import NOON
from tests.desk.world import person
from tests.sharing.partners import make_partner, make_token
from tests.sharing.webhooks.acts import HOUR, make_webhook, release

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client: Client, settings: Any) -> Client:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    client.force_login(person("publisher", "AMBER"))
    return client


def act(browser: Client, name: str, **data: str) -> str:
    address = reverse("desk:webhook", args=[make_partner().pk])
    answer = browser.post(address, {"act": name, **data}, follow=True)
    return str(answer.content.decode())


def page(browser: Client) -> str:
    address = reverse("desk:webhook", args=[make_partner().pk])
    return browser.get(address).content.decode()


@pytest.mark.parametrize(
    "url", ["http://example.org/", "https://127.0.0.1/", "https://[::1]/", "x", ""]
)
def test_an_address_that_is_refused_is_not_saved_and_the_page_says_why(
    browser: Client, url: str
) -> None:
    told = act(browser, "save", url=url)

    assert "This address cannot be used" in told
    assert not Endpoint.objects.exists()


def test_a_new_secret_is_shown_once_and_no_more(
    browser: Client,
) -> None:
    make_webhook()

    told = act(browser, "rotate")

    secret = opened(Endpoint.objects.get().secret)
    assert secret in told
    assert secret not in page(browser)
    assert "Two secrets sign until" in page(browser)


def test_a_literal_public_address_gets_an_endpoint_and_its_secret(
    browser: Client,
) -> None:
    assert guard.is_public("93.184.216.34")

    told = act(browser, "save", url="https://93.184.216.34/hook")

    assert opened(Endpoint.objects.get().secret) in told


def test_a_test_goes_into_the_queue(
    browser: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    make_webhook()

    with django_capture_on_commit_callbacks(execute=True):
        act(browser, "test")

    event = Event.objects.get()
    queued = DBTaskResult.objects.get(task_path="sharing.tasks.tell_again")
    assert event.type == "endpoint.test"
    assert queued.args_kwargs["args"][0] == event.pk


def test_it_is_switched_off_and_on(browser: Client) -> None:
    make_webhook()

    act(browser, "off")
    assert Endpoint.objects.get().state == EndpointState.OFF
    act(browser, "on")

    assert Endpoint.objects.get().state == EndpointState.ON
    assert DBTaskResult.objects.filter(task_path="sharing.tasks.tell").count() == 1


def test_the_page_tells_who_changed_what(browser: Client) -> None:
    endpoint = make_webhook()
    token = make_token(endpoint.partner).token

    act(browser, "off")
    switch(endpoint, is_on=True, by=token, at=NOON)
    told = page(browser)

    _, _, changes = told.partition('id="changes"')
    assert "switched off" in changes
    assert f"the partner, with token <code>{token.key}</code>" in changes


def test_the_log_tells_what_came_of_each_attempt(browser: Client) -> None:
    make_webhook()
    release()
    event = Event.objects.get()
    note_attempt(event, Tried(NOON, 503, "503 Service Unavailable", 31))
    note_attempt(event, Tried(NOON + HOUR, 200, "200 OK", 12))

    told = page(browser)

    assert "503 Service Unavailable" in told
    assert "200 OK" in told
    assert "31 ms" in told


def test_an_event_is_sent_once_more_on_request(browser: Client) -> None:
    make_webhook()
    release()

    act(browser, "resend", event=str(Event.objects.get().pk))

    assert DBTaskResult.objects.filter(task_path="sharing.tasks.tell_again").exists()


def test_an_event_of_another_partner_is_not_sent(browser: Client) -> None:
    make_webhook()
    make_webhook(make_partner("Another"))
    release()
    other = Event.objects.get(endpoint__partner__name="Another")

    act(browser, "resend", event=str(other.pk))

    assert not DBTaskResult.objects.filter(
        task_path="sharing.tasks.tell_again"
    ).exists()


def test_the_list_takes_the_same_queries_for_any_number_of_partners(
    browser: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = reverse("desk:webhooks")
    browser.get(address)
    for number in range(3):
        with django_assert_num_queries(6):
            browser.get(address)
        make_webhook(make_partner(f"Partner {number}"))
        release(at=NOON + number * HOUR)


def test_an_analyst_has_no_business_there(client: Client) -> None:
    client.force_login(person("analyst", "RED"))

    assert client.get(reverse("desk:webhooks")).status_code == 403
