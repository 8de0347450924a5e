"""A file of others becomes drafts that were looked at, or nothing; and is undone."""

import io

import pytest
from openpyxl import Workbook

from desk.models import BatchState, Outcome
from desk.services import importing
from desk.services.batches import undo
from incidents.models import Change, Identity, Location, Malware, Record, Relationship
from incidents.vocab import Door, RecordState
from tests.build import (
    NOON,
    make_identity,
    make_malware,
    make_user,
)
from tests.desk.importing import (
    applied,
    bundle,
    identities,
    imported,
    messages,
    outcomes,
    stix,
)

pytestmark = pytest.mark.django_db


def test_a_table_becomes_drafts_of_one_batch() -> None:
    batch = applied(imported(identities("Alpha", "Beta")))

    assert batch.state == BatchState.APPLIED
    changes = Change.objects.filter(batch=batch.uid)
    assert {change.snapshot["name"] for change in changes} == {"Alpha", "Beta"}
    assert {change.door for change in changes} == {Door.IMPORT}
    assert {change.reason for change in changes} == {"From a partner's list."}


def test_a_second_import_of_the_same_file_changes_nothing() -> None:
    applied(imported(identities("Alpha", "Beta")))

    again = imported(identities("Alpha", "Beta"))

    assert outcomes(again) == [Outcome.SAME, Outcome.SAME]
    with pytest.raises(importing.NotReady, match="No row"):
        importing.order_import(again, reason="Again.")


def test_a_workbook_is_read_like_a_table() -> None:
    book, content = Workbook(), io.BytesIO()
    book.active.append(["Name", "identity_class", "body_kind"])
    book.active.append(["Gamma", "organization", "company"])
    book.save(content)

    batch = applied(imported(content.getvalue(), "x.xlsx"))

    assert batch.state == BatchState.APPLIED
    assert Identity.objects.get(key="id-gamma").name == "Gamma"


def test_a_row_changes_only_what_it_gives() -> None:
    make_identity(key="id-one", name="One", note="Ours.", description="Old")

    batch = applied(imported("key,name,description\nid-one,One,New\n"))

    identity = Identity.objects.get(key="id-one")
    assert outcomes(batch) == [Outcome.CHANGED]
    assert (identity.description, identity.note) == ("New", "Ours.")


def test_names_and_sources_of_a_row_are_added_to_those_there() -> None:
    make_identity(
        key="id-one", name="One", aliases=[{"name": "Uno", "alias_kind": "other"}]
    )

    applied(imported("key,name,other names\nid-one,One,Eins; Un\n"))

    names = Identity.objects.get(key="id-one").aliases.values_list("name", flat=True)
    assert set(names) == {"Uno", "Eins", "Un"}


def test_a_row_that_is_wrong_says_why_and_the_others_go() -> None:
    content = "name,identity_class,body_kind\nGood,group,group\nBad,nonsense,group\n"

    batch = imported(content)

    assert outcomes(batch) == [Outcome.NEW, Outcome.ERROR]
    assert "nonsense" in messages(batch)
    assert applied(batch).state == BatchState.APPLIED
    assert not Record.objects.filter(name="Bad").exists()


def test_a_name_that_several_bear_is_a_question() -> None:
    make_identity(key="id-a", name="The Ministry")
    make_identity(key="id-b", name="The Ministry")
    head = "name,occurred,determination,investigation_status,victims\n"

    batch = imported(
        f"{head}Attack,2022,confirmed,closed,The Ministry\n", kind="incident"
    )

    assert outcomes(batch) == [Outcome.ERROR]
    assert "several records are called" in messages(batch)


def test_a_name_that_one_bears_is_that_record() -> None:
    victim = make_identity(name="The Ministry")
    head = "name,occurred,determination,investigation_status,victims\n"

    applied(
        imported(f"{head}Attack,2022,confirmed,closed,the ministry\n", kind="incident")
    )

    assert list(victim.incidents_suffered.values_list("name", flat=True)) == ["Attack"]


def test_a_new_row_shows_the_records_that_it_may_be() -> None:
    one = make_malware(name="ZeroCleare")
    make_malware(
        key="malware-other",
        aliases=[{"name": "ZeroCleare", "alias_kind": "vendor"}],
    )

    batch = imported(bundle(stix("malware", 1, name="ZEROCLEARE")), "x.json")

    (row,) = batch.rows.all()
    assert row.outcome == Outcome.NEW
    assert set(row.matches) == {one.key, "malware-other"}


