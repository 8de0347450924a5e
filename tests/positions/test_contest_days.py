"""The contest state as of a day: dates as sources give them, precise or not."""

from positions.contest import Contest
from positions.values import Claim
from tests.positions.build import (
    ALBANIA,
    APT28,
    IRAN,
    MOIS,
    PERSONA,
    RUSSIA,
    contest,
    denial,
    link,
    make_claim,
    naming,
    withdrawal,
)


def on(day: str, *claims: Claim, level: str = "state") -> Contest:
    return contest(*claims, level=level, on=day)


def test_a_claim_counts_from_the_day_it_was_said() -> None:
    assert on("2022-09-06", ALBANIA).headline == "unattributed"
    assert on("2022-09-07", ALBANIA).headline == "single-claim"


def test_a_claim_that_may_have_been_said_is_listed_apart() -> None:
    italy = naming("claim-it", IRAN, "2022-09")

    state = on("2022-09-15", ALBANIA, italy)

    assert state.headline == "single-claim"
    assert state.possibly == ("claim-it",)
    assert state.reasons[-1] == (
        "Perhaps not yet said by 2022-09-15 and not counted: id-claim-it asserts "
        "ta-iran (claim-it)."
    )


def test_a_month_counts_from_its_last_day() -> None:
    italy = naming("claim-it", IRAN, "2022-09")

    assert on("2022-09-29", italy).headline == "unattributed"
    assert on("2022-09-30", italy).headline == "single-claim"
    assert on("2022-08-31", italy).possibly == ()


def test_a_claim_of_unknown_date_counts_on_no_day_but_without_one() -> None:
    undated = naming("claim-ccdcoe", IRAN, "")

    assert on("2030-01-01", undated).possibly == ("claim-ccdcoe",)
    assert contest(undated).headline == "single-claim"


def test_a_withdrawal_that_may_have_been_made_leaves_the_claim_in_force() -> None:
    back = withdrawal("claim-back", ALBANIA, "2022")

    state = on("2022-10-01", ALBANIA, back)

    assert state.headline == "single-claim"
    assert state.possibly == ("claim-back",)
    assert on("2022-12-31", ALBANIA, back).headline == "withdrawn"


def test_the_past_is_not_changed_by_what_was_said_later() -> None:
    claims = (
        ALBANIA,
        denial("claim-ir", "claim-al", "2022-09-08"),
        naming("claim-vendor", RUSSIA, "2022-09-10"),
    )

    assert on("2022-09-07", *claims).headline == "single-claim"
    assert on("2022-09-08", *claims).headline == "denied-only"
    assert on("2022-09-10", *claims).headline == "rival"


def test_a_restatement_speaks_for_itself_while_the_first_is_of_unsure_date() -> None:
    first = naming("claim-first", IRAN, "2022")
    again = naming("claim-again", IRAN, "2022-09-24", restates="claim-first")

    state = on("2022-10-01", first, again)

    assert state.flags == {"single-claim": ("claim-again",)}


def test_an_endorsement_waits_for_what_it_endorses() -> None:
    unsure = naming("claim-al", IRAN, "2022")
    backing = make_claim("claim-mk", "endorses", "2022-09-07", about="claim-al")

    assert on("2022-10-01", unsure, backing).headline == "unattributed"


def test_a_persona_counts_at_state_level_only_once_it_is_linked() -> None:
    claims = (
        naming("claim-hj", PERSONA, "2022-07-21", stance="claims-responsibility"),
        link("link-hj", PERSONA, IRAN, "2022-09-21"),
    )

    assert on("2022-09-20", *claims).headline == "unattributed"
    assert on("2022-09-21", *claims).headline == "single-claim"
    assert on("2022-09-20", *claims, level="persona").headline == "single-claim"


def test_a_link_that_may_have_been_claimed_is_listed_apart() -> None:
    claims = (
        naming("claim-hj", PERSONA, "2022-07-21"),
        link("link-mois", PERSONA, MOIS, "2022-08-01"),
        link("link-iran", MOIS, IRAN, "2022"),
        link("link-other", RUSSIA, IRAN, "2022"),
    )

    assert on("2022-09-20", *claims).possibly == ("link-iran",)


def test_a_possible_link_from_what_nobody_names_is_not_listed() -> None:
    given_up = naming("claim-group", APT28)
    claims = (
        ALBANIA,
        given_up,
        withdrawal("claim-back", given_up, "2022-09-10"),
        link("link-28", APT28, RUSSIA, "2022"),
        link("link-iran", IRAN, RUSSIA, "2022"),
    )

    assert on("2022-09-20", *claims).possibly == ()


def test_a_possible_endorsement_is_listed_apart() -> None:
    backing = make_claim("claim-mk", "endorses", "2022", about="claim-al")

    assert on("2022-09-20", ALBANIA, backing).possibly == ("claim-mk",)


def test_a_withdrawn_link_no_longer_counts() -> None:
    tie = link("link-hj", PERSONA, IRAN, "2022-09-21")
    claims = (naming("claim-hj", PERSONA), tie, withdrawal("link-back", tie))

    assert on("2022-09-30", *claims).headline == "single-claim"
    assert on("2022-10-01", *claims).headline == "unattributed"


def test_what_could_not_change_the_answer_is_not_among_the_possible() -> None:
    claims = (
        make_claim("claim-eu", "condemns-without-naming", "2022"),
        naming("claim-al", IRAN, "2022"),
    )

    assert on("2022-09-20", *claims, level="persona").possibly == ()


def test_the_european_union_condemning_leaves_the_state_unattributed() -> None:
    eu = make_claim("claim-eu", "condemns-without-naming", "2022-09-08")

    assert on("2022-09-08", eu).headline == "unattributed"
