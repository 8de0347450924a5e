"""Reads of records and their versions that are more than a get."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, QuerySet

from incidents.models import Change, Record


def latest_changes(records: Iterable[Record] | QuerySet[Record]) -> QuerySet[Change]:
    """Return the latest version of each of these records, by key."""
    keys = [record.pk for record in records]
    return (
        Change.objects.filter(record__in=keys, version=F("record__version"))
        .select_related("record")
        .order_by("record__key")
    )


def changes_known_at(known_at: datetime | None) -> QuerySet[Change]:
    """Return the latest version of every record as it was at an instant; None is now.

    A record that had no version yet at the instant has none here.
    """
    if known_at is None:
        return Change.objects.filter(version=F("record__version"))
    return (
        Change.objects.filter(at__lte=known_at)
        .order_by("record_id", "-version")
        .distinct("record_id")
    )
