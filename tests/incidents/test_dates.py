"""One box takes what a source says: EDTF, or a date in English words."""

import pytest

from incidents.dates import in_name, to_edtf

READ = [
    ("2021", "2021"),
    ("2021-05", "2021-05"),
    ("2021-05-03", "2021-05-03"),
    ("2021-05/2021-07", "2021-05/2021-07"),
    ("2022-07-20~/2022-07-21", "2022-07-20~/2022-07-21"),
    ("../2021-05", "../2021-05"),
    ("201X", "201X"),
    ("2022-09-09T15:23Z", "2022-09-09T15:23Z"),
    ("May 2021", "2021-05"),
    ("may 2021", "2021-05"),
    ("  May   2021 ", "2021-05"),
    ("Sept. 2022", "2022-09"),
    ("3 May 2021", "2021-05-03"),
    ("3rd of May 2021", "2021-05-03"),
    ("May 3, 2021", "2021-05-03"),
    ("2021 May", "2021-05"),
    ("spring 2021", "2021-21"),
    ("about 2021", "2021~"),
    ("c. May 2021", "2021-05~"),
    ("circa 3 May 2021", "2021-05-03~"),
    ("probably 2021", "2021?"),
    ("May to July 2021", "2021-05/2021-07"),
    ("May 2021/July 2021", "2021-05/2021-07"),
    ("9-10 September 2022", "2022-09-09/2022-09-10"),
    ("9–10 September 2022", "2022-09-09/2022-09-10"),  # noqa: RUF001
    ("from 28 December 2021 to 3 January 2022", "2021-12-28/2022-01-03"),
    ("between May 2021 and July 2021", "2021-05/2021-07"),
    ("until May 2021", "../2021-05"),
    ("since about May 2021", "2021-05~/.."),
    ("9 September 2022 15:23 UTC", "2022-09-09T15:23Z"),
    ("9 September 2022, 15:23:08 GMT", "2022-09-09T15:23:08Z"),
    ("2022-09-09 9:05 UTC", "2022-09-09T09:05Z"),
    ("2022-09-09T15:23+02:00", "2022-09-09T13:23Z"),
    ("", ""),
    ("   ", ""),
]


@pytest.mark.parametrize(("typed", "edtf"), READ)
def test_a_date_is_read_as_edtf_or_in_words(typed: str, edtf: str) -> None:
    assert to_edtf(typed) == edtf


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("before 2021", "../2020"),
        ("before 2021-05", "../2021-04"),
        ("before May 2021", "../2021-04"),
        ("before January 2021", "../2020-12"),
        ("before 1 March 2021", "../2021-02-28"),
        ("before spring 2021", "../2020-24"),
        ("before about 2021-05", "../2021-04~"),
        ("after 2021-12", "2022-01/.."),
        ("after 31 December 2021", "2022-01-01/.."),
    ],
)
def test_before_and_after_leave_the_named_time_out(typed: str, edtf: str) -> None:
    assert to_edtf(typed) == edtf


@pytest.mark.parametrize(
    "typed",
    [
        "2021-13",
        "2021/05",
        "31 February 2021",
        "15.7.2022",
        "Friday",
        "May",
        "13:00",
        "in 2021",
        "3 May",
        "about about 2021",
        "before before 2021",
        "2021-05-03 25:00 UTC",
    ],
)
def test_what_is_no_date_is_refused_with_the_forms_that_are(typed: str) -> None:
    with pytest.raises(ValueError, match="is not a date; write 2022-07-15, 2022-07"):
        to_edtf(typed)


@pytest.mark.parametrize("typed", ["03/04/2021", "3.4.2021", "04-03-2021"])
def test_a_form_that_can_mean_two_days_is_refused_and_says_which(typed: str) -> None:
    with pytest.raises(ValueError, match="can be") as refused:
        to_edtf(typed)

    assert "3 April 2021" in str(refused.value)
    assert "4 March 2021" in str(refused.value)


def test_a_day_that_can_only_be_one_is_asked_back() -> None:
    with pytest.raises(ValueError, match=r"is it 15 July 2022\?"):
        to_edtf("15/7/2022")


@pytest.mark.parametrize("typed", ["9 September 2022 15:23", "9 May 2022 15:23 CET"])
def test_a_time_of_day_without_its_distance_from_utc_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"not in UTC; write it as 2022-0"):
        to_edtf(typed)


def test_an_interval_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        to_edtf("July 2021 to May 2021")


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2022-09-07", "7 September 2022"),
        ("2022-09", "September 2022"),
        ("2022", "2022"),
        ("2022-21", "spring 2022"),
        ("2022-07-20~/2022-07-21", "about 20–21 July 2022"),  # noqa: RUF001
        ("2022-05/2022-07", "May 2022 to July 2022"),
        ("2022-09-09T15:23Z", "9 September 2022"),
        ("2022-07-21~", "about 21 July 2022"),
        ("../2022-07", "until July 2022"),
        ("2022-07/..", "since July 2022"),
        ("../..", "undated"),
    ],
)
def test_a_name_has_the_date_in_words(edtf: str, words: str) -> None:
    assert in_name(edtf) == words
