"""The positions on an incident, claimants by levels."""

from datetime import date

from positions.matrix import Matrix, positions_matrix
from positions.values import Claim
from tests.positions.build import (
    ALBANIA,
    APT28,
    INCIDENT,
    IRAN,
    PERSONA,
    RUSSIA,
    denial,
    make_claim,
    make_record,
    naming,
    withdrawal,
)

VENDOR = naming("claim-vendor", RUSSIA, "2022-09-09")


def matrix(*claims: Claim, on: date | None = None) -> Matrix:
    return positions_matrix(make_record(*claims), INCIDENT, on)


def cells(found: Matrix) -> dict[tuple[str, str], list[str]]:
    return {
        (row.claimant, level): [each.claim for each in entries]
        for row in found.rows
        for level, entries in row.cells.items()
    }


def test_denial_endorsement_withdrawal_and_rival_show_in_one_view() -> None:
    found = matrix(
        ALBANIA,
        denial("claim-ir", "claim-al", "2022-09-08"),
        make_claim("claim-mk", "endorses", "2022-09-08", about="claim-al"),
        VENDOR,
        withdrawal("claim-back", VENDOR),
    )

    assert found.columns == ("state",)
    assert cells(found) == {
        ("id-claim-al", "state"): ["claim-al"],
        ("id-claim-ir", "state"): ["claim-ir"],
        ("id-claim-mk", "state"): ["claim-mk"],
        ("id-claim-vendor", "state"): ["claim-vendor", "claim-back"],
    }


def test_a_withdrawn_claim_stays_and_says_that_it_is_not_in_force() -> None:
    (row,) = matrix(VENDOR, withdrawal("claim-back", VENDOR)).rows

    assert [each.in_force for each in row.cells["state"]] == [False, True]


def test_an_entry_carries_date_and_certainty_in_the_claimants_words() -> None:
    (entry,) = matrix(ALBANIA).rows[0].cells["state"]

    assert (entry.stance, entry.target) == ("asserts", IRAN)
    assert (entry.said.text, entry.words) == ("2022-09-07", "beyond doubt")


def test_an_endorsement_shows_whom_the_endorsed_claim_names() -> None:
    backing = make_claim("claim-mk", "endorses", about="claim-al")

    (entry,) = matrix(ALBANIA, backing).rows[1].cells["state"]

    assert entry.target == IRAN


def test_claimants_come_in_the_order_in_which_they_first_spoke() -> None:
    late = naming("claim-z", IRAN, "2022-09-21", claimant="id-claim-al")

    found = matrix(late, VENDOR, ALBANIA)

    assert [row.claimant for row in found.rows] == ["id-claim-al", "id-claim-vendor"]


def test_levels_come_deepest_first_and_claims_without_one_last() -> None:
    found = matrix(
        make_claim("claim-eu", "condemns-without-naming"),
        naming("claim-group", APT28),
        ALBANIA,
    )

    assert found.columns == ("intrusion-set", "state", "")


def test_a_claim_that_names_nobody_stands_at_no_level() -> None:
    suspicion = make_claim("claim-eu", "suspects", level="state")

    assert cells(matrix(suspicion, denial("claim-ir"))) == {
        ("id-claim-eu", ""): ["claim-eu"],
        ("id-claim-ir", ""): ["claim-ir"],
    }


def test_a_condemnation_stands_at_no_level_even_beside_a_claim() -> None:
    eu = make_claim("claim-eu", "condemns-without-naming", about="claim-al")

    assert matrix(ALBANIA, eu).columns == ("state", "")


def test_a_claim_on_somebody_of_unknown_level_has_a_column() -> None:
    vague = naming("claim-x", PERSONA, level="unknown")

    assert matrix(vague, denial("claim-ir")).columns == ("unknown", "")


def test_what_we_retracted_is_left_out_and_what_answers_it_is_not() -> None:
    ours = naming("claim-wrong", IRAN, retracted=True)

    found = matrix(ours, denial("claim-ir", "claim-wrong"))

    assert cells(found) == {("id-claim-ir", "state"): ["claim-ir"]}


def test_a_claim_perhaps_not_yet_said_is_listed_apart() -> None:
    unsure = naming("claim-it", IRAN, "2022-09")

    found = matrix(ALBANIA, unsure, VENDOR, on=date(2022, 9, 8))

    assert cells(found) == {("id-claim-al", "state"): ["claim-al"]}
    assert found.possibly == ("claim-it",)
