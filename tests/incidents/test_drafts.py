"""Records written many at once, from the snapshots that they shall have."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from incidents import snapshot
from incidents.models import Change, Incident, Record, Source
from incidents.services import Draft, NotKept, add_records, revise_record
from incidents.snapshot import Snapshot
from incidents.vocab import Door
from tests.build import NOON, make_identity, make_incident, make_source, make_user

pytestmark = pytest.mark.django_db


def described(key: str, record: Record) -> Snapshot:
    """Return what a new record would be that is like the one given."""
    taken = snapshot.content(snapshot.take(record))
    return {**taken, "key": key, "uid": "6a1d0d54-3d5e-4f0e-9b43-5f0c1f6a7b10"}


def user() -> User:
    return make_user("loader")


def test_add_records_writes_what_the_snapshot_says() -> None:
    like = make_incident(
        victims=[make_identity(), make_identity()],
        citations=[{"source": make_source(), "field": "occurred"}],
    )
    asked = described("inc-new", like)

    add_records([Draft(asked, NOON)], by=user(), door=Door.CASE_FILES)

    change = Change.objects.get(record__key="inc-new")
    assert change.snapshot == {**asked, "version": 1}
    assert snapshot.take(Incident.objects.get(key="inc-new")) == change.snapshot
    assert Record.objects.get(key="inc-new").recorded_at == NOON


def test_add_records_joins_records_of_one_call() -> None:
    first = described("inc-first", make_incident())
    second = {**first, "key": "inc-second", "follows": "inc-first"}
    del second["uid"]

    add_records(
        [Draft(second, NOON), Draft(first, NOON)], by=user(), door=Door.CASE_FILES
    )

    assert Incident.objects.get(key="inc-second").follows.key == "inc-first"  # type: ignore[union-attr]


def test_add_records_names_the_record_that_the_database_refuses() -> None:
    good = described("src-good", make_source())
    bad = {**good, "key": "src-bad", "reliability": "Z"}
    del bad["uid"]

    with pytest.raises(NotKept) as caught:
        add_records(
            [Draft(good, NOON), Draft(bad, NOON)], by=user(), door=Door.CASE_FILES
        )

    assert caught.value.key == "src-bad"
    assert caught.value.constraint == "source_reliability_known"
    assert not Source.objects.filter(key="src-good").exists()


def test_add_records_takes_few_queries(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    like = described("src-0", make_source())
    del like["uid"]
    drafts = [Draft({**like, "key": f"src-{n}"}, NOON) for n in range(100)]
    by = user()

    with django_assert_max_num_queries(60):
        add_records(drafts, by=by, door=Door.CASE_FILES)


def test_revise_record_makes_the_record_stand_as_asked() -> None:
    incident = make_incident(citations=[{"source": make_source()}])
    taken = snapshot.take(incident)
    asked = {**taken, "outcome": "Wiped.", "citations": []}

    change = revise_record(
        Draft(asked, NOON + timedelta(days=1)), by=user(), door=Door.CASE_FILES
    )

    assert change.snapshot == {**asked, "version": 2}
