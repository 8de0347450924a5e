"""What withdrawing, revising and retracting do to the contest state."""

from tests.positions.build import (
    ALBANIA,
    DENIAL,
    IRAN,
    RIVAL,
    RUSSIA,
    contest,
    make_claim,
    naming,
    revision,
    withdrawal,
)


def test_a_withdrawn_rival_returns_it_to_denied_only() -> None:
    state = contest(ALBANIA, DENIAL, RIVAL, withdrawal("claim-back", RIVAL))

    assert state.headline == "denied-only"
    assert state.flags["single-claim"] == ("claim-al",)


def test_a_withdrawn_denial_undoes_the_denial() -> None:
    state = contest(ALBANIA, DENIAL, withdrawal("claim-back", DENIAL))

    assert state.flags == {"single-claim": ("claim-al",)}


def test_a_withdrawn_withdrawal_restores_the_claim() -> None:
    back = withdrawal("claim-back", ALBANIA)

    assert contest(ALBANIA, back).headline == "withdrawn"
    assert contest(ALBANIA, back, withdrawal("claim-again", back)).headline == (
        "single-claim"
    )


def test_withdrawals_count_from_the_last_of_them() -> None:
    first = withdrawal("claim-1", ALBANIA)
    second = withdrawal("claim-2", first)

    state = contest(ALBANIA, first, second, withdrawal("claim-3", second))

    assert state.headline == "withdrawn"


def test_nobody_withdraws_for_another() -> None:
    meddling = make_claim("claim-x", "withdraws", about="claim-al")

    assert contest(ALBANIA, meddling).headline == "single-claim"


def test_withdrawn_gives_the_claims_and_what_took_them_back() -> None:
    state = contest(ALBANIA, withdrawal("claim-back", ALBANIA))

    assert state.flags == {"withdrawn": ("claim-al", "claim-back")}
    assert len(state.reasons) == 1


def test_a_revision_replaces_what_it_revises() -> None:
    revised = revision("claim-new", ALBANIA, RUSSIA)

    state = contest(ALBANIA, revised, naming("claim-us", RUSSIA))

    assert state.flags == {"concurring": ("claim-new", "claim-us")}


def test_a_withdrawn_revision_does_not_bring_back_what_it_replaced() -> None:
    revised = revision("claim-new", ALBANIA, IRAN)

    state = contest(ALBANIA, revised, withdrawal("claim-back", revised))

    assert state.headline == "withdrawn"


def test_objections_and_support_carry_over_to_a_revision_of_the_same_name() -> None:
    backing = make_claim("claim-mk", "endorses", about="claim-al")
    revised = revision("claim-new", ALBANIA, IRAN)

    state = contest(ALBANIA, DENIAL, backing, revised)

    assert state.flags["denied-only"] == ("claim-ir",)
    assert state.flags["concurring"] == ("claim-mk", "claim-new")


def test_objections_lapse_when_the_revision_names_another() -> None:
    revised = revision("claim-new", ALBANIA, RUSSIA)

    assert contest(ALBANIA, DENIAL, revised).headline == "single-claim"


def test_what_we_retracted_counts_for_nothing() -> None:
    ours = naming("claim-wrong", RUSSIA, retracted=True)

    assert contest(ALBANIA, ours).headline == "single-claim"
    assert contest(ours).headline == "unattributed"


def test_an_endorsement_falls_with_what_it_endorses() -> None:
    backing = make_claim("claim-mk", "endorses", about="claim-al")

    state = contest(ALBANIA, backing, withdrawal("claim-back", ALBANIA))

    assert state.headline == "withdrawn"


def test_a_restatement_falls_with_what_it_restates() -> None:
    story = naming("claim-media", IRAN, restates="claim-al")

    state = contest(ALBANIA, story, withdrawal("claim-back", ALBANIA))

    assert state.headline == "withdrawn"


def test_what_was_taken_back_is_among_the_reasons() -> None:
    state = contest(ALBANIA, RIVAL, withdrawal("claim-back", RIVAL))

    assert state.reasons[-1] == (
        "Taken back and not counted: id-claim-vendor counter-attributes ta-russia "
        "(claim-vendor)."
    )
