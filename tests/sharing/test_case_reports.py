"""Case-file reports: one for each marking, listing what is in the record at it."""

from typing import Any

import pytest

from incidents.models import Case
from tests.build import (
    make_case,
    make_claim,
    make_identity,
    make_incident,
    make_location,
)
from tests.sharing.acts import (
    LATER,
    MUCH_LATER,
    approve,
    bodies,
    edit_and_send,
    objects_of,
    publish_all,
    send,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return make_case(key="case", incidents=[make_incident(key="inc", victims=[])])


def listed(report: dict[str, Any]) -> set[str]:
    return set(report["object_refs"])


def test_the_report_lists_what_belongs_to_the_case(case: Case) -> None:
    claim = make_claim(about=case.incidents.get())
    stranger = make_claim()

    publish_all()

    (report,) = objects_of(case)
    assert {each["id"] for each in objects_of(claim)} <= listed(report)
    assert not {each["id"] for each in objects_of(stranger)} & listed(report)


def test_the_report_is_made_anew_when_the_list_changes(case: Case) -> None:
    publish_all()
    claim = make_claim(about=case.incidents.get())

    release = publish_all(at=LATER)

    before, after = objects_of(case)
    assert listed(after) - listed(before) >= {each["id"] for each in objects_of(claim)}
    assert after["modified"] > before["modified"]
    assert after in bodies(release)


def test_the_report_stays_when_only_words_change(case: Case) -> None:
    claim = make_claim(about=case.incidents.get())
    publish_all()

    edit_and_send(claim, wording="Otherwise.")

    assert len(objects_of(case)) == 1


def test_the_report_carries_a_new_name_of_its_incident(case: Case) -> None:
    publish_all()

    edit_and_send(case.incidents.get(), name="The great attack")

    assert "The great attack" in objects_of(case)[-1]["description"]


def test_the_report_leaves_out_a_claim_that_now_is_about_something_else(
    case: Case,
) -> None:
    claim = make_claim(about=case.incidents.get())
    publish_all()
    other = make_incident()
    approve(other)
    send(other)

    edit_and_send(claim, at=MUCH_LATER, about=other)

    before, after = objects_of(case)[-2:]
    assert {each["id"] for each in objects_of(claim)} <= listed(before) - listed(after)


def test_there_is_a_report_for_each_marking_in_use(case: Case) -> None:
    incident = case.incidents.get()
    claim = make_claim(about=incident, marking="GREEN")

    publish_all()

    clear, green = objects_of(case)
    assert {each["id"] for each in objects_of(claim)} <= listed(green)
    assert not listed(clear) & listed(green)
    assert clear["object_marking_refs"] != green["object_marking_refs"]


def test_a_party_that_only_a_strict_claim_names_is_in_no_mild_report(
    case: Case,
) -> None:
    named = make_identity(marking="CLEAR")
    make_claim(about=case.incidents.get(), marking="GREEN", claimant=named)

    publish_all()

    party = objects_of(named)[0]
    assert all(party["id"] not in listed(report) for report in objects_of(case))


def test_a_report_that_would_list_nothing_any_more_is_revoked(case: Case) -> None:
    claim = make_claim(about=case.incidents.get(), marking="GREEN")
    publish_all()

    edit_and_send(claim, marking="AMBER")

    _, green, *later = objects_of(case)
    revoked = [each["id"] for each in later if each.get("revoked")]
    assert revoked == [green["id"]]


def test_a_changed_place_reaches_the_report_through_the_party(case: Case) -> None:
    party = make_identity()
    make_claim(about=case.incidents.get(), claimant=party)
    place = make_location()
    publish_all()

    edit_and_send(party, at=MUCH_LATER, located_at=place)

    edge = objects_of(party)[-1]
    assert edge["relationship_type"] == "located-at"
    assert edge["id"] in listed(objects_of(case)[-1])
