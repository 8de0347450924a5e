"""The date box asks the server how a date is understood."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from incidents.models import Incident
from tests.build import make_incident, make_user
from tests.desk.pages import address, errors, send

pytestmark = pytest.mark.django_db


def read(browser: Client, text: str) -> Any:
    return browser.get(reverse("desk:read-date"), {"text": text}).json()


@pytest.mark.parametrize(
    ("typed", "edtf", "words"),
    [
        ("May 2021", "2021-05", "May 2021 (month)"),
        ("about 2021", "2021~", "about 2021 (year)"),
        ("3 May 2021", "2021-05-03", "3 May 2021"),
        (
            "9 September 2022 15:23 UTC",
            "2022-09-09T15:23Z",
            "9 September 2022, 15:23 UTC",
        ),
        ("before 2021-05", "../2021-04", "until April 2021 (month)"),
    ],
)
def test_a_date_is_said_as_it_is_understood(
    admin: Client, typed: str, edtf: str, words: str
) -> None:
    assert read(admin, typed) == {"edtf": edtf, "words": words}


def test_what_is_no_date_is_told_with_the_forms_that_are(admin: Client) -> None:
    assert "write 2022-07-15, 2022-07" in read(admin, "2021-13")["error"]
    assert "can be 3 April 2021 or 4 March 2021" in read(admin, "03/04/2021")["error"]


def test_only_staff_may_ask(client: Client) -> None:
    client.force_login(make_user("stranger"))

    assert client.get(reverse("desk:read-date")).status_code in (302, 403)


def test_a_date_in_words_is_stored_as_edtf_with_its_bounds(admin: Client) -> None:
    incident = make_incident()

    url = address(Incident, "change", incident.pk)
    send(admin, url, occurred="May 2021", reason="The month is known.")

    incident.refresh_from_db()
    assert incident.occurred == "2021-05"
    assert incident.occurred_earliest is not None
    assert incident.occurred_earliest.isoformat() == "2021-05-01T00:00:00+00:00"
    assert incident.occurred_latest is not None
    assert incident.occurred_latest.isoformat() == "2021-05-31T23:59:59.999999+00:00"
    assert list(Incident.objects.filter(occurred_earliest__year=2021)) == [incident]


def test_other_words_for_the_same_date_change_nothing(admin: Client) -> None:
    incident = make_incident(occurred="2021-05")

    url = address(Incident, "change", incident.pk)
    send(admin, url, occurred="May 2021", reason="Nothing.")

    assert incident.changes.count() == 1


def test_the_form_shows_how_a_date_was_read(admin: Client) -> None:
    incident = make_incident(occurred="2021-05")

    page = admin.get(address(Incident, "change", incident.pk)).content.decode()

    assert "May 2021 (month)" in page


def test_a_refused_date_stays_as_it_was_typed(admin: Client) -> None:
    page = send(
        admin,
        address(Incident, "change", make_incident().pk),
        occurred="03/04/2021",
        reason="A date.",
    )

    assert "can be 3 April 2021 or 4 March 2021" in errors(page)
    assert 'value="03/04/2021"' in page.content.decode()
