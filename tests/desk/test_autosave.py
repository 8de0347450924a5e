"""Unfinished work is kept apart from versions, and comes back into its form."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from desk.models import Autosave
from incidents.models import Change, Incident
from tests.build import make_incident, make_user
from tests.desk.pages import address, typed_in

pytestmark = pytest.mark.django_db


def keep(browser: Client, page: str, **values: Any) -> Any:
    pairs = [
        (name, each)
        for name, value in values.items()
        for each in (value if isinstance(value, list) else [value])
    ]
    sent = {"page": page, "title": "A form", "base": 1, "values": pairs}
    return browser.post(
        reverse("desk:autosave"), json.dumps(sent), content_type="application/json"
    )


def test_what_is_typed_is_kept_and_makes_no_version(admin: Client) -> None:
    incident = make_incident()
    page = address(Incident, "change", incident.pk)

    keep(admin, page, name="Half a na")
    keep(admin, page, name="Half a name")

    (kept,) = Autosave.objects.all()
    assert kept.values == [["name", "Half a name"]]
    assert Change.objects.filter(record_id=incident.pk).count() == 1


def test_recovered_work_stands_in_the_form_with_its_rows_and_is_not_saved(
    admin: Client,
) -> None:
    incident = make_incident(name="As saved")
    page = address(Incident, "change", incident.pk)
    form = typed_in(admin.get(page), {"name": "As typed", "aliases-0-name": "A row"})
    keep(admin, page, **form)
    kept = Autosave.objects.get()

    shown: Any = admin.get(f"{page}?recover={kept.pk}")

    text = shown.content.decode()
    assert "As typed" in text
    assert "A row" in text
    assert "Nothing of it is saved yet" in text
    assert Change.objects.filter(record_id=incident.pk).count() == 1


def test_a_form_offers_the_work_that_is_unfinished(admin: Client) -> None:
    page = address(Incident, "add")
    keep(admin, f"{page}#one", name="One")
    keep(admin, f"{page}#other", name="Other")

    shown: Any = admin.get(page)

    assert len(shown.context["autosaves"]) == 2


def test_saving_the_form_ends_its_unfinished_work(admin: Client) -> None:
    incident = make_incident()
    page = address(Incident, "change", incident.pk)
    keep(admin, page, name="As typed")
    form = typed_in(admin.get(page), {"name": "As typed", "reason": "A typo."})

    admin.post(page, form)

    incident.refresh_from_db()
    assert incident.name == "As typed"
    assert not Autosave.objects.exists()


def test_unfinished_work_is_its_writers_alone(admin: Client, client: Client) -> None:
    incident = make_incident()
    page = address(Incident, "change", incident.pk)
    keep(admin, page, name="A secret thought")
    kept = Autosave.objects.get()
    client.force_login(make_user("other", is_staff=True, is_superuser=True))

    shown: Any = client.get(f"{page}?recover={kept.pk}")

    assert "A secret thought" not in shown.content.decode()


def test_it_is_thrown_away_when_asked(admin: Client) -> None:
    keep(admin, "/admin/x/", name="One")

    admin.post(
        reverse("desk:autosave"),
        json.dumps({"page": "/admin/x/", "values": [], "discard": True}),
        content_type="application/json",
    )

    assert not Autosave.objects.exists()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("no json", 400),
        ("[]", 400),
        (json.dumps({"page": "elsewhere", "values": []}), 400),
        (json.dumps({"page": "/x/", "values": [["name", "x" * 2_000_001]]}), 413),
    ],
)
def test_what_is_no_form_is_refused(admin: Client, body: str, status: int) -> None:
    answer = admin.post(reverse("desk:autosave"), body, content_type="application/json")

    assert answer.status_code == status
    assert "error" in answer.json()


def test_nobody_keeps_anything_without_signing_in(client: Client) -> None:
    answer = keep(client, "/admin/x/", name="One")

    assert answer.status_code == 302
    assert not Autosave.objects.exists()
