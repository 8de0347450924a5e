"""Settings of sign-in: mail, second factor, OpenID Connect, and how long it lasts."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from config.environment import Environment

# Who comes by the identity provider and has no account here.
UNKNOWN = ("refuse", "make")
PROVIDER = "oidc"  # in the addresses of its pages
NEEDED = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
MINUTE, HOUR = 60, 3600

Mail = dict[str, Any]


@dataclass(frozen=True, slots=True)
class OpenId:
    """An identity provider that people sign in by."""

    issuer: str
    client_id: str
    secret: str
    name: str
    makes_accounts: bool
    has_second_factor: bool

    def as_providers(self) -> dict[str, Any]:
        """Return it as allauth wants it: by discovery, with PKCE, trusted for mail.

        Accounts here are made by administrators with addresses they know, and the
        provider is the house's own; so an address that it vouches for is proof.
        """
        settings = {
            "server_url": self.issuer,
            "oauth_pkce_enabled": True,
            "email_authentication": True,
        }
        app = {
            "provider_id": PROVIDER,
            "name": self.name,
            "client_id": self.client_id,
            "secret": self.secret,
            "settings": settings,
        }
        return {"openid_connect": {"APPS": [app]}}


def open_id(env: Environment, profile: str) -> OpenId | None:
    """Return the identity provider, if one is named wholly; half of one is a fault."""
    values = {name: env.text(name) for name in NEEDED}
    missing = [name for name, value in values.items() if not value]
    if len(missing) == len(NEEDED):
        return None
    for name in missing:
        env.problem(
            "config.E016",
            name,
            "is not set, and others of OpenID Connect are",
            f"Set {', '.join(NEEDED)}, or none of them.",
        )
    _check_issuer(env, values["OIDC_ISSUER"], profile)
    return OpenId(
        issuer=values["OIDC_ISSUER"].rstrip("/"),
        client_id=values["OIDC_CLIENT_ID"],
        secret=values["OIDC_CLIENT_SECRET"],
        name=env.text("OIDC_NAME", "the identity provider"),
        makes_accounts=env.choice("OIDC_UNKNOWN", UNKNOWN[0], UNKNOWN) == "make",
        has_second_factor=env.flag("OIDC_SECOND_FACTOR", default=False),
    )


def _check_issuer(env: Environment, issuer: str, profile: str) -> None:
    """Note an issuer whose answers anybody on the way could have written."""
    address = urlsplit(issuer)
    schemes = ("https",) if profile == "production" else ("https", "http")
    if issuer and (address.scheme not in schemes or not address.netloc):
        env.problem(
            "config.E017",
            "OIDC_ISSUER",
            f"is {issuer!r}",
            "Write the issuer's address as its documentation gives it, with https.",
        )


def has_passwords(env: Environment, provider: OpenId | None) -> bool:
    """Return whether people sign in here, rather than at the provider alone."""
    wanted = env.flag("LOCAL_SIGN_IN", default=True)
    if wanted or provider:
        return wanted
    env.problem(
        "config.E018",
        "LOCAL_SIGN_IN",
        "is off, and there is no other way in",
        f"Set {', '.join(NEEDED)} as well, or leave it on.",
    )
    return True


def mail(env: Environment, profile: str) -> Mail:
    """Return Django's settings for sending mail; in development it is printed."""
    printed: Mail = {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    found = env.mail("EMAIL_URL")
    if found is None and profile == "production" and not env.text("EMAIL_URL"):
        env.problem(
            "config.E019",
            "EMAIL_URL",
            "is not set",
            "Invitations and forgotten passwords go by mail: "
            "smtp+tls://user:password@host:587, or dummymail:// to send none.",
        )
    return found or printed


def sender(env: Environment, hosts: list[str]) -> str:
    """Return the address that mails come from; without one, a name at our host."""
    host = hosts[0].lstrip(".") if hosts else "localhost"
    return env.text("DEFAULT_FROM_EMAIL", f"attribution-record@{host}")


def longest(env: Environment, name: str, default: int, unit: int) -> int:
    """Return a time in seconds that the environment gives in a unit; never none."""
    wanted = env.number(name, default)
    if wanted:
        return wanted * unit
    env.problem("config.E002", name, "is 0", "Use a whole number from 1 up.")
    return default * unit
