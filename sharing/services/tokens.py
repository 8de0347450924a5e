"""Service tokens: made, replaced, revoked. What is secret in one is returned once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from ipaddress import ip_network

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from incidents.vocab import MARKING_RANK
from sharing.access import Scope, secrets
from sharing.models import Collection, Partner, ServiceToken
from sharing.models.store import CollectionKind
from sharing.services.partners import reason

AT_ONCE = 2  # tokens of one label: the old one and its successor
SHORTEST = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a token is good for. Times are kept to the minute."""

    label: str
    scopes: Sequence[Scope]
    ceiling: str
    not_before: datetime
    expires: datetime
    collections: Sequence[Collection] = ()
    addresses: Sequence[str] = ()
    per_minute: int | None = None
    per_day: int | None = None


@dataclass(frozen=True, slots=True)
class Issued:
    """A new token, and how its holder writes it: to be shown now, or never."""

    token: ServiceToken
    written: str


@transaction.atomic
def issue(
    partner: Partner,
    terms: Terms,
    *,
    by: User,
    at: datetime,
    replaces: ServiceToken | None = None,
) -> Issued:
    """Make a token for a partner.

    Raises:
        ValidationError: by field, what is wrong with the terms; or the partner is
            suspended, or two tokens of this label stand already.
    """
    holder = Partner.objects.select_for_update().get(pk=partner.pk)
    if holder.suspended_at:
        raise ValidationError(f"{holder} is suspended. Resume it first.")
    terms = _checked(terms, holder, at)
    if len(standing(holder, terms.label, at)) >= AT_ONCE:
        raise ValidationError(
            {
                "label": f"Two tokens “{terms.label}” stand already: the old one and "
                "its successor. Revoke one, or name this one otherwise."
            }
        )
    written = secrets.fresh()
    token = _row(terms, written, holder)
    token.made_at, token.made_by, token.replaces = at, by, replaces
    token.full_clean()
    token.save()
    token.collections.set(terms.collections)
    return Issued(token, str(written))


def rotate(token: ServiceToken, *, expires: datetime, by: User, at: datetime) -> Issued:
    """Make a token's successor: the same terms, a new secret and end.

    The old one stays good to its own end, so that its holder can change over; to
    extend a token is to replace it.

    Raises:
        ValidationError: it has a successor or is revoked already, or `issue` refuses.
    """
    if token.revoked_at:
        raise ValidationError("A revoked token has no successor. Make a new one.")
    if ServiceToken.objects.filter(replaces=token).exists():
        raise ValidationError("It has a successor already. Replace that one.")
    terms = Terms(
        label=token.label,
        scopes=[Scope(each) for each in token.scopes],
        ceiling=token.ceiling,
        not_before=at,
        expires=expires,
        collections=list(token.collections.all()),
        addresses=token.addresses,
        per_minute=token.per_minute,
        per_day=token.per_day,
    )
    return issue(token.partner, terms, by=by, at=at, replaces=token)


@transaction.atomic
def revoke(token: ServiceToken, *, by: User, at: datetime, why: str) -> ServiceToken:
    """End a token for good, from its next request.

    Raises:
        ValidationError: no reason is given, or it is revoked already.
    """
    row = ServiceToken.objects.select_for_update().get(pk=token.pk)
    if row.revoked_at:
        raise ValidationError("It is revoked already.")
    row.revoked_at, row.revoked_by, row.revoked_why = at, by, reason(why)
    row.save(update_fields=["revoked_at", "revoked_by", "revoked_why"])
    return row


def standing(partner: Partner, label: str, at: datetime) -> list[ServiceToken]:
    """Return the tokens of a label that are good now or will be."""
    rows = partner.tokens.filter(label=label, revoked_at=None, expires__gt=at)
    return list(rows)


def _row(terms: Terms, written: secrets.Written, holder: Partner) -> ServiceToken:
    """Return the token as it is kept, still to be written."""
    return ServiceToken(
        partner=holder,
        label=terms.label,
        key=written.key,
        digest=secrets.digest(written.secret),
        scopes=sorted(set(terms.scopes)),
        ceiling=terms.ceiling,
        addresses=list(terms.addresses),
        not_before=terms.not_before,
        expires=terms.expires,
        per_minute=terms.per_minute or settings.TOKEN_REQUESTS_PER_MINUTE,
        per_day=terms.per_day or settings.TOKEN_REQUESTS_PER_DAY,
    )


def _checked(terms: Terms, partner: Partner, at: datetime) -> Terms:
    """Return the terms as they are kept.

    Raises:
        ValidationError: by field, all that is wrong with them.
    """
    terms = replace(
        terms,
        label=" ".join(terms.label.split()),
        not_before=_to_the_minute(terms.not_before),
        expires=_to_the_minute(terms.expires),
    )
    networks = [_network(each) for each in terms.addresses]
    faults = {
        "ceiling": _fault_of_ceiling(terms, partner),
        "addresses": _fault_of_addresses(terms, networks),
        "expires": _fault_of_end(terms, at),
        "scopes": "" if terms.scopes else "Choose at least one.",
        "collections": _fault_of_collections(terms, partner),
    }
    found = {field: fault for field, fault in faults.items() if fault}
    if found:
        raise ValidationError(found)
    return replace(terms, addresses=networks)


def _fault_of_ceiling(terms: Terms, partner: Partner) -> str:
    if MARKING_RANK[terms.ceiling] <= MARKING_RANK[partner.ceiling]:
        return ""
    return f"Not above that of {partner}, {partner.get_ceiling_display()}."


def _fault_of_end(terms: Terms, at: datetime) -> str:
    begins = max(terms.not_before, _to_the_minute(at))
    last = begins + timedelta(days=settings.TOKEN_LONGEST_DAYS)
    if terms.expires < begins + SHORTEST:
        return "It must end after it begins, and in the future."
    if terms.expires > last:
        days = settings.TOKEN_LONGEST_DAYS
        return f"At most {days} days after it begins: {last:%Y-%m-%d %H:%M} UTC."
    return ""


def _fault_of_collections(terms: Terms, partner: Partner) -> str:
    granted = set(partner.collections.values_list("pk", flat=True))
    for each in terms.collections:
        comes_along = (
            each.kind == CollectionKind.EVERYTHING
            and MARKING_RANK[each.marking] <= MARKING_RANK[terms.ceiling]
        )
        if not comes_along and each.pk not in granted:
            return f"{each} is not granted to {partner}, or lies above the ceiling."
    return ""


def _fault_of_addresses(terms: Terms, networks: Sequence[str]) -> str:
    pairs = zip(terms.addresses, networks, strict=True)
    if not (wrong := [f"“{written}”" for written, found in pairs if not found]):
        return ""
    verb = "is" if len(wrong) == 1 else "are"
    return (
        f"{', '.join(wrong)} {verb} no address or network. Write 192.0.2.7, "
        "192.0.2.0/24 or 2001:db8::/32."
    )


def _network(written: str) -> str:
    """Return an address or network as it is kept; nothing, if it is neither."""
    try:
        return str(ip_network(written.strip(), strict=False))
    except ValueError:
        return ""


def _to_the_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
