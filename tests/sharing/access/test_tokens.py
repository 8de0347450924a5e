"""How tokens and partners are made, replaced and ended."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from sharing.models import Collection, Partner
from sharing.services.partners import save_partner, suspend
from sharing.services.tokens import revoke, rotate
from tests.build import NOON, make_user
from tests.sharing.partners import DAY, MINUTE, make_partner, make_token

pytestmark = pytest.mark.django_db


def faults(error: pytest.ExceptionInfo[ValidationError]) -> dict[str, str]:
    return {name: " ".join(said) for name, said in error.value.message_dict.items()}


@pytest.mark.parametrize(
    ("field", "terms"),
    [
        ("ceiling", {"ceiling": "AMBER"}),
        ("scopes", {"scopes": []}),
        ("scopes", {"scopes": ["everything"]}),
        ("expires", {"expires": NOON}),
        ("expires", {"expires": NOON + 366 * DAY}),
        ("expires", {"not_before": NOON - 2 * DAY, "expires": NOON - DAY}),
        ("addresses", {"addresses": ["192.0.2.300"]}),
        ("label", {"label": ""}),
    ],
)
def test_wrong_terms_are_refused_by_the_name_of_the_field(
    field: str, terms: dict[str, Any]
) -> None:
    partner = make_partner(ceiling="GREEN")

    with pytest.raises(ValidationError) as error:
        make_token(partner, **terms)

    assert set(faults(error)) == {field}


def test_a_token_ends_to_the_minute_and_lives_as_long_as_the_setting_allows(
    settings: Any,
) -> None:
    settings.TOKEN_LONGEST_DAYS = 1

    short = make_token(expires=NOON + MINUTE + timedelta(seconds=30))
    longest = make_token(label="longest", expires=NOON + DAY)

    assert short.token.expires == NOON + MINUTE
    assert longest.token.expires == NOON + DAY
    with pytest.raises(ValidationError):
        make_token(label="longer", expires=NOON + DAY + MINUTE)


def test_addresses_are_kept_as_networks() -> None:
    issued = make_token(addresses=["192.0.2.7", "2001:DB8::/32", "198.51.100.9/24"])

    assert issued.token.addresses == [
        "192.0.2.7/32",
        "2001:db8::/32",
        "198.51.100.0/24",
    ]


def test_a_token_cannot_name_a_collection_that_the_partner_has_not() -> None:
    strict = Collection.objects.get(alias="published-red")

    with pytest.raises(ValidationError) as error:
        make_token(collections=[strict])

    assert set(faults(error)) == {"collections"}


def test_a_partner_is_not_granted_what_comes_with_the_ceiling_or_lies_above() -> None:
    everything = Collection.objects.get(alias="published-clear")

    with pytest.raises(ValidationError) as error:
        make_partner(collections=(everything,))

    assert set(faults(error)) == {"collections"}
    assert not Partner.objects.exists()


def test_a_partner_without_a_contact_is_refused() -> None:
    with pytest.raises(ValidationError) as error:
        save_partner(
            Partner(name="Nobody", ceiling="CLEAR"),
            collections=[],
            by=make_user(),
            at=NOON,
        )

    assert set(faults(error)) == {"contact"}


def test_two_tokens_of_a_label_stand_at_once_and_no_third() -> None:
    first = make_token()
    second = rotate(first.token, expires=NOON + DAY, by=make_user(), at=NOON)

    with pytest.raises(ValidationError):
        make_token()
    with pytest.raises(ValidationError):
        rotate(second.token, expires=NOON + DAY, by=make_user(), at=NOON)
    revoke(first.token, by=make_user(), at=NOON, why="Changed over.")
    third = rotate(second.token, expires=NOON + DAY, by=make_user(), at=NOON)

    assert third.token.replaces == second.token


def test_a_successor_has_the_terms_of_the_old_one_and_a_secret_of_its_own() -> None:
    clear = Collection.objects.get(alias="published-clear")
    old = make_token(addresses=["192.0.2.0/24"], collections=[clear], per_minute=7)

    new = rotate(old.token, expires=NOON + 200 * DAY, by=make_user(), at=NOON + DAY)

    for name in ("label", "scopes", "ceiling", "addresses", "per_minute", "per_day"):
        assert getattr(new.token, name) == getattr(old.token, name)
    assert list(new.token.collections.all()) == [clear]
    assert new.token.not_before == NOON + DAY
    assert bytes(new.token.digest) != bytes(old.token.digest)


def test_a_token_has_one_successor() -> None:
    old = make_token()
    rotate(old.token, expires=NOON + DAY, by=make_user(), at=NOON)

    with pytest.raises(ValidationError, match="successor already"):
        rotate(old.token, expires=NOON + DAY, by=make_user(), at=NOON)


def test_a_revocation_says_by_whom_when_and_why_and_is_final() -> None:
    issued = make_token()

    with pytest.raises(ValidationError):
        revoke(issued.token, by=make_user(), at=NOON, why="  ")
    row = revoke(issued.token, by=make_user("anna"), at=NOON, why=" Leaked. ")

    assert (row.revoked_by, row.revoked_at, row.revoked_why) == (
        make_user("anna"),
        NOON,
        "Leaked.",
    )
    with pytest.raises(ValidationError, match="revoked already"):
        revoke(issued.token, by=make_user(), at=NOON, why="Again.")


def test_a_suspended_partner_gets_no_token() -> None:
    partner = make_partner()
    suspend(partner, by=make_user(), at=NOON, why="Breach.")

    with pytest.raises(ValidationError, match="Resume"):
        make_token(partner)


def test_without_a_word_a_token_asks_as_often_as_the_settings_say(
    settings: Any,
) -> None:
    settings.TOKEN_REQUESTS_PER_MINUTE, settings.TOKEN_REQUESTS_PER_DAY = 5, 50

    token = make_token(per_minute=None, per_day=None).token

    assert (token.per_minute, token.per_day) == (5, 50)
