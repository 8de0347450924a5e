"""A new record from a few fields: a draft by the service, back into the choice."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from desk.forms.quick import FIELDS
from desk.models import Clearance
from incidents.models import Change, Record, Source
from incidents.snapshot import record_models
from incidents.vocab import Door
from tests.build import make_location, make_source, make_user

pytestmark = pytest.mark.django_db
FILLED: dict[str, dict[str, Any]] = {
    "identity": {
        "name": "Ministry of Examples",
        "body_kind": "government-body",
        "identity_class": "organization",
    },
    "threat-actor": {"name": "Group Seven", "entity_level": "unit"},
    "intrusion-set": {"name": "STORM-0007", "entity_level": "activity-cluster"},
    "source": {
        "url": "https://example.org/a?utm_source=x",
        "name": "A page",
        "publisher": "Example Press",
        "published": "May 2021",
        "lang": "en",
        "source_kind": "news",
        "seen_extent": "full",
    },
    "location": {"name": "Utopia", "region": "europe"},
    "incident": {
        "name": "Attack on the port",
        "occurred": "about May 2021",
        "determination": "confirmed",
        "investigation_status": "open",
    },
    "campaign": {"name": "Long Spring", "first_seen": "2021"},
}
KEYS = {
    "identity": "id-ministry-of-examples",
    "threat-actor": "ta-group-seven",
    "intrusion-set": "is-storm-0007",
    "source": "src-example-press-2021-05",
    "location": "loc-europe",
    "incident": "inc-2021-05-attack-on-the-port",
    "campaign": "camp-long-spring",
}


@pytest.fixture
def analyst(client: Client) -> Client:
    """The browser of an analyst who may add everything and reads up to AMBER."""
    user = make_user("ann", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__startswith="add_"))
    Clearance.objects.create(user=user, marking="AMBER")
    client.force_login(user)
    return client


def address(kind: str) -> str:
    return reverse("desk:quick-add", args=[kind])


def add(browser: Client, kind: str, **changes: Any) -> Any:
    sent = {**FILLED[kind], "marking": "GREEN", **changes}
    return browser.post(address(kind), sent)


@pytest.mark.parametrize("kind", FIELDS)
def test_a_few_fields_make_a_draft_with_a_key_of_its_own(
    analyst: Client, kind: str
) -> None:
    answer = add(analyst, kind)

    record = Record.objects.get(key=KEYS[kind])
    assert answer.json() == {
        "id": record.pk,
        "text": FILLED[kind]["name"],
        "key": record.key,
        "kind": kind,
    }
    (change,) = Change.objects.filter(record=record)
    assert (change.version, change.door) == (1, Door.DESK)
    assert change.by == make_user("ann")
    assert change.snapshot["marking"] == "GREEN"


def test_a_source_is_kept_without_tracking(analyst: Client) -> None:
    add(analyst, "source")

    assert Source.objects.get().url == "https://example.org/a"


def test_the_sheet_shows_what_was_typed_already(analyst: Client) -> None:
    page = analyst.get(address("identity"), {"name": "Ministry", "marking": "AMBER"})

    form = page.context["form"]
    assert (form["name"].value(), form["marking"].value()) == ("Ministry", "AMBER")


def test_a_second_record_of_a_name_gets_a_number(analyst: Client) -> None:
    add(analyst, "identity")

    assert add(analyst, "identity").json()["key"] == "id-ministry-of-examples-2"


@pytest.mark.parametrize(
    ("kind", "changes", "said"),
    [
        ("identity", {"name": ""}, "This field is required"),
        ("identity", {"marking": ""}, "This field is required"),
        ("identity", {"marking": "RED"}, "not one of the available choices"),
        ("location", {"region": "", "country": ""}, "location_is_somewhere"),
        ("location", {"country": "al"}, "location_country_is_iso_alpha_2"),
        ("incident", {"occurred": "2021-13"}, "is not a date; write"),
        ("source", {"url": "javascript:alert(1)"}, "Enter a valid URL"),
    ],
)
def test_what_is_wrong_is_shown_and_nothing_is_made(
    analyst: Client, kind: str, changes: dict[str, Any], said: str
) -> None:
    answer = add(analyst, kind, **changes)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Record.objects.exists()


def test_a_page_that_is_a_source_already_is_offered(analyst: Client) -> None:
    known = make_source(name="The known page", url="http://www.example.org/a")

    answer = add(analyst, "source")

    assert answer.status_code == 422
    assert f'data-use-existing="{known.pk}"' in answer.content.decode()


def test_a_place_that_the_analyst_may_not_see_is_not_offered(analyst: Client) -> None:
    make_location(name="Hidden Land", marking="RED")
    make_location(name="Known Land")

    page = analyst.get(address("identity")).content.decode()

    assert "Known Land" in page
    assert "Hidden Land" not in page


@pytest.mark.parametrize("kind", FIELDS)
def test_whoever_may_not_add_the_kind_is_refused(client: Client, kind: str) -> None:
    user = make_user("reader", is_staff=True)
    others = Permission.objects.exclude(
        codename=f"add_{record_models()[kind]._meta.model_name}"
    )
    user.user_permissions.set(others)
    client.force_login(user)

    assert client.get(address(kind)).status_code == 403
    assert add(client, kind).status_code == 403
    assert not Record.objects.exists()


@pytest.mark.parametrize("kind", ["claim", "statement", "nothing"])
def test_what_a_few_fields_do_not_make_has_no_sheet(analyst: Client, kind: str) -> None:
    assert analyst.get(address(kind)).status_code == 404


def test_a_request_without_its_token_is_refused() -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make_user("boss", is_staff=True, is_superuser=True))

    assert add(browser, "identity").status_code == 403
