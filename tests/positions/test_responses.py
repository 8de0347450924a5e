"""The responses that rest on a claim, and the alert when it is withdrawn."""

from datetime import date

from positions.responses import Dependents, dependent_responses
from positions.values import Claim, Response, Transition
from tests.positions.build import (
    ALBANIA,
    IRAN,
    RUSSIA,
    make_claim,
    make_record,
    make_response,
    naming,
    revision,
    when,
    withdrawal,
)

BACK = withdrawal("claim-back", ALBANIA, "2022-10-01")
LISTING = make_response("resp-listing", ("claim-al",), "2022-09-09")


def resting(*members: Claim | Response, on: date | None = None) -> Dependents:
    return dependent_responses(make_record(ALBANIA, *members), "claim-al", on)


def test_withdrawing_a_claim_alerts_to_the_live_responses_on_it() -> None:
    (before,) = resting(LISTING).items
    (after,) = resting(LISTING, BACK).items

    assert not before.alert
    assert after.alert
    assert after.lost == ("claim-al",)


def test_the_alert_holds_from_the_day_of_the_withdrawal() -> None:
    (before,) = resting(LISTING, BACK, on=date(2022, 9, 30)).items
    (after,) = resting(LISTING, BACK, on=date(2022, 10, 1)).items

    assert (before.alert, after.alert) == (False, True)


def test_a_lifted_response_raises_no_alert_from_the_day_it_was_lifted() -> None:
    lifted = make_response(
        "resp-listing",
        ("claim-al",),
        transitions=(Transition("lifted", when("2022-12-01")),),
    )

    (before,) = resting(lifted, BACK, on=date(2022, 11, 30)).items
    (after,) = resting(lifted, BACK).items

    assert (before.status, before.alert) == ("announced", True)
    assert (after.status, after.alert) == ("lifted", False)


def test_a_response_may_rest_on_the_claim_through_an_endorsement() -> None:
    backing = make_claim("claim-mk", "endorses", about="claim-al")
    response = make_response("resp-mk", ("claim-mk",))

    (found,) = resting(backing, response, BACK).items

    assert found.through == ("claim-mk",)
    assert found.alert


def test_a_response_may_rest_on_the_claim_through_a_restatement() -> None:
    again = naming("claim-again", IRAN, restates="claim-al")
    echo = naming("claim-echo", IRAN, restates="claim-again")

    (found,) = resting(again, echo, make_response("resp", ("claim-echo",)), BACK).items

    assert found.lost == ("claim-echo",)


def test_a_corroboration_carries_a_response_on_ground_of_its_own() -> None:
    own = naming("claim-us", IRAN, stance="corroborates", about="claim-al")

    (found,) = resting(own, make_response("resp-us", ("claim-us",)), BACK).items

    assert found.through == ("claim-us",)
    assert not found.alert


def test_a_response_on_another_claim_is_none_of_its() -> None:
    other = naming("claim-vendor", RUSSIA)

    assert not resting(other, make_response("resp-x", ("claim-vendor",))).items


def test_a_revision_of_the_same_name_keeps_the_ground() -> None:
    revised = revision("claim-new", ALBANIA, IRAN)

    assert not resting(LISTING, revised).items[0].alert


def test_a_revision_that_names_another_takes_the_ground_away() -> None:
    revised = revision("claim-new", ALBANIA, RUSSIA)

    assert resting(LISTING, revised).items[0].alert


def test_our_own_retraction_of_the_claim_alerts_as_well() -> None:
    ours = naming("claim-wrong", IRAN, retracted=True)
    record = make_record(ours, make_response("resp", ("claim-wrong",)))

    assert dependent_responses(record, "claim-wrong", None).items[0].alert


def test_a_claim_of_unsure_date_is_not_lost() -> None:
    unsure = naming("claim-al", IRAN, "2022")

    assert not resting(unsure, LISTING, on=date(2022, 10, 1)).items[0].alert


def test_responses_come_in_order_with_the_unsure_ones_apart() -> None:
    found = resting(
        make_response("resp-b", ("claim-al",), "2022-09-10"),
        make_response("resp-c", ("claim-al",), "2022"),
        make_response("resp-d", ("claim-al",), "2023-01-01"),
        LISTING,
        on=date(2022, 10, 1),
    )

    assert [each.response for each in found.items] == ["resp-listing", "resp-b"]
    assert found.possibly == ("resp-c",)


def test_claims_that_restate_each_other_come_to_an_end() -> None:
    one = naming("claim-one", IRAN, restates="claim-other")
    other = naming("claim-other", IRAN, restates="claim-one")
    record = make_record(one, other, make_response("resp", ("claim-other",)))

    assert len(dependent_responses(record, "claim-one", None).items) == 1
