"""A new record from the few fields that name it; its key it gets by itself."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import User

from incidents.models import Change, Incident, Location, Record, Source
from incidents.services.keys import day_of, new_key
from incidents.services.records import save_record
from incidents.vocab import Door
from incidents.webpages import tidied


def add_named(
    record: Record, *, by: User, at: datetime, door: Door, reason: str = ""
) -> Change:
    """Save a new record under a key made of its words, as its version 1.

    Raises:
        ValidationError: a field or constraint does not hold; nothing is written.
    """
    if isinstance(record, Source):
        record.url = tidied(record.url)
    first, *more = _words(record)
    record.key = new_key(record.KIND, [first], more)
    return save_record(record, by=by, at=at, door=door, reason=reason)


def _words(record: Record) -> Sequence[str]:
    if isinstance(record, Source):
        return f"{record.publisher} {day_of(record.published)}", record.name
    if isinstance(record, Incident):
        return f"{day_of(record.occurred)} {record.name}".strip(), ""
    if isinstance(record, Location):
        return record.country or record.region or record.name, record.name
    return record.name, ""
