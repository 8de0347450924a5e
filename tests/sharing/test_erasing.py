"""Erasure on legal order: what is left, what every way out answers, who may do it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from pytest_django import DjangoDbBlocker

from config.privileges import application_role
from desk.selectors.partners import sizes
from sharing.management.commands import erase_body
from sharing.models import Erasure, ObjectBody, Partner, PublishedRecord
from sharing.services import retract
from sharing.services.erasing import NotErased, Order, erase
from sharing.services.problems import CannotPublish
from sharing.verify import verify_store
from tests.build import NOON, make_user
from tests.databases import as_owner, copied_database
from tests.sharing.acts import LATER, MUCH_LATER, edit_and_send
from tests.sharing.partners import DAY
from tests.sharing.rest.asking import asking
from tests.sharing.scene import records
from tests.sharing.taxii.world import Asking as TaxiiAsking
from tests.sharing.taxii.world import everything, token

OBJECTS = "api/collections/published-clear/objects/"
KEY, WORDS = "claim-vague", "The words of a person who went to court."


@pytest.fixture
def owned(scene_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The published scene in a copy of its own, worked in as the owner."""
    with copied_database(scene_database, "erased", django_db_blocker), as_owner():
        yield
        connection.close()


@pytest.fixture
def corrected(owned: None) -> PublishedRecord:
    """A claim of which the first two versions had words that went."""
    record = records()[KEY]
    edit_and_send(record, LATER, wording=WORDS)
    edit_and_send(records()[KEY], MUCH_LATER, wording="Nothing of them.")
    return PublishedRecord.objects.get(key=KEY, version=2)


def order(**people: Any) -> Order:
    both = {"by": make_user("publisher"), "second": make_user("reviewer"), **people}
    return Order("Court of Tirana, 12/2026", **both)


def test_what_is_erased_leaves_its_place_and_the_chain_holds(
    corrected: PublishedRecord,
) -> None:
    found = erase(KEY, order(), at=MUCH_LATER, versions=[2])

    assert [each.version for each in found.records] == [2]
    assert found.bodies
    for model in (PublishedRecord, ObjectBody):
        kept = model.objects.values_list("body", flat=True)
        assert not any(WORDS.encode() in bytes(each) for each in kept)
    assert verify_store() == []
    noted = Erasure.objects.get(record=corrected)
    assert (noted.by.username, noted.second.username) == ("publisher", "reviewer")


def test_every_way_out_answers_as_if_it_said_nothing(
    corrected: PublishedRecord,
) -> None:
    erase(KEY, order(), at=MUCH_LATER, versions=[2])
    partner, then = asking(), {"known_at": LATER.isoformat()}
    bodies = ObjectBody.objects.filter(record_uid=corrected.uid, body=b"")
    gone = set(bodies.values_list("stix_id", "modified"))

    assert partner.get(f"claims/{KEY}", then).status_code == 404
    assert KEY not in partner.keys("claims", then)
    assert KEY in partner.keys("claims")
    bundle = partner.stix("incidents/inc", then)
    assert not {stix_id for stix_id, _ in gone} & {each["id"] for each in bundle}
    for path in ("incidents/inc/positions", "eurepoc/claims", "incidents/inc"):
        assert partner.get(path, then).status_code == 200
    taxii = TaxiiAsking(token())
    everything = taxii.get(OBJECTS, {"match[version]": "all", "limit": "1000"})
    assert everything.status_code == 200
    assert WORDS not in everything.content.decode()


def test_each_erased_version_has_a_tombstone(corrected: PublishedRecord) -> None:
    erase(KEY, order(), at=MUCH_LATER)

    items = asking().json("tombstones")["items"]

    erased = [each for each in items if each["how"] == "erased"]
    versions = [each["version"] for each in erased if each["what"] == "record"]
    assert versions == ["1", "2"]
    assert {each["key"] for each in erased if each["what"] == "record"} == {KEY}
    assert len(erased) == ObjectBody.objects.filter(body=b"").count() + 2
    assert all(each["reason"] == "" for each in erased)


def test_what_stands_stays_though_another_record_changed_its_objects(
    corrected: PublishedRecord,
) -> None:
    (citation,) = records()[KEY].citations.all()
    edit_and_send(citation.source, MUCH_LATER + DAY, name="Another title")

    erase(KEY, order(), at=MUCH_LATER + DAY, versions=[1, 2])

    newest = ObjectBody.objects.filter(record_uid=corrected.uid, entries__is_last=True)
    assert newest.exists()
    assert not newest.filter(body=b"").exists()


