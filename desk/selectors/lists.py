"""What the desk's lists show: the rows of one page, with all that stands beside them.

A list first finds the numbers of the rows of its page, which is a narrow read in the
order of an index; only these are then read whole. So a page costs the same wherever
it is in the list, and as many queries for fifty rows as for one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models
from django.db.models import (
    Case,
    CharField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat, NullIf, Trim

from desk.clearance import Person, rank_of, visible
from desk.selectors.find import LONGEST, SHORT, by_name
from desk.sheets import Known
from desk.standing import with_standing
from incidents.models import Change, Record
from incidents.reach import fold

R = TypeVar("R", bound=Record)
# So many of the records that a row points at are named; of the others, how many.
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Pointed:
    """What a row points at by one field: what may be named, and how much is not."""

    named: tuple[Known, ...]
    hidden: int
    more: int


def matching(rows: QuerySet[R], term: str) -> QuerySet[R]:
    """Return the records in whose words all is found that was typed.

    One or two letters are looked for in names only, where a word begins with them.
    """
    for word in fold(term.replace("\0", ""))[:LONGEST].split():
        is_short = len(word) < SHORT
        rows = rows.filter(by_name(word) if is_short else Q(search_text__contains=word))
    return rows


def rows_of(
    model: type[R],
    keys: Sequence[int],
    user: Person,
    *,
    points: Iterable[str] = (),
    dates: Mapping[str, str] | None = None,
) -> list[R]:
    """Return these rows in this order, with what a list shows beside each.

    That is, as attributes: how far it has come (``desk.standing``), ``latest_by``
    whose newest version it is, ``points`` by field what it points at (``Pointed``),
    and each of ``dates``, the EDTF text at the end of a path to another record, empty
    where the reader may not see that one.
    """
    long = [field.name for field in model._meta.fields if _is_long(field)]
    clearance = rank_of(user)
    rows: Any = with_standing(model._base_manager.filter(pk__in=keys)).defer(*long)
    rows = rows.annotate(
        latest_by=Subquery(_author()),
        **{name: _date(path, clearance) for name, path in (dates or {}).items()},
    )
    found: dict[int, Any] = {row.pk: row for row in rows.order_by()}
    pointed = _pointed(model, found, tuple(points), user)
    for pk, row in found.items():
        row.points = pointed[pk]
    return [found[pk] for pk in keys if pk in found]


def _is_long(field: "models.Field[Any, Any]") -> bool:
    return isinstance(field, models.TextField | models.JSONField)


def _author() -> QuerySet[Change, Any]:
    """Return who made the newest version: the full name, else the user's name."""
    whole = Trim(Concat("by__first_name", Value(" "), "by__last_name"))
    name = Coalesce(NullIf(whole, Value("")), "by__username")
    newest = Change.objects.filter(record=OuterRef("pk"), version=OuterRef("version"))
    return newest.order_by().annotate(name=name).values("name")[:1]


def _date(path: str, clearance: int) -> Case:
    record, _, _ = path.rpartition("__")
    is_visible = Q(**{f"{record}__clearance__lte": clearance})
    return Case(
        When(is_visible, then=F(path)), default=Value(""), output_field=CharField()
    )


def _pointed(
    model: type[R], rows: Mapping[int, R], points: Sequence[str], user: Person
) -> defaultdict[int, dict[str, Pointed]]:
    """Return by row and field what is pointed at, the names in one query for all."""
    targets: dict[str, dict[int, list[int]]] = {}
    for name in points:
        if model._meta.get_field(name).many_to_many:
            targets[name] = _linked(model, name, rows)
        else:
            column = f"{name}_id"
            pairs = ((pk, getattr(row, column)) for pk, row in rows.items())
            targets[name] = {pk: [other] for pk, other in pairs if other is not None}
    wanted = {pk for held in targets.values() for pks in held.values() for pk in pks}
    names = _named(wanted, user)
    found: defaultdict[int, dict[str, Pointed]] = defaultdict(dict)
    for name, held in targets.items():
        for pk, others in held.items():
            known = (names[other] for other in others if other in names)
            seen = sorted(known, key=lambda each: each.name)
            found[pk][name] = Pointed(
                named=tuple(seen[:MOST_NAMED]),
                hidden=len(others) - len(seen),
                more=max(len(seen) - MOST_NAMED, 0),
            )
    return found


def _linked(
    model: type[R], name: str, rows: Mapping[int, R]
) -> defaultdict[int, list[int]]:
    field: Any = model._meta.get_field(name)
    owner, other = field.m2m_field_name(), field.m2m_reverse_field_name()
    links = field.remote_field.through._base_manager
    pairs = links.filter(**{f"{owner}__in": list(rows)})
    found: defaultdict[int, list[int]] = defaultdict(list)
    for pk, target in pairs.values_list(f"{owner}_id", f"{other}_id"):
        found[pk].append(target)
    return found


def _named(keys: Iterable[int], user: Person) -> dict[int, Known]:
    rows = visible(Record.objects.filter(pk__in=set(keys)), user).order_by()
    found = rows.values_list("pk", "key", "name", "kind", "marking")
    return {pk: Known(*rest) for pk, *rest in found}


def of_their_kind(rows: QuerySet[R]) -> QuerySet[R]:
    """Return the rows, told to be of their kind.

    Every row is. Saying so lets a query read an index of all records that is ordered
    by kind; where it reads the kind's own, it only leads the planner astray.
    """
    return rows if rows.model is Record else rows.filter(kind=rows.model.KIND)


def is_unnarrowed(rows: QuerySet[R], everything: QuerySet[R]) -> bool:
    """Whether the rows are all that a list has, in whatever order."""
    wholes = (everything, of_their_kind(everything))
    return any(rows.query.where == whole.query.where for whole in wholes)


def seen_of(model: type[Record], user: Person) -> QuerySet[Record]:
    """Return what of a kind a person may see, without the kind's own columns."""
    records = visible(Record.objects.all(), user)
    return records if model is Record else records.filter(kind=model.KIND)


def count_up_to(rows: QuerySet[Any], most: int) -> int:
    """Return how many rows there are, one more than ``most`` standing for any more."""
    return of_their_kind(rows).order_by().values("pk")[: most + 1].count()
