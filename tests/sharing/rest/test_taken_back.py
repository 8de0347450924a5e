"""What was taken back leaves revoked, and is found again by recalls and erasures."""

from incidents.models import Record
from sharing.access.received import received
from sharing.models import Entry, ObjectBody
from sharing.services import retract
from sharing.services.erasing import erase
from tests.build import make_incident, make_user
from tests.sharing.access.pulling import reader, sent
from tests.sharing.acts import LATER, MUCH_LATER, approve, edit_and_send, send
from tests.sharing.rest.asking import asking
from tests.sharing.scene import records
from tests.sharing.taxii.world import everything
from tests.sharing.test_erasing import order, owned

__all__ = ["owned"]  # a fixture
Scene = dict[str, Record]


def take_back(record: Record) -> None:
    retract(record, by=make_user("publisher"), at=MUCH_LATER, reason="By mistake.")


def test_the_bundle_of_a_retracted_incident_has_all_that_it_stood_as(
    scene: Scene,
) -> None:
    take_back(scene["inc"])

    sent_ = {each["id"] for each in asking().stix("incidents/inc")}

    own = ObjectBody.objects.filter(record_uid=scene["inc"].uid)
    assert set(own.values_list("stix_id", flat=True)) <= sent_


def test_whoever_got_the_bundle_of_a_retracted_incident_is_recalled(
    scene: Scene,
) -> None:
    alone = make_incident(key="inc-alone", at=MUCH_LATER)
    approve(alone, at=MUCH_LATER)
    send(alone, at=MUCH_LATER)
    take_back(alone)

    assert asking().stix("incidents/inc-alone")

    assert [each.pulls for each in received(alone.uid)] == [1]


def test_whoever_got_a_release_that_took_something_back_is_recalled(
    scene: Scene,
) -> None:
    raised = scene["claim-vague"]
    edit_and_send(raised, at=LATER, marking="RED")

    assert asking().stix("releases/2")

    (receipt,) = received(raised.uid)
    assert receipt.versions == {1}


def test_a_revoked_copy_tells_the_version_that_it_is_a_copy_of(scene: Scene) -> None:
    raised = scene["claim-vague"]
    edit_and_send(raised, at=LATER, marking="RED")
    clear = everything()
    head = Entry.objects.filter(collection=clear).latest("position").position

    sent(reader(), at=MUCH_LATER, collection=clear.pk, first=1, last=head, head=head)

    (receipt,) = received(raised.uid)
    assert receipt.versions == {1}


def test_erased_words_stand_in_no_revoked_copy(owned: object) -> None:
    edit_and_send(records()["claim-vague"], LATER, wording="Words to be erased")
    edit_and_send(records()["claim-vague"], MUCH_LATER, marking="RED", wording="Other")

    erase("claim-vague", order(), at=MUCH_LATER)

    left = ObjectBody.objects.values_list("body", flat=True)
    assert not any(b"Words to be erased" in bytes(each) for each in left)
