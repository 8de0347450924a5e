"""A pasted address: a source that is there, a guess, or why there is none."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client, override_settings
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from config.privileges import APPEND_ONLY
from desk.models import Clearance
from incidents.models import Record, SourceCopy
from incidents.services import keep_copy
from incidents.webpages import Fetched, Guess
from tests.build import NOON, make_source, make_user

pytestmark = pytest.mark.django_db
PAGE = "https://example.org/news/7"


@pytest.fixture
def analyst(client: Client) -> Client:
    """The browser of an analyst who may add sources and reads up to AMBER."""
    user = make_user("ann", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="add_source"))
    Clearance.objects.create(user=user, marking="AMBER")
    client.force_login(user)
    return client


def ask(browser: Client, address: str) -> Any:
    return browser.post(reverse("desk:fetch-source"), {"url": address})


def test_the_same_article_with_tracking_parts_offers_the_source(
    analyst: Client,
) -> None:
    known = make_source(name="The article", url=PAGE, published="2022-09")

    told = ask(analyst, f"{PAGE}/?utm_source=newsletter&utm_medium=mail#top").json()

    assert told["existing"]["id"] == known.pk
    assert told["existing"]["text"] == "The article"
    assert "September 2022 (month)" in told["existing"]["about"]
    assert told["address"] == f"{PAGE}/"


def test_a_source_that_the_reader_may_not_see_is_not_offered(analyst: Client) -> None:
    make_source(name="A hidden article", url=PAGE, marking="RED")

    with override_settings(FETCH_SOURCES=False):
        answer = ask(analyst, PAGE)

    assert "existing" not in answer.json()
    assert "hidden" not in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/", "http://10.0.0.1/", "http://[::1]/", "http://2130706433/"],
)
def test_an_inner_address_is_refused(analyst: Client, address: str) -> None:
    told = ask(analyst, address).json()

    assert "is at no public address" in told["why"]
    assert not SourceCopy.objects.exists()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("ftp://example.org/", "begins with https://"),
        ("https://user:secret@example.org/", "user name or a password"),
        ("", "not the address of a web page"),
        (f"https://example.org/{'a' * 1000}", "longer than 1000 characters"),
    ],
)
def test_what_is_no_address_is_refused(
    analyst: Client, address: str, said: str
) -> None:
    answer = ask(analyst, address)

    assert answer.status_code == 400
    assert said in answer.json()["why"]


@override_settings(FETCH_SOURCES=False)
def test_nothing_is_fetched_where_that_is_switched_off(analyst: Client) -> None:
    told = ask(analyst, PAGE).json()

    assert told["why"].startswith("Fetching pages is switched off here.")
    assert "the address alone makes a source" in told["why"]


def test_without_a_network_it_says_why(analyst: Client) -> None:
    told = ask(analyst, "https://nowhere.invalid/").json()

    assert told["why"].startswith("No server of that name is known.")


def test_looking_an_address_up_is_one_indexed_read(
    analyst: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_source(url=PAGE)

    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute(
            "explain select * from incidents_source where url_key = 'example.org/a'"
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())
    with django_assert_num_queries(5):
        ask(analyst, PAGE)

    assert "source_by_address" in plan


def test_asking_makes_no_record(analyst: Client) -> None:
    before = Record.objects.count()

    ask(analyst, "https://nowhere.invalid/")

    assert Record.objects.count() == before


def test_whoever_may_not_add_sources_is_refused(client: Client) -> None:
    client.force_login(make_user("reader", is_staff=True))

    assert ask(client, PAGE).status_code == 403


def test_a_look_is_no_request(analyst: Client) -> None:
    assert analyst.get(reverse("desk:fetch-source")).status_code == 405


def test_a_request_without_its_token_is_refused() -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make_user("boss", is_staff=True, is_superuser=True))

    assert ask(browser, PAGE).status_code == 403


def fetched(**changes: Any) -> Fetched:
    given = {
        "address": PAGE,
        "media_type": "text/html",
        "sha256": "ab" * 32,
        "guess": Guess(title="A title", text="What it said."),
        **changes,
    }
    return Fetched(**given)


def test_a_copy_is_kept_once_for_the_same_bytes() -> None:
    first = keep_copy(fetched(), by=make_user(), at=NOON)
    again = keep_copy(fetched(), by=make_user("other"), at=NOON)
    later = keep_copy(fetched(sha256="cd" * 32), by=make_user(), at=NOON)

    assert (first.pk, first.text) == (again.pk, "What it said.")
    assert later.pk != first.pk


@pytest.mark.parametrize("act", ["update", "delete"])
def test_a_copy_is_never_changed(act: str) -> None:
    copy = keep_copy(fetched(), by=make_user(), at=NOON)
    rows = SourceCopy.objects.filter(pk=copy.pk)

    refused = pytest.raises(DatabaseError, match=r"append-only|permission denied")
    with refused, transaction.atomic():
        rows.update(text="Other.") if act == "update" else rows.delete()

    assert "incidents_sourcecopy" in APPEND_ONLY


def test_a_digest_that_is_none_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError, match="source_copy_hash_is_sha256"):
        keep_copy(fetched(sha256="nothing"), by=make_user(), at=NOON)


def test_the_page_of_a_source_shows_what_was_kept_of_it(admin: Client) -> None:
    copy = keep_copy(fetched(), by=make_user(), at=NOON)
    source = make_source(url=PAGE, archived_sha256=copy.sha256)

    told = admin.get(reverse("desk:record", args=[source.key])).content.decode()

    assert "The page as it was kept" in told
    assert "What it said." in told
