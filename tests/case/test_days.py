"""The case as of three days: what had been said and done, and what that came to."""

from datetime import date

import pytest

from sharing.bundle import Query, contests
from tests.case.bundles import INCIDENT, IRAN, Reader, on

pytestmark = pytest.mark.usefixtures("albania")
BEFORE, AFTER, LATER = "2022-09-06", "2022-09-08", "2022-09-22"


def state_on(day: str, level: str = "state") -> str:
    query = Query("albania-2022", as_of=date.fromisoformat(day))
    return contests(query)["inc-2022-07-15"][level].headline


def response_words(day: str) -> str:
    return " | ".join(Reader(on(day)).responses(INCIDENT))


def test_before_the_announcement_only_a_television_report_names_iran() -> None:
    assert set(Reader(on(BEFORE)).attributions(INCIDENT, IRAN)) == {"Top Channel"}
    assert state_on(BEFORE) == "single-claim"


def test_the_day_after_governments_concur_and_only_the_accused_objects() -> None:
    found = Reader(on(AFTER)).attributions(INCIDENT, IRAN)

    assert {"Government of Albania", "Microsoft"} <= found.keys()
    assert state_on(AFTER) == "denied-only"


def test_two_weeks_later_a_rival_culprit_has_been_named() -> None:
    assert Reader(on(LATER)).opinions("counter-attributes")
    assert state_on(LATER) == "rival"


def test_no_claim_was_withdrawn_on_any_of_the_days() -> None:
    days = [Reader(on(day)).opinions("withdraws") for day in (BEFORE, AFTER, LATER)]

    assert days == [set(), set(), set()]


def test_relations_are_severed_on_the_second_day_and_not_the_first() -> None:
    assert "Severance" not in response_words(BEFORE)
    assert "Severance" in response_words(AFTER)


def test_sanctions_follow_only_after_the_second_day() -> None:
    assert "Designation of MOIS" not in response_words(AFTER)
    assert "Designation of MOIS" in response_words(LATER)


def test_the_second_wave_is_not_in_the_bundle_of_a_day_before_it() -> None:
    second = "Second wave against the border and police systems"

    assert second not in {each.get("name") for each in on(AFTER)}
    assert second in {each.get("name") for each in on(LATER)}


@pytest.mark.parametrize("day", [BEFORE, AFTER, LATER])
def test_no_indicator_in_the_bundle_of_a_day_is_valid_only_later(day: str) -> None:
    dates = [each["valid_from"] for each in on(day) if each["type"] == "indicator"]

    assert dates
    assert max(dates)[:10] <= day


def test_what_the_advisory_of_the_21st_told_first_is_not_known_on_the_8th() -> None:
    before, after = (
        {each.get("name") for each in on(day) if each["type"] == "attack-pattern"}
        for day in (AFTER, LATER)
    )

    assert before < after


@pytest.mark.parametrize("day", [BEFORE, AFTER, LATER])
def test_bundle_of_a_day_leaves_out_the_case_report(day: str) -> None:
    types = [each["report_types"] for each in on(day) if each["type"] == "report"]

    assert not any("case-file" in each for each in types)


@pytest.mark.parametrize("day", [BEFORE, AFTER, LATER])
def test_no_report_in_the_bundle_of_a_day_is_younger_than_it(day: str) -> None:
    dates = [each["published"] for each in on(day) if each["type"] == "report"]

    assert dates
    assert max(dates)[:10] <= day
