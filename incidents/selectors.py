"""Reads of records and their versions that are more than a get."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Model, QuerySet

from incidents.models import Change, Record, Source
from incidents.snapshot import (
    owned_model,
    owner_field,
    pointer_names,
    record_models,
)


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


def records_referring_to(record: Record) -> QuerySet[Record]:
    """Return the records that refer to this one as they stand, by key.

    By a field, a list, or a row that they own; one query for each such field.
    """
    found: set[int] = set()
    for model in record_models().values():
        for name in _pointers_to(model, record):
            named = model._base_manager.filter(**{name: record.pk})
            found.update(named.values_list("pk", flat=True))
        for owned_name in model.OWNED:
            owned, owner = (
                owned_model(model, owned_name),
                owner_field(model, owned_name),
            )
            for name in _pointers_to(owned, record):
                if name != owner:
                    rows = owned._base_manager.filter(**{name: record.pk})
                    found.update(rows.values_list(f"{owner}_id", flat=True))
    return Record.objects.filter(pk__in=found - {record.pk}).order_by("key")


def _pointers_to(model: type[Model], record: Record) -> list[str]:
    """Return the fields of a model that may point at this kind of record."""
    kinds = (Record, record_models()[record.kind])
    return [
        name
        for name in pointer_names(model)
        if model._meta.get_field(name).related_model in kinds
    ]


def sources_at(address_key: str) -> QuerySet[Source]:
    """Return the sources of one page, by what is the same for all its addresses."""
    found = Source.objects.filter(url_key=address_key) if address_key else None
    return Source.objects.none() if found is None else found.order_by("key")
