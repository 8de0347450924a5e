"""Lists as somebody wants to see them: chosen columns, rows on a page, saved views.

All of it stands in the address bar: ``columns`` (several), ``rows``, and what filters
and orders the list anyway. A saved view is that query under a name.
"""

from collections.abc import Iterator
from typing import Any, ClassVar, TypeVar

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.http import HttpRequest, HttpResponse, QueryDict

from desk import labels
from desk.admin import columns
from desk.admin.actions import user_of
from desk.admin.lists import RecordChangeList
from desk.selectors.views import views_of
from incidents.fields import EDTFField
from incidents.models import Record

R = TypeVar("R", bound=Record)
COLUMNS, ROWS = "columns", "rows"
SIZES = (20, 50, 100, 200)
Entry = Any  # what list_display takes: a name, or a function with one


class ViewChangeList(RecordChangeList):
    """A list that takes its columns and its page size from the address bar."""

    def get_filters_params(self, params: Any = None) -> dict[str, Any]:
        """Return what filters the list; the way it is shown is none of that."""
        found: dict[str, Any] = super().get_filters_params(params)
        return {
            name: value for name, value in found.items() if name not in (COLUMNS, ROWS)
        }

    def get_results(self, request: HttpRequest) -> None:
        """Read one page of as many rows as are asked for."""
        asked = request.GET.get(ROWS, "")
        if asked.isdigit() and int(asked) in SIZES:
            self.list_per_page = int(asked)
        super().get_results(request)


class SavedViews(admin.ModelAdmin[R]):
    """Shows a list's saved views as buttons, and lets its columns be chosen."""

    # Columns that a list always has: what the row is, and the box that selects it.
    always: ClassVar[tuple[str, ...]] = ("title",)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Return the list that knows the two parameters."""
        return ViewChangeList

    def get_list_display(self, request: HttpRequest) -> Any:
        """Return the columns asked for, in the order in which the list has them."""
        usual = super().get_list_display(request)
        asked = request.GET.getlist(COLUMNS)
        wanted = {*asked, *self.always}
        chosen = [each for each in self._all(usual) if _name(each) in wanted]
        is_known = any(_name(each) in asked for each in chosen)
        return chosen if is_known else usual

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the list with what can be chosen of it."""
        usual = super().get_list_display(request)
        shown = {_name(each) for each in self.get_list_display(request)}
        context = {
            "saved_views": list(views_of(user_of(request), self.model, request.GET)),
            "view_list": self.model._meta.label_lower,
            "view_columns": [
                (_name(each), _title(each), _name(each) in shown)
                for each in self._all(usual)
                if _name(each) not in self.always
            ],
            "view_sizes": [(size, size == self._size(request)) for size in SIZES],
            "view_rest": list(_pairs(request.GET)),
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    def _size(self, request: HttpRequest) -> int:
        asked = request.GET.get(ROWS, "")
        return int(asked) if asked.isdigit() else self.list_per_page

    def _all(self, usual: Any) -> list[Entry]:
        """Return the usual columns and those that can be added to them."""
        names = {_name(each) for each in usual}
        return [
            *usual,
            *(each for each in _more(self.model) if _name(each) not in names),
        ]


def _more(model: type[Record]) -> Iterator[Entry]:
    """Yield a column for each plain field of a kind of record."""
    for field in labels.declared(model):
        if not field.editable or field.is_relation:
            continue
        if isinstance(field, EDTFField):
            yield columns.date(field.name)
        elif isinstance(field, models.BooleanField):
            yield columns.yes(field.name)
        elif isinstance(field, models.CharField | ArrayField):
            yield columns.word(field.name)
    yield columns.changed


def _name(entry: Entry) -> str:
    return entry if isinstance(entry, str) else str(entry.__name__)


def _title(entry: Entry) -> str:
    title = "" if isinstance(entry, str) else getattr(entry, "short_description", "")
    return str(title or labels.label(_name(entry)))


def _pairs(query: QueryDict) -> Iterator[tuple[str, str]]:
    """Yield what a form for columns sends again, the page number not among it."""
    for name, values in query.lists():
        if name not in (COLUMNS, ROWS, "p", "e"):
            for value in values:
                yield name, value
