"""Dates with bounds, and the life of a response."""

from datetime import UTC, date, datetime

import pytest

from positions.values import Transition, When
from tests.positions.build import make_response, when

LAST_MOMENT = datetime(2022, 9, 7, 23, 59, 59, 999999, tzinfo=UTC)


def test_a_day_is_certain_on_its_own_evening() -> None:
    assert when("2022-09-07").latest == LAST_MOMENT
    assert when("2022-09-07").certainly_by(date(2022, 9, 7))
    assert not when("2022-09-07").possibly_by(date(2022, 9, 6))


def test_a_month_is_only_possible_until_it_is_over() -> None:
    assert when("2022-09").only_possibly_by(date(2022, 9, 1))
    assert when("2022-09").certainly_by(date(2022, 9, 30))


def test_an_open_end_is_never_certain_and_an_open_start_always_possible() -> None:
    since = When("2022-09-07/..", datetime(2022, 9, 7, tzinfo=UTC), None)
    until = When("../2022-09-07", None, LAST_MOMENT)

    assert not since.certainly_by(date(2099, 1, 1))
    assert until.possibly_by(date(1999, 1, 1))
    assert until.certainly_by(date(2022, 9, 7))


def test_without_a_day_everything_is_certain() -> None:
    assert when("").certainly_by(None)
    assert not when("").only_possibly_by(None)


def test_dates_sort_by_bounds_with_unknown_ones_last() -> None:
    texts = ["", "2022-09-08", "2022", "2022-09", "2022-09-01"]

    ordered = sorted((when(text) for text in texts), key=lambda each: each.order)

    assert [each.text for each in ordered] == [
        "2022",
        "2022-09-01",
        "2022-09",
        "2022-09-08",
        "",
    ]


def test_a_date_open_at_one_end_is_not_unknown() -> None:
    assert not When("2022/..", datetime(2022, 1, 1, tzinfo=UTC), None).is_unknown
    assert not When("../2022", None, LAST_MOMENT).is_unknown
    assert when("").is_unknown


@pytest.mark.parametrize(
    "status", ["proposed", "announced", "adopted", "in-force", "renewed", "amended"]
)
def test_a_response_lives_while_it_is_proposed_or_stands(status: str) -> None:
    transitions = (Transition(status, when("2022-09-10")),)

    assert make_response("resp", (), transitions=transitions).live


@pytest.mark.parametrize(
    "status", ["suspended", "lifted", "expired", "annulled", "blocked", "withdrawn"]
)
def test_a_response_lives_no_longer_once_it_is_ended(status: str) -> None:
    transitions = (Transition(status, when("2022-09-10")),)

    assert not make_response("resp", (), transitions=transitions).live


def test_a_response_has_the_last_status_reached_by_the_day() -> None:
    listing = make_response(
        "resp-listing",
        (),
        "2020-07-30",
        transitions=(
            Transition("in-force", when("2020-07-31")),
            Transition("expired", when("2023")),
        ),
    )

    assert listing.status_on(date(2020, 7, 29)) == ""
    assert listing.status_on(date(2020, 7, 30)) == "announced"
    assert listing.is_live_on(date(2023, 6, 1))
    assert (listing.status, listing.live) == ("expired", False)
