"""What a person may see: nothing that is marked more strictly than the clearance.

Lists, autocompletes, searches, pages and exports of the desk all ask here.
"""

from typing import TypeVar

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import QuerySet

from desk.models import Clearance
from incidents.models import Change, Record
from incidents.reach import rank
from incidents.vocab import CLOSED, MARKING_RANK

M = TypeVar("M", bound=models.Model)
Person = User | AnonymousUser


def rank_of(user: Person) -> int:
    """Return the rank of the marking that the person is cleared to, mildest 0.

    A superuser may do everything, and yet reads only what the clearance allows.
    """
    clearance: Clearance | None = getattr(user, "clearance", None)
    return rank(clearance.marking) if clearance else 0


def markings_of(user: Person) -> list[str]:
    """Return the markings that the person may read."""
    highest = rank_of(user)
    return [marking for marking, each in MARKING_RANK.items() if each <= highest]


def visible(rows: QuerySet[M], user: Person, record: str = "") -> QuerySet[M]:
    """Return the rows that the person may see, each judged by its record.

    ``record`` is the path from a row to its record, such as ``citations__record``;
    empty where the rows are records.
    """
    path = f"{record}__clearance__lte" if record else "clearance__lte"
    return rows.filter(**{path: rank_of(user)})


def visible_versions(changes: QuerySet[Change], user: Person) -> QuerySet[Change]:
    """Return the versions that the person may see: its own marking counts, too.

    An unmarked version is closed like an unmarked record.
    """
    unmarked = [""] if rank_of(user) >= CLOSED else []
    return visible(changes, user, "record").filter(
        snapshot__marking__in=[*markings_of(user), *unmarked]
    )


def may_see(user: Person, record: Record) -> bool:
    """Whether the person may see the record."""
    return record.clearance <= rank_of(user)
