"""Collections about one record: opened with what is there, and kept up from then on."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from incidents.models import Record
from sharing.models import Collection, Release
from sharing.selection import select
from sharing.selectors import view
from sharing.services import open_collection, open_inbox, retract
from sharing.verify import verify_store
from tests.build import make_claim, make_user
from tests.sharing.acts import LATER, MUCH_LATER, approve, edit, publish_all, send
from tests.sharing.scene import make_scene
from tests.sharing.test_store import run, without_guards


def opened(key: str = "inc", marking: str = "CLEAR") -> Collection:
    return open_collection(key, marking, by=make_user("publisher"), at=LATER)


def ids(collection: Collection, **fields: object) -> set[str]:
    rows = collection.entries.filter(**fields)
    return set(rows.values_list("stix_id", flat=True))


@pytest.mark.usefixtures("scene")
@pytest.mark.parametrize("key", ["inc", "case"])
@pytest.mark.parametrize("marking", ["CLEAR", "AMBER", "RED"])
def test_opening_enters_what_belongs_to_the_record(key: str, marking: str) -> None:
    collection = opened(key, marking)

    belonging = {each.stix_id for each in select(view(marking=marking), key)}
    assert belonging <= ids(collection)
    assert verify_store() == []


@pytest.mark.usefixtures("scene")
def test_opening_is_a_release_that_appends_nothing_but_entries() -> None:
    before = Release.objects.latest("number")

    collection = opened()

    release = Release.objects.latest("number")
    assert release.number == before.number + 1
    assert not release.bodies.exists()
    assert not release.records.exists()
    assert release.entries.count() == collection.entries.count() > 0
    assert "inc" in release.note


@pytest.mark.usefixtures("scene")
def test_a_campaign_s_collection_holds_its_incidents() -> None:
    campaign = Record.objects.get(kind="campaign")

    collection = opened(campaign.key)

    assert ids(opened("inc")) <= ids(collection)


def test_what_is_published_later_enters_too(scene: dict[str, Record]) -> None:
    collection = opened()
    before = ids(collection)

    claim = make_claim(about=scene["inc"])
    approve()
    send(*Record.objects.all(), at=MUCH_LATER)

    new = ids(collection) - before
    assert any(each.startswith("report--") for each in new)
    assert {each.stix_id for each in select(view(), "inc")} <= ids(collection)
    assert claim.key
    assert verify_store() == []


def test_a_new_version_supersedes_the_old_in_the_record_s_own_collection(
    scene: dict[str, Record],
) -> None:
    collection = opened()
    count = len(ids(collection))

    edit(scene["inc"], at=LATER, name="Told otherwise")
    approve()
    send(scene["inc"], at=MUCH_LATER)

    changed = collection.entries.filter(type="incident").order_by("position")
    assert [each.is_last for each in changed] == [False, True]
    assert len(ids(collection)) == count
    assert verify_store() == []


def test_what_is_taken_back_is_told_to_whoever_had_it(
    scene: dict[str, Record],
) -> None:
    collection = opened()
    claim = Record.objects.filter(kind="claim", marking="CLEAR").first()
    assert claim
    had = ids(collection, body__record_uid=claim.uid)
    assert had

    retract(claim, by=make_user("publisher"), at=MUCH_LATER, reason="An error.")

    last = collection.entries.filter(stix_id__in=had, is_last=True)
    assert all(each.body.is_revoked for each in last)
    assert verify_store() == []


@pytest.mark.usefixtures("scene")
@pytest.mark.parametrize(
    ("key", "marking", "field"),
    [
        ("nothing", "CLEAR", "about"),
        ("id-al", "CLEAR", "about"),
        ("inc", "WHITE", "marking"),
    ],
)
def test_what_is_not_published_has_no_collection(
    key: str, marking: str, field: str
) -> None:
    releases = Release.objects.count()

    with pytest.raises(ValidationError) as error, transaction.atomic():
        opened(key, marking)

    assert field in error.value.message_dict
    assert Release.objects.count() == releases


@pytest.mark.usefixtures("scene")
def test_a_collection_is_opened_once() -> None:
    opened()

    with pytest.raises(ValidationError):
        opened()


@pytest.mark.usefixtures("fresh_database")
def test_verification_tells_what_a_record_s_own_collection_lacks() -> None:
    make_scene()
    publish_all()
    collection = opened()
    assert verify_store() == []

    with without_guards():
        run(
            f"delete from sharing_entry where collection_id = {collection.pk}"  # noqa: S608
            " and type = 'incident'"
        )

    faults = [str(each) for each in verify_store()]
    lacking = f"is missing from {collection}"
    assert any("incident--" in each and lacking in each for each in faults)
    assert any("which it refers to" in each for each in faults)


@pytest.mark.django_db
def test_an_inbox_holds_nothing_of_ours() -> None:
    inbox = open_inbox("drop", title="What partners send")

    assert inbox.kind == "inbox"
    assert not inbox.entries.exists()
    with pytest.raises(ValidationError):
        open_inbox("drop", title="Another")


@pytest.mark.django_db
def test_a_collection_is_never_changed() -> None:
    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        Collection.objects.update(title="Other")
