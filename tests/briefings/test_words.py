"""Dates at their true precision, labels for values, names for keys."""

from datetime import UTC, date, datetime

import pytest

from attribution.vocab.claims import Stance, StateNexus
from briefings.words.dates import days_of, in_words
from briefings.words.kinds import kinds
from briefings.words.labels import counted, ended, label, listed, without_keys
from incidents.vocab import Reliability


@pytest.mark.parametrize(
    ("edtf", "told"),
    [
        ("2022-07-15", "15 July 2022"),
        ("2022-07", "July 2022"),
        ("2022", "2022"),
        ("2021-05~", "about May 2021"),
        ("2021-05?", "May 2021 (uncertain)"),
        ("2021-05%", "about May 2021 (uncertain)"),
        ("2022-21", "spring 2022"),
        ("2022-09-09/2022-09-10", "9–10 September 2022"),  # noqa: RUF001
        ("2022-07/2022-10", "July 2022 to October 2022"),
        ("2021-05~/2022-06~", "about May 2021 to about June 2022"),
        ("2022-07/..", "since July 2022"),
        ("../2022-07", "until July 2022"),
        ("/", "date not known"),
        ("2022-09-09T15:23Z", "9 September 2022, 15:23 UTC"),
        ("202X", "the 2020s"),
        ("2022-XX", "2022, month not known"),
        ("2022-07-XX", "July 2022, day not known"),
        ("", ""),
    ],
)
def test_a_date_is_told_as_precisely_as_it_is_known(edtf: str, told: str) -> None:
    assert in_words(edtf) == told


def test_days_and_instants_are_told_too() -> None:
    assert in_words(date(2022, 9, 6)) == "6 September 2022"
    assert in_words(datetime(2022, 9, 6, 9, 5, tzinfo=UTC)) == (
        "6 September 2022, 09:05 UTC"
    )
    assert in_words({"edtf": "2022-07"}) == "July 2022"
    assert in_words(None) == ""


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022-07", date(2022, 7, 1), date(2022, 7, 31)),
        ("2022-12", date(2022, 12, 1), date(2022, 12, 31)),
        ("2022-02~", date(2022, 2, 1), date(2022, 2, 28)),
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022-07-15", date(2022, 7, 15), date(2022, 7, 15)),
        ("..", None, None),
    ],
)
def test_a_date_covers_the_days_that_it_can_mean(
    text: str, first: date | None, last: date | None
) -> None:
    assert days_of(text) == (first, last)


def test_values_are_told_by_their_labels() -> None:
    assert label(Stance, "asserts") == "asserts"
    assert label(StateNexus, "state-coordinated") == "coordinated by the state"
    assert label(Reliability, "") == ""
    assert label(Stance, "no-longer-known") == "no longer known"


def test_kinds_of_incident_are_told_in_english() -> None:
    assert kinds(["data-exfiltration", "ransomware"]) == "data taken out and ransomware"


def test_keys_in_a_text_of_ours_become_names() -> None:
    names = {"claim-us-2022": "the claim of the United States"}

    told = without_keys("As claim-us-2022 (see claim-al-2022) and src-a-b say.", names)

    assert told == "As the claim of the United States and another record say."


def test_words_with_hyphens_stay_words() -> None:
    text = "A tool-assisted, fact-checking view of id-based access."

    assert without_keys(text, {}) == text


def test_lists_counts_and_sentences() -> None:
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert counted(1, "claim") == "1 claim"
    assert counted(1200, "party", "parties") == "1,200 parties"
    assert ended("It was so") == "It was so."
    assert ended("“It was so.”") == "“It was so.”"
