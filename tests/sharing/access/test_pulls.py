"""The pull log: what it keeps, and who was sent what."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from sharing.access import Outlet, Served, note_pull
from sharing.access.received import received
from sharing.models import Collection, PublishedRecord, Pull, Release
from tests.build import NOON, make_case, make_claim, make_identity, make_tool
from tests.sharing.access.pulling import entries, green, head, names, reader, sent
from tests.sharing.acts import (
    LATER,
    MUCH_LATER,
    edit_and_send,
    publish_all,
)
from tests.sharing.partners import HOME

pytestmark = pytest.mark.django_db
SERVED = Served(outlet=Outlet.TAXII, query="/objects/?limit=2", count=2, size=3200)


def test_a_pull_is_one_insert_that_says_who_what_when_and_from_where(
    django_assert_num_queries: Any,
) -> None:
    who = reader()

    with django_assert_num_queries(1):
        note_pull(who, SERVED, at=NOON, address=HOME)

    row = Pull.objects.get()
    assert (row.partner_id, row.token_id, row.at) == (who.partner, who.token, NOON)
    assert (row.count, row.size, row.address) == (2, 3200, HOME)
    assert row.query == "/objects/?limit=2"


def test_a_pull_from_an_unknown_address_is_kept_too() -> None:
    note_pull(reader(), SERVED, at=NOON, address="")

    assert Pull.objects.get().address is None


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_log_only_grows(act: str) -> None:
    note_pull(reader(), SERVED, at=NOON, address=HOME)
    statement = {
        "update": "update sharing_pull set count = 0",
        "delete": "delete from sharing_pull",
    }[act]

    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(statement)


def test_a_page_was_sent_to_whoever_pulled_its_positions() -> None:
    tool = make_tool(marking="CLEAR")
    publish_all()
    (place,) = entries(tool)
    around = {"collection": green(), "head": head()}
    here, before, behind = reader("here"), reader("before"), reader("behind")

    sent(here, first=place.position, last=place.position, **around)
    sent(before, first=1, last=place.position - 1, **around)
    sent(behind, first=place.position + 1, last=head() + 1, **around)

    assert names(received(tool.uid)) == ["here"]


def test_another_collection_is_another_order() -> None:
    tool = make_tool()
    publish_all()
    clear = Collection.objects.get(alias="published-clear").pk

    sent(reader(), collection=clear, first=10**6, last=10**6 + 1, head=10**6 + 1)

    assert received(tool.uid) == []


@pytest.mark.parametrize(
    ("told", "is_received"),
    [
        ({}, True),
        ({"types": ("tool", "malware")}, True),
        ({"types": ("malware",)}, False),
        ({"ids": ("tool--00000000-0000-4000-8000-000000000000",)}, False),
        ({"versions": ("all",)}, True),
        ({"versions": ("first",)}, True),
        ({"versions": ("2001-01-01T00:00:00Z",)}, False),
        ({"versions": (f"{NOON:%Y-%m-%dT%H:%M:%S.%f}Z",)}, True),
        ({"versions": ("2001-01-01T00:00:00Z", "last")}, True),
        ({"outlet": Outlet.MANIFEST}, False),
    ],
)
def test_the_filter_of_a_page_decides(told: dict[str, Any], is_received: bool) -> None:
    tool = make_tool()
    publish_all()

    sent(reader(), collection=green(), first=1, last=head(), head=head(), **told)

    assert bool(received(tool.uid)) is is_received


def test_each_partner_is_listed_with_the_versions_it_was_sent() -> None:
    tool = make_tool()
    publish_all()
    early = {"collection": green(), "first": 1, "last": head(), "head": head()}
    sent(reader("early"), **early)
    edit_and_send(tool, LATER, description="Changed.")
    late = {"collection": green(), "first": 1, "last": head(), "head": head()}
    sent(reader("late"), at=MUCH_LATER, **late)
    sent(reader("whole"), at=LATER, versions=("all",), **late)

    found = {each.partner.name: each for each in received(tool.uid)}

    assert {name: each.versions for name, each in found.items()} == {
        "early": {1},
        "late": {2},
        "whole": {1, 2},
    }
    assert next(iter(found)) == "late"  # the most recent first


def test_what_was_superseded_while_a_page_was_read_counts_as_sent() -> None:
    tool = make_tool()
    publish_all()
    seen = head()
    edit_and_send(tool, LATER, description="Changed.")

    sent(reader(), at=MUCH_LATER, collection=green(), first=1, last=seen, head=seen)

    (receipt,) = received(tool.uid)
    assert receipt.versions == {1}


def test_records_as_json_are_found_by_their_rows() -> None:
    tool = make_tool()
    publish_all()
    row = PublishedRecord.objects.get(uid=tool.uid)

    sent(reader("json"), outlet=Outlet.REST, records=(row.pk, row.pk + 1))
    sent(reader("other"), outlet=Outlet.REST, records=(row.pk + 1,))

    assert names(received(tool.uid)) == ["json"]


def test_a_bundle_is_made_once_more_to_see_what_was_in_it() -> None:
    claim, tool = make_claim(), make_tool()
    keeper = make_identity(key="id-keeper", name="The record-keeper")
    make_case(key="case", keeper=keeper, incidents=[claim.about])
    publish_all()
    view = {"outlet": Outlet.BUNDLE, "release": Release.objects.get().pk}
    sent(reader("bundle"), key="case", marking="CLEAR", **view)
    sent(reader("before"), key="case", marking="CLEAR", as_of=date(1999, 1, 1), **view)

    assert names(received(claim.uid)) == ["bundle"]
    assert names(received(tool.uid)) == []


def test_a_table_of_everything_holds_what_its_view_holds() -> None:
    tool = make_tool(marking="GREEN")
    publish_all()
    view = {"outlet": Outlet.CSV, "release": Release.objects.get().pk}

    sent(reader("green"), marking="GREEN", **view)
    sent(reader("clear"), marking="CLEAR", **view)

    assert names(received(tool.uid)) == ["green"]


def test_answers_are_counted_once_whatever_they_held_of_the_record() -> None:
    claim = make_claim()  # leaves as a report and an edge
    publish_all()

    sent(reader(), collection=green(), first=1, last=head(), head=head())

    (receipt,) = received(claim.uid)
    assert len(entries(claim)) == 2
    assert receipt.pulls == 1


def test_pulls_are_counted_from_the_first_to_the_last() -> None:
    tool = make_tool()
    publish_all()
    who = reader()
    for hours in range(3):
        at = NOON + timedelta(hours=hours)
        sent(who, at=at, collection=green(), first=1, last=head(), head=head())

    (receipt,) = received(tool.uid)

    assert (receipt.first, receipt.last) == (NOON, NOON + timedelta(hours=2))
    assert receipt.pulls == 3
    assert receipt.newest == 1
