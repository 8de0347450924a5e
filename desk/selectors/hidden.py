"""Rows about records in other tables, and texts of them, as one reader may see them."""

from collections.abc import Collection, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import (
    Exists,
    F,
    Func,
    Model,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
)

from desk.clearance import Person, markings_of, rank_of, visible
from desk.selectors.words import HIDDEN, names_of
from incidents.models import Record, StixName
from incidents.snapshot import references
from review.models import Request
from sharing.models import Link, ObjectBody, PublishedRecord

M = TypeVar("M", bound=Model)
WITHHELD = "It names records that you may not see."


def published(
    rows: QuerySet[M], user: Person, *, uid: str, marking: str
) -> QuerySet[M]:
    """Return what was published as far as the reader may see it and its record now.

    A record that was marked more strictly since is hidden with all that was published
    of it. ``uid`` and ``marking`` are the paths to these of the published version.
    """
    seen = visible(Record.objects.filter(uid=OuterRef(uid)), user)
    return rows.filter(Exists(seen), **{f"{marking}__in": markings_of(user)})


def hidden_objects(user: Person, *, stix_id: str) -> Exists:
    """Return whether the object of a STIX id is one that the reader may not see."""
    own = ObjectBody.objects.filter(stix_id=OuterRef(stix_id))
    return Exists(own.filter(_is_hidden(user, "record_uid")))


def hidden_in_release(user: Person, *, release: str = "pk") -> Exists:
    """Return whether a release holds a record that the reader may not see."""
    held = PublishedRecord.objects.filter(release=OuterRef(release))
    return Exists(held.filter(_is_hidden(user, "uid")))


def _is_hidden(user: Person, uid: str) -> Q:
    """Return whether a published version is hidden: by its marking or its record."""
    seen = visible(Record.objects.filter(uid=OuterRef(uid)), user)
    return ~Q(marking__in=markings_of(user)) | Q(~Exists(seen))


def names_hidden(user: Person, uid: UUID) -> bool:
    """Whether a published record refers to one that the reader may not see.

    What was sent of it may bear that one's name.
    """
    seen = visible(Record.objects.filter(key=OuterRef("target_key")), user)
    links = Link.objects.filter(record__uid=uid)
    return links.filter(~Exists(seen)).exists()


def without_hidden_names(names: QuerySet[StixName], user: Person) -> QuerySet[StixName]:
    """Return the STIX names of a record, without those of its ties to a hidden one.

    Such a name's part bears the other's key: targets:KEY, or targets:KEY~2.
    """
    other = _piece(_piece(F("part"), ":", 2), "~", 1)
    hidden = Record.objects.filter(key=OuterRef("tied_to"), clearance__gt=rank_of(user))
    return names.annotate(tied_to=other).filter(~Exists(hidden))


def _piece(text: Any, divider: str, number: int) -> Func:
    """Return one piece of a text in SQL, empty if there are fewer."""
    return Func(
        text,
        Value(divider),
        Value(number),
        function="split_part",
        output_field=TextField(),
    )


def without_hidden_requests(
    rows: QuerySet[M], user: Person, request: str = "pk"
) -> QuerySet[M]:
    """Return rows of review requests, without those that hold a hidden record.

    Their titles and notes may name it.
    """
    holding = Request.objects.filter(
        pk=OuterRef(request), changes__record__clearance__gt=rank_of(user)
    )
    return rows.filter(~Exists(holding))


def without_hidden(snapshot: Mapping[str, Any], user: Person) -> Any:
    """Return a snapshot in which each key of a hidden record is the same words."""
    named = {key for _, key in references(snapshot)}
    return _replaced(snapshot, named - names_of(named, user).keys())


def _replaced(value: Any, hidden: Collection[str]) -> Any:
    if isinstance(value, str):
        return HIDDEN if value in hidden else value
    if isinstance(value, Mapping):
        return {
            _replaced(name, hidden): _replaced(each, hidden)
            for name, each in value.items()
        }
    if isinstance(value, list):
        return [_replaced(each, hidden) for each in value]
    return value
