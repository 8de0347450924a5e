"""What a partner reads back: its own, in order, by version; and what it removes."""

from datetime import UTC, datetime
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from sharing.inbox import Posted, Wanted, posted, remove
from tests.sharing.inbox.posts import (
    EVERY,
    make_inbox,
    malware,
    minutes,
    post,
    read,
    reader,
    url,
)

pytestmark = pytest.mark.django_db
NEWEST_FIRST = (2, 0, 1)


def names(found: list[Posted]) -> list[tuple[str, str]]:
    """Type and minute of the version, or when it came."""
    return [(each.stix_id.partition("--")[0], each.version[14:16]) for each in found]


def want(*versions: str | datetime, **filters: Any) -> Wanted:
    return Wanted(versions=frozenset(versions), **filters)


def three_versions() -> None:
    for at, minute in enumerate(NEWEST_FIRST):
        post(malware(minute=minute), at=minutes(at))
    post(url(), at=minutes(7))


@pytest.mark.parametrize(
    ("versions", "found"),
    [
        (("last",), [("malware", "02"), ("url", "07")]),
        (("first",), [("malware", "00"), ("url", "07")]),
        (("first", "last"), [("malware", "02"), ("malware", "00"), ("url", "07")]),
        (
            ("all",),
            [("malware", "02"), ("malware", "00"), ("malware", "01"), ("url", "07")],
        ),
        ((datetime(2026, 1, 4, 12, 1, tzinfo=UTC),), [("malware", "01")]),
    ],
)
def test_versions_are_chosen_by_modified_not_by_arrival(
    versions: tuple[str | datetime, ...], found: list[tuple[str, str]]
) -> None:
    three_versions()

    assert names(read(want(*versions))) == found


def test_last_is_decided_before_added_after_so_old_ones_do_not_come_up() -> None:
    three_versions()

    assert names(read(Wanted(added_after=minutes(0)))) == [("url", "07")]


def test_filters_are_joined_by_and_their_values_by_or() -> None:
    post(malware(), malware("ZEROCLEAR"), url())
    ids = frozenset({malware()["id"], url()["id"]})

    assert len(read(want("all", ids=ids))) == 2
    assert len(read(want("all", ids=ids, types=frozenset({"url"})))) == 1
    assert read(want("all", spec_versions=frozenset({"2.0"}))) == []


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_pages_lose_nothing_and_repeat_nothing(
    limit: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    post(*(malware(f"m{number}") for number in range(6)))
    sender, inbox = reader(), make_inbox()
    found: list[Posted] = []
    more = True
    while more:
        after = found[-1].added if found else None
        with django_assert_num_queries(1):
            page = posted(sender, inbox, Wanted(added_after=after), limit=limit)
        assert page.rows
        found += page.rows
        more = page.more

    assert [each.stix_id for each in found] == [
        malware(f"m{number}")["id"] for number in range(6)
    ]


def test_partners_do_not_find_each_others_posts() -> None:
    post(malware())
    post(malware(), url(), by="CERT-EE")

    assert len(read()) == 1
    assert not remove(reader(), make_inbox(), url()["id"], at=minutes(1))


def test_what_was_removed_is_gone_and_removing_it_again_finds_nothing() -> None:
    three_versions()
    wanted = malware()["id"]

    assert remove(reader(), make_inbox(), wanted, at=minutes(9))

    assert names(read()) == [("url", "07")]
    assert not remove(reader(), make_inbox(), wanted, at=minutes(9))


def test_a_version_can_be_removed_alone() -> None:
    three_versions()

    remove(reader(), make_inbox(), malware()["id"], versions=["last"], at=minutes(9))

    assert names(read(want("last"))) == [("malware", "01"), ("url", "07")]
    assert len(read(EVERY)) == 3


def test_what_was_removed_can_be_posted_again_with_a_new_date() -> None:
    post(malware(), url())
    (first, _) = read()
    remove(reader(), make_inbox(), malware()["id"], at=minutes(1))

    post(malware(), at=minutes(2))

    (again,) = read(want("all", types=frozenset({"malware"})))
    assert again.added == minutes(2) > first.added
