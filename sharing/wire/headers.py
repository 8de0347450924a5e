"""What the answers to programs carry: who may keep them, what is left of a budget."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date

from sharing.access import Budget, Reader

DAY = 86_400  # seconds
MINUTE = 60
# From here on each answer says when the token ends.
EXPIRY_WARNING = timedelta(days=7)
EXPIRES = "X-Token-Expires"
# What Python calls it, and what the driver does; of a page there are thousands.
IN_UTC = (UTC, ZoneInfo("UTC"))
VARY = ("Authorization", "Accept", "Accept-Encoding")


def add_headers(response: HttpResponseBase, reader: Reader, *, at: datetime) -> None:
    """Add what every answer to a known reader carries, one that is turned away too."""
    make_private(response)
    if reader.expires - at <= EXPIRY_WARNING:
        response.headers[EXPIRES] = timestamp(reader.expires)
    if reader.budget:
        _add_budget(response, reader.budget)


def make_private(response: HttpResponseBase) -> None:
    """Let only the reader itself keep the answer, and nobody guess at its type."""
    response.headers["Cache-Control"] = "private"
    response.headers["X-Content-Type-Options"] = "nosniff"
    patch_vary_headers(response, VARY)


def add_last_modified(
    response: HttpResponseBase, moment: datetime | None, *, at: datetime
) -> None:
    """Say when the answer became what it is, if that is known.

    Never later than the answer itself (RFC 9110, 8.8.2.1): the last of many entries of
    one release is stamped a little ahead. A 304 has none, since it has an ETag.
    """
    if moment is not None:
        response.headers["Last-Modified"] = http_date(min(moment, at).timestamp())


def timestamp(moment: datetime) -> str:
    """Return an instant as TAXII writes it: UTC, six digits, Z (TAXII 2.1, 2)."""
    in_utc = moment if moment.tzinfo in IN_UTC else moment.astimezone(UTC)
    return in_utc.isoformat(timespec="microseconds")[:26] + "Z"


def _add_budget(response: HttpResponseBase, budget: Budget) -> None:
    """Say what is left, as the IETF's draft on RateLimit header fields has it."""
    response.headers["RateLimit-Policy"] = ", ".join(_policies(budget))
    response.headers["RateLimit"] = ", ".join(_left(budget))


def _policies(budget: Budget) -> Iterator[str]:
    yield f'"minute";q={budget.per_minute};w={MINUTE}'
    yield f'"day";q={budget.per_day};w={DAY}'


def _left(budget: Budget) -> Iterator[str]:
    yield f'"minute";r={budget.minute_left};t={budget.minute_ends}'
    yield f'"day";r={budget.day_left};t={budget.day_ends}'
