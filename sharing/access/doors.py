"""Who asks, and may he: one statement for each request, and no password hash.

The same statement counts the request against the token's budget and, once a minute,
notes that the token is in use. Both are written so that nobody waits for the disk. And
it finds the collection that the request names, to spare a statement of its own.
"""

import hmac
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from math import ceil
from typing import Any

from incidents.vocab import Marking
from sharing.access import secrets
from sharing.access.reader import Budget, Reader, Refused, TooMany
from sharing.driver import execute
from sharing.models import Scope
from sharing.pages import BY_NAME, Shelf, named

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
WRONG = "This token is not known here."

MARKINGS = tuple(Marking.values)
# Ranks as the database counts them, from 1.
RANKS = "array[{}]::text[]".format(", ".join(f"'{each}'" for each in MARKINGS))
# A wrong secret spends nothing of the budget, or whoever has seen a key could use it
# up; nor does a request that the minute refuses spend the day's. Windows begin with
# the first request after the last one ended.
STATEMENT = """
with found as materialized (
    select token.id, token.partner_id, token.digest, token.scopes, token.addresses,
        token.not_before, token.expires, token.per_minute, token.per_day,
        token.last_used_at, token.revoked_at is not null as is_revoked,
        partner.suspended_at is not null as is_suspended, partner.name,
        least(
            array_position(RANKS, token.ceiling::text),
            array_position(RANKS, partner.ceiling::text)
        ) as rank,
        token.digest = any(%(digests)s::bytea[]) as is_known
    from sharing_servicetoken token
    join sharing_partner partner on partner.id = token.partner_id
    where token.key = %(key)s
), spent as (
    insert into sharing_spending as s
        (token_id, minute_from, minute_count, day_from, day_count)
    select id, %(at)s, 1, %(at)s, 1 from found where is_known
    on conflict (token_id) do update set
        minute_from = case when %(at)s >= s.minute_from + interval '1 minute'
            then %(at)s else s.minute_from end,
        minute_count = case when %(at)s >= s.minute_from + interval '1 minute'
            then 1 else s.minute_count + 1 end,
        day_from = case when %(at)s >= s.day_from + interval '1 day'
            then %(at)s else s.day_from end,
        day_count = case when %(at)s >= s.day_from + interval '1 day' then 1
            when s.minute_count >= (select per_minute from found)
                and %(at)s < s.minute_from + interval '1 minute' then s.day_count
            else s.day_count + 1 end
    returning minute_from, minute_count, day_from, day_count
), used as (
    update sharing_servicetoken token set last_used_at = %(at)s
    from found
    where token.id = found.id and found.is_known and not found.is_revoked
        and (found.last_used_at is null
            or found.last_used_at <= %(at)s - interval '1 minute')
        and set_config('synchronous_commit', 'off', true) = 'off'
)
select found.id, found.partner_id, found.name, found.digest, found.scopes,
    found.addresses, found.not_before, found.expires, found.is_revoked,
    found.is_suspended, found.rank, found.per_minute, found.per_day,
    spent.minute_from, spent.minute_count, spent.day_from, spent.day_count,
    array(
        select collection.id from sharing_collection collection
        where (
            collection.kind = 'everything' or collection.id in (
                select collection_id from sharing_partner_collections
                where partner_id = found.partner_id
            )
        ) and coalesce(array_position(RANKS, collection.marking::text), 0)
            <= found.rank
        and (
            collection.id in (
                select collection_id from sharing_servicetoken_collections
                where servicetoken_id = found.id
            ) or not exists (
                select from sharing_servicetoken_collections
                where servicetoken_id = found.id
            )
        )
    ) as collections,
    named.*
from found left join spent on true
left join lateral (NAMED) named on found.is_known
""".replace("RANKS", RANKS).replace("NAMED", BY_NAME)


