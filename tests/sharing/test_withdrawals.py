"""A withdrawal that is published ends what it takes back, and undone lets it stand."""

from typing import Any

import pytest

from attribution.models import Claim
from incidents.models import Record
from sharing.services import retract
from tests.build import make_claim, make_statement, make_user
from tests.sharing.acts import (
    LATER,
    MUCH_LATER,
    approve,
    bodies,
    edit_and_send,
    objects_of,
    publish_all,
    send,
)

pytestmark = pytest.mark.django_db


def withdrawal_of(claim: Claim, said: str = "2023-03-14", **fields: Any) -> Claim:
    statement = make_statement(speakers=[claim.claimant], said=said)
    return make_claim(
        stance="withdraws",
        about=claim,
        claimant=claim.claimant,
        statement=statement,
        **fields,
    )


def publish_new() -> Any:
    approve()
    new = Record.objects.exclude(key__in=published())
    return send(*new)


def published() -> list[str]:
    return [each.key for each in Record.objects.all() if objects_of(each)]


def stops(claim: Claim) -> list[str | None]:
    """Return when each version of a claim's edge ends."""
    return [
        each.get("stop_time")
        for each in objects_of(claim)
        if each["type"] == "relationship"
    ]


def test_publishing_a_withdrawal_ends_the_edge_that_is_out() -> None:
    claim = make_claim()
    publish_all()
    withdrawal_of(claim)

    release = publish_new()

    assert stops(claim) == [None, "2023-03-14T00:00:00.000Z"]
    assert claim.state == "in-use"
    assert {each["id"] for each in objects_of(claim)} <= {
        each["id"] for each in bodies(release)
    }


def test_a_claim_and_its_withdrawal_are_published_together() -> None:
    claim = make_claim()
    withdrawal_of(claim)

    publish_all()

    assert stops(claim) == ["2023-03-14T00:00:00.000Z"]


def test_a_draft_of_a_withdrawal_ends_nothing() -> None:
    claim = make_claim()
    publish_all()
    withdrawal_of(claim)

    edit_and_send(claim, wording="In other words.")

    assert stops(claim) == [None, None]


def test_an_edit_of_the_withdrawn_claim_keeps_its_end() -> None:
    claim = make_claim()
    withdrawal_of(claim)
    publish_all()

    edit_and_send(claim, wording="In other words.")

    assert stops(claim) == ["2023-03-14T00:00:00.000Z"] * 2


def test_a_new_date_of_the_withdrawal_moves_the_end() -> None:
    claim = make_claim()
    back = withdrawal_of(claim)
    publish_all()

    edit_and_send(back.statement, said="2023-04")

    assert stops(claim) == ["2023-03-14T00:00:00.000Z", "2023-04-01T00:00:00.000Z"]


def test_an_edit_of_the_withdrawals_words_changes_its_own_objects_only() -> None:
    claim = make_claim()
    back = withdrawal_of(claim)
    publish_all()

    release = edit_and_send(back, wording="We take it back, we say again.")

    assert {each["id"] for each in bodies(release)} == {
        each["id"] for each in objects_of(back)
    }


def test_a_withdrawal_that_is_withdrawn_lets_the_claim_stand_again() -> None:
    claim = make_claim()
    back = withdrawal_of(claim)
    publish_all()
    withdrawal_of(back, said="2023-06")

    publish_new()

    assert stops(claim) == ["2023-03-14T00:00:00.000Z", None]


def test_a_withdrawal_that_we_retract_lets_the_claim_stand_again() -> None:
    claim = make_claim()
    back = withdrawal_of(claim)
    publish_all()

    retract(back, by=make_user("chief"), at=LATER, reason="We misread it.")

    assert stops(claim) == ["2023-03-14T00:00:00.000Z", None]


def test_a_withdrawal_that_turns_to_another_claim_lets_the_first_stand() -> None:
    first = make_claim()
    second = make_claim(claimant=first.claimant)
    back = withdrawal_of(first)
    publish_all()

    edit_and_send(back, at=MUCH_LATER, about=second)

    assert stops(first) == ["2023-03-14T00:00:00.000Z", None]
    assert stops(second) == [None, "2023-03-14T00:00:00.000Z"]
