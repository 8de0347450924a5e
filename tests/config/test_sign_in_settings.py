"""Settings of sign-in: strict where a ministry runs it, and never half set."""

import runpy
from typing import Any

import pytest

from config.environment import Environment
from config.sign_in import OpenId, has_passwords, longest, mail, open_id, sender
from tests.config.test_checks import RIGHT, SETTINGS

OIDC = {
    "OIDC_ISSUER": "https://sign-in.example.org/",
    "OIDC_CLIENT_ID": "record",
    "OIDC_CLIENT_SECRET": "kept",
}


def faults(env: Environment) -> list[tuple[str, str]]:
    return [(problem.code, problem.variable) for problem in env.problems]


def settings_with(monkeypatch: pytest.MonkeyPatch, **changed: str) -> dict[str, Any]:
    """Return the production settings of an environment."""
    for name, value in {**RIGHT, **changed}.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(SETTINGS)


def test_no_provider_is_named_and_none_is_missing() -> None:
    env = Environment({})

    assert open_id(env, "production") is None
    assert not env.problems


@pytest.mark.parametrize("name", OIDC)
def test_each_variable_of_a_provider_needs_the_others(name: str) -> None:
    env = Environment({name: OIDC[name]})

    open_id(env, "production")

    missing = [("config.E016", other) for other in OIDC if other != name]
    assert faults(env) == missing


def test_a_provider_unknown_to_us_makes_no_accounts_unless_told_to() -> None:
    strict = open_id(Environment(OIDC), "production")
    open_ = open_id(Environment({**OIDC, "OIDC_UNKNOWN": "make"}), "production")

    assert strict is not None
    assert open_ is not None
    assert not strict.makes_accounts
    assert open_.makes_accounts


@pytest.mark.parametrize("issuer", ["http://sign-in.example.org", "sign-in", "ftp://x"])
def test_production_refuses_an_issuer_that_anybody_could_be(issuer: str) -> None:
    env = Environment({**OIDC, "OIDC_ISSUER": issuer})

    open_id(env, "production")

    assert faults(env) == [("config.E017", "OIDC_ISSUER")]


def test_a_provider_is_asked_with_proof_of_the_code_and_trusted_for_addresses() -> None:
    provider = open_id(Environment({**OIDC, "OIDC_NAME": "The house"}), "production")

    assert isinstance(provider, OpenId)
    (app,) = provider.as_providers()["openid_connect"]["APPS"]
    assert app["name"] == "The house"
    assert app["settings"] == {
        "server_url": "https://sign-in.example.org",
        "oauth_pkce_enabled": True,
        "email_authentication": True,
    }


def test_local_sign_in_is_not_switched_off_without_another_way_in() -> None:
    env = Environment({"LOCAL_SIGN_IN": "off"})

    assert has_passwords(env, None)
    assert faults(env) == [("config.E018", "LOCAL_SIGN_IN")]


def test_local_sign_in_is_switched_off_beside_a_provider(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = settings_with(monkeypatch, LOCAL_SIGN_IN="off", **OIDC)

    assert not made["ENVIRONMENT_PROBLEMS"]
    assert "config.accounts.ProviderOnly" in made["AUTHENTICATION_BACKENDS"]
    assert made["MFA_PASSKEY_LOGIN_ENABLED"] is False


def test_production_asks_for_a_second_factor_and_closes_its_cookies(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = settings_with(monkeypatch)

    assert made["REQUIRE_MFA"] is True
    assert made["SESSION_COOKIE_SECURE"] is True
    assert made["SESSION_COOKIE_HTTPONLY"] is True
    assert made["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert made["SESSION_IDLE_SECONDS"] == 30 * 60
    assert made["SESSION_COOKIE_AGE"] == 12 * 60 * 60
    assert made["SESSION_EXPIRE_AT_BROWSER_CLOSE"] is True


def test_development_asks_for_no_second_factor(monkeypatch: pytest.MonkeyPatch) -> None:
    made = settings_with(monkeypatch, PROFILE="development")

    assert made["REQUIRE_MFA"] is False


def test_passwords_have_twelve_characters_and_a_memory_hard_hash(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = settings_with(monkeypatch)

    options = {
        each["NAME"].rpartition(".")[2]: each["OPTIONS"]
        for each in made["AUTH_PASSWORD_VALIDATORS"]
    }
    assert options["MinimumLengthValidator"] == {"min_length": 12}
    assert made["PASSWORD_HASHERS"][0].endswith("ScryptPasswordHasher")


def test_mail_goes_to_the_server_that_the_url_names() -> None:
    env = Environment({"EMAIL_URL": "smtp+tls://us%40x.org:hush@mail.example.org:587"})

    found = mail(env, "production")

    assert found["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
    assert found["EMAIL_HOST"] == "mail.example.org"
    assert found["EMAIL_HOST_USER"] == "us@x.org"
    assert found["EMAIL_USE_TLS"] is True


def test_a_malformed_mail_url_is_a_fault_that_hides_the_password() -> None:
    env = Environment({"EMAIL_URL": "smtp://me:hush@mail.example.org:port"})

    mail(env, "production")

    assert faults(env) == [("config.E019", "EMAIL_URL")]
    assert "hush" not in repr(env.problems)


def test_development_prints_its_mail() -> None:
    env = Environment({})

    assert mail(env, "development")["EMAIL_BACKEND"].endswith("console.EmailBackend")
    assert not env.problems


def test_mail_comes_from_our_host_unless_told() -> None:
    assert sender(Environment({}), [".example.org"]) == (
        "attribution-record@example.org"
    )
    assert sender(Environment({"DEFAULT_FROM_EMAIL": "us@x.org"}), []) == "us@x.org"


def test_a_time_of_nothing_is_a_fault() -> None:
    env = Environment({"SESSION_HOURS": "0"})

    assert longest(env, "SESSION_HOURS", 12, 3600) == 12 * 3600
    assert faults(env) == [("config.E002", "SESSION_HOURS")]
