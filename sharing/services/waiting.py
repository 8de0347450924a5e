"""What could be published and is not yet."""

from django.db.models import Exists, OuterRef, QuerySet

from incidents.models import Change, Record
from sharing.models import PublishedRecord


def approved_unpublished(records: QuerySet[Record]) -> QuerySet[Record]:
    """Return those of the records whose latest version is approved and not out."""
    return _not_out(records).filter(Exists(_approved()))


def unapproved_unpublished(records: QuerySet[Record]) -> QuerySet[Record]:
    """Return those whose latest version nobody has approved, so that it stays."""
    return _not_out(records).filter(~Exists(_approved()))


def published_versions(records: QuerySet[Record]) -> dict[str, int]:
    """Return which version of each of these records is out, by key."""
    rows = PublishedRecord.objects.filter(uid__in=records.values("uid"))
    found: dict[str, int] = {}
    for key, version in rows.order_by("version").values_list("key", "version"):
        found[key] = version
    return found


def _not_out(records: QuerySet[Record]) -> QuerySet[Record]:
    out = PublishedRecord.objects.filter(
        uid=OuterRef("uid"), version__gte=OuterRef("version")
    )
    return records.filter(~Exists(out))


def _approved() -> QuerySet[Change]:
    return Change.objects.filter(
        record=OuterRef("pk"), version=OuterRef("version"), approval__isnull=False
    )
