"""What was pulled, at the desk: the log, and from a record to whom to tell."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sharing.access import Outlet, Served, note_pull
from sharing.models import Entry
from tests.build import NOON, make_source, make_tool
from tests.desk.world import person
from tests.sharing.access.pulling import reader, sent
from tests.sharing.acts import publish_all
from tests.sharing.partners import HOME, ask, make_partner, make_token

pytestmark = pytest.mark.django_db


def publisher(cleared_to: str = "RED") -> Client:
    client = Client()
    client.force_login(person("publisher", cleared_to))
    return client


def test_pulls_of_what_one_may_not_see_are_not_listed() -> None:
    for marking in ("GREEN", "AMBER"):
        partner = make_partner(f"Up to {marking}", ceiling=marking)
        who = ask(make_token(partner, ceiling=marking, label=marking))
        served = Served(
            outlet=Outlet.REST, query="/x", key=f"inc-{marking}", count=1, size=1
        )
        note_pull(who, served, at=NOON, address=HOME)
    address = reverse("admin:sharing_pull_changelist")

    mild = publisher("GREEN").get(address).content.decode()
    strict = publisher("AMBER").get(f"{address}?q=inc").content.decode()

    assert "inc-GREEN" in mild
    assert "inc-AMBER" not in mild
    assert "inc-AMBER" in strict


def test_the_recall_list_leads_from_the_record_to_whom_to_tell() -> None:
    tool = make_tool(key="a-tool")
    publish_all()
    partner = make_partner("=SUM(A1)")
    row = ask(make_token(partner))
    (place,) = tool_places(tool)
    note_pull(
        row,
        Served(
            outlet=Outlet.TAXII,
            query="",
            count=1,
            size=1,
            collection=place.collection_id,
            first=place.position,
            last=place.position,
            head=place.position,
        ),
        at=NOON,
        address=HOME,
    )
    client = publisher()

    record = client.get(reverse("desk:record", args=["a-tool"])).content.decode()
    listed = client.get(reverse("desk:received", args=["a-tool"])).content.decode()
    other = client.get(reverse("desk:received", args=["a-tool"]) + "?version=9")
    table = client.get(reverse("desk:recall", args=["a-tool"])).content.decode()

    assert reverse("desk:received", args=["a-tool"]) in record
    assert "soc@elsewhere.example" in listed
    assert "soc@elsewhere.example" not in other.content.decode()
    assert table.splitlines()[1].startswith("'=SUM(A1),soc@elsewhere.example,1,2026-")


def test_the_recall_list_of_a_source_says_that_others_bring_it() -> None:
    tool = make_tool(key="a-tool", citations=[{"source": make_source(key="a-source")}])
    publish_all()
    (place,) = tool_places(tool)
    around = {"first": place.position, "last": place.position, "head": place.position}
    sent(reader("Reader of tools"), collection=place.collection_id, **around)
    client = publisher()

    pages = [
        client.get(reverse("desk:received", args=[key])).content.decode()
        for key in ("a-source", "a-tool")
    ]

    assert all("Reader of tools" in each for each in pages)
    assert ["no object of its own" in each for each in pages] == [True, False]


def tool_places(tool: Any) -> Any:
    return Entry.objects.filter(
        body__record_uid=tool.uid, collection__alias="published-green"
    )
