"""When a record tells of an act, between which moments it was done."""

from datetime import UTC, datetime
from typing import Any

import pytest

from sharing.compile import Compiled, acted, acts, compile_record
from sharing.selectors import DATED
from tests.sharing.compile.build import cite, context, date, record
from tests.sharing.compile.scene import RECORDS, scene

JULY = datetime(2022, 7, 1, tzinfo=UTC)
MARCH = (
    datetime(2022, 3, 31, tzinfo=UTC),
    datetime(2022, 3, 31, 23, 59, 59, 999999, tzinfo=UTC),
)
MAY = (
    datetime(2022, 5, 1, tzinfo=UTC),
    datetime(2022, 5, 31, 23, 59, 59, 999999, tzinfo=UTC),
)
SOURCES = (
    record("source", "src-undated"),
    record("source", "src-may", published="2022-05"),
    record("source", "src-march", published="2022-03-31"),
    record("source", "src-year", published="2022"),
)
OUT = ("src-undated", "src-may", "src-year", "src-march")
RELATED = {"source": "mal", "target": "tool", "relationship_type": "uses"}


def first(key: str, *more: dict[str, Any]) -> Compiled:
    return compile_record(key, context(*RECORDS, *more))[0][0]


def test_claim_is_an_act_of_its_statements_day() -> None:
    earliest, latest = first("claim-north").acted

    assert earliest == datetime(2022, 9, 7, tzinfo=UTC)
    assert latest == datetime(2022, 9, 7, 23, 59, 59, 999999, tzinfo=UTC)


def test_claim_of_unknown_date_is_an_act_without_bounds() -> None:
    claim = first("claim-denial")

    assert (claim.is_act, claim.acted) == (True, (None, None))


def test_incident_counts_from_its_beginning() -> None:
    entry = first("inc-entry")

    assert entry.acted[0] == datetime(2021, 5, 1, tzinfo=UTC)
    assert entry.acted[1] == datetime(2021, 5, 31, 23, 59, 59, 999999, tzinfo=UTC)


def test_impact_without_date_is_dated_by_its_incident() -> None:
    impact = record("impact", "i", incident="inc")

    assert first("i", impact).acted[0] == JULY


def test_response_still_in_force_has_begun() -> None:
    response = record(
        "diplomatic-response", "r", responders=["id-south"], effective="2022-07-01/.."
    )

    assert first("r", response).acted[0] == JULY
    assert first("r", response).acted[1] is not None


def test_happening_with_unknown_beginning_began_before_its_end() -> None:
    event = record("event", "e", occurred="../2022-07-01")

    assert first("e", event).acted == (
        None,
        datetime(2022, 7, 1, 23, 59, 59, 999999, tzinfo=UTC),
    )


def test_statement_is_an_act_although_it_makes_no_object() -> None:
    case = scene()

    is_act, (earliest, _) = acted(case.versions["st-north"].snapshot, case)

    assert is_act
    assert earliest == datetime(2022, 9, 7, tzinfo=UTC)


@pytest.mark.parametrize("key", ["id-south", "ta-south", "mal", "assess"])
def test_what_no_one_did_or_told_is_of_every_day(key: str) -> None:
    assert (first(key).is_act, first(key).acted) == (False, (None, None))


@pytest.mark.parametrize(
    ("kind", "field"),
    [("evidence", {"incident": "inc"}), ("relationship", RELATED)],
)
def test_what_is_known_counts_from_the_first_source_that_was_certainly_out(
    kind: str, field: dict[str, Any]
) -> None:
    known = record(kind, "k", citations=[cite(each) for each in OUT], **field)

    assert first("k", *SOURCES, known).acted == MARCH


def test_an_indicator_counts_from_when_it_is_valid_if_that_is_later() -> None:
    early = record("indicator", "i", valid_from="2021", citations=[cite("src-march")])
    late = {**early, "valid_from": date("2023-01-01")}

    assert first("i", *SOURCES, early).acted == MARCH
    assert first("i", *SOURCES, late).acted[0] == datetime(2023, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("question", {"sides": [{"held_in": ["src-may"], "position": "x", "rank": 1}]}),
        ("checked-fact", {"stated_in": ["src-may"]}),
    ],
)
def test_what_compares_sources_counts_from_the_last_of_them(
    kind: str, fields: dict[str, Any]
) -> None:
    cited = [cite("src-march"), cite("src-undated")]
    remark = record(kind, "r", about=["inc"], citations=cited, **fields)

    assert first("r", *SOURCES, remark).acted == MAY


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("evidence", {"incident": "inc"}),
        ("relationship", RELATED),
        ("question", {"about": ["inc"]}),
    ],
)
def test_what_no_dated_source_tells_is_of_every_day(
    kind: str, fields: dict[str, Any]
) -> None:
    known = record(kind, "k", citations=[cite("src-undated")], **fields)

    found = first("k", *SOURCES, known)

    assert (found.is_act, found.acted) == (False, (None, None))


def test_the_store_leaves_out_the_very_kinds_that_are_acts() -> None:
    assert set(DATED) == set(acts.DATED)
