"""Who did it, at a level: who speaks, who agrees and who names another."""

import pytest

from tests.positions.build import (
    ALBANIA,
    APT28,
    DENIAL,
    IRAN,
    PERSONA,
    RIVAL,
    RUSSIA,
    contest,
    make_claim,
    naming,
)


def test_nobody_named_leaves_the_question_unattributed() -> None:
    assert contest().headline == "unattributed"
    assert contest().flags == {"unattributed": ()}


def test_one_claimant_makes_a_single_claim() -> None:
    assert contest(ALBANIA).flags == {"single-claim": ("claim-al",)}


def test_two_claimants_concur() -> None:
    state = contest(ALBANIA, naming("claim-us", IRAN))

    assert state.flags == {"concurring": ("claim-al", "claim-us")}


def test_several_claims_of_one_claimant_count_once() -> None:
    again = naming("claim-al-un", IRAN, claimant=ALBANIA.claimant)

    assert contest(ALBANIA, again).headline == "single-claim"


def test_a_restatement_is_its_first_speakers_word() -> None:
    story = naming("claim-media", IRAN, restates="claim-al")

    assert contest(ALBANIA, story).headline == "single-claim"


def test_an_endorsement_counts_as_a_claimant_of_its_own() -> None:
    state = contest(ALBANIA, make_claim("claim-mk", "endorses", about="claim-al"))

    assert state.flags == {"concurring": ("claim-al", "claim-mk")}
    assert state.reasons[0].startswith("2 claimants agree, 1 by own finding")


def test_an_endorsement_of_an_endorsement_backs_the_finding() -> None:
    first = make_claim("claim-mk", "endorses", about="claim-al")
    second = make_claim("claim-me", "endorses", about="claim-mk")

    assert len(contest(ALBANIA, first, second).flags["concurring"]) == 3


def test_nato_acknowledging_adds_no_concurrence() -> None:
    nato = make_claim("claim-nato", "acknowledges", about="claim-al")

    assert contest(ALBANIA, nato).flags == {"single-claim": ("claim-al",)}


@pytest.mark.parametrize(
    "stance", ["condemns-without-naming", "suspects", "acknowledges", "abstains"]
)
def test_a_stance_that_names_nobody_attributes_nothing(stance: str) -> None:
    eu = make_claim("claim-eu", stance, role="eu-institution")

    assert contest(eu).headline == "unattributed"


def test_a_likeness_is_no_attribution() -> None:
    assert contest(naming("claim-x", IRAN, proposition="overlaps")).headline == (
        "unattributed"
    )


def test_nobody_is_a_rival_of_himself() -> None:
    second = naming(
        "claim-al-2",
        PERSONA,
        stance="counter-attributes",
        about="claim-al",
        claimant=ALBANIA.claimant,
    )

    assert contest(ALBANIA, second).headline == "single-claim"


def test_a_third_partys_rival_claim_makes_it_rival() -> None:
    state = contest(ALBANIA, DENIAL, RIVAL)

    assert state.headline == "rival"
    assert state.flags["rival"] == ("claim-al", "claim-vendor")
    assert "denied-only" not in state.flags


def test_two_who_assert_different_culprits_are_rivals() -> None:
    assert contest(ALBANIA, naming("claim-vendor", RUSSIA)).headline == "rival"


def test_the_accused_who_blames_another_is_a_rival_and_the_only_objector() -> None:
    blame = naming(
        "claim-ir-blame",
        RUSSIA,
        stance="counter-attributes",
        about="claim-al",
        role="accused-state",
    )

    assert tuple(contest(ALBANIA, DENIAL, blame).flags)[:2] == ("rival", "denied-only")


def test_a_counter_claim_rivals_even_where_it_reaches_no_one_at_the_level() -> None:
    blame = naming(
        "claim-ir-mek", PERSONA, stance="counter-attributes", about="claim-al"
    )

    state = contest(ALBANIA, blame)

    assert state.flags["rival"] == ("claim-al", "claim-ir-mek")
    assert state.flags["single-claim"] == ("claim-al",)


def test_a_revised_counter_claim_is_still_against_what_it_countered() -> None:
    first = naming("claim-x", APT28, stance="counter-attributes", about="claim-al")
    then = naming(
        "claim-y",
        PERSONA,
        stance="revises",
        about="claim-x",
        claimant=first.claimant,
    )

    assert contest(ALBANIA, first, then).flags["rival"] == ("claim-al", "claim-y")


def test_one_claimant_who_names_two_speaks_of_both_together() -> None:
    both = naming("claim-al-too", RUSSIA, claimant=ALBANIA.claimant)

    state = contest(ALBANIA, both, naming("claim-us", IRAN))

    assert state.headline == "concurring"
    assert state.flags["concurring"] == ("claim-al", "claim-us")


def test_each_flag_has_a_sentence_that_names_its_claims() -> None:
    state = contest(ALBANIA, DENIAL)

    assert state.reasons == (
        "Only the accused objects: id-claim-ir denies claim-al (claim-ir).",
        "Only 1 claimant speaks at level state: id-claim-al asserts ta-iran "
        "(claim-al).",
    )
