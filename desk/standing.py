"""How far records have come: draft, in review, approved, published, taken back.

A list annotates its rows with ``with_standing``, so that the marks of fifty rows
cost no query of their own; for one record alone ``standing_of`` reads them.
"""

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Exists, Max, OuterRef, QuerySet, Subquery

from incidents.models import Record
from incidents.vocab import RecordState
from review.models import Approval
from review.selectors import open_requests
from sharing.models import PublishedRecord

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Mark:
    """One word on how far a record has come, with its shape and its class."""

    name: str
    shape: str
    words: str


def with_standing(records: QuerySet[R]) -> QuerySet[R]:
    """Return the records with what ``marks`` reads, as part of the same query."""
    published = (
        PublishedRecord.objects.filter(key=OuterRef("key"))
        .order_by()
        .values("key")
        .annotate(latest=Max("version"))
        .values("latest")
    )
    approved = Approval.objects.filter(
        record=OuterRef("pk"), change__version=OuterRef("version")
    )
    waiting = open_requests().filter(
        changes__record=OuterRef("pk"), changes__version=OuterRef("version")
    )
    return records.annotate(  # type: ignore[return-value]
        published_version=Subquery(published),
        is_latest_approved=Exists(approved),
        is_latest_in_review=Exists(waiting),
    )


def standing_of(record: Record) -> Record:
    """Return the record with what ``marks`` reads; one query where it is missing."""
    if hasattr(record, "is_latest_approved"):
        return record
    return with_standing(Record.objects.filter(pk=record.pk)).get()


def marks(record: Record) -> list[Mark]:
    """Return the record's marks: what partners have, then what is newer than that."""
    known = standing_of(record)
    found: list[Mark] = []
    if known.state != RecordState.IN_USE:
        found.append(Mark(known.state, "⊘", known.state))
    published: int | None = known.published_version  # type: ignore[attr-defined]
    if published is not None:
        found.append(Mark("published", "●", f"published v{published}"))
    if published != known.version:
        found.append(_newest(known))
    return found


def _newest(known: Record) -> Mark:
    version = f"v{known.version}"
    if known.is_latest_approved:  # type: ignore[attr-defined]
        return Mark("approved", "◕", f"{version} approved")
    if known.is_latest_in_review:  # type: ignore[attr-defined]
        return Mark("review", "◑", f"{version} in review")
    return Mark("draft", "○", f"draft {version}")
