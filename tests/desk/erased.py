"""What was erased from the half-hidden record: one version of each half."""

from typing import Any

from django.db.models import Model

from sharing.models import Erasure, PublishedRecord
from tests.build import NOON, make_user
from tests.databases import as_owner


def erasure_rows(hidden: str) -> dict[type[Model], tuple[Any, Any]]:
    """Note an erasure of what all may see, and of what is hidden; return both rows.

    The bytes stay, so that other pages have what they show.
    """
    versions = PublishedRecord.objects.order_by("pk")
    people = {"by": make_user("publisher"), "second": make_user("reviewer")}
    rows = [
        Erasure(record=record, reason=reason, at=NOON, **people)
        for record, reason in (
            (versions.exclude(key__contains=hidden)[0], "Court order 1."),
            (versions.filter(key__contains=hidden)[0], f"Court order {hidden}."),
        )
    ]
    with as_owner():
        seen, gone = Erasure.objects.bulk_create(rows)
    return {Erasure: (seen.pk, gone.pk)}
