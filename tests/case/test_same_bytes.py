"""The same record versions make the same bytes: again, elsewhere, and later."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from attribution.models import Claim
from config import demo
from incidents.models import Record
from incidents.services import save_record
from incidents.vocab import Door
from review.services import approve
from sharing.models import Entry, ObjectBody, Release
from sharing.services import publish
from tests.albania import ALBANIA, FIRST_RUN
from tests.asking import ask
from tests.build import make_user
from tests.case.bundles import exported

LATER = FIRST_RUN + timedelta(days=30)
STATED = "claim-uk-2022-09-07"


def edit_and_publish(key: str) -> None:
    claim = Claim.objects.get(key=key)
    claim.wording = f"{claim.wording} (Corrected.)"
    analyst, reviewer = make_user(demo.ANALYST), make_user(demo.REVIEWER)
    save_record(claim, by=analyst, at=LATER, door=Door.DESK, reason="wording")
    request = ask([claim], by=analyst, at=LATER)
    approve(request, by=reviewer, at=LATER)
    publish([claim], by=reviewer, at=LATER)


def test_publishing_twice_changes_nothing(albania: demo.Demonstration) -> None:
    before = exported()
    records = Record.objects.filter(marking="CLEAR")

    publish(records, by=make_user(demo.REVIEWER), at=LATER)

    assert exported() == before
    assert Release.objects.count() == 1


@pytest.mark.usefixtures("fresh_database")
def test_another_installation_makes_the_same_bytes(
    first_run: tuple[str, demo.Demonstration], tmp_path: Path
) -> None:
    make_user("somebody-else")  # row numbers differ, as they would elsewhere
    there = datetime(2031, 3, 1, tzinfo=UTC)

    first = first_run[1].bundle
    # The verdict names its bytes: others than the first would be validated again.
    shutil.copy(first.with_suffix(".verdict.json"), tmp_path)

    made = demo.demonstrate(ALBANIA, tmp_path, state=tmp_path, clock=lambda: there)

    assert made.bundle.read_bytes() == first.read_bytes()


def test_editing_one_claim_changes_exactly_the_objects_that_state_it(
    albania: demo.Demonstration,
) -> None:
    edit_and_publish(STATED)

    claim = Claim.objects.get(key=STATED)
    changed = ObjectBody.objects.filter(release__number=2)
    assert set(changed.values_list("stix_id", flat=True)) == {
        str(name) for name in claim.stix_names.all()
    }
    assert set(changed.values_list("type", flat=True)) == {
        "opinion",
        "relationship",
        "report",
    }


def test_export_known_at_the_earlier_instant_stays_byte_for_byte(
    albania: demo.Demonstration,
) -> None:
    known_at = FIRST_RUN + timedelta(days=1)
    before = exported(known_at=known_at)

    edit_and_publish(STATED)

    assert exported(known_at=known_at) == before
    assert exported(known_at=LATER + timedelta(days=1)) != before


def test_superseded_version_leaves_the_latest_view(
    albania: demo.Demonstration, django_db_blocker: DjangoDbBlocker
) -> None:
    edit_and_publish(STATED)

    [name] = Claim.objects.get(key=STATED).stix_names.filter(part="report")
    entries = Entry.objects.filter(stix_id=str(name), collection__marking="CLEAR")
    order = entries.order_by("position")
    assert list(order.values_list("is_last", flat=True)) == [False, True]
