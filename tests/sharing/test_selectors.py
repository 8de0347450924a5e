"""Reads of the published record: as known, up to a marking, as of a day."""

from datetime import date, datetime
from typing import Any

import pytest

from positions.contest import contest_state
from sharing import selectors
from sharing.selectors import (
    latest_release,
    published_snapshots,
    record_as_published,
    view,
)
from sharing.services import retract
from tests.build import NOON, make_claim, make_identity, make_statement, make_user
from tests.sharing.acts import LATER, MUCH_LATER, edit, edit_and_send, publish_all

pytestmark = pytest.mark.django_db


def test_the_latest_release_is_the_last_that_was_out_at_the_instant() -> None:
    party = make_identity()
    first = publish_all()
    second = edit_and_send(party, at=MUCH_LATER, name="Another")

    assert latest_release() == second
    assert latest_release(LATER) == first
    assert latest_release(NOON.replace(year=2000)) is None


def test_snapshots_are_those_of_the_versions_known_then() -> None:
    party = make_identity(key="id-party", name="First")
    publish_all()
    edit_and_send(party, at=LATER, name="Second")
    edit(party, at=MUCH_LATER, name="Never published")

    def name(known_at: datetime | None) -> Any:
        found = published_snapshots(known_at)
        return next(each["name"] for each in found if each["key"] == "id-party")

    assert (name(NOON), name(LATER), name(None)) == ("First", "Second", "Second")


def test_snapshots_above_the_marking_are_not_there() -> None:
    party = make_identity(key="id-party", marking="GREEN")
    publish_all()

    def keys(marking: str) -> set[str]:
        return {each["key"] for each in published_snapshots(marking=marking)}

    assert keys("RED") - keys("CLEAR") == {"id-party"}
    edit_and_send(party, marking="CLEAR")
    assert "id-party" in keys("CLEAR")


def test_a_raised_record_does_not_show_its_mild_version() -> None:
    party = make_identity(key="id-party")
    publish_all()

    edit_and_send(party, marking="AMBER")

    assert "id-party" not in {each["key"] for each in published_snapshots()}


def test_snapshots_as_of_a_day_are_of_acts_that_took_place() -> None:
    make_claim(key="claim", statement=make_statement(key="stmt", said="2022-09"))
    publish_all()

    def keys(day: int) -> set[str]:
        found = published_snapshots(as_of=date(2022, 9, day))
        return {each["key"] for each in found}

    assert keys(30) - keys(29) == {"claim", "stmt"}


def test_the_computed_views_read_the_published_record() -> None:
    claim = make_claim()
    incident = claim.about.key
    publish_all()
    make_claim(about=claim.about, stance="abstains")

    record = record_as_published()

    state = contest_state(record, incident, "organisation", None)
    assert state.headline == "single-claim"
    assert set(record.claims) == {claim.key}


def test_a_retracted_claim_leaves_the_computed_views() -> None:
    claim = make_claim()
    publish_all()

    retract(claim, by=make_user("chief"), at=LATER, reason="Misread.")

    before, after = record_as_published(NOON), record_as_published()
    assert not before.claims[claim.key].retracted
    assert after.claims[claim.key].retracted


def test_a_view_stays_the_same_whatever_is_published_meanwhile() -> None:
    party = make_identity()
    publish_all()
    seen = view()
    before = list(selectors.objects(seen).values_list("pk", flat=True))

    edit_and_send(party, name="Another")

    assert list(selectors.objects(seen).values_list("pk", flat=True)) == before
