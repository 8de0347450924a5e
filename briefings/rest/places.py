"""A place for making a file: there are few, since a PDF takes a processor for seconds.

Without that, a handful of tokens could keep every process busy with briefings while
all others wait for their records.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import connection, transaction

from sharing.access import Reader
from sharing.rest.problems import BUSY, TOO_MANY, Problem

PLACES = range(202_611, 202_612)  # numbers of advisory locks: one place for all
SOON = 5  # seconds until it is worth while to ask again
AN_HOUR = timedelta(hours=1)
IN_AN_HOUR = 60  # files for each token


@contextmanager
def place_for(reader: Reader, at: datetime) -> Iterator[None]:
    """Hold a place while a file is made, and count it against the token's hour.

    What raises inside is not counted.

    Raises:
        Problem: 503 where no place is free, 429 where the token has had its files;
            both say when to ask again.
    """
    with transaction.atomic():
        if not any(_is_taken(each) for each in PLACES):
            words = "Another briefing is being made. Ask again in a moment."
            raise Problem(BUSY, words, headers={"Retry-After": str(SOON)})
        _count(reader, at)
        yield


def _is_taken(place: int) -> bool:
    """Take a place, if it is free, for this transaction; in all processes one does."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [place])
        (is_ours,) = cursor.fetchone()
    return bool(is_ours)


def _count(reader: Reader, at: datetime) -> None:
    """Count one more file; whoever holds the place is the only one who counts."""
    start = at.replace(minute=0, second=0, microsecond=0)
    key = f"briefings-made-{reader.token}-{start:%Y%m%d%H}"
    made = int(cache.get(key, 0))
    if made >= IN_AN_HOUR:
        left = int((start + AN_HOUR - at).total_seconds()) + 1
        words = f"A token has {IN_AN_HOUR} briefings made in an hour. Wait {left} s."
        raise Problem(TOO_MANY, words, headers={"Retry-After": str(left)})
    cache.set(key, made + 1, AN_HOUR.total_seconds())
