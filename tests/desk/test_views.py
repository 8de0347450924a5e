"""A list is shown as the address bar says, and that can be kept under a name."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from desk.models import SavedView
from incidents.models import Incident
from tests.build import make_incident, make_user
from tests.desk.pages import address

pytestmark = pytest.mark.django_db
LIST = "incidents.incident"


def keep(browser: Client, query: str = "state__exact=in-use", **fields: str) -> Any:
    sent = {"list": LIST, "query": query, "name": "In use", **fields}
    return browser.post(reverse("desk:views"), sent)


def shown(page: Any) -> list[str]:
    return [
        each if isinstance(each, str) else each.__name__
        for each in page.context["cl"].list_display
    ]


def incidents(browser: Client, query: str = "") -> Any:
    return browser.get(f"{address(Incident, 'changelist')}?{query}")


def test_the_columns_are_those_asked_for(admin: Client) -> None:
    make_incident(outcome="Servers were wiped")

    page = incidents(admin, "columns=outcome&columns=occurred")

    assert [each for each in shown(page) if each != "action_checkbox"] == [
        "title",
        "occurred",
        "outcome",
    ]
    assert "Servers were wiped" in page.content.decode()


def test_columns_that_do_not_exist_leave_the_list_as_usual(admin: Client) -> None:
    assert shown(incidents(admin, "columns=nonsense")) == shown(incidents(admin))


def test_the_page_has_as_many_rows_as_asked_for(admin: Client) -> None:
    for _ in range(25):
        make_incident()

    page = incidents(admin, "rows=20")

    assert len(page.context["cl"].result_list) == 20


def test_a_view_keeps_filters_columns_order_and_rows_but_no_page_number(
    admin: Client,
) -> None:
    answer = keep(admin, "o=-2&rows=100&columns=outcome&p=3&columns=occurred")

    (view,) = SavedView.objects.all()
    assert view.query == "columns=outcome&columns=occurred&o=-2&rows=100"
    assert answer.url.endswith(f"?{view.query}")


def test_a_view_is_a_button_on_its_list_and_stands_out_when_it_is_shown(
    admin: Client,
) -> None:
    keep(admin)

    (button,) = incidents(admin, "state__exact=in-use").context["saved_views"]

    assert button.is_current
    assert not incidents(admin).context["saved_views"][0].is_current


def test_the_same_name_again_replaces_the_view(admin: Client) -> None:
    keep(admin, "rows=20")
    keep(admin, "rows=50")

    assert SavedView.objects.get().query == "rows=50"


def test_a_shared_view_is_seen_by_others_and_never_widens_what_they_see(
    admin: Client, client: Client
) -> None:
    keep(admin, "q=secret", is_shared="on")
    make_incident(name="A secret thing", marking="RED")
    client.force_login(make_user("other", is_staff=True, is_superuser=True))

    page = incidents(client, "q=secret")

    assert [each.view.name for each in page.context["saved_views"]] == ["In use"]
    assert list(page.context["cl"].result_list) == []


def test_a_view_that_is_not_shared_is_its_owners_alone(
    admin: Client, client: Client
) -> None:
    keep(admin)
    client.force_login(make_user("other", is_staff=True, is_superuser=True))

    assert incidents(client).context["saved_views"] == []


def test_only_the_owner_throws_a_view_away(admin: Client, client: Client) -> None:
    keep(admin, is_shared="on")
    pk = str(SavedView.objects.get().pk)
    client.force_login(make_user("other", is_staff=True, is_superuser=True))
    client.post(reverse("desk:views"), {"list": LIST, "act": "remove", "view": pk})

    assert SavedView.objects.exists()

    client.force_login(make_user("admin"))
    client.post(reverse("desk:views"), {"list": LIST, "act": "remove", "view": pk})

    assert not SavedView.objects.exists()


def test_one_view_is_where_a_person_starts(admin: Client) -> None:
    keep(admin, "rows=20", name="First", is_start="on")
    keep(admin, "rows=50", name="Then", is_start="on")

    answer: Any = admin.get(reverse("desk:start"))

    assert answer.url == f"{address(Incident, 'changelist')}?rows=50"
    assert SavedView.objects.filter(is_start=True).count() == 1


def test_who_has_none_starts_at_the_first_page(admin: Client) -> None:
    answer: Any = admin.get(reverse("desk:start"))

    assert answer.url == reverse("desk:home")


@pytest.mark.parametrize("of_list", ["nothing", "no.model", "auth.permission"])
def test_a_list_that_the_desk_has_not_cannot_be_kept(
    admin: Client, of_list: str
) -> None:
    answer = admin.post(reverse("desk:views"), {"list": of_list, "name": "One"})

    assert answer.status_code == 404
