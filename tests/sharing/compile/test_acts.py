"""When a record tells of an act, between which moments it was done."""

from datetime import UTC, datetime
from typing import Any

import pytest

from sharing.compile import Compiled, acted, compile_record
from tests.sharing.compile.build import context, record
from tests.sharing.compile.scene import RECORDS, scene

JULY = datetime(2022, 7, 1, tzinfo=UTC)


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


@pytest.mark.parametrize(
    "key", ["id-south", "ta-south", "mal", "ev", "q", "fact", "assess"]
)
def test_what_no_one_did_is_no_act(key: str) -> None:
    assert (first(key).is_act, first(key).acted) == (False, (None, None))
