"""A partner of the half-hidden record: with a token, and what each pulled."""

from datetime import datetime
from typing import Any

from django.db.models import Model

from sharing.access import Outlet, Reader, Scope, Served, note_pull
from sharing.models import Partner, Pull, ServiceToken
from tests.build import NOON
from tests.sharing.partners import DAY, HOME, make_partner, make_token

NAME = "Seen partner"


def partner_rows(hidden: str, *, at: datetime) -> dict[type[Model], tuple[Any, Any]]:
    """Make them; return a row of each table that all may see, and one that is hidden.

    The tokens are good now, whatever the day.
    """
    partner = make_partner(NAME, ceiling="CLEAR")
    strict = make_partner("Strict partner", ceiling="RED")
    terms = {"not_before": at, "expires": at + 30 * DAY, "at": at}
    token = make_token(partner, ceiling="CLEAR", **terms).token
    closed = make_token(strict, ceiling="RED", **terms).token
    pulls = [
        _pull(token, "seen-incident"),
        _pull(closed, f"{hidden}-incident"),
    ]
    return {
        Partner: (partner.pk, None),
        ServiceToken: (token.pk, None),
        Pull: (pulls[0].pk, pulls[1].pk),
    }


def _pull(token: ServiceToken, key: str) -> Pull:
    reader = Reader(
        token=token.pk,
        partner=token.partner_id,
        partner_name=token.partner.name,
        key=token.key,
        ceiling=token.ceiling,
        scopes=frozenset(Scope),
        collections=frozenset(),
        expires=token.expires,
    )
    served = Served(outlet=Outlet.REST, query=f"/{key}", key=key, count=1, size=1)
    note_pull(reader, served, at=NOON, address=HOME)
    return Pull.objects.latest("pk")
