"""The claimed chain: who is behind whom, level by level, on which links."""

from dataclasses import replace
from datetime import date

import pytest

from positions.levels import ancestors, at_level, compatible, rank
from positions.values import Claim
from tests.positions.build import (
    ALBANIA,
    APT28,
    APT29,
    INCIDENT,
    IRAN,
    IRGC,
    MOIS,
    PERSONA,
    RUSSIA,
    contest,
    link,
    make_actor,
    make_claim,
    make_record,
    naming,
    withdrawal,
)

GOVERNMENT = "id-ir-government"


def same(key: str, actor: str, target: str, proposition: str) -> Claim:
    return naming(key, target, about=actor, proposition=proposition)


def test_levels_are_ranked_from_cluster_to_state() -> None:
    assert rank("activity-cluster") == 1
    assert rank("state") == 7
    assert rank("unknown") == rank("") == 0


def test_ancestors_come_nearest_first_with_the_links_they_rest_on() -> None:
    record = make_record(link("link-1", PERSONA, MOIS), link("link-2", MOIS, IRAN))

    found = ancestors(record, PERSONA, None)

    assert [(each.actor, each.via) for each in found] == [
        (MOIS, ("link-1",)),
        (IRAN, ("link-1", "link-2")),
    ]


def test_a_link_holds_from_the_day_it_was_claimed() -> None:
    record = make_record(link("link-1", PERSONA, IRAN, "2022-09-21"))

    assert not at_level(record, PERSONA, "state", date(2022, 9, 20))
    assert at_level(record, PERSONA, "state", date(2022, 9, 21))


def test_a_withdrawn_link_does_not_count() -> None:
    claimed = link("link-1", PERSONA, IRAN)
    record = make_record(claimed, withdrawal("link-back", claimed))

    assert not at_level(record, PERSONA, "state", None)


def test_a_link_may_be_claimed_by_corroborating_another() -> None:
    first = link("link-1", PERSONA, MOIS)
    record = make_record(first, link("link-2", "link-1", MOIS))

    (found,) = at_level(record, PERSONA, "organisation", None)

    assert found.via == ("link-1", "link-2")


@pytest.mark.parametrize("stance", ["suspects", "acknowledges", "endorses", "doubts"])
def test_a_stance_that_names_nobody_makes_no_link(stance: str) -> None:
    record = make_record(make_claim("claim-x", stance, about=PERSONA))

    assert not ancestors(record, PERSONA, None)


def test_a_claim_on_an_incident_is_no_link() -> None:
    record = make_record(naming("claim-al", IRAN))

    assert not ancestors(record, INCIDENT, None)


def test_links_in_a_circle_come_to_an_end() -> None:
    record = make_record(link("link-1", APT28, APT29), link("link-2", APT29, APT28))

    assert [each.actor for each in ancestors(record, APT28, None)] == [APT29]


def test_claims_on_each_other_in_a_circle_come_to_an_end() -> None:
    one = naming("claim-a", IRAN, about="claim-b")
    other = naming("claim-b", IRAN, about="claim-a")

    assert contest(one, other).headline == "unattributed"


def test_withdrawals_of_each_other_take_nothing_back() -> None:
    one = make_claim("claim-1", "withdraws", about="claim-2", claimant="id-al")
    other = make_claim("claim-2", "withdraws", about="claim-1", claimant="id-al")

    assert contest(ALBANIA, one, other).headline == "single-claim"


@pytest.mark.parametrize("word", ["same-as", "formerly-tracked-as"])
def test_the_same_under_two_names_is_compatible(word: str) -> None:
    record = make_record(same("claim-same", APT28, APT29, word))

    assert compatible(record, APT29, APT28, "intrusion-set", None).via == (
        "claim-same",
    )


@pytest.mark.parametrize("word", ["subset-of", "merged-into"])
def test_a_part_has_its_whole_above_it(word: str) -> None:
    record = make_record(same("claim-part", APT28, APT29, word))

    assert [each.actor for each in ancestors(record, APT28, None)] == [APT29]
    assert not ancestors(record, APT29, None)


def test_a_whole_is_above_its_parts() -> None:
    record = make_record(same("claim-whole", APT28, APT29, "superset-of"))

    assert [each.actor for each in ancestors(record, APT29, None)] == [APT28]
    assert not ancestors(record, APT28, None)


@pytest.mark.parametrize("word", ["overlaps", "shares-tooling-with", "distinct-from"])
def test_a_likeness_makes_nobody_the_same(word: str) -> None:
    record = make_record(same("claim-like", APT28, APT29, word))

    assert not compatible(record, APT28, APT29, "intrusion-set", None).holds


def test_two_groups_of_one_state_are_compatible_there_only() -> None:
    record = make_record(link("link-28", APT28, RUSSIA), link("link-29", APT29, RUSSIA))

    as_state = compatible(record, APT28, APT29, "state", None)

    assert as_state.holds
    assert as_state.via == ("link-28", "link-29")
    assert not compatible(record, APT28, APT29, "intrusion-set", None).holds


def test_a_state_is_its_government_by_definition() -> None:
    record = make_record(
        make_actor(IRAN, definitional=(GOVERNMENT,)),
        make_actor(GOVERNMENT, kind="identity"),
        replace(link("link-1", PERSONA, IRAN), target=GOVERNMENT),
    )

    assert compatible(record, PERSONA, IRAN, "state", None).holds
    assert [each.actor for each in at_level(record, PERSONA, "state", None)] == [
        GOVERNMENT
    ]


def test_one_actor_linked_to_two_by_different_claimants_is_rival_there() -> None:
    state = contest(
        naming("claim-hj", PERSONA),
        link("link-doj", PERSONA, MOIS),
        link("link-media", PERSONA, IRGC),
        level="organisation",
    )

    assert state.flags["rival"] == ("claim-hj", "link-doj", "link-media")


def test_one_actor_linked_to_two_by_one_claimant_is_no_conflict() -> None:
    first = link("link-1", PERSONA, MOIS)
    both = naming("link-2", IRGC, about=PERSONA, claimant=first.claimant)

    state = contest(naming("claim-hj", PERSONA), first, both, level="organisation")

    assert state.headline == "single-claim"
