"""Which records go with another one: what is told of it, and what that refers to."""

from collections.abc import Collection, Mapping

from django.contrib.auth.models import User
from django.db.models import QuerySet

from attribution.models import (
    Assessment,
    Claim,
    DiplomaticResponse,
    Evidence,
    Question,
)
from desk.clearance import visible
from incidents.models import Case, CheckedFact, Event, Impact, Record, Relationship
from incidents.snapshot import references
from incidents.vocab import RecordKind
from review.selectors import latest

# By which fields a record is told of by another: of claims and responses those on
# them, too, so that the search goes on from what it finds.
TELLING: Mapping[type[Record], tuple[str, ...]] = {
    Event: ("incident", "about"),
    Impact: ("incident",),
    Evidence: ("incident",),
    Assessment: ("incident",),
    Question: ("about",),
    CheckedFact: ("about",),
    Claim: ("about",),
    DiplomaticResponse: ("answers", "rests_on", "voices"),
}


def with_all_around(record: Record) -> set[str]:
    """Return the keys of a record and of all that goes with it.

    Of an incident all that is told of it; of anything what it refers to, however far.
    The reads grow with how far it is, not with how much there is.
    """
    keys = {record.key}
    if record.kind != RecordKind.INCIDENT:
        return _referred(keys)
    keys = _referred(keys | _told_of(keys))
    # A case lists its other incidents, which are not followed.
    return keys | _joining(keys) | set(_cases(record))


def seen(keys: Collection[str], user: User) -> QuerySet[Record]:
    """Return those of the records that the user may see."""
    return visible(Record.objects.filter(key__in=keys), user)


def _told_of(keys: Collection[str]) -> set[str]:
    found: set[str] = set()
    frontier = set(keys)
    while frontier:
        first, *others = (
            model._base_manager.filter(**{f"{field}__key__in": frontier})
            .order_by()
            .values_list("key", flat=True)
            for model, fields in TELLING.items()
            for field in fields
        )
        frontier = set(first.union(*others)) - found - set(keys)
        found |= frontier
    return found


def _cases(incident: Record) -> QuerySet[Case, str]:
    rows = Case.objects.filter(incidents__key=incident.key)
    return rows.values_list("key", flat=True)


def _referred(keys: Collection[str]) -> set[str]:
    found: set[str] = set(keys)
    new = set(keys)
    while new:
        reached = {key for each in latest(new) for _, key in references(each)}
        new = reached - found
        found |= new
    return found


def _joining(keys: Collection[str]) -> set[str]:
    """Return the relations both of whose ends are among these, with their sources."""
    rows = Relationship.objects.filter(source__key__in=keys, target__key__in=keys)
    return _referred(set(rows.values_list("key", flat=True)) - set(keys))
