"""One question at different levels of the claimed chain."""

import pytest

from positions.contest import contest_states
from positions.levels import LEVELS
from tests.positions.build import (
    ALBANIA,
    APT28,
    APT29,
    INCIDENT,
    IRAN,
    MOIS,
    PERSONA,
    RUSSIA,
    contest,
    denial,
    link,
    make_record,
    make_response,
    naming,
)


def test_a_deeper_claim_on_the_chain_is_a_level_split_and_no_conflict() -> None:
    deeper = naming("claim-vendor", MOIS)

    state = contest(ALBANIA, deeper, link("link-mois", MOIS, IRAN))

    assert state.headline == "level-split"
    assert tuple(state.flags) == ("level-split", "concurring")
    assert state.flags["level-split"] == ("claim-al", "claim-vendor", "link-mois")


def test_a_deeper_claim_without_a_link_says_nothing_at_the_level() -> None:
    state = contest(ALBANIA, naming("claim-vendor", MOIS))

    assert state.flags == {"single-claim": ("claim-al",)}


def test_two_branches_of_one_state_at_different_depth_are_no_level_split() -> None:
    state = contest(
        naming("claim-a", APT28),
        naming("claim-b", PERSONA),
        link("link-28", APT28, RUSSIA),
        link("link-hj", PERSONA, RUSSIA),
    )

    assert tuple(state.flags) == ("concurring",)


def test_a_claim_on_the_state_says_nothing_below_it() -> None:
    assert contest(ALBANIA, level="organisation").headline == "unattributed"


def test_apt28_and_apt29_are_rivals_as_groups_and_concur_at_their_state() -> None:
    claims = (
        naming("claim-a", APT28),
        naming("claim-b", APT29),
        link("link-28", APT28, RUSSIA),
        link("link-29", APT29, RUSSIA),
    )

    as_groups = contest(*claims, level="intrusion-set")
    as_state = contest(*claims)

    assert as_groups.flags == {"rival": ("claim-a", "claim-b")}
    assert as_state.flags == {
        "concurring": ("claim-a", "claim-b", "link-28", "link-29")
    }


def test_a_counter_claim_within_one_state_is_no_rival_at_its_level() -> None:
    claims = (
        naming("claim-a", APT28),
        naming("claim-b", APT29, stance="counter-attributes", about="claim-a"),
        link("link-28", APT28, RUSSIA),
        link("link-29", APT29, RUSSIA),
    )

    assert contest(*claims).headline == "concurring"


def test_a_denied_link_is_an_objection_at_the_level_it_leads_to() -> None:
    claims = (
        naming("claim-persona", PERSONA, stance="claims-responsibility"),
        link("link-hj", PERSONA, IRAN),
        denial("claim-ir", "link-hj"),
    )

    assert contest(*claims).headline == "denied-only"
    assert contest(*claims, level="persona").headline == "single-claim"


def test_a_listing_of_persons_leaves_the_state_level_unchanged() -> None:
    listing = make_response("resp-listing", ("claim-al",), addressees=("id-person",))

    assert contest(ALBANIA, listing).flags == contest(ALBANIA).flags
    assert contest(listing).headline == "unattributed"


def test_every_level_can_be_asked_at_once() -> None:
    states = contest_states(make_record(ALBANIA), INCIDENT, None)

    assert tuple(states) == LEVELS
    assert states["state"] == contest(ALBANIA)


def test_an_unknown_level_is_refused() -> None:
    with pytest.raises(ValueError, match="'planet' is not a level"):
        contest(ALBANIA, level="planet")
