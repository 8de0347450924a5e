"""A record's own page: as it stands, what refers to it, under which ids it left.

What refers to a record is found in one query over every column that can point at one,
each with an index, and capped: nobody reads four thousand names on one page.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, reduce
from typing import Any

from django.db.models import Model, Value

from desk import labels
from desk.clearance import Person, rank_of
from desk.selectors import words
from desk.selectors.hidden import without_hidden_names
from desk.sheets import Known
from incidents.models import Change, Record, SourceCopy, StixName
from incidents.snapshot import (
    owned_model,
    owner_field,
    points_at_a_record,
    record_models,
)
from incidents.vocab import RecordKind
from sharing.models import PublishedRecord

MOST = 25  # of each sort of reference
# What a reference means, said from the end that is referred to; "" for all others of
# a kind. A claim is told by what it does to the record, not by a column's name.
SAID: Mapping[tuple[str, str], str] = {
    ("assessment", "hypotheses.attributed_to"): "Assessments that weigh it",
    ("assessment", "incident"): "Assessments of it",
    ("case", "incidents"): "Cases that tell of it",
    ("case", "keeper"): "Cases that it keeps",
    ("checked-fact", "about"): "Checked facts about it",
    ("checked-fact", "stated_in"): "Facts checked in it",
    ("claim", "about"): "Claims about it",
    ("claim", "attributed_to"): "Claims that name it",
    ("claim", "claimant"): "Claims that it made",
    ("claim", "restates"): "Claims that say it again",
    ("claim", "statement"): "Claims made in it",
    ("diplomatic-response", "addressees"): "Responses addressed to it",
    ("diplomatic-response", "answers"): "Responses to it",
    ("diplomatic-response", "responders"): "Responses that it made",
    ("diplomatic-response", "rests_on"): "Responses that rest on it",
    ("diplomatic-response", "voices"): "Acts in which it was claimed",
    ("event", "about"): "Events about it",
    ("event", "incident"): "Events in it",
    ("evidence", "bearings.claim"): "Evidence that bears on it",
    ("evidence", "incident"): "Evidence on it",
    ("identity", "located_at"): "Parties located there",
    ("identity", "state_of"): "Its organs and officials",
    ("impact", "impacted"): "Impacts on it",
    ("impact", "incident"): "Impacts of it",
    ("incident", "campaign"): "Incidents of it",
    ("incident", "follows"): "Incidents that followed it",
    ("incident", "phase_of"): "Its phases",
    ("incident", "victims"): "Incidents that it suffered",
    ("question", "about"): "Open questions about it",
    ("question", "sides.held_in"): "Positions held in it",
    ("relationship", "source"): "Relations from it",
    ("relationship", "target"): "Relations to it",
    ("source", "cited_via"): "Sources known through it",
    ("statement", "speakers"): "Statements that it made",
    ("statement", "spokespersons"): "Statements that it voiced",
    ("threat-actor", "identity"): "Actors that are this party",
}
CITED, NAMED = "Cited by", "Names that it gave to"


@dataclass(frozen=True, slots=True)
class Pointer:
    """One column that can point at a record, and how its row leads to the owner."""

    model: type[Model]
    column: str
    owner: str
    said: str


@dataclass(frozen=True, slots=True)
class Referring:
    """The records that refer to one in one way; ``has_more`` if there are others."""

    said: str
    records: tuple[Known, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class Page:
    """What a record's own page shows."""

    change: Change | None
    sheet: words.Sheet | None
    referring: tuple[Referring, ...]
    stix_names: tuple[StixName, ...]
    published: tuple[PublishedRecord, ...]
    copies: tuple[SourceCopy, ...] = ()


def page(record: Record, user: Person) -> Page:
    """Return what the reader may see of a record and around it, in seven queries.

    Of a source one more: the copies of the page whose digest it names.
    """
    change = (
        Change.objects.filter(record=record, version=record.version)
        .select_related("by")
        .first()
    )
    published = PublishedRecord.objects.filter(uid=record.uid).select_related("release")
    return Page(
        change=change,
        sheet=words.sheet_for(change.snapshot, user) if change else None,
        referring=referring(record, user),
        stix_names=tuple(
            without_hidden_names(record.stix_names.order_by("type", "part"), user)
        ),
        published=tuple(published.defer("body").order_by("-version")[:MOST]),
        copies=_copies(change.snapshot) if change else (),
    )


def _copies(snapshot: Mapping[str, Any]) -> tuple[SourceCopy, ...]:
    """Return the kept copies that a source's version names, the newest first."""
    digest = snapshot.get("archived_sha256")
    if not digest:
        return ()
    return tuple(SourceCopy.objects.filter(sha256=digest).select_related("by"))


