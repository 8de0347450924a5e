"""What the database refuses of claims, whoever writes."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from attribution.models import Claim
from tests.build import (
    make_claim,
    make_identity,
    make_incident,
    make_statement,
    make_threat_actor,
)

pytestmark = pytest.mark.django_db


def test_assertion_names_somebody() -> None:
    with pytest.raises(ValidationError, match="needs attributed_to"):
        make_claim(stance="asserts", attributed_to=None)


@pytest.mark.parametrize(
    "stance", ["condemns-without-naming", "suspects", "abstains", "acknowledges"]
)
def test_stance_that_names_nobody_has_no_culprit(stance: str) -> None:
    with pytest.raises(ValidationError, match="any other stance has none"):
        make_claim(
            stance=stance,
            attributed_to=make_threat_actor(),
            entity_level="state",
            proposition="attributed-to",
        )


def test_denial_says_what_it_denies() -> None:
    with pytest.raises(ValidationError, match="only a denial, has a scope"):
        make_claim(stance="denies", denial_scope=[])


def test_endorsement_says_its_ground() -> None:
    with pytest.raises(ValidationError, match="only an endorsement, has a ground"):
        make_claim(stance="endorses", endorsement_ground="")


def test_endorsement_is_about_a_claim() -> None:
    with (
        pytest.raises(IntegrityError, match="claim_on_a_claim_where_the_stance_is"),
        transaction.atomic(),
    ):
        make_claim(stance="endorses", about=make_incident())


def test_claim_names_an_actor_and_never_a_mere_identity() -> None:
    with (
        pytest.raises(IntegrityError, match="claim_names_an_actor"),
        transaction.atomic(),
    ):
        make_claim(attributed_to=make_identity())


def test_claim_is_about_what_happened_an_actor_or_a_claim() -> None:
    with (
        pytest.raises(IntegrityError, match="claim_is_about_an_act"),
        transaction.atomic(),
    ):
        make_claim(about=make_identity())


def test_claims_about_claims_come_to_an_end() -> None:
    first = make_claim(stance="denies")
    second = make_claim(stance="doubts", about=first)

    with (
        pytest.raises(IntegrityError, match="about itself through other claims"),
        transaction.atomic(),
    ):
        Claim.objects.filter(pk=first.pk).update(about=second)


def test_statement_carries_a_claim_once() -> None:
    claim = make_claim()

    with pytest.raises(ValidationError, match="already carries this claim"):
        make_claim(
            statement=claim.statement,
            claimant=claim.claimant,
            about=claim.about,
            attributed_to=claim.attributed_to,
        )


def test_joint_statement_carries_one_claim_for_each_speaker() -> None:
    one, two = make_identity(), make_identity()
    joint = make_statement(speakers=[one, two])
    about, actor = make_incident(), make_threat_actor()

    for speaker in (one, two):
        make_claim(statement=joint, claimant=speaker, about=about, attributed_to=actor)

    assert joint.claims.count() == 2


def test_quote_has_a_language() -> None:
    with pytest.raises(ValidationError, match="in which language the quotation is"):
        make_claim(quote="Ishte Irani.")


@pytest.mark.parametrize("stance", ["withdraws", "revises"])
def test_claim_takes_back_only_what_its_claimant_said(stance: str) -> None:
    with (
        pytest.raises(IntegrityError, match="withdraws or revises its own claims only"),
        transaction.atomic(),
    ):
        make_claim(stance=stance, about=make_claim(), claimant=make_identity())


def test_claim_that_was_withdrawn_may_be_corrected_to_another_claimant() -> None:
    claim, right = make_claim(), make_identity()
    withdrawal = make_claim(stance="withdraws", about=claim)

    Claim.objects.filter(pk=claim.pk).update(claimant=right)
    Claim.objects.filter(pk=withdrawal.pk).update(claimant=right)

    assert Claim.objects.get(pk=withdrawal.pk).claimant == right
