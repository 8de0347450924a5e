"""Dates: the text that a source supports, and what it can mean."""

from datetime import UTC, datetime

import pytest

from incidents.fields import read_date


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2022-07-15", at(2022, 7, 15), at(2022, 7, 15, 23, 59, 59, 999999)),
        ("2022-07", at(2022, 7, 1), at(2022, 7, 31, 23, 59, 59, 999999)),
        ("2022", at(2022, 1, 1), at(2022, 12, 31, 23, 59, 59, 999999)),
        ("2021-05~", at(2021, 5, 1), at(2021, 5, 31, 23, 59, 59, 999999)),
        ("2022-07?", at(2022, 7, 1), at(2022, 7, 31, 23, 59, 59, 999999)),
        (
            "2022-09-09/2022-09-10",
            at(2022, 9, 9),
            at(2022, 9, 10, 23, 59, 59, 999999),
        ),
        ("2022-09-09/..", at(2022, 9, 9), None),
        ("../2017-06", None, at(2017, 6, 30, 23, 59, 59, 999999)),
        ("/2022", None, at(2022, 12, 31, 23, 59, 59, 999999)),
        ("2022/", at(2022, 1, 1), None),
        (
            "2022-09-09T15:23Z",
            at(2022, 9, 9, 15, 23),
            at(2022, 9, 9, 15, 23, 59, 999999),
        ),
        (
            "2022-09-09T15:23:10Z",
            at(2022, 9, 9, 15, 23, 10),
            at(2022, 9, 9, 15, 23, 10),
        ),
    ],
)
def test_read_date_gives_the_first_and_last_moment_that_a_date_can_mean(
    text: str, earliest: datetime | None, latest: datetime | None
) -> None:
    bounds = read_date(text)

    assert (bounds.earliest, bounds.latest) == (earliest, latest)


@pytest.mark.parametrize(
    "text",
    ["15.7.2022", "July 2022", "2022-02-30", "2022-13", "2022-09-10/2022-09-09", "x"],
)
def test_read_date_refuses_what_is_no_date_and_shows_the_shapes(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a date; write|ends before it begins"):
        read_date(text)


def test_read_date_refuses_a_clock_time_without_its_zone() -> None:
    with pytest.raises(ValueError, match="2022-09-09T15:23Z"):
        read_date("2022-09-09T15:23")