@dataclass(frozen=True, slots=True)
class Found:
    """The row of a token whose key was given, whatever the secret."""

    id: int
    partner: int
    partner_name: str
    digest: bytes
    scopes: list[str]
    addresses: list[str]
    not_before: datetime
    expires: datetime
    is_revoked: bool
    is_suspended: bool
    rank: int
    per_minute: int
    per_day: int
    minute_from: datetime
    minute_count: int
    day_from: datetime
    day_count: int
    collections: list[int]
    shelf: Shelf

    @classmethod
    def of(cls, row: tuple[Any, ...]) -> "Found":
        """Return what is known from a row of the statement."""
        split = len(row) - len(Shelf._fields)
        values = [*row[:split], Shelf(*row[split:])]
        return cls(*values)

    def knows(self, digests: Iterable[bytes]) -> bool:
        """Whether it was made with the secret, in a time that says nothing of it."""
        kept = bytes(self.digest)
        return any(hmac.compare_digest(kept, each) for each in digests)

    def budget(self, at: datetime) -> Budget:
        """Return what is left after this request."""
        return Budget(
            per_minute=self.per_minute,
            minute_left=max(0, self.per_minute - self.minute_count),
            minute_ends=_seconds(self.minute_from + MINUTE - at),
            per_day=self.per_day,
            day_left=max(0, self.per_day - self.day_count),
            day_ends=_seconds(self.day_from + DAY - at),
        )

    def reader(self, key: str, budget: Budget) -> Reader:
        """Return who it is that asks, once that is sure."""
        return Reader(
            token=self.id,
            partner=self.partner,
            partner_name=self.partner_name,
            key=key,
            ceiling=MARKINGS[self.rank - 1],
            scopes=frozenset(map(Scope, self.scopes)),
            collections=frozenset(self.collections),
            expires=self.expires,
            budget=budget,
            named=self.shelf if self.shelf.pk in self.collections else None,
        )


def authenticate(
    authorization: str,
    address: str,
    *,
    scopes: Collection[Scope],
    at: datetime,
    collection: str = "",
) -> Reader:
    """Return who is asking, and count the request against the token's budget.

    ``authorization`` is the header as it came, ``address`` the client's; any of the
    ``scopes`` will do; ``collection`` is the one that the request names, by its uuid or
    alias. To be called outside a transaction: what it writes must not wait for one,
    nor be lost with it.

    Raises:
        Refused: 401 for no token, an unknown, ended or revoked one; 403 for one that
            may not be used from there or for that.
        TooMany: the token has no request left in this minute or day.
    """
    written = secrets.read(authorization)
    if written is None:
        raise Refused(401, secrets.why_unread(authorization))
    digests = secrets.digests(written.secret)
    values = {"key": written.key, "digests": digests, "at": at, **named(collection)}
    rows = execute(STATEMENT, values)
    found = Found.of(rows[0]) if rows else None
    if found is None or not found.knows(digests):
        raise Refused(401, WRONG)
    _must_be_in_force(found, at)
    budget = found.budget(at)
    reader = found.reader(written.key, budget)
    if wait := _wait(found, budget):
        raise TooMany(wait, reader)
    if why := _forbidden(found, address, scopes):
        raise Refused(403, why, known=reader)
    return reader


def is_within(address: str, networks: Iterable[str]) -> bool:
    """Whether an address lies in one of the networks; in any place, if there are none.

    An address that cannot be read lies nowhere.
    """
    known = tuple(networks)
    if not known:
        return True
    try:
        found = ip_address(address)
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)  # how a socket for both writes IPv4
    return any((mapped or found) in network for network in _networks(known))


@lru_cache(maxsize=1024)
def _networks(written: tuple[str, ...]) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(map(ip_network, written))


def _must_be_in_force(found: Found, at: datetime) -> None:
    if found.is_revoked:
        raise Refused(401, "This token has been revoked.")
    if found.is_suspended:
        raise Refused(401, "Access for this partner is suspended.")
    if at < found.not_before:
        raise Refused(
            401, f"This token is good from {found.not_before:%Y-%m-%d %H:%M}."
        )
    if at >= found.expires:
        raise Refused(401, f"This token ended on {found.expires:%Y-%m-%d %H:%M} UTC.")


def _wait(found: Found, budget: Budget) -> int:
    """Return in how many seconds the budget allows a request; 0 if it does now."""
    if found.day_count > found.per_day:
        return budget.day_ends
    if found.minute_count > found.per_minute:
        return budget.minute_ends
    return 0


def _forbidden(found: Found, address: str, scopes: Collection[Scope]) -> str:
    """Return why the token may not be used from there or for that; '' if it may."""
    if not is_within(address, found.addresses):
        return f"This token may not be used from {address}."
    if not set(scopes).intersection(found.scopes):
        wanted = " or ".join(each.value for each in scopes)
        return f"This token has not the scope {wanted}."
    return ""


def _seconds(left: timedelta) -> int:
    return max(1, ceil(left.total_seconds()))
