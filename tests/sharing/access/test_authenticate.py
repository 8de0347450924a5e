"""Who gets in with which token, and what a token may reach."""

from base64 import b64encode
from datetime import timedelta
from typing import Any

import pytest

from sharing.access import Refused, Scope, authenticate, secrets
from sharing.models import Collection, ServiceToken
from sharing.services import open_collection
from sharing.services.partners import resume, suspend
from sharing.services.tokens import Issued, revoke, rotate
from tests.build import NOON, make_user
from tests.sharing.acts import publish_all
from tests.sharing.partners import (
    DAY,
    HOME,
    MINUTE,
    ask,
    basic,
    bearer,
    make_partner,
    make_token,
)

pytestmark = pytest.mark.django_db


def refusal(header: str, *, scope: Scope = Scope.TAXII_READ, at: Any = NOON) -> Refused:
    with pytest.raises(Refused) as refused:
        authenticate(header, HOME, scopes=[scope], at=at)
    return refused.value


def collections_of(issued: Issued) -> set[str]:
    reached = ask(issued).collections
    found = Collection.objects.filter(pk__in=reached)
    return set(found.values_list("alias", flat=True))


def test_a_token_is_taken_as_bearer_and_as_the_password_of_basic() -> None:
    issued = make_token()

    readers = [
        authenticate(header, HOME, scopes=[Scope.TAXII_READ], at=NOON)
        for header in (
            bearer(issued),
            bearer(issued).replace("Bearer", "bearer"),
            basic(issued),
            basic(issued, name=""),
            basic(issued, name="töken"),
        )
    ]

    assert {each.token for each in readers} == {issued.token.pk}
    assert readers[0].partner_name == "Ministry of Elsewhere"
    assert readers[0].expires == NOON + 90 * DAY


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer ",
        "Basic",
        "Basic %%%",
        "Basic " + b64encode(b"no colon").decode(),
        "Basic " + b64encode(b"\xff:\xff").decode(),
        "Digest username=x",
        "Bearer cia_0.0",
        "Bearer " + "x" * 10_000,
        "Bearer cia_000000000000." + "é" * 43,
        "Bearer cia_000000000000." + "x" * 43,
    ],
)
def test_whatever_is_no_token_is_answered_401(header: str) -> None:
    assert refusal(header).status == 401


def test_a_wrong_secret_is_answered_as_an_unknown_key_is() -> None:
    issued = make_token()
    key = issued.token.key
    wrong = f"Bearer {secrets.Written(key, 'x' * 43)}"
    unknown = f"Bearer {secrets.Written('0' * 12, 'x' * 43)}"

    answers = [refusal(wrong), refusal(unknown)]

    assert [(each.status, each.reason) for each in answers] == [
        (401, "This token is not known here.")
    ] * 2


def test_what_is_kept_lets_nobody_in() -> None:
    issued = make_token()
    row = ServiceToken.objects.values().get(pk=issued.token.pk)
    secret = issued.written.partition(".")[2]

    kept = " ".join(map(str, row.values())) + bytes(row["digest"]).hex()

    assert secret not in kept
    assert len(bytes(row["digest"])) == 32


def test_another_pepper_knows_no_token_and_a_former_one_does(settings: Any) -> None:
    issued = make_token()
    former = settings.TOKEN_PEPPERS

    settings.TOKEN_PEPPERS = ["another pepper"]
    with pytest.raises(Refused):
        ask(issued)
    settings.TOKEN_PEPPERS = ["another pepper", *former]

    assert ask(issued).token == issued.token.pk


def test_a_revoked_token_fails_on_the_next_request() -> None:
    issued = make_token()
    ask(issued)

    revoke(issued.token, by=make_user(), at=NOON, why="Leaked in a log.")

    assert refusal(bearer(issued)).status == 401


def test_a_suspended_partner_is_refused_until_it_is_resumed() -> None:
    issued = make_token()
    partner = issued.token.partner

    suspend(partner, by=make_user(), at=NOON, why="Breach at theirs.")
    refused = refusal(bearer(issued))
    resume(partner)

    assert (refused.status, "suspended" in refused.reason) == (401, True)
    assert ask(issued).partner == partner.pk


def test_a_token_is_good_from_its_beginning_to_just_before_its_end() -> None:
    issued = make_token(not_before=NOON + DAY, expires=NOON + DAY + MINUTE)
    begin, end = NOON + DAY, NOON + DAY + MINUTE
    tick = timedelta(microseconds=1)

    assert refusal(bearer(issued), at=begin - tick).status == 401
    assert ask(issued, at=begin).token
    assert ask(issued, at=end - tick).token
    assert "ended" in refusal(bearer(issued), at=end).reason


