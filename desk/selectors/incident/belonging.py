"""Which records belong to an incident: what is told of it, of any kind."""

from django.db.models import Model, Q, QuerySet

from attribution.models import Assessment, Evidence, Question
from attribution.selectors import as_they_stand
from desk.clearance import visible
from desk.selectors.incident.dossier import Dossier, texts
from incidents.models import CheckedFact, Impact, Record
from incidents.snapshot import Snapshot
from sharing.services import approved_unpublished

Kind = type[Model]
ABOUT: dict[Kind, str] = {
    Impact: "incident",
    Evidence: "incident",
    Assessment: "incident",
    Question: "about",
    CheckedFact: "about",
}


def belonging(dossier: Dossier, *kinds: Kind) -> QuerySet[Record]:
    """Return the records of these kinds that are about the incident itself."""
    first, *others = (
        kind._base_manager.filter(**{ABOUT[kind]: dossier.incident.pk})
        .order_by()
        .values("pk")
        for kind in kinds
    )
    rows = first.union(*others) if others else first
    return visible(Record.objects.filter(pk__in=rows), dossier.user)


def told(records: QuerySet[Record]) -> list[Snapshot]:
    """Return what these records say now, by name; one read."""
    changes = as_they_stand(records.order_by().values_list("pk", flat=True))
    return sorted(texts(changes), key=lambda each: (each["name"], each["key"]))


def everything(dossier: Dossier) -> QuerySet[Record]:
    """Return the incident, what happened, was said and done about it, and the above."""
    happened = (*dossier.timeline.items, *dossier.timeline.possibly)
    keys = {
        dossier.incident.key,
        *(each.key for each in happened),
        *(each.key for each in dossier.concerning),
    }
    others = belonging(dossier, *ABOUT).order_by().values_list("pk", flat=True)
    said = Record.objects.filter(key__in=keys).order_by().values_list("pk", flat=True)
    return Record.objects.filter(pk__in=[*said.union(others)])


def publishable(dossier: Dossier) -> QuerySet[Record]:
    """Return what of all this is approved and not out, as far as the reader may see."""
    others = belonging(dossier, *ABOUT).order_by().values("pk")
    rows = Record.objects.filter(Q(pk__in=dossier.ids) | Q(pk__in=others))
    return approved_unpublished(rows.order_by())
