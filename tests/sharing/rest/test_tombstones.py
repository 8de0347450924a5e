"""What was taken back, or erased by law."""

import pytest

from incidents.models import Record
from sharing.models import ObjectBody
from sharing.services import retract
from tests.build import make_user
from tests.sharing.acts import LATER, edit_and_send
from tests.sharing.rest.asking import asking

Scene = dict[str, Record]


@pytest.fixture
def taken_back(scene: Scene) -> Scene:
    retract(
        scene["claim-vague"],
        by=make_user("publisher"),
        at=LATER,
        reason="Recorded by mistake.",
    )
    return scene


def test_a_retracted_record_has_a_tombstone_and_so_have_its_objects(
    taken_back: Scene,
) -> None:
    items = asking().json("tombstones")["items"]

    (record,) = (each for each in items if each["what"] == "record")
    objects = {each["key"] for each in items if each["what"] == "object"}
    own = ObjectBody.objects.filter(record_uid=taken_back["claim-vague"].uid)
    assert (record["key"], record["how"]) == ("claim-vague", "retracted")
    assert record["reason"] == "Recorded by mistake."
    assert record["release"] == 2
    assert own.filter(is_revoked=True).exists()
    revoked = own.filter(is_revoked=True)
    assert objects == set(revoked.values_list("stix_id", flat=True))


def test_a_raised_marking_leaves_tombstones_that_name_no_record(scene: Scene) -> None:
    edit_and_send(scene["claim-vague"], at=LATER, marking="RED")

    items = asking().json("tombstones")["items"]

    assert {each["what"] for each in items} == {"object"}
    assert {each["how"] for each in items} == {"revoked"}
    assert "claim-vague" not in str(items)


def test_nothing_was_taken_back_before_it_was(taken_back: Scene) -> None:
    partner = asking()

    before = partner.json("tombstones", {"known_at": "2026-01-05T12:30:00Z"})
    since = partner.json("tombstones", {"updated_after": LATER.strftime("%FT%TZ")})

    assert before["items"] == []
    assert since["items"] == []


def test_pages_of_tombstones_make_the_whole(taken_back: Scene) -> None:
    partner = asking()
    whole = partner.json("tombstones")["items"]

    page = partner.json("tombstones", {"limit": "1"})
    walked = page["items"]
    while page["next"]:
        page = partner.json("tombstones", {"limit": "1", "cursor": page["next"]})
        walked += page["items"]

    assert len(whole) > 1
    assert walked == whole
