"""Filters of the lists of records: several values at once, actors, dates, states.

All filters of a list are one form: tick, write and choose, then apply. Each function
returns what Django's ``list_filter`` takes. The address bar holds what was chosen, each
filter under a parameter of its own, and a filter says what it does in ``chips``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib.admin.filters import FacetsMixin, ListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.contrib.postgres.fields import ArrayField
from django.db.models import Count, Model, Q, QuerySet
from django.http import HttpRequest

from desk import labels
from desk.admin.actions import user_of
from desk.selectors import words
from incidents.models import Record

UNSAID = "-"  # in an address: the field is empty


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that the list is narrowed by, and the query without it."""

    title: str
    words: str
    without: str
    is_wrong: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that can be ticked."""

    value: str
    words: str
    is_chosen: bool
    count: int | None


class DeskFilter(FacetsMixin, ListFilter):
    """One filter, with all values that its parameter has in the address."""

    parameter: ClassVar[str]

    def __init__(
        self,
        request: HttpRequest,
        params: dict[str, list[str]],
        model: type[Model],
        model_admin: Any,
    ) -> None:
        super().__init__(request, params, model, model_admin)
        self.request = request
        self.values = self._take(params, self.parameter)

    def _take(self, params: dict[str, list[str]], name: str) -> list[str]:
        """Take a parameter's values out of those that no filter has read yet."""
        given = [value.replace("\0", "").strip() for value in params.pop(name, [])]
        return list(dict.fromkeys(value for value in given if value))

    def has_output(self) -> bool:
        """Say that it is always shown."""
        return True

    def expected_parameters(self) -> list[str | None]:
        """Return the parameters that are its own."""
        return [self.parameter]

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """Yield what can be ticked; nothing where one writes or searches."""
        return iter(())

    def chips(self, changelist: ChangeList) -> Iterator[Chip]:
        """Yield what it narrows the list by."""
        for value in self.values:
            rest = [each for each in self.values if each != value]
            query = changelist.get_query_string({self.parameter: rest or None})
            yield Chip(str(self.title), self.in_words(value), query)

    def in_words(self, value: str) -> str:
        """Return what one of its values means."""
        raise NotImplementedError

    def get_facet_counts(
        self, pk_attname: str, filtered_qs: QuerySet[Any]
    ) -> dict[str, Any]:
        """Return nothing to count where nothing is ticked."""
        return {}


class Words(DeskFilter):
    """Ticks for values that are known beforehand; any of those ticked will do."""

    template = "desk/lists/words.html"
    offered: ClassVar[Sequence[tuple[str, str]]]

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        if not {*self.values} <= {value for value, _ in self.offered}:
            raise IncorrectLookupParameters

    def condition(self, value: str) -> Q:
        """Return which records one value stands for."""
        raise NotImplementedError

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the records that any of the ticked values stands for."""
        if not self.values:
            return queryset
        return queryset.filter(any_of(self.condition(value) for value in self.values))

    def in_words(self, value: str) -> str:
        """Return what one of its values means."""
        return dict(self.offered)[value]

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """Yield the values, each with how many there are if that was asked for."""
        counts: Mapping[str, int] = {}
        if changelist.add_facets:
            counts = self.get_facet_queryset(changelist)
        for number, (value, meaning) in enumerate(self.offered):
            count = counts.get(f"{number}__c")
            yield Choice(value, meaning, value in self.values, count)

    def get_facet_counts(
        self, pk_attname: str, filtered_qs: QuerySet[Any]
    ) -> dict[str, Any]:
        """Return what counts the records of each value."""
        return {
            f"{number}__c": Count(pk_attname, filter=self.condition(value))
            for number, (value, _) in enumerate(self.offered)
        }


class FieldWords(Words):
    """Ticks for the words of a field's vocabulary."""

    path: ClassVar[str]
    is_list: ClassVar[bool]

    def condition(self, value: str) -> Q:
        """Return the condition that the field holds the word, or none."""
        if value == UNSAID:
            return Q(**{self.path: [] if self.is_list else ""})
        if self.is_list:
            return Q(**{f"{self.path}__contains": [value]})
        return Q(**{self.path: value})


class Chosen(DeskFilter):
    """Records that are chosen by searching for them; any of those chosen will do."""

    template = "desk/lists/chosen.html"
    paths: ClassVar[Sequence[str]]
    kinds: ClassVar[Sequence[str]]

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        # Of what the reader may not see he learns nothing, not even who refers to it.
        user = user_of(self.request)
        self.known = words.names_of(self.values, user) if self.values else {}

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the records that point at any of those chosen."""
        if not self.values:
            return queryset
        names = [*self.known]
        pointing = any_of(Q(**{f"{path}__key__in": names}) for path in self.paths)
        # By number, so that one that points twice is there once.
        found = queryset.model._base_manager.filter(pointing).order_by()
        return queryset.filter(pk__in=found.values("pk"))

    def in_words(self, value: str) -> str:
        """Return what the chosen record is called."""
        known = self.known.get(value)
        return known.name if known else words.HIDDEN

    @property
    def options(self) -> list[tuple[str, str]]:
        """What is chosen, for the box."""
        return [(key, known.name) for key, known in self.known.items()]


def any_of(conditions: Iterable[Q]) -> Q:
    """Return the condition that any of them holds; of none that nothing does."""
    found = Q(pk__in=[])
    for each in conditions:
        found |= each
    return found


def vocabulary(model: type[Record], path: str, title: str = "") -> type[FieldWords]:
    """Return the filter by the words of a field."""
    field: Any = model._meta.get_field(path)
    unsaid = [(UNSAID, "not stated")] if field.blank else []
    found: type[FieldWords] = made(
        FieldWords,
        path,
        title=title or labels.label(path),
        path=path,
        is_list=isinstance(field, ArrayField),
        offered=[*labels.choices_of(field), *unsaid],
    )
    return found


def chosen(
    parameter: str, kinds: Sequence[str], *paths: str, title: str = ""
) -> type[Chosen]:
    """Return the filter by records of some kinds that any of the paths leads to."""
    found: type[Chosen] = made(
        Chosen,
        parameter,
        title=title or labels.label(parameter),
        paths=paths or (parameter,),
        kinds=kinds,
    )
    return found


def made(base: Any, parameter: str, **own: Any) -> Any:
    """Return a filter of its own parameter."""
    name = f"{base.__name__}By{parameter.title()}"
    return type(name, (base,), {"parameter": parameter, **own})
