"""Everybody has settings of his own, changed on their page or by the switch."""

import pytest
from django.test import Client
from django.urls import reverse

from desk.models import Settings
from tests.build import make_user

pytestmark = pytest.mark.django_db


def kept() -> tuple[str, bool]:
    settings = Settings.objects.get(user=make_user("admin"))
    return settings.theme, settings.has_shortcuts


def send(admin: Client, **values: str) -> int:
    return admin.post(reverse("desk:settings"), values).status_code


def test_settings_are_kept(admin: Client) -> None:
    assert send(admin, whole="1", theme="dark") == 302

    assert kept() == ("dark", False)


def test_settings_are_shown_as_they_are_kept(admin: Client) -> None:
    send(admin, whole="1", theme="dark", has_shortcuts="on")

    form = admin.get(reverse("desk:settings")).context["form"]

    assert (form["theme"].value(), form["has_shortcuts"].value()) == ("dark", True)


def test_the_switch_changes_the_colours_and_nothing_else(admin: Client) -> None:
    send(admin, whole="1", theme="dark")

    send(admin, theme="light")

    assert kept() == ("light", False)


def test_the_switch_leaves_the_keys_on_where_they_were_never_set(
    admin: Client,
) -> None:
    send(admin, theme="dark")

    assert kept() == ("dark", True)


def test_the_switch_answers_a_script_without_a_page(admin: Client) -> None:
    answer = admin.post(
        reverse("desk:settings"),
        {"theme": "dark"},
        headers={"Accept": "application/json"},
    )

    assert answer.json() == {"theme": "dark"}


def test_the_switch_leads_back_to_the_page_it_is_on(admin: Client) -> None:
    back = "http://testserver/admin/queue/"

    answer = admin.post(
        reverse("desk:settings"), {"theme": "dark"}, headers={"Referer": back}
    )

    assert answer["Location"] == back


def test_the_switch_leads_to_no_other_host(admin: Client) -> None:
    answer = admin.post(
        reverse("desk:settings"),
        {"theme": "dark"},
        headers={"Referer": "https://example.org/"},
    )

    assert answer["Location"] == reverse("desk:settings")


def test_colours_that_there_are_not_are_refused(admin: Client) -> None:
    assert send(admin, theme="pink") == 400
    assert not Settings.objects.exists()


def test_settings_are_for_staff(client: Client) -> None:
    client.force_login(make_user("outsider"))

    answer = client.post(reverse("desk:settings"), {"theme": "dark"})

    assert answer.status_code in (302, 403)
    assert not Settings.objects.exists()
