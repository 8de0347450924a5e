"""The filter by a date: knows that “May 2021” and “about 2021” lie in 2021."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib.admin.views.main import ChangeList
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from desk import labels
from desk.admin.filters import Chip, DeskFilter, made
from desk.dates import in_words
from incidents.dates import to_edtf
from incidents.fields import Bounds, read_date

POSSIBLY, SURELY, UNDATED = "possibly", "surely", "undated"
HOW = {
    POSSIBLY: "may lie in it",
    SURELY: "lies wholly in it",
    UNDATED: "has no date",
}
MOST_LETTERS = 80


class When(DeskFilter):
    """A date or span as one writes it, and how surely the record's lies in it.

    ``2021`` finds ``2021-05``, ``2021-05~`` and ``2021-11/2022-02``; of these only the
    first two lie wholly in it, as far as their sources say.
    """

    template = "desk/lists/when.html"
    path: ClassVar[str]

    def __init__(
        self, request: HttpRequest, params: dict[str, list[str]], *args: Any
    ) -> None:
        super().__init__(request, params, *args)
        given = self._take(params, self.how_parameter)
        self.how = given[0] if given and given[0] in HOW else POSSIBLY
        self.typed = self.values[0][:MOST_LETTERS] if self.values else ""
        self.edtf, self.error = "", ""
        if self.typed and self.how != UNDATED:
            self._read()

    @property
    def how_parameter(self) -> str:
        """The parameter that says how surely the date lies in what was written."""
        return f"how-{self.parameter}"

    @property
    def ways(self) -> list[tuple[str, str, bool]]:
        """How it may lie there, each with its words and whether it is chosen."""
        return [(value, words, value == self.how) for value, words in HOW.items()]

    @property
    def understood(self) -> str:
        """What was written, as it was understood."""
        return in_words(self.edtf)

    def expected_parameters(self) -> list[str | None]:
        """Return the parameters that are its own."""
        return [self.parameter, self.how_parameter]

    def _read(self) -> None:
        try:
            self.edtf = to_edtf(self.typed)
        except ValueError as error:
            self.error = str(error)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the records whose date lies there; none where that is no date."""
        if self.how == UNDATED:
            return queryset.filter(**{self.path: ""})
        if self.error:
            return queryset.none()
        if not self.edtf:
            return queryset
        bounds = read_date(self.edtf)
        in_it = self._surely(bounds) if self.how == SURELY else self._possibly(bounds)
        return queryset.exclude(**{self.path: ""}).filter(in_it)

    def _possibly(self, bounds: Bounds) -> Q:
        found = Q()
        if bounds.latest:
            found &= self._either("earliest", "lte", bounds.latest)
        if bounds.earliest:
            found &= self._either("latest", "gte", bounds.earliest)
        return found

    def _either(self, bound: str, compared: str, moment: Any) -> Q:
        """Return the condition on a bound of the date; an open one is beyond any."""
        path = f"{self.path}_{bound}"
        return Q(**{f"{path}__{compared}": moment}) | Q(**{f"{path}__isnull": True})

    def _surely(self, bounds: Bounds) -> Q:
        found = Q()
        if bounds.earliest:
            found &= Q(**{f"{self.path}_earliest__gte": bounds.earliest})
        if bounds.latest:
            found &= Q(**{f"{self.path}_latest__lte": bounds.latest})
        return found

    def chips(self, changelist: ChangeList) -> Iterator[Chip]:
        """Yield what it narrows the list by, or what is wrong with what was written."""
        without = changelist.get_query_string(
            {self.parameter: None, self.how_parameter: None}
        )
        if self.how == UNDATED:
            yield Chip(str(self.title), HOW[UNDATED], without)
        elif self.error:
            yield Chip(str(self.title), self.error, without, is_wrong=True)
        elif self.edtf:
            yield Chip(str(self.title), f"{HOW[self.how]}: {self.understood}", without)


def when(parameter: str, path: str = "", title: str = "") -> type[When]:
    """Return the filter by a date; its path leads there from the record."""
    title = title or labels.label(parameter)
    found: type[When] = made(When, parameter, path=path or parameter, title=title)
    return found
