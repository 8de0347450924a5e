"""What partners were sent: one row for each answer, written without waiting."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from sharing.access.reader import Reader
from sharing.driver import execute
from sharing.models import Outlet

# The commit of this one row need not reach the disk before the partner has his answer.
NOTED = """
insert into sharing_pull (
    at, partner_id, token_id, outlet, address, query, count, size,
    collection_id, first, last, head, ids, types, versions,
    release_id, marking, as_of, key, records
)
select %(at)s, %(partner)s, %(token)s, %(outlet)s, %(address)s::inet, %(query)s,
    %(count)s, %(size)s, %(collection)s, %(first)s, %(last)s, %(head)s,
    %(ids)s::text[], %(types)s::text[], %(versions)s::text[],
    %(release)s, %(marking)s, %(as_of)s::date, %(key)s, %(records)s::bigint[]
where not %(quietly)s or set_config('synchronous_commit', 'off', true) = 'off'
"""
LONGEST_QUERY = 2000  # characters; a cursor holds more than anybody needs to read


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """An answer with content, told so that its members can be named again.

    A page or stream of a collection: ``collection`` with the positions of its ``first``
    and ``last`` entry, the ``head`` (last position there was when it was read), and the
    effective filter, that of a cursor included: ``ids``, ``types`` and ``versions`` as
    in ``match[…]``, where no versions mean the last ones. A bundle or a table: the
    ``release`` (row number), ``marking``, ``as_of`` and ``key`` of its view. Records as
    plain JSON: their row numbers in ``records``.
    """

    outlet: Outlet
    query: str
    count: int
    size: int
    collection: int | None = None
    first: int | None = None
    last: int | None = None
    head: int | None = None
    ids: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    release: int | None = None
    marking: str = ""
    as_of: date | None = None
    key: str = ""
    records: tuple[int, ...] = ()


def edition_key(number: str, edition: int) -> str:
    """Return what the log calls an edition of a briefing whose file was sent."""
    return f"{number}/{edition}"


def note_pull(reader: Reader, served: Served, *, at: datetime, address: str) -> None:
    """Keep that an answer was served: one INSERT. Not for a 304, nor for an error.

    ``at`` is when the request came. To be called outside a transaction; inside one it
    is as durable as the transaction, and lost with it.
    """
    execute(
        NOTED,
        {
            "at": at,
            "partner": reader.partner,
            "token": reader.token,
            "outlet": str(served.outlet),
            "address": address or None,
            "query": served.query[:LONGEST_QUERY],
            "count": served.count,
            "size": served.size,
            "collection": served.collection,
            "first": served.first,
            "last": served.last,
            "head": served.head,
            "ids": list(served.ids),
            "types": list(served.types),
            "versions": list(served.versions),
            "release": served.release,
            "marking": served.marking,
            "as_of": served.as_of,
            "key": served.key,
            "records": list(served.records),
            "quietly": not connection.in_atomic_block,
        },
    )
