"""What of an incident nobody has approved yet, and what that refers to."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from attribution.selectors import as_they_stand
from desk import labels
from desk.clearance import visible
from desk.selectors.incident.belonging import everything
from desk.selectors.incident.dossier import Dossier, texts
from desk.standing import with_standing
from incidents.models import Case, Record
from incidents.snapshot import references

# From an incident's claims to their statements, and on to sources and speakers.
STEPS = 2


@dataclass(frozen=True, slots=True)
class Waiting:
    """Records of one kind whose newest version nobody has approved."""

    kind: str
    records: list[Record]


def waiting(dossier: Dossier) -> list[Waiting]:
    """Return what can be sent to review with the incident, by kind.

    What belongs to it, the cases that list it, and what such records refer to:
    sources, parties and actors that are new. Only what the reader may see; a fixed
    number of reads.
    """
    found = _unapproved(everything(dossier)) + _unapproved(_cases(dossier))
    last: Collection[Record] = found
    for _ in range(STEPS):
        keys = _referred(last) - {each.key for each in found}
        rows = visible(Record.objects.filter(key__in=keys), dossier.user)
        last = _unapproved(rows)
        found = [*found, *last]
    return _by_kind(found)


def _cases(dossier: Dossier) -> QuerySet[Record]:
    """Return the cases that list the incident."""
    of = Case.objects.filter(incidents=dossier.incident).order_by()
    return visible(Record.objects.filter(pk__in=of.values("pk")), dossier.user)


def _unapproved(records: QuerySet[Record]) -> list[Record]:
    found = with_standing(records.order_by()).defer("search_text", "search_names")
    return [each for each in found if not each.is_latest_approved]  # type: ignore[attr-defined]


def _referred(records: Iterable[Record]) -> set[str]:
    changes = as_they_stand([each.pk for each in records])
    return {key for each in texts(changes) for _, key in references(each)}


def _by_kind(records: Iterable[Record]) -> list[Waiting]:
    by_kind: dict[str, list[Record]] = {}
    for record in sorted(records, key=lambda each: (each.kind, each.name, each.key)):
        by_kind.setdefault(record.kind, []).append(record)
    return [
        Waiting(labels.kinds_in_words(kind), found) for kind, found in by_kind.items()
    ]
