"""Signing in by an identity provider, from our page to its and back again."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from config.sign_in import OpenId
from tests.config.provider import CLIENT_ID, SECRET, Provider, running_provider
from tests.config.signing_in import account, is_in, sign_in

pytestmark = pytest.mark.django_db
ANNA = {
    "sub": "0815",
    "email": "anna@example.org",
    "email_verified": True,
    "preferred_username": "anna.a",
    "given_name": "Anna",
}


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    """A provider that says that everybody is Anna, and that we know."""
    with running_provider(**ANNA) as running:
        known = OpenId(
            issuer=running.issuer,
            client_id=CLIENT_ID,
            secret=SECRET,
            name="The house",
            makes_accounts=False,
            has_second_factor=False,
        )
        settings.SOCIALACCOUNT_PROVIDERS = known.as_providers()
        settings.OIDC_NAME = known.name
        yield running


class Stay(HTTPRedirectHandler):
    """Follows no redirect: what comes next is ours again."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """Return nothing to follow."""
        return


def by_the_provider(client: Client, query: str = "") -> Any:
    """Go to the provider and return our answer to who it sends back."""
    away = client.get(reverse("openid_connect_login", args=["oidc"]) + query)
    opener = build_opener(Stay())
    opener.addheaders = []
    try:
        opener.open(Request(away.headers["Location"]), timeout=5)  # noqa: S310 - ours
    except OSError as redirect:  # urllib calls an answer that leads on an error
        back = urlsplit(redirect.headers["Location"])  # type: ignore[attr-defined]
    return client.get(f"{back.path}?{back.query}")


def test_the_page_offers_the_provider_by_its_name(
    client: Client, provider: Provider
) -> None:
    assert b"Sign in with The house" in client.get(reverse("account_login")).content


def test_an_address_that_the_provider_vouches_for_is_who_has_it_here(
    client: Client, provider: Provider
) -> None:
    user = account(email="anna@example.org")

    answer = by_the_provider(client)

    assert answer.headers["Location"] == reverse("desk:start")
    assert is_in(client)
    assert SocialAccount.objects.get().user == user


def test_the_password_here_stays(client: Client, provider: Provider) -> None:
    account(email="anna@example.org")

    by_the_provider(client)

    assert sign_in(Client()).status_code == 302
    assert User.objects.get().has_usable_password()


def test_the_exchange_proves_who_asked_for_it(
    client: Client, provider: Provider
) -> None:
    account(email="anna@example.org")

    by_the_provider(client)

    (asked,), (exchanged,) = provider.asked, provider.exchanged
    assert asked["code_challenge_method"] == "S256"
    assert exchanged["code_verifier"]
    assert exchanged["client_secret"] == SECRET
    assert "openid" in asked["scope"]


def test_whoever_is_unknown_is_refused(client: Client, provider: Provider) -> None:
    answer = by_the_provider(client)

    assert answer.status_code == 403
    assert b"nobody has made an account for you here" in answer.content
    assert not User.objects.exists()


def test_whoever_is_unknown_may_get_an_account_that_may_nothing(
    client: Client, provider: Provider, settings: Any
) -> None:
    settings.OIDC_MAKES_ACCOUNTS = True

    by_the_provider(client)

    made = User.objects.get()
    assert made.email == "anna@example.org"
    assert not made.is_staff
    assert not made.is_superuser
    assert not made.groups.exists()
    assert not made.has_usable_password()
    assert client.get(reverse("admin:login")).status_code == 403


@pytest.mark.parametrize("makes_accounts", [False, True])
def test_an_address_that_is_not_vouched_for_lets_nobody_into_its_account(
    client: Client, provider: Provider, settings: Any, makes_accounts: bool
) -> None:
    settings.OIDC_MAKES_ACCOUNTS = makes_accounts
    provider.claims["email_verified"] = False
    account(email="anna@example.org")

    answer = by_the_provider(client)

    assert answer.status_code == 403
    assert b"does not vouch" in answer.content
    assert not is_in(client)
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    "wrong", [{"aud": "another"}, {"iss": "https://evil.example"}, {"exp": 1}]
)
def test_a_token_that_is_not_for_us_now_and_by_the_provider_is_refused(
    client: Client, provider: Provider, wrong: dict[str, Any]
) -> None:
    account(email="anna@example.org")
    provider.token_claims = wrong

    answer = by_the_provider(client)

    assert b"Signing in did not work" in answer.content
    assert not is_in(client)


def test_an_answer_that_nobody_asked_for_is_refused(
    client: Client, provider: Provider
) -> None:
    account(email="anna@example.org")
    callback = reverse("openid_connect_callback", args=["oidc"])

    answer = client.get(f"{callback}?code=agreed&state=made-up")

    assert b"Signing in did not work" in answer.content
    assert not is_in(client)


def test_an_account_that_is_switched_off_stays_so(
    client: Client, provider: Provider
) -> None:
    account(email="anna@example.org", is_active=False)

    answer = by_the_provider(client)

    assert answer.headers["Location"] == reverse("account_inactive")
    assert not is_in(client)


def test_one_connects_ones_account_with_the_provider(
    client: Client, provider: Provider
) -> None:
    user = account(email="other@example.org")
    sign_in(client)

    by_the_provider(client, "?process=connect")

    assert SocialAccount.objects.get().user == user
    elsewhere = Client()
    by_the_provider(elsewhere)
    assert is_in(elsewhere)


@pytest.mark.parametrize("has_second_factor", [False, True])
def test_a_second_factor_here_is_asked_for_unless_the_provider_asks_itself(
    client: Client, provider: Provider, settings: Any, has_second_factor: bool
) -> None:
    settings.REQUIRE_MFA = True
    settings.OIDC_HAS_SECOND_FACTOR = has_second_factor
    account(email="anna@example.org")

    by_the_provider(client)

    assert is_in(client) is has_second_factor


def test_without_local_sign_in_a_password_lets_nobody_in(
    client: Client, provider: Provider, settings: Any
) -> None:
    settings.LOCAL_SIGN_IN = False
    settings.AUTHENTICATION_BACKENDS = [
        "axes.backends.AxesStandaloneBackend",
        "config.accounts.ProviderOnly",
    ]
    account(email="anna@example.org")

    sign_in(client)
    page = client.get(reverse("account_login")).content

    assert not is_in(client)
    assert b'type="password"' not in page
    by_the_provider(client)
    assert is_in(client)
