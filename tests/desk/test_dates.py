"""Dates in words never claim more than their source."""
# ruff: noqa: RUF001 - intervals have a dash of their own

from datetime import UTC, date, datetime

import pytest

from desk.dates import in_words

WORDS = [
    ("2022-07-15", "15 July 2022"),
    ("2022-07", "July 2022 (month)"),
    ("2022", "2022 (year)"),
    ("2021-05~", "about May 2021 (month)"),
    ("2021?", "2021 (year), uncertain"),
    ("2021-05-03%", "about 3 May 2021, uncertain"),
    ("2022-23", "autumn 2022 (season)"),
    ("202X", "2020s (decade)"),
    ("2022-XX", "2022, month not known"),
    ("2022-07-XX", "July 2022, day not known"),
    ("2022-09-09/2022-09-10", "9–10 September 2022"),
    ("2022-09-30/2022-10-02", "30 September – 2 October 2022"),
    ("2021-12-30/2022-01-02", "30 December 2021 – 2 January 2022"),
    ("2021-05/2021-07", "May 2021 (month) to July 2021 (month)"),
    ("2022-09-09/..", "from 9 September 2022, still going on"),
    ("2022-09-09/", "from 9 September 2022, end not known"),
    ("../2022-09-09", "until 9 September 2022"),
    ("/2022-09-09", "until 9 September 2022, beginning not known"),
    ("../..", "date not known"),
    ("2022-09-09T15:23Z", "9 September 2022, 15:23 UTC"),
]


@pytest.mark.parametrize(("text", "words"), WORDS, ids=[text for text, _ in WORDS])
def test_a_date_is_told_with_its_precision(text: str, words: str) -> None:
    assert in_words(text) == words


def test_a_date_of_a_snapshot_is_told_by_its_text() -> None:
    assert in_words({"edtf": "2022-07", "earliest": "…"}) == "July 2022 (month)"


def test_a_day_and_an_instant_are_told() -> None:
    assert in_words(date(2022, 7, 15)) == "15 July 2022"
    noon = datetime(2022, 7, 15, 12, tzinfo=UTC)
    assert in_words(noon) == "15 July 2022, 12:00 UTC"


@pytest.mark.parametrize("nothing", ["", None])
def test_no_date_has_no_words(nothing: str | None) -> None:
    assert in_words(nothing) == ""


def test_a_shape_that_has_no_words_is_told_as_written() -> None:
    assert in_words("Y170000002") == "Y170000002"
