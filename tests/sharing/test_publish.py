"""Publishing: approved versions go out, all of them or none."""

from datetime import timedelta
from typing import Any

import pytest

from incidents.models import Record
from sharing.models import Edge, Entry, ObjectBody, PublishedRecord, Release
from sharing.services import CannotPublish, publish
from tests.build import (
    NOON,
    make_case,
    make_claim,
    make_identity,
    make_incident,
    make_indicator,
    make_location,
    make_response,
    make_source,
    make_statement,
    make_user,
)
from tests.sharing.acts import (
    LATER,
    MUCH_LATER,
    approve,
    bodies,
    edit,
    edit_and_send,
    objects_of,
    only,
    publish_all,
    send,
)

pytestmark = pytest.mark.django_db


def problems(error: pytest.ExceptionInfo[CannotPublish]) -> dict[tuple[str, str], str]:
    """Return the messages by record and field."""
    return {(each.record, each.field): each.message for each in error.value.problems}


def test_publish_sends_the_claim_in_its_claimants_words() -> None:
    claim = make_claim(quote="almost certainly responsible", quote_lang="en")

    publish_all()

    edge = only(objects_of(claim), "relationship")
    assert edge["relationship_type"] == "attributed-to"
    assert "almost certainly responsible" in edge["description"]


def test_publish_refuses_an_edit_made_after_approval() -> None:
    claim = make_claim(key="claim-us")
    publish_all()
    edit(claim, wording="Changed since.")

    with pytest.raises(CannotPublish) as refusal:
        send(claim)

    assert problems(refusal) == {("claim-us", "version"): "version 2 is not approved"}
    assert Release.objects.count() == 1


def test_publish_keeps_every_record_as_it_was_approved() -> None:
    source = make_source(name="The statement", reliability="A")

    publish_all()

    published = PublishedRecord.objects.get(key=source.key)
    assert b'"reliability":"A"' in bytes(published.body)
    assert (published.version, published.uid) == (1, source.uid)


def test_publish_keeps_when_the_act_took_place() -> None:
    claim = make_claim(statement=make_statement(said="2022-09"))

    publish_all()

    published = PublishedRecord.objects.get(key=claim.key)
    bounds = (published.acted_earliest, published.acted_latest)
    assert [each and each.day for each in bounds] == [1, 30]
    assert all(
        each.is_act and each.acted_latest == published.acted_latest
        for each in ObjectBody.objects.filter(record_uid=claim.uid)
    )


def test_publish_lists_every_problem_and_writes_nothing() -> None:
    keeper = make_identity(key="id-keeper")
    claim = make_claim(
        key="claim-bare", citations=[], statement=make_statement(citations=[])
    )
    unmarked = make_location(key="loc-bare", marking="")
    secret = make_incident(key="inc-secret", marking="RED")
    told = make_claim(key="claim-told", about=secret)
    make_case(key="case", keeper=keeper, incidents=[make_incident()])
    approve()
    edit(make_identity(key="id-new"), name="Not approved")

    with pytest.raises(CannotPublish) as refusal:
        publish(Record.objects.all(), by=make_user("publisher"), at=NOON)

    found = problems(refusal)
    assert ("id-new", "version") in found
    assert found[unmarked.key, "marking"] == "is not marked"
    assert "has a source" in found[claim.key, "citations"]
    assert "more strictly marked" in found[told.key, "about"]
    assert not Release.objects.exists()
    assert not ObjectBody.objects.exists()


def test_publish_refuses_what_refers_to_something_that_is_not_out() -> None:
    publish_all()
    claim = make_claim(key="claim-us", about=make_incident(key="inc-new"))
    approve()

    with pytest.raises(CannotPublish) as refusal:
        send(claim)

    message = problems(refusal)["claim-us", "about"]
    assert message == "inc-new is neither published nor in this publication"


def test_publish_refuses_without_a_case_that_names_the_keeper() -> None:
    claim = make_claim()
    approve()

    with pytest.raises(CannotPublish, match="no case says who keeps the record"):
        send(claim)


def test_publish_refuses_an_object_that_is_no_stix() -> None:
    make_indicator(key="ind-bad", pattern="no pattern at all")

    with pytest.raises(CannotPublish) as refusal:
        publish_all()

    assert "pattern" in problems(refusal)["ind-bad", "main"]


def test_publish_twice_changes_nothing() -> None:
    make_claim()
    first = publish_all()
    before = list(ObjectBody.objects.values_list("stix_id", "digest"))

    again = publish_all(at=LATER)

    assert again == first
    assert list(ObjectBody.objects.values_list("stix_id", "digest")) == before


