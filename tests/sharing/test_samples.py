"""Samples: one object of every type that is published, for trying out a client."""

import pytest
from django.core.exceptions import ValidationError

from incidents.models import Record
from sharing.models import Collection
from sharing.services import open_sample, retract
from sharing.verify import verify_store
from tests.build import make_user
from tests.sharing.acts import LATER, MUCH_LATER, edit_and_send, publish_all
from tests.sharing.scene import make_scene
from tests.sharing.test_store import run, without_guards


def sample(marking: str = "CLEAR") -> Collection:
    return open_sample(marking, by=make_user("publisher"), at=LATER)


def types_in(collection: Collection) -> set[str]:
    rows = collection.entries.filter(is_last=True, body__is_revoked=False)
    return set(rows.values_list("type", flat=True))


def whole(marking: str = "CLEAR") -> Collection:
    return Collection.objects.get(kind="everything", marking=marking)


@pytest.mark.usefixtures("scene")
@pytest.mark.parametrize("marking", ["CLEAR", "RED"])
def test_a_sample_has_every_type_and_no_more_than_it_needs(marking: str) -> None:
    collection = sample(marking)

    assert types_in(collection) == types_in(whole(marking))
    assert collection.entries.count() < whole(marking).entries.count()
    assert verify_store() == []


def test_a_sample_takes_no_second_of_a_type(scene: dict[str, Record]) -> None:
    collection = sample()
    before = set(collection.entries.values_list("stix_id", flat=True))

    edit_and_send(scene["inc"], MUCH_LATER, name="Told otherwise")

    assert set(collection.entries.values_list("stix_id", flat=True)) == before
    assert verify_store() == []


@pytest.mark.usefixtures("scene")
def test_another_takes_the_place_of_what_was_taken_back() -> None:
    collection = sample()
    shown = collection.entries.filter(type="report").values("body__record_uid")
    claims = Record.objects.filter(kind="claim", marking="CLEAR")

    for claim in claims.filter(uid__in=shown):
        retract(claim, by=make_user("publisher"), at=MUCH_LATER, reason="An error.")

    assert "report" in types_in(collection)
    assert verify_store() == []


@pytest.mark.django_db
def test_a_sample_that_is_opened_first_fills_with_what_is_published() -> None:
    collection = sample()
    assert not collection.entries.exists()

    make_scene()
    publish_all()

    assert types_in(collection) == types_in(whole())
    assert verify_store() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("marking", "why"), [("CLEAR", "open already"), ("PURPLE", "no marking")]
)
def test_there_is_one_sample_for_each_marking(marking: str, why: str) -> None:
    sample()

    with pytest.raises(ValidationError, match=why):
        sample(marking)


@pytest.mark.usefixtures("fresh_database")
def test_verification_tells_which_type_a_sample_lacks() -> None:
    make_scene()
    publish_all()
    collection = sample()

    with without_guards():
        run(
            f"delete from sharing_entry where collection_id = {collection.pk}"  # noqa: S608
            " and type = 'incident'"
        )

    lost = [str(each) for each in verify_store() if "incident--" in str(each)]
    assert any(f"is missing from {collection}" in each for each in lost)
