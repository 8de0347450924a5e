"""A raised marking: the mild objects end, new ones begin under new ids."""

from typing import Any

import pytest

from incidents.models import Identity, Record
from sharing.models import Entry
from sharing.services import CannotPublish
from tests.build import make_claim, make_identity
from tests.sharing.acts import (
    LATER,
    MUCH_LATER,
    approve,
    bodies,
    edit,
    edit_and_send,
    objects_of,
    publish_all,
    send,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def party() -> Identity:
    party = make_identity(key="id-party", name="The party")
    publish_all()
    return party


def shown(record: Record, alias: str) -> list[dict[str, Any]]:
    """Return the last versions of a record's objects that a collection holds."""
    held = Entry.objects.filter(collection__alias=alias, is_last=True)
    held_ids = set(held.values_list("stix_id", flat=True))
    newest = {each["id"]: each for each in objects_of(record)}
    return [each for each in newest.values() if each["id"] in held_ids]


def test_a_raised_marking_revokes_the_mild_object_and_says_nothing_new(
    party: Identity,
) -> None:
    edit_and_send(party, marking="AMBER", name="The secret name")

    mild, revoked, _ = objects_of(party)
    assert revoked == {**mild, "modified": revoked["modified"], "revoked": True}
    assert revoked["modified"] > mild["modified"]


def test_a_raised_marking_mints_a_new_id(party: Identity) -> None:
    edit_and_send(party, marking="AMBER", name="The secret name")

    mild, _, strict = objects_of(party)
    assert strict["id"] != mild["id"]
    assert strict["name"] == "The secret name"
    assert shown(party, "published-clear") == [objects_of(party)[1]]
    assert strict in shown(party, "published-amber")


def test_a_marking_raised_twice_mints_twice(party: Identity) -> None:
    edit_and_send(party, marking="GREEN")
    edit_and_send(party, at=MUCH_LATER, marking="RED")

    standing = [each for each in shown(party, "published-red") if "revoked" not in each]
    assert len({each["id"] for each in objects_of(party)}) == 3
    assert len(standing) == 1


def test_a_lowered_marking_keeps_the_id() -> None:
    party = make_identity(marking="AMBER")
    publish_all()

    edit_and_send(party, marking="CLEAR")

    strict, mild = objects_of(party)
    assert strict["id"] == mild["id"]
    assert shown(party, "published-clear") == [mild]


def test_a_record_that_is_milder_than_what_it_names_holds_the_publication_up() -> None:
    party = make_identity()
    claim = make_claim(key="claim", claimant=party)
    publish_all()
    edit(party, marking="AMBER")
    approve()

    with pytest.raises(CannotPublish) as refusal:
        send(party)

    assert {each.record for each in refusal.value.problems} == {claim.key}
    assert len(objects_of(party)) == 1


def test_what_refers_to_a_raised_record_is_raised_with_it() -> None:
    party = make_identity()
    claim = make_claim(claimant=party)
    publish_all()
    edit(party, marking="AMBER")
    edit(claim, marking="AMBER")
    approve()

    release = send(party, claim, at=LATER)

    new_id = objects_of(party)[-1]["id"]
    reports = [each for each in bodies(release) if each["type"] == "report"]
    standing = [each for each in reports if "revoked" not in each]
    assert any(new_id in each["object_refs"] for each in standing)
