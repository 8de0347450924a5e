"""Whoever walks while others publish gets everything once, whatever the page size."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Event
from time import sleep
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sharing.models import Entry, Segment
from sharing.rows import NewObject
from sharing.services.segmenting import make_segments
from tests.build import NOON
from tests.sharing.taxii.world import (
    Asking,
    everything,
    made_up,
    release,
    stix_id,
    token,
)

OBJECTS = "api/collections/published-clear/objects/"
LAST = "X-TAXII-Date-Added-Last"
MANY = 3_000  # in one release, at one instant
Seen = list[tuple[str, str]]


def seen(told: dict[str, Any]) -> Seen:
    return [(each["id"], each["modified"]) for each in told.get("objects", [])]


def publish(objects: list[NewObject]) -> None:
    with transaction.atomic():
        release(objects, at=datetime.now(UTC))


def publish_much(chance: random.Random) -> None:
    """Publish thousands at once, then some more, newer versions of old ones too."""
    publish([made_up(number) for number in range(MANY)])
    versions = dict.fromkeys(range(MANY), 0)
    for _ in range(12):
        chosen = chance.sample(range(MANY + 500), chance.randint(1, 300))
        for number in chosen:
            versions[number] = versions.get(number, -1) + 1
        publish([made_up(each, version=versions[each]) for each in chosen])
        sleep(0.1)  # whoever makes segments gives way to whoever publishes


def make_ready(done: Event) -> None:
    """Make segments as a worker would, all the time."""
    while not done.is_set():
        make_segments()
        sleep(0.05)


def by_next(asking: Asking, done: Event, limit: int) -> Seen:
    """Walk by ``next`` while there is more, then go on from the last date."""
    found: Seen = []
    query = {"limit": str(limit), "match[version]": "all"}
    start = dict(query)
    while True:
        was_done = done.is_set()
        answer = asking.get(OBJECTS, query)
        assert answer.status_code == 200, answer.content
        told = answer.json()
        found += seen(told)
        if told.get("more"):
            assert told["objects"]
            query = {"next": told["next"]}
            continue
        if was_done:
            return found
        query = {**start, "added_after": answer[LAST]} if LAST in answer else start


def by_date(asking: Asking, done: Event, limit: int) -> Seen:
    """Walk by the date of the last record alone."""
    found: Seen = []
    query = {"limit": str(limit), "match[version]": "all"}
    while True:
        was_done = done.is_set()
        answer = asking.get(OBJECTS, query)
        page = seen(answer.json())
        found += page
        if page:
            query["added_after"] = answer[LAST]
        elif was_done:
            return found


def newest(asking: Asking, done: Event, limit: int) -> Seen:
    """Walk the latest versions by ``next``, as the usual client does."""
    found: Seen = []
    query: dict[str, str] = {"limit": str(limit)}
    while True:
        was_done = done.is_set()
        answer = asking.get(OBJECTS, query)
        told = answer.json()
        found += seen(told)
        if told.get("more"):
            query = {"next": told["next"]}
        elif was_done:
            return found
        elif LAST in answer:
            query = {"limit": str(limit), "added_after": answer[LAST]}


def closing(run: Callable[..., Any], *values: Any) -> Any:
    """Run in a thread that leaves no connection behind."""
    try:
        return run(*values)
    finally:
        connection.close()


@pytest.mark.usefixtures("fresh_database")
@pytest.mark.parametrize("seed", [4, 2022])
def test_nothing_is_lost_and_nothing_comes_twice(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - to be the same each time
    secret, done = token(), Event()
    walks = [
        (by_next, 997),
        (by_date, 500),
        (newest, 1000),
        (newest, 130),
        (by_next, 61),
    ]

    with ThreadPoolExecutor(len(walks) + 2) as pool:
        making = pool.submit(closing, make_ready, done)
        pulls = [
            pool.submit(closing, walk, Asking(secret), done, limit)
            for walk, limit in walks
        ]
        try:
            pool.submit(closing, publish_much, chance).result(timeout=240)
        finally:
            done.set()
        found = [each.result(timeout=240) for each in pulls]
        making.result(timeout=240)

    entries = Entry.objects.filter(collection=everything()).order_by("position")
    whole = [
        (each.stix_id, f"{each.modified:%Y-%m-%dT%H:%M:%S}.000Z") for each in entries
    ]
    assert len(whole) > MANY
    assert Segment.objects.exists()
    for (walk, limit), got in zip(walks, found, strict=True):
        if walk is newest:
            last = dict(whole)
            assert dict(got) == last, limit
            assert len(set(got)) == len(got), limit
        else:
            assert got == whole, (walk.__name__, limit)


def at_any_page_size(limit: int, more: int, *, first: int) -> None:
    """Walk so many objects of one instant, to which ``more`` were added before."""
    secret = token(str(uuid4()))
    if not Entry.objects.exists():
        release([made_up(number) for number in range(first)])
    count = Entry.objects.filter(collection=everything()).count()
    if more:
        release([made_up(count + each) for each in range(more)], at=NOON)
    asking = Asking(secret)

    found: list[str] = []
    query = {"limit": str(limit)}
    pages = 0
    while query:
        told = asking.get(OBJECTS, query).json()
        found += [each["id"] for each in told["objects"]]
        pages += 1
        query = {"next": told["next"], "limit": str(limit)} if told["more"] else {}

    assert found == [stix_id(number) for number in range(count + more)]
    assert pages == -(-(count + more) // min(limit, 1000))


any_size = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.mark.django_db
@any_size
@given(limit=st.integers(100, 1100), more=st.integers(0, 3))
def test_a_thousand_of_one_instant_come_once_at_any_page_size(
    limit: int, more: int
) -> None:
    at_any_page_size(limit, more, first=1000)


@pytest.mark.django_db
@any_size
@given(limit=st.integers(1, 50), more=st.integers(0, 3))
def test_few_of_one_instant_come_once_at_any_page_size(limit: int, more: int) -> None:
    at_any_page_size(limit, more, first=20)
