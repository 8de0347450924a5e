"""What a request costs: statements, and what an unchanged collection saves."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from sharing.models import Pull
from tests.build import NOON
from tests.sharing.taxii.world import (
    Asking,
    everything,
    made_up,
    release,
    stix_id,
    token,
)

pytestmark = pytest.mark.django_db
OBJECTS = "api/collections/published-clear/objects/"


@pytest.fixture
def asking() -> Asking:
    release([made_up(number, description="x" * 500) for number in range(20)])
    return Asking(token())


@pytest.mark.parametrize(
    ("path", "query", "statements"),
    [
        ("", {}, 1),
        ("api/", {}, 1),
        ("api/collections/", {}, 2),
        ("api/collections/published-clear/", {}, 1),
        (OBJECTS, {}, 3),
        (OBJECTS, {"match[type]": "identity,report", "limit": "2"}, 3),
        (OBJECTS, {"added_after": "2026-01-05T12:00:00Z", "limit": "1"}, 3),
        (OBJECTS.replace("objects", "manifest"), {}, 3),
        (f"{OBJECTS}{stix_id(1)}/", {}, 3),
        (f"{OBJECTS}{stix_id(1)}/versions/", {}, 3),
        (f"{OBJECTS}{stix_id(99)}/", {}, 3),
    ],
)
def test_each_request_has_its_statements_and_no_more(
    asking: Asking,
    django_assert_num_queries: Callable[[int], Any],
    path: str,
    query: dict[str, str],
    statements: int,
) -> None:
    with django_assert_num_queries(statements):
        asking.get(path, query)


def test_an_unchanged_page_costs_no_more_than_the_look_at_the_token(
    asking: Asking, django_assert_num_queries: Callable[[int], Any]
) -> None:
    tag = asking.get(OBJECTS)["ETag"]
    pulls = Pull.objects.count()

    with django_assert_num_queries(1):
        answer = asking.get(OBJECTS, if_none_match=tag)

    assert (answer.status_code, answer.content) == (304, b"")
    assert answer["ETag"] == tag
    assert answer["Cache-Control"] == "private"
    assert "Content-Type" not in answer
    assert "Last-Modified" not in answer
    assert Pull.objects.count() == pulls


def test_the_etag_tells_queries_pages_and_contents_apart(asking: Asking) -> None:
    queries: list[dict[str, str]] = [
        {},
        {"limit": "5"},
        {"match[type]": "identity"},
        {"match[version]": "all"},
        {"added_after": "2026-01-01T00:00:00Z"},
    ]
    cursor = asking.get(OBJECTS, {"limit": "5"}).json()["next"]
    tags = [asking.get(OBJECTS, each)["ETag"] for each in [*queries, {"next": cursor}]]

    release([made_up(50)], at=NOON + timedelta(hours=1))

    later = [asking.get(OBJECTS, each)["ETag"] for each in queries]
    assert len({*tags, *later}) == len(tags) + len(later)


@pytest.mark.parametrize(
    "path", [OBJECTS, OBJECTS.replace("objects", "manifest"), f"{OBJECTS}{stix_id(1)}/"]
)
def test_a_page_says_when_the_collection_last_changed(
    asking: Asking, path: str
) -> None:
    before = asking.get(path)["Last-Modified"]

    release([made_up(50)], at=NOON + timedelta(hours=1))

    after = asking.get(path)["Last-Modified"]
    assert before == "Mon, 05 Jan 2026 12:00:00 GMT"
    assert after == "Mon, 05 Jan 2026 13:00:00 GMT"


def test_no_credentials_no_304(asking: Asking) -> None:
    tag = asking.get(OBJECTS)["ETag"]

    answer = Client().get(f"/taxii2/{OBJECTS}", headers={"if-none-match": tag})

    assert answer.status_code == 401


def test_what_was_sent_is_kept(asking: Asking) -> None:
    asking.get(OBJECTS, {"match[type]": "identity", "limit": "2"})

    pull = Pull.objects.latest("pk")
    assert (pull.collection, pull.first, pull.last) == (everything(), 1, 5)
    assert (pull.count, pull.types, pull.versions) == (2, ["identity"], ["last"])
    assert pull.head == 20
    assert asking.token.rpartition(".")[2] not in pull.query


def test_programs_are_led_past_what_guards_browsers(asking: Asking) -> None:
    answer = asking.get("")

    assert not answer.cookies
    assert "Content-Security-Policy" not in answer
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert asking.client.get("/taxii2nothing").status_code == 404
