"""On which documents the record of an incident rests, by origin and by use."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from desk import labels
from desk.clearance import visible
from desk.selectors.incident.belonging import everything
from desk.selectors.incident.dossier import Dossier
from incidents.models import Citation, Source
from positions.values import OPEN_END

A_PAGE = 50
OUT = frozenset({"retracted", "rejected"})


@dataclass(frozen=True, slots=True)
class Used:
    """A source, how often it is cited here, and where its documents go back to."""

    source: Source
    count: int

    @property
    def seen(self) -> str:
        """How much of it we saw."""
        return labels.word(
            Source._meta.get_field("seen_extent"), self.source.seen_extent
        )

    @property
    def reliability(self) -> str:
        """What its reliability means."""
        grade = labels.word(
            Source._meta.get_field("reliability"), self.source.reliability
        )
        return grade.partition(": ")[2]

    @property
    def form(self) -> str:
        """What kind of document it is."""
        return labels.word(
            Source._meta.get_field("source_kind"), self.source.source_kind
        )


@dataclass(frozen=True, slots=True)
class Origin:
    """Sources that go back to one origin; named after the first that was published."""

    used: list[Used]

    @property
    def first(self) -> Source:
        """The source that was published first."""
        return min((each.source for each in self.used), key=_published)

    @property
    def count(self) -> int:
        """How often its sources are cited here."""
        return sum(each.count for each in self.used)


def origins(dossier: Dossier) -> list[Origin]:
    """Return the sources cited in the incident's records, the most cited origin first.

    Only those that the reader may see, and only where he may see them cited.
    """
    records = everything(dossier).order_by().values("pk")
    counts = dict(
        Citation.objects.filter(record__in=records)
        .order_by()
        .values_list("source")
        .annotate(Count("pk"))
    )
    rows = visible(Source.objects.filter(pk__in=counts), dossier.user).exclude(
        state__in=OUT
    )
    by_origin: defaultdict[str, list[Used]] = defaultdict(list)
    for source in rows.defer("search_text", "search_names", "description", "note"):
        origin = source.lineage_group or source.key
        by_origin[origin].append(Used(source, counts[source.pk]))
    found = [
        Origin(sorted(used, key=lambda each: (-each.count, each.source.key)))
        for used in by_origin.values()
    ]
    return sorted(found, key=lambda each: (-each.count, each.first.key))


def _published(source: Source) -> tuple[object, str]:
    return source.published_earliest or OPEN_END, source.key