def test_a_row_that_is_a_record_becomes_a_change_of_it() -> None:
    one = make_malware(name="ZeroCleare", note="Ours.")
    objects = [
        stix("malware", 1, name="ZeroCleare", description="A wiper."),
        stix("intrusion-set", 2, name="Europium"),
        stix(
            "relationship",
            3,
            relationship_type="uses",
            source_ref="intrusion-set--00000000-0000-4000-8000-000000000002",
            target_ref="malware--00000000-0000-4000-8000-000000000001",
        ),
    ]
    batch = imported(bundle(*objects), "x.json")

    importing.match_row(batch.rows.get(number=1), one.key)
    applied(batch)

    one.refresh_from_db()
    assert (one.description, one.note) == ("A wiper.", "Ours.")
    assert Relationship.objects.get().target_id == one.pk
    assert Malware.objects.count() == 1


def test_a_bundle_imported_again_finds_its_records_by_their_stix_ids() -> None:
    applied(imported(bundle(stix("malware", 1, name="Old name")), "x.json"))

    batch = imported(bundle(stix("malware", 1, name="New name")), "x.json")

    assert outcomes(batch) == [Outcome.CHANGED]
    applied(batch)
    assert [each.name for each in Malware.objects.all()] == ["New name"]


def test_a_rule_of_the_database_is_told_before_anything_is_written() -> None:
    batch = imported(bundle(stix("location", 1, name="Nowhere")), "x.json")

    assert "location is somewhere" in messages(batch)


def test_a_country_of_three_letters_is_known() -> None:
    algeria = stix("location", 1, name="Algeria", country="DZA")
    applied(imported(bundle(algeria), "x.json"))

    assert Location.objects.get().country == "DZ"


def test_attribution_of_others_is_left_out_and_counted() -> None:
    objects = [
        stix("intrusion-set", 1, name="One"),
        stix("threat-actor", 2, name="Two"),
        stix(
            "relationship",
            3,
            relationship_type="attributed-to",
            source_ref="intrusion-set--00000000-0000-4000-8000-000000000001",
            target_ref="threat-actor--00000000-0000-4000-8000-000000000002",
        ),
        stix("x-mitre-tactic", 4, name="Odd"),
    ]

    batch = imported(bundle(*objects), "x.json")

    assert outcomes(batch) == [Outcome.NEW, Outcome.NEW]
    assert "somebody has to claim" in batch.message
    assert "1 of the type x-mitre-tactic" in batch.message


def test_a_row_left_out_that_another_needs_stops_it() -> None:
    objects = [
        stix("malware", 1, name="One"),
        stix("tool", 2, name="Two"),
        stix(
            "relationship",
            3,
            relationship_type="uses",
            source_ref="malware--00000000-0000-4000-8000-000000000001",
            target_ref="tool--00000000-0000-4000-8000-000000000002",
        ),
    ]
    batch = imported(bundle(*objects), "x.json")
    importing.take_rows(batch, [1], are_taken=False)

    applied(batch)

    assert batch.state == BatchState.READY
    assert "which is not taken over" in messages(batch)
    assert not Record.objects.filter(kind__in=["tool", "relationship"]).exists()


def test_a_record_saved_meanwhile_stops_the_whole_import() -> None:
    one = make_identity(key="id-one", name="One")
    batch = imported("key,name,note\nid-one,One,Theirs\nid-two,Two,New\n")
    importing.take_rows(batch, [3], are_taken=False)
    Record.objects.filter(pk=one.pk).update(version=2)

    applied(batch)

    assert batch.state == BatchState.READY
    assert "version 2 stands now" in messages(batch)


def test_an_import_is_undone_as_one() -> None:
    old = make_identity(key="id-old", name="Old", note="Before")
    content = (
        "key,name,identity_class,body_kind,note\n"
        "id-old,Old,organization,company,After\nid-new,New,organization,company,\n"
    )
    batch = applied(imported(content))

    undo(batch.uid, by=make_user("analyst"), at=NOON, reason="The wrong file.")

    old.refresh_from_db()
    batch.refresh_from_db()
    assert old.note == "Before"
    assert Identity.objects.get(key="id-new").state == RecordState.REJECTED
    assert batch.state == BatchState.UNDONE


def test_a_hidden_record_is_no_candidate_and_its_key_is_only_taken() -> None:
    make_identity(key="id-secret", name="Secret", marking="RED", note="Hidden words")

    batch = imported(
        "key,name,identity_class,body_kind\n"
        "id-secret,Mine,organization,company\n,Secret,organization,company\n"
    )

    assert [row.matches for row in batch.rows.order_by("number")] == [[], []]
    assert outcomes(batch)[0] == Outcome.ERROR
    assert "Hidden words" not in messages(batch)
