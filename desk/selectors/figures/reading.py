"""What a reader may know of an incident, as the plain values that figures need."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import Case, F, Q, When

from attribution.selectors import record_concerning
from incidents.models import Alias, Incident, Record
from incidents.vocab import AliasKind, BodyKind, Marking
from positions.standing import Standing
from positions.timeline import Timeline, timeline
from positions.values import Claim
from positions.values import Record as Plain

HIDDEN = "a record you may not see"
LONG = 26  # names longer than this are given by their abbreviation, if they have one


@dataclass(frozen=True, slots=True)
class Known:
    """An incident and all that concerns it, as a reader may see it on a day.

    ``names`` has what the figures call each record, by key, ``states`` the state whose
    organ or official it is; ``marking`` is the strictest of what they are drawn from.
    """

    key: str
    name: str
    as_of: date | None
    record: Plain
    names: Mapping[str, str]
    states: Mapping[str, str]
    marking: str
    standing: Standing = field(init=False)
    order: Timeline = field(init=False)
    claims: tuple[Claim, ...] = field(init=False)

    def __post_init__(self) -> None:
        order = timeline(self.record, self.key, self.as_of)
        standing = Standing(self.record, self.as_of)
        keys = [each.key for each in (*order.items, *order.possibly)]
        object.__setattr__(self, "order", order)
        object.__setattr__(self, "standing", standing)
        object.__setattr__(self, "claims", standing.concerning(self.key, *keys))

    def side(self, key: str) -> str:
        """Return the state that somebody belongs to, else his own name."""
        return self.states.get(key) or self.call(key)

    def call(self, key: str | None) -> str:
        """Return what a record is called here; one that is hidden has no name."""
        return self.names.get(key or "", HIDDEN)


def known_about(incident: Incident, clearance: int, as_of: date | None) -> Known:
    """Return the incident as a reader of a clearance may see it, in four queries."""
    record = record_concerning(incident, clearance=clearance)
    rows = _rows({incident.key, *_keys(record)}, clearance)
    strictest = max((each.clearance for each in rows), default=0)
    return Known(
        key=incident.key,
        name=incident.name,
        as_of=as_of,
        record=record,
        names=_names(rows),
        states={each.key: each.state for each in rows if each.state},
        marking=str(Marking(Marking.values[strictest]).label),
    )


def _keys(record: Plain) -> set[str]:
    """Return whose names a figure may need."""
    keys = {each.key for each in record.happenings}
    for claim in record.claims.values():
        keys |= {claim.key, claim.claimant, claim.target or "", claim.about}
    for response in record.responses.values():
        keys |= {*response.responders, *response.addressees}
    return keys | set(record.actors)


class Named(NamedTuple):
    """A record's name, the clearance that it needs, and the state that it is of."""

    key: str
    name: str
    clearance: int
    state: str | None


def _rows(keys: Iterable[str], clearance: int) -> list[Named]:
    """Return the records of these keys that the clearance lets one see. One query."""
    state = "as_identity__state_of"
    of_state = Case(
        When(**{f"{state}__clearance__lte": clearance}, then=F(f"{state}__name"))
    )
    records = Record.objects.filter(key__in=[*keys], clearance__lte=clearance)
    return [
        Named(*row)
        for row in records.order_by().values_list("key", "name", "clearance", of_state)
    ]


def _names(rows: Sequence[Named]) -> dict[str, str]:
    """Return what each record is called: a long name by its abbreviation.

    A persona's is no better known than its name. One query.
    """
    long = [each.key for each in rows if len(each.name) > LONG]
    short = (
        Alias.objects.filter(record__key__in=long, alias_kind=AliasKind.ABBREVIATION)
        .exclude(record__as_identity__body_kind=BodyKind.PERSONA)
        .order_by("-name")
        .values_list("record__key", "name")
    )
    return {**{each.key: each.name for each in rows}, **dict(short)}


@dataclass(frozen=True, slots=True)
class Related:
    """A campaign or incident next to ours; ``words`` lead from ours to it, or back."""

    key: str
    kind: str
    name: str
    words: str
    is_from_ours: bool


def related_to(incident: Incident, clearance: int) -> tuple[Related, ...]:
    """Return the campaign and the incidents that the incident is tied to, by key.

    Only those that the reader may see, in two queries.
    """
    ours = {
        incident.campaign_id: "part of",
        incident.phase_of_id: "phase of",
        incident.follows_id: "follows",
    }
    seen = Record.objects.filter(clearance__lte=clearance)
    records = seen.filter(pk__in=[pk for pk in ours if pk])
    found = [
        Related(each.key, each.kind, each.name, ours[each.pk], is_from_ours=True)
        for each in records.order_by("key")
    ]
    back = Incident.objects.filter(
        Q(phase_of=incident) | Q(follows=incident), clearance__lte=clearance
    )
    for each in back.order_by("key"):
        words = "phase of" if each.phase_of_id == incident.pk else "follows"
        found.append(Related(each.key, each.kind, each.name, words, is_from_ours=False))
    return tuple(found)
