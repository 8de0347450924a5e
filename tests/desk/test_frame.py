"""The frame around each page: ways by right, one's own colours, one's clearance."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from desk.frame import Frame
from desk.models import Clearance, Settings
from desk.navigation import WAYS
from tests.build import make_user

pytestmark = pytest.mark.django_db


def home(client: Client) -> str:
    return client.get(reverse("admin:index")).content.decode()


def ways_in(page: str) -> list[str]:
    nav = page[page.index('<nav id="ways"') : page.index("</nav>")]
    return re.findall(r"<a href=[^>]*>([^<]+)</a>", nav)


def reader(*codenames: str, theme: str = "", marking: str = "") -> Client:
    user = make_user("reader", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    if theme:
        Settings.objects.create(user=user, theme=theme, has_shortcuts=False)
    if marking:
        Clearance.objects.create(user=user, marking=marking)
    client = Client()
    client.force_login(user)
    return client


def test_ways_are_by_task(admin: Client) -> None:
    tasks = [
        *("Home", "Incidents", "Actors", "Claims", "Responses", "Sources"),
        *("Review", "Releases", "Briefings", "Partners"),
    ]

    assert ways_in(home(admin))[: len(tasks)] == tasks


def test_nobody_is_shown_a_way_that_is_closed_to_him() -> None:
    assert ways_in(home(reader("view_source"))) == ["Home", "Sources"]


def test_whoever_may_not_see_the_first_of_a_row_is_led_by_the_next() -> None:
    assert ways_in(home(reader("view_campaign"))) == ["Home", "Campaigns"]


def test_every_way_leads_somewhere() -> None:
    for way in (each for row in WAYS for each in row):
        assert reverse(way.address)


def test_no_two_ways_have_one_key() -> None:
    keys = [way.shortcut for row in WAYS for way in row if way.shortcut]

    assert len(keys) == len(set(keys))


def test_what_lies_below_a_way_is_shown_where_one_of_its_pages_is(
    admin: Client,
) -> None:
    page = admin.get(reverse("admin:incidents_malware_changelist")).content.decode()

    assert "Intrusion sets" in ways_in(page)
    assert "Cases" not in ways_in(page)
    assert re.search(r'aria-current="page"[^>]*>Malware<', page)


def test_colours_are_set_by_the_server_before_anything_is_painted() -> None:
    assert 'data-theme="dark"' in home(reader(theme="dark")).split("<head>")[0]


def test_single_keys_are_off_for_whoever_switched_them_off() -> None:
    assert 'data-shortcuts="off"' in home(reader(theme="light")).split("<head>")[0]


def test_whoever_has_no_settings_has_the_systems_colours_and_keys() -> None:
    top = home(reader()).split("<head>")[0]

    assert 'data-theme="auto"' in top
    assert "data-shortcuts" not in top


@pytest.mark.parametrize(("marking", "badge"), [("AMBER", "AMBER"), ("", "CLEAR")])
def test_the_head_says_what_one_is_cleared_to(marking: str, badge: str) -> None:
    page = home(reader(marking=marking))

    assert f"TLP:{badge}" in page[page.index("Cleared to") :][:200]


def test_a_frame_takes_two_reads(
    admin: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    request = admin.get(reverse("admin:index")).wsgi_request
    request.user = make_user("admin")

    with django_assert_num_queries(2):
        Frame.of(request)


def test_a_stranger_sees_no_way(client: Client) -> None:
    page = client.get(reverse("admin:index"), follow=True).content.decode()

    assert '<nav id="ways"' not in page


def test_a_page_that_is_not_there_says_so_in_the_frame(admin: Client) -> None:
    answer = admin.get("/admin/nowhere/")

    assert answer.status_code == 404
    assert "none that you may see" in answer.content.decode()