def test_a_scope_that_is_missing_is_answered_403() -> None:
    issued = make_token(scopes=[Scope.TAXII_READ])

    refused = refusal(bearer(issued), scope=Scope.REST_READ)

    assert refused.status == 403
    assert "rest:read" in refused.reason


@pytest.mark.parametrize(
    ("address", "is_let_in"),
    [
        ("192.0.2.7", True),
        ("::ffff:192.0.2.7", True),
        ("2001:db8::9", True),
        ("192.0.3.7", False),
        ("2001:db9::9", False),
        ("", False),
        ("nowhere", False),
    ],
)
def test_a_token_with_addresses_is_good_from_there_only(
    address: str, is_let_in: bool
) -> None:
    issued = make_token(addresses=["192.0.2.0/24", "2001:db8::/32"])

    if is_let_in:
        assert ask(issued, address=address).token == issued.token.pk
    else:
        with pytest.raises(Refused) as refused:
            ask(issued, address=address)
        assert refused.value.status == 403


def test_the_stricter_ceiling_of_partner_and_token_holds() -> None:
    partner = make_partner(ceiling="AMBER")
    issued = make_token(partner, ceiling="AMBER")
    before = ask(issued).ceiling

    make_partner(ceiling="CLEAR")

    assert (before, ask(issued).ceiling) == ("AMBER", "CLEAR")


def test_a_reader_has_all_collections_up_to_the_ceiling() -> None:
    assert collections_of(make_token(ceiling="GREEN")) == {
        "published-clear",
        "published-green",
    }


def test_a_granted_collection_is_reached_up_to_the_ceiling_and_by_no_other() -> None:
    publish_all()
    by = make_user("publisher")
    mild, strict = (
        open_collection("case", marking, by=by, at=NOON)
        for marking in ("GREEN", "AMBER")
    )
    partner = make_partner(ceiling="AMBER", collections=(mild, strict))

    granted = collections_of(make_token(partner, label="green", ceiling="GREEN"))
    others = collections_of(make_token(make_partner("Another"), label="other"))

    assert granted - others == {mild.alias}
    assert not {mild.alias, strict.alias} & others


def test_a_token_that_names_collections_reaches_no_other() -> None:
    clear = Collection.objects.get(alias="published-clear")

    assert collections_of(make_token(collections=[clear])) == {"published-clear"}


def test_the_successor_and_the_old_token_are_both_good() -> None:
    old = make_token()

    new = rotate(old.token, expires=NOON + 180 * DAY, by=make_user(), at=NOON)

    assert old.written != new.written
    assert [ask(each).token for each in (old, new)] == [old.token.pk, new.token.pk]


def test_authentication_is_one_statement(django_assert_num_queries: Any) -> None:
    issued = make_token()

    with django_assert_num_queries(1):
        ask(issued)
    with django_assert_num_queries(1):
        ask(issued, at=NOON + 5 * MINUTE)
    with django_assert_num_queries(1), pytest.raises(Refused):
        authenticate(
            f"Bearer cia_{issued.token.key}.{'x' * 43}",
            HOME,
            scopes=[Scope.TAXII_READ],
            at=NOON,
        )
    with django_assert_num_queries(0), pytest.raises(Refused):
        authenticate("", HOME, scopes=[Scope.TAXII_READ], at=NOON)


def test_the_collection_that_is_named_comes_along_if_the_token_reaches_it() -> None:
    header = bearer(make_token())
    uuid = str(Collection.objects.get(alias="published-green").uuid)
    names = [uuid, "published-green", "published-red", "no-such", "%", ""]

    readers = [
        authenticate(header, HOME, scopes=[Scope.TAXII_READ], at=NOON, collection=name)
        for name in names
    ]

    found = [each.named.alias if each.named else "" for each in readers]
    assert found == ["published-green", "published-green", "", "", "", ""]


def test_the_last_use_is_kept_to_the_minute() -> None:
    issued = make_token()
    seen = []
    for seconds in (0, 30, 59, 60, 90):
        ask(issued, at=NOON + timedelta(seconds=seconds))
        row = ServiceToken.objects.get(pk=issued.token.pk)
        assert row.last_used_at
        seen.append((row.last_used_at - NOON).total_seconds())

    assert seen == [0, 0, 0, 60, 60]


def test_a_wrong_secret_is_no_use_of_the_token() -> None:
    issued = make_token()

    refusal(f"Bearer cia_{issued.token.key}.{'x' * 43}")

    row = ServiceToken.objects.get(pk=issued.token.pk)
    assert row.last_used_at is None
    assert not hasattr(row, "spending")
