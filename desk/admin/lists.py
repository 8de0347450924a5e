"""The change lists of records: quick at any size, under the reader's clearance.

``RecordList`` is one base class of each ``RecordAdmin``. A kind says which columns it
has (``desk.admin.columns``), which records they name (``points``), which dates come
from another record (``dates``), and its filters (``desk.admin.filters``).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, TypeVar

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString

from desk.admin import columns
from desk.admin.actions import user_of
from desk.admin.filters_of_work import FOR_ALL
from desk.selectors.lists import (
    count_up_to,
    is_unnarrowed,
    matching,
    of_their_kind,
    rows_of,
    seen_of,
)
from incidents.models import Record
from incidents.snapshot import record_models

R = TypeVar("R", bound=Record)
EARLIEST = "_earliest"
OF_ALL = {field.name for field in Record._meta.fields}


class CappedPaginator(Paginator[Any]):
    """Counts so far and no further: an exact count of very many rows is dear.

    Nobody leafs through ten thousand rows; what lies beyond is found by a search, a
    filter or the opposite order.
    """

    most: ClassVar[int] = 10_000
    counted: QuerySet[Any] | None = None  # rather than the rows, as many as they are

    @cached_property
    def count(self) -> int:
        """How many rows can be leafed through."""
        return min(self._counted, self.most)

    @property
    def is_capped(self) -> bool:
        """Whether there are more."""
        return self._counted > self.most

    @cached_property
    def _counted(self) -> int:
        rows: Any = self.object_list if self.counted is None else self.counted
        return count_up_to(rows, self.most)


class RecordChangeList(ChangeList):
    """One page of a list: its rows' numbers first, then these rows whole."""

    model_admin: "RecordList[Any]"

    def __init__(self, request: HttpRequest, *args: Any) -> None:
        super().__init__(request, *args)
        # A record's page is none of the admin's, and has no use for them.
        self.preserved_filters = ""

    @property
    def count_in_words(self) -> str:
        """How many rows there are, as far as they were counted."""
        several = self.opts.verbose_name_plural
        if getattr(self.paginator, "is_capped", False):
            most = f"{self.result_count:,}"
            return f"More than {most} {several}; these are the first {most}"
        one = self.result_count == 1
        return f"{self.result_count:,} {self.opts.verbose_name if one else several}"

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the address holds beside the filters, such as search and order."""
        own = {
            name for spec in self.filter_specs for name in spec.expected_parameters()
        }
        return [
            (name, value)
            for name, values in self.filter_params.items()
            if name not in own
            for value in values
        ]

    @property
    def chips(self) -> list[Any]:
        """What the list is narrowed by, each with the way to drop it."""
        specs: list[Any] = self.filter_specs
        return [chip for spec in specs for chip in spec.chips(self)]

    def get_queryset(
        self, request: HttpRequest, exclude_parameters: Any = None
    ) -> QuerySet[Any]:
        """Return what matches, in order; by an index of all records if there is one."""
        found = super().get_queryset(request, exclude_parameters)
        first = str(found.query.order_by[0]).removeprefix("-")
        return of_their_kind(found) if first in OF_ALL else found

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
        """Return the order, a date by its earliest bound, latest bound, precision."""
        return [
            term
            for each in super().get_ordering(request, queryset)
            for term in self._terms(each)
        ]

    def _terms(self, term: Any) -> Iterator[Any]:
        if not isinstance(term, str) or not term.endswith(EARLIEST):
            yield term
            return
        name = term.removeprefix("-").removesuffix(EARLIEST)
        is_descending = term.startswith("-")
        for bound in (f"{name}{EARLIEST}", f"{name}_latest"):
            field = F(bound)
            yield (
                field.desc(nulls_last=True)
                if is_descending
                else field.asc(nulls_last=True)
            )
        yield F(name).desc() if is_descending else F(name).asc()

    def get_results(self, request: HttpRequest) -> None:
        """Find the numbers of the page's rows, and read these rows."""
        super().get_results(request)
        keys = list(self.result_list.values_list("pk", flat=True))
        self.result_list = self.model_admin.rows(request, keys)

    def url_for_result(self, result: Any) -> str:
        """Return where the record is read."""
        return columns.page_of(result.key, result.kind)


class RecordList(admin.ModelAdmin[R]):
    """A list of records, quick at any size.

    It goes before ``desk.admin.access.Cleared``, which says what the reader may see.
    """

    paginator = CappedPaginator
    change_list_template = "desk/lists/change_list.html"
    list_display: Any = [columns.title, *columns.LAST]
    list_display_links = [columns.title]
    list_filter: ClassVar[Any] = FOR_ALL
    ordering = ["name"]
    search_fields = ["search_text"]  # that there is a box; it is searched by reach
    show_full_result_count = False
    # What its columns name by ``columns.other``, and dates of other records by name.
    points: ClassVar[Sequence[str]] = ()
    dates: ClassVar[Mapping[str, str]] = {}

    def get_paginator(
        self, request: HttpRequest, queryset: QuerySet[R], *args: Any, **kwargs: Any
    ) -> Paginator[Any]:
        """Return what counts the rows, a whole list without the kind's own table."""
        paginator = super().get_paginator(request, queryset, *args, **kwargs)
        if is_unnarrowed(queryset, self.get_queryset(request)):
            paginator.counted = seen_of(self.model, user_of(request))  # type: ignore[attr-defined]
        return paginator

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Return the list that reads its rows in two steps."""
        return RecordChangeList

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[R], search_term: str
    ) -> tuple[QuerySet[R], bool]:
        """Return the records in whose words all is found that was typed."""
        return matching(queryset, search_term), False

    def action_checkbox(self, obj: R) -> SafeString:
        """Return the box that chooses a row; Django renders a template for each."""
        return format_html(
            '<input type="checkbox" name="{}" value="{}" class="action-select"'
            ' aria-label="Choose {}">',
            ACTION_CHECKBOX_NAME,
            obj.pk,
            obj.name,
        )

    def rows(self, request: HttpRequest, keys: Sequence[int]) -> list[R]:
        """Return these rows with all that the columns show."""
        user = user_of(request)
        found = rows_of(self.model, keys, user, points=self.points, dates=self.dates)
        kept = self.get_preserved_filters(request)
        ways = {kind: _edit(user, kind, kept) for kind in {row.kind for row in found}}
        for row in found:
            way = ways[row.kind].replace("/0/", f"/{row.pk}/")
            row.edit_address = way  # type: ignore[attr-defined]
        return found


def _edit(user: User, kind: str, kept: str) -> str:
    """Return where record 0 of a kind would be edited, nothing if it may not be.

    ``kept`` are the filters of the list, to which the form leads back.
    """
    meta = record_models()[kind]._meta
    if not user.has_perm(f"{meta.app_label}.change_{meta.model_name}"):
        return ""
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[0])
    return str(
        add_preserved_filters({"preserved_filters": kept, "opts": meta}, address)
    )
