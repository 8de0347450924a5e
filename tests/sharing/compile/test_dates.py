"""Dates in words with their precision, and as instants with their fidelity."""

import pytest

from sharing.compile.dates import in_short, in_words, span
from tests.sharing.compile.build import date


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2022-07-15", "15 July 2022"),
        ("2022-07", "July 2022 (month precision)"),
        ("2022", "2022 (year precision)"),
        ("2021-05~", "May 2021 (month precision, approximate)"),
        ("2022-07-15?", "15 July 2022 (uncertain)"),
        ("2022-07%", "July 2022 (month precision, approximate, uncertain)"),
        ("2022-22", "summer 2022 (season precision)"),
        ("2022-09-09/2022-09-10", "from 9 September 2022 to 10 September 2022"),
        ("2022-09-09/..", "from 9 September 2022, still going on"),
        ("2022-09-09/", "from 9 September 2022, end not known"),
        ("../..", "date not known"),
        ("../2022", "until 2022 (year precision), beginning not known"),
        ("2022-09-09T15:23Z", "9 September 2022, 15:23 UTC"),
    ],
)
def test_date_is_told_with_its_precision(edtf: str, words: str) -> None:
    assert in_words(date(edtf)) == words


def test_date_in_a_name_is_told_shortly() -> None:
    assert in_short(date("2021-05~")) == "about May 2021"
    assert in_short(date("2022-09-09T15:23Z")) == "9 September 2022"
    assert in_short(None) == "date not known"


@pytest.mark.parametrize(
    ("edtf", "fidelity"),
    [
        ("2022-07-15", "day"),
        ("2022-07~", "month"),
        ("2022", "year"),
        ("2022-22", "year"),
        ("2022-09-09T15:23Z", "minute"),
        ("2022-09-09T15:23:05Z", "second"),
    ],
)
def test_start_says_how_far_it_may_be_read(edtf: str, fidelity: str) -> None:
    assert span(date(edtf), "start_time", "end_time")["start_time_fidelity"] == fidelity


def test_interval_has_a_start_and_an_end_each_with_its_fidelity() -> None:
    assert span(date("2021-05~/2022-06-30"), "start_time", "end_time") == {
        "start_time": "2021-05-01T00:00:00.000Z",
        "start_time_fidelity": "month",
        "end_time": "2022-06-30T00:00:00.000Z",
        "end_time_fidelity": "day",
    }


@pytest.mark.parametrize(
    ("edtf", "there"), [("2022/..", "start_time"), ("../2022", "end_time")]
)
def test_open_end_has_no_instant(edtf: str, there: str) -> None:
    found = span(date(edtf), "start_time", "end_time")

    assert set(found) == {there, f"{there}_fidelity"}