def test_an_edited_claim_changes_exactly_the_objects_that_state_it() -> None:
    claim = make_claim(name="The claim")
    denial = make_claim(stance="denies", about=claim)
    make_response(rests_on=[claim], answers=[claim.about])
    publish_all()

    release = edit_and_send(claim, wording="They did it, we now say.")

    changed = {each["id"] for each in bodies(release)}
    assert changed == {each["id"] for each in objects_of(claim)}
    assert {each["type"] for each in bodies(release)} == {"report", "relationship"}
    assert len(objects_of(denial)) == 2


def test_an_edited_denial_changes_its_opinion_too() -> None:
    denial = make_claim(stance="denies")
    publish_all()

    release = edit_and_send(denial, wording="We did not do it, we say again.")

    assert sorted(each["type"] for each in bodies(release)) == ["opinion", "report"]


def test_a_new_version_rises_and_keeps_its_id_and_creation() -> None:
    claim = make_claim()
    publish_all()

    edit_and_send(claim, wording="Otherwise.")

    first, second = (each for each in objects_of(claim) if each["type"] == "report")
    assert (first["id"], first["created"]) == (second["id"], second["created"])
    assert first["modified"] < second["modified"]


def test_a_new_name_is_carried_into_what_tells_of_it() -> None:
    claimant = make_identity(name="The council")
    claim = make_claim(claimant=claimant)
    response = make_response(rests_on=[claim])
    publish_all()

    edit_and_send(claimant, name="The new council")

    for record in (claim, response):
        newest = objects_of(record)[-1]
        assert "The new council" in newest["description"]
        assert newest["modified"] == objects_of(claimant)[-1]["modified"]


def test_a_part_that_a_record_no_longer_leaves_as_is_revoked() -> None:
    place = make_location(key="loc-al")
    party = make_identity(located_at=place)
    publish_all()

    edit_and_send(party, located_at=None)
    edit_and_send(party, at=MUCH_LATER, located_at=place)

    first, revoked, again = (
        each for each in objects_of(party) if each["type"] == "relationship"
    )
    assert revoked["revoked"]
    assert revoked["id"] == first["id"] != again["id"]
    assert "revoked" not in again


def test_only_what_is_new_is_sent() -> None:
    claim = make_claim()
    publish_all()
    other = make_claim()
    approve()

    release = publish(
        Record.objects.all(), by=make_user("publisher"), at=NOON + timedelta(hours=2)
    )

    assert not [each for each in bodies(release) if each["id"] in ids(claim)]
    assert {each["id"] for each in bodies(release)} >= ids(other)


def ids(record: Record) -> set[Any]:
    return {each["id"] for each in objects_of(record)}


def test_entries_follow_each_other_in_every_collection_that_may_hold_them() -> None:
    make_claim()
    green = make_identity(marking="GREEN")

    publish_all()

    for alias, holds in [("published-clear", False), ("published-green", True)]:
        entries = list(Entry.objects.filter(collection__alias=alias).order_by("added"))
        assert [each.position for each in entries] == list(range(1, len(entries) + 1))
        assert len({each.added for each in entries}) == len(entries)
        assert any(each.stix_id in ids(green) for each in entries) is holds


def test_only_the_newest_entry_of_an_object_is_the_last() -> None:
    claim = make_claim()
    publish_all()

    edit_and_send(claim, wording="Otherwise.")

    report = only(objects_of(claim)[:1], "report")
    entries = Entry.objects.filter(
        stix_id=report["id"], collection__alias="published-red"
    )
    assert [each.is_last for each in entries.order_by("position")] == [False, True]


def test_every_reference_of_an_object_is_an_edge() -> None:
    claim = make_claim()

    publish_all()

    report = only(objects_of(claim), "report")
    edges = set(
        Edge.objects.filter(body__stix_id=report["id"]).values_list(
            "property", "target_id"
        )
    )
    assert {("object_refs", each) for each in report["object_refs"]} <= edges
    assert ("created_by_ref", report["created_by_ref"]) in edges
    assert ("object_marking_refs", report["object_marking_refs"][0]) in edges
    assert {("extensions", each) for each in report["extensions"]} <= edges


def test_what_no_record_makes_is_sent_once_when_it_is_first_needed() -> None:
    publish_all()
    make_identity(marking="GREEN")

    release = publish_all(at=LATER)

    markings = [
        each for each in bodies(release) if each["type"] == "marking-definition"
    ]
    assert [each["name"] for each in markings] == ["TLP:GREEN"]
    assert ObjectBody.objects.filter(type="marking-definition").count() == 2
