"""A source is recalled by what cites it, and each version by while it stood."""

from datetime import datetime
from typing import Any

import pytest

from incidents.models import Record
from incidents.services import save_record
from incidents.vocab import Door
from sharing.access import Outlet
from sharing.access.received import received
from sharing.models import PublishedRecord, Release
from tests.build import (
    NOON,
    make_claim,
    make_indicator,
    make_source,
    make_statement,
    make_tool,
    make_user,
)
from tests.sharing.access.pulling import entries, green, head, names, reader, sent
from tests.sharing.acts import (
    LATER,
    MUCH_LATER,
    approve,
    edit_and_send,
    publish_all,
    send,
)

pytestmark = pytest.mark.django_db


def test_an_object_that_another_record_changed_tells_the_version_that_stood() -> None:
    source = make_source()
    claim = make_claim(citations=[{"source": source}])
    publish_all()
    before = head()
    edit_and_send(source, LATER, name="Another title")

    sent(reader(), collection=green(), first=before + 1, last=head(), head=head())

    (receipt,) = received(claim.uid)
    assert receipt.versions == {1}


def test_a_source_was_sent_with_the_objects_that_cite_it() -> None:
    source, other = make_source(), make_source()
    tool = make_tool(citations=[{"source": source}])
    make_indicator(citations=[{"source": other}])
    publish_all()
    (place,) = entries(tool)

    sent(
        reader(),
        collection=green(),
        first=place.position,
        last=place.position,
        head=head(),
    )

    assert names(received(source.uid)) == ["Ministry of Elsewhere"]
    assert received(other.uid) == []


def test_a_statement_and_its_sources_were_sent_with_its_claims() -> None:
    source = make_source()
    statement = make_statement(citations=[{"source": source}])
    claim = make_claim(statement=statement)
    publish_all()
    place = entries(claim)[0].position

    sent(reader(), collection=green(), first=place, last=place, head=head())

    for record in (source, statement):
        assert names(received(record.uid)) == ["Ministry of Elsewhere"]


def send_in_all_ways(name: str, tool: Record, at: datetime) -> None:
    """Send the tool as it stands to partners, to each in one way."""
    row = PublishedRecord.objects.filter(uid=tool.uid).latest("version")
    view = {"release": Release.objects.latest("pk").pk, "marking": "GREEN"}
    whole = {"collection": green(), "first": 1, "last": head(), "head": head()}
    ways: dict[str, dict[str, Any]] = {
        "TAXII": whole,
        "bundle": {"outlet": Outlet.REST, "records": (row.pk,), **view},
        "table": {"outlet": Outlet.CSV, **view},
        "JSON": {"outlet": Outlet.REST, "records": (row.pk,)},
        "empty bundle": {"outlet": Outlet.REST, **view},
    }
    for way, told in ways.items():
        sent(reader(f"{name}, {way}"), at=at, **told)


def test_that_version_of_a_source_counts_that_stood_while_it_was_cited() -> None:
    source = make_source()
    tool = make_tool(citations=[{"source": source}])
    publish_all()
    send_in_all_ways("first", tool, NOON)
    edit_and_send(source, LATER, name="Another title")
    send_in_all_ways("second", tool, LATER)
    without: dict[str, Any] = {"owned": {"citations": []}, "door": Door.DESK}
    save_record(tool, by=make_user(), at=MUCH_LATER, **without)
    approve(tool, at=MUCH_LATER)
    send(tool, at=MUCH_LATER)
    send_in_all_ways("after", tool, MUCH_LATER)

    found = {each.partner.name: each.versions for each in received(source.uid)}

    assert found == {
        f"{name}, {way}": {version}
        for version, name in enumerate(("first", "second"), start=1)
        for way in ("TAXII", "bundle", "table")
    }
