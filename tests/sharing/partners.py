"""Partners and their tokens, valid as they come."""

from base64 import b64encode
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sharing.access import Reader, Scope, authenticate
from sharing.models import Collection, Partner
from sharing.services.partners import save_partner
from sharing.services.tokens import Issued, Terms, issue
from tests.build import NOON, make_user

HOME = "192.0.2.7"
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
TERMS = Terms(
    label="OpenCTI",
    scopes=[Scope.TAXII_READ, Scope.REST_READ],
    ceiling="GREEN",
    not_before=NOON,
    expires=NOON + 90 * DAY,
    per_minute=100,
    per_day=1000,
)


def make_partner(
    name: str = "Ministry of Elsewhere",
    *,
    ceiling: str = "GREEN",
    collections: tuple[Collection, ...] = (),
) -> Partner:
    """Return the partner of that name; the same one each time."""
    found = Partner.objects.filter(name=name).first()
    partner = found or Partner(name=name, contact="soc@elsewhere.example")
    partner.ceiling = ceiling
    return save_partner(
        partner, collections=collections, by=make_user("publisher"), at=NOON
    )


def make_token(
    partner: Partner | None = None, *, at: datetime = NOON, **terms: Any
) -> Issued:
    """Return a new token, of a partner if none is given."""
    holder = partner or make_partner(ceiling=terms.get("ceiling", "GREEN"))
    wanted = replace(TERMS, **terms)
    return issue(holder, wanted, by=make_user("publisher"), at=at)


def bearer(issued: Issued) -> str:
    """Return the header that bears the token."""
    return f"Bearer {issued.written}"


def basic(issued: Issued, name: str = "anybody") -> str:
    """Return the header that has the token as the password of HTTP Basic."""
    return f"Basic {b64encode(f'{name}:{issued.written}'.encode()).decode()}"


def ask(
    issued: Issued,
    *,
    at: datetime = NOON,
    scope: Scope = Scope.TAXII_READ,
    address: str = HOME,
) -> Reader:
    """Come with a token, as a client does."""
    return authenticate(bearer(issued), address, scopes=[scope], at=at)
