"""Who objects to an attribution without naming anybody else."""

from typing import Any

import pytest

from positions.values import Claim
from tests.positions.build import (
    ALBANIA,
    DENIAL,
    contest,
    denial,
    make_claim,
)


def objection(stance: str, **fields: Any) -> Claim:
    return make_claim("claim-objection", stance, about="claim-al", **fields)


def test_a_denial_by_the_accused_makes_it_denied_only() -> None:
    state = contest(ALBANIA, DENIAL)

    assert state.headline == "denied-only"
    assert state.flags == {"denied-only": ("claim-ir",), "single-claim": ("claim-al",)}


def test_a_denial_of_the_incident_as_such_objects_to_every_claim() -> None:
    assert contest(ALBANIA, denial("claim-ir")).headline == "denied-only"


def test_a_denial_of_an_acknowledgement_objects_to_the_finding() -> None:
    nato = make_claim("claim-nato", "acknowledges", about="claim-al")

    assert contest(ALBANIA, nato, denial("claim-ir", "claim-nato")).headline == (
        "denied-only"
    )


def test_distancing_is_an_objection_of_the_accused() -> None:
    distanced = make_claim("claim-group", "distances")

    assert contest(ALBANIA, distanced).flags["denied-only"] == ("claim-group",)


def test_a_denial_is_the_accuseds_whoever_voices_it() -> None:
    assert contest(ALBANIA, objection("denies", role="media")).headline == "denied-only"


@pytest.mark.parametrize("role", ["accused-state", "accused-entity"])
def test_a_dispute_by_the_accused_is_no_third_partys(role: str) -> None:
    state = contest(ALBANIA, objection("disputes", role=role))

    assert state.headline == "denied-only"


@pytest.mark.parametrize("stance", ["doubts", "disputes"])
def test_a_third_partys_doubt_makes_it_disputed(stance: str) -> None:
    state = contest(ALBANIA, DENIAL, objection(stance))

    assert state.headline == "disputed"
    assert state.flags["disputed"] == ("claim-objection",)
    assert "denied-only" not in state.flags
    assert any("The accused objects, too" in each for each in state.reasons)


def test_endorsing_a_denial_is_a_third_partys_objection() -> None:
    friend = make_claim("claim-sy", "endorses", about="claim-ir")

    state = contest(ALBANIA, DENIAL, friend)

    assert state.flags["disputed"] == ("claim-sy",)


def test_disputing_a_denial_is_no_objection_to_the_claim() -> None:
    answer = make_claim("claim-us", "disputes", about="claim-ir")

    assert contest(ALBANIA, DENIAL, answer).headline == "denied-only"


def test_an_objection_to_nothing_counted_sets_no_flag() -> None:
    eu = make_claim("claim-eu", "condemns-without-naming")

    assert contest(eu, denial("claim-ir", "claim-eu")).headline == "unattributed"
    assert contest(denial("claim-ir")).headline == "unattributed"