def test_what_was_retracted_is_erased_whole(owned: None) -> None:
    retract(records()[KEY], by=make_user("publisher"), at=LATER, reason="An order.")

    erase(KEY, order(), at=MUCH_LATER)

    assert not PublishedRecord.objects.filter(key=KEY).exclude(body=b"").exists()
    partner = asking()
    assert partner.get(f"claims/{KEY}").status_code == 404
    assert partner.get("incidents/inc/positions").status_code == 200
    assert verify_store() == []


def test_what_a_partner_is_shown_to_get_is_counted_without_it(owned: None) -> None:
    retract(records()[KEY], by=make_user("publisher"), at=LATER, reason="An order.")
    erase(KEY, order(), at=MUCH_LATER)
    collection, taxii = everything(), TaxiiAsking(token("Counting"))
    every = {"match[version]": "all", "limit": "1000"}

    (size,) = sizes(Partner.objects.get(name="Counting"), [collection]).values()

    assert size.latest == len(taxii.ids(OBJECTS, {"limit": "1000"}))
    assert size.versions == len(taxii.ids(OBJECTS, every))
    assert size.versions < collection.entries.count()


def test_the_record_goes_on_around_what_was_erased(owned: None) -> None:
    retract(records()[KEY], by=make_user("publisher"), at=LATER, reason="An order.")
    erase(KEY, order(), at=LATER)

    edit_and_send(records()["claim-first"], MUCH_LATER, wording="Said otherwise.")

    assert asking().json("claims/claim-first")["wording"] == "Said otherwise."
    with pytest.raises(CannotPublish, match="is erased"):
        retract(records()[KEY], by=make_user("publisher"), at=MUCH_LATER, reason="No.")
    assert verify_store() == []


def test_nothing_that_stands_is_left_referring_to_nothing(owned: None) -> None:
    first = records()["claim-first"]
    retract(first, by=make_user("publisher"), at=LATER, reason="An order.")

    with pytest.raises(NotErased, match="still refers to it"):
        erase("claim-first", order(), at=LATER)

    assert not Erasure.objects.exists()


def test_what_stands_is_not_erased(owned: None) -> None:
    with pytest.raises(NotErased, match="Correct or retract the record first"):
        erase(KEY, order(), at=LATER, versions=[1])
    with pytest.raises(NotErased, match="nothing is left"):
        erase(KEY, order(), at=LATER)
    assert not Erasure.objects.exists()


def test_one_person_alone_erases_nothing(corrected: PublishedRecord) -> None:
    one = make_user("publisher")

    with pytest.raises(NotErased, match="two people"):
        erase(KEY, order(second=one), at=MUCH_LATER)
    with pytest.raises(DatabaseError, match="two_people"), transaction.atomic():
        Erasure.objects.create(
            record=corrected, reason="No.", by=one, second=one, at=NOON
        )


@pytest.mark.parametrize("model", [ObjectBody, PublishedRecord])
def test_not_even_the_owner_changes_the_store_otherwise(
    corrected: PublishedRecord, model: type[ObjectBody | PublishedRecord]
) -> None:
    erase(KEY, order(), at=MUCH_LATER, versions=[2])

    for change in ({"body": b""}, {"body": b"x"}, {"marking": "RED"}):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            model.objects.update(**change)
    for rows in (model.objects.filter(body=b""), Erasure.objects.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows._raw_delete(rows.db)


def test_the_application_may_neither_erase_nor_say_that_it_did(owned: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select has_table_privilege(%(role)s, 'sharing_erasure', 'insert'),"
            " has_table_privilege(%(role)s, 'sharing_objectbody', 'update'),"
            " has_table_privilege(%(role)s, 'sharing_publishedrecord', 'update')",
            {"role": application_role()},
        )
        assert cursor.fetchone() == (False, False, False)


def test_the_command_asks_both_for_their_passwords(
    corrected: PublishedRecord,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("publisher", "reviewer"):
        person = make_user(name)
        person.set_password(f"word of {name}")
        person.save()
    typed = {"Password of publisher: ": "word of publisher"}
    monkeypatch.setattr(erase_body, "getpass", lambda asked: typed.get(asked, "?"))
    told = ("--reason", "An order", "--by", "publisher", "--second", "reviewer")

    with pytest.raises(CommandError, match="reviewer is not known here"):
        call_command("erase_body", KEY, *told)
    typed["Password of reviewer: "] = "word of reviewer"
    call_command("erase_body", KEY, "--versions", "2", *told)

    assert f"Erased: {KEY} v2" in capsys.readouterr().out
    assert Erasure.objects.filter(record=corrected).exists()
