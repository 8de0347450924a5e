"""What was taken back, or erased by law."""

import pytest

from incidents.models import Record
from sharing.models import ObjectBody
from sharing.objects import EXTENSIONS, references
from sharing.services import retract
from tests.build import make_incident, make_user
from tests.sharing.acts import LATER, MUCH_LATER, approve, edit_and_send, send
from tests.sharing.rest.asking import asking

Scene = dict[str, Record]
OF_THE_CLAIM = [
    ("claims/claim-vague", {}),
    ("claims", {"state": "retracted"}),
    ("releases/2", {}),
]


@pytest.fixture
def taken_back(scene: Scene) -> Scene:
    take_back(scene["claim-vague"])
    return scene


def take_back(record: Record) -> None:
    by = make_user("publisher")
    retract(record, by=by, at=LATER, reason="Recorded by mistake.")


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


@pytest.mark.parametrize(("path", "query"), OF_THE_CLAIM)
def test_a_bundle_of_what_was_taken_back_holds_its_revoked_objects(
    taken_back: Scene, path: str, query: dict[str, str]
) -> None:
    revoked = {each["id"] for each in asking().stix(path, query) if "revoked" in each}

    assert revoked
    assert revoked == own_ids(taken_back["claim-vague"])


def test_a_list_leaves_out_what_was_taken_back_in_every_form(taken_back: Scene) -> None:
    ids = {each["id"] for each in asking().stix("claims")}

    assert not ids & own_ids(taken_back["claim-vague"])


def test_a_bundle_has_another_id_once_its_record_is_taken_back(scene: Scene) -> None:
    partner, asked = asking(), {"format": "stix"}
    before = partner.get("claims/claim-vague", asked)

    take_back(scene["claim-vague"])

    after = partner.get("claims/claim-vague", asked)
    assert before.headers["ETag"] != after.headers["ETag"]
    assert before.json()["id"] != after.json()["id"]  # type: ignore[attr-defined]


def test_the_bundle_of_a_release_revokes_what_became_stricter(scene: Scene) -> None:
    edit_and_send(scene["claim-vague"], at=LATER, marking="RED")
    partner = asking()

    objects = partner.stix("releases/2")

    revoked = {each["id"] for each in objects if "revoked" in each}
    published = ObjectBody.objects.filter(release__number=2, marking="CLEAR")
    assert revoked
    assert revoked < set(published.values_list("stix_id", flat=True))
    assert published.count() == partner.json("releases/2")["objects"]
    assert {each.stix_id for each in published} <= {each["id"] for each in objects}
    assert partner.get("claims/claim-vague", {"format": "stix"}).status_code == 404


def test_an_incident_that_nothing_tells_of_leaves_revoked_too(scene: Scene) -> None:
    alone = make_incident(key="inc-alone", at=MUCH_LATER)
    approve(alone, at=MUCH_LATER)
    send(alone, at=MUCH_LATER)
    take_back(alone)

    objects = asking().stix("incidents/inc-alone")

    assert {each["id"] for each in objects if "revoked" in each} == own_ids(alone)


@pytest.mark.parametrize("ceiling", ["CLEAR", "GREEN"])
def test_no_reference_dangles_once_something_was_taken_back(
    scene: Scene, ceiling: str
) -> None:
    take_back(scene["claim-first"])
    take_back(scene["claim-link"])
    edit_and_send(scene["ta-persona"], at=MUCH_LATER, marking="GREEN")
    partner = asking(ceiling)

    for path in ("releases/2", "releases/4", "claims/claim-first", "actors"):
        objects = partner.stix(path)
        ids = {each["id"] for each in objects}
        told = [pair for each in objects for pair in references(each)]
        assert objects
        assert {target for name, target in told if name != EXTENSIONS} <= ids


def own_ids(record: Record) -> set[str]:
    own = ObjectBody.objects.filter(record_uid=record.uid)
    return set(own.values_list("stix_id", flat=True))
