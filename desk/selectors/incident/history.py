"""Every version of an incident and of the records that belong to it."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, Window
from django.db.models.fields.json import KT
from django.db.models.functions import Lag

from desk import labels
from desk.clearance import visible_versions
from desk.selectors.incident.belonging import everything
from desk.selectors.incident.dossier import Dossier
from incidents.models import Change
from incidents.vocab import Door

A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a record, and the one before it that the reader may see."""

    change: Change
    marking: str
    previous: int | None

    @property
    def kind(self) -> str:
        """What the record is."""
        return labels.kind_in_words(self.change.record.kind)

    @property
    def door(self) -> str:
        """By which way it came in."""
        return str(Door(self.change.door).label)


def history(dossier: Dossier, number: str) -> tuple["Page[Any]", list[Version]]:
    """Return one page of versions, the newest first, in a fixed number of reads.

    A page that is not there is the nearest one that is.
    """
    records = everything(dossier).order_by().values("pk")
    versions = visible_versions(Change.objects.filter(record__in=records), dossier.user)
    found = (
        versions.select_related("by", "record")
        .defer("snapshot", "record__search_text", "record__search_names")
        .annotate(
            marking=KT("snapshot__marking"),
            previous=Window(
                Lag("version"),
                partition_by=F("record"),
                order_by=F("version").asc(),
            ),
        )
        .order_by("-at", "-pk")
    )
    page: Page[Any] = Paginator(found, A_PAGE).get_page(number)
    return page, [_version(each) for each in page]


def _version(row: Any) -> Version:
    """Return a row of the query above as what the page shows."""
    return Version(row, row.marking, row.previous)