def referring(record: Record, user: Person) -> tuple[Referring, ...]:
    """Return the visible records that refer to one, by how they do, in two queries."""
    pointers = _pointers_to(record.kind)
    parts = [_rows(pointer, record, user) for pointer in pointers]
    rows = reduce(lambda one, other: one.union(other, all=True), parts)
    found: dict[str, list[int]] = {}
    for said, owner in rows:
        found.setdefault(said, []).append(owner)
    names = _names({pk for owners in found.values() for pk in owners}, user)
    return tuple(
        Referring(
            said,
            tuple(sorted(_known(found[said], names), key=lambda each: each.name)),
            len(found[said]) > MOST,
        )
        for said in dict.fromkeys(pointer.said for pointer in pointers)
        if said in found
    )


def _known(owners: list[int], names: Mapping[int, Known]) -> Iterator[Known]:
    return (names[pk] for pk in dict.fromkeys(owners[:MOST]) if pk in names)


def _names(keys: set[int], user: Person) -> dict[int, Known]:
    rows = Record.objects.filter(pk__in=keys, clearance__lte=rank_of(user)).order_by()
    found = rows.values_list("pk", "key", "name", "kind", "marking")
    return {pk: Known(*rest) for pk, *rest in found}


def _rows(pointer: Pointer, record: Record, user: Person) -> Any:
    """Return what points at the record by one column, as pairs of words and owner."""
    path = f"{pointer.owner}__" if pointer.owner != "pk" else ""
    seen = {f"{path}clearance__lte": rank_of(user)}
    rows = pointer.model._base_manager.filter(**{pointer.column: record.pk}, **seen)
    owner = (
        f"{pointer.owner}_id" if path and "__" not in pointer.owner else pointer.owner
    )
    return (
        rows.order_by()
        .annotate(said=Value(pointer.said))
        .values_list("said", owner)[: MOST + 1]
    )


@cache
def _pointers_to(kind: str) -> tuple[Pointer, ...]:
    """Return every column that can point at a record of the kind, in reading order."""
    found = [
        pointer
        for owner, model in record_models().items()
        for pointer in _of_a_kind(owner, model, kind)
    ]
    order = {said: number for number, said in enumerate(_ORDER)}
    return tuple(sorted(found, key=lambda each: order.get(each.said, len(order))))


_ORDER = (
    *("Claims about it", "Claims that name it", "Claims made in it"),
    *("Claims that it made", "Claims that say it again", "Events in it"),
)


def _of_a_kind(owner: str, model: type[Record], kind: str) -> Iterator[Pointer]:
    """Yield the columns of one kind of record and of its owned rows."""
    for field in _pointing(model, kind):
        yield _pointer(model, field, owner, "")
    for name in model.OWNED:
        owned, to_owner = owned_model(model, name), owner_field(model, name)
        for field in _pointing(owned, kind):
            if field.name == to_owner:
                continue
            if name in ("citations", "aliases"):
                if owner == RecordKind.SOURCE:  # the same table for every kind
                    said = CITED if name == "citations" else NAMED
                    yield Pointer(owned, field.name, to_owner, said)
            else:
                yield _pointer(owned, field, owner, name, to_owner)


def _pointing(model: type[Model], kind: str) -> Iterator[Any]:
    targets = (Record, record_models()[kind])
    for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
        is_pointer = points_at_a_record(field) and not field.primary_key
        if is_pointer and field.related_model in targets:
            yield field


def _pointer(
    model: type[Model], field: Any, owner: str, name: str, to_owner: str = "pk"
) -> Pointer:
    dotted = f"{name}.{field.name}" if name else field.name
    kinds = labels.kinds_in_words(owner)
    otherwise = f"{kinds.capitalize()}: {labels.label(field.name).lower()}"
    said = SAID.get((owner, dotted), otherwise)
    if not field.many_to_many:
        return Pointer(model, field.name, to_owner, said)
    path = (
        field.m2m_field_name()
        if to_owner == "pk"
        else (f"{field.m2m_field_name()}__{to_owner}")
    )
    return Pointer(
        field.remote_field.through, field.m2m_reverse_field_name(), path, said
    )


def stix_name(stix_id: str) -> StixName | None:
    """Return the name that a STIX id is, with its record; None where it is none."""
    stix_type, _, number = stix_id.partition("--")
    found = StixName.objects.filter(type=stix_type, uuid=number)
    return found.select_related("record").first()
