"""What an admin page tells whom: nothing of a record above the reader's clearance.

``Cleared`` goes before the other bases of an admin class, ``ClearedFields`` before
those of an inline. A hidden row is not there: no list, page, autocomplete, history or
action has it. A row that can be seen names nothing that cannot.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NoReturn, TypeVar

from django import forms
from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.utils import unquote
from django.db import models
from django.db.models import QuerySet
from django.forms.models import _get_foreign_key
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from desk.admin.actions import user_of
from desk.admin.kept_choices import (
    KeptChoice,
    KeptChoices,
    KeptSelect,
    KeptSelectMultiple,
)
from desk.clearance import may_see, rank_of, visible
from desk.selectors.words import HIDDEN
from incidents.models import Record
from incidents.snapshot import points_at_a_record

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Shown:
    """A reference to records as one reader sees it, where the admin wants a field."""

    field: Any
    rank: int
    has_links: bool = False

    @property
    def __name__(self) -> str:
        return str(self.field.name)

    @property
    def short_description(self) -> str:
        """Return the field's label."""
        return str(self.field.verbose_name)

    @property
    def admin_order_field(self) -> str | None:
        """Return what a list is sorted by."""
        return None if self.field.many_to_many else str(self.field.name)

    def __call__(self, row: models.Model) -> str:
        """Return the names of the records; of hidden ones, that there are some."""
        return format_html_join(", ", "{}", ((each,) for each in self._names(row)))

    def _names(self, row: models.Model) -> Iterator[str]:
        held = getattr(row, self.field.name)
        records = list(held.all()) if self.field.many_to_many else [held]
        seen = [each for each in records if each and each.clearance <= self.rank]
        for record in seen:
            yield self._name(record)
        if len(seen) < len([each for each in records if each]):
            yield HIDDEN

    def _name(self, record: Record) -> str:
        if not self.has_links:
            return str(record)
        address = reverse("desk:record", args=[record.key])
        return format_html('<a href="{}">{}</a>', address, record)


class ClearedFields(admin.options.BaseModelAdmin[M]):
    """Fields that point at records offer and show those that the reader may see."""

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Return a choice among what the reader may see."""
        if points_at_a_record(db_field):
            kwargs |= self._choice(db_field, request, KeptSelect)
            kwargs["form_class"] = KeptChoice
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Return choices among what the reader may see."""
        if points_at_a_record(db_field):
            kwargs |= self._choice(db_field, request, KeptSelectMultiple)
            kwargs |= {"form_class": KeptChoices, "rank": rank_of(user_of(request))}
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def _choice(
        self, db_field: Any, request: HttpRequest, widget: type[forms.Widget]
    ) -> dict[str, Any]:
        rows = db_field.remote_field.model._default_manager.all()
        given: dict[str, Any] = {"queryset": visible(rows, user_of(request))}
        if db_field.name in self.get_autocomplete_fields(request):
            given["widget"] = widget(db_field, self.admin_site)  # type: ignore[call-arg]
        return given

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Return the fields, with references as the reader may see them."""
        shown = self._shown(request, obj)
        return [
            (title, {**options, "fields": _replaced(options["fields"], shown)})
            for title, options in super().get_fieldsets(request, obj)
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Return what is only shown, references among them."""
        shown = self._shown(request, obj)
        fixed = _replaced([*super().get_readonly_fields(request, obj)], shown)
        return [*dict.fromkeys([*fixed, *shown.values()])]

    def _shown(self, request: HttpRequest, obj: Any) -> Mapping[str, Shown]:
        """Return the references that this reader sees without a form field."""
        fixed = super().get_readonly_fields(request, obj)
        is_edited = _may_edit(self, request, obj)
        rank = rank_of(user_of(request))
        return {
            name: Shown(field, rank, has_links=True)
            for name, field in references_of(self.model).items()
            if name in fixed or not is_edited
            if name != _owner(self)
        }


class Cleared(ClearedFields[M], admin.ModelAdmin[M]):
    """Rows that the reader may see, each judged by its record.

    ``record`` is the path from a row to its record; empty where the rows are records.
    """

    record: ClassVar[str] = ""
    view_on_site = False

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show a record's versions, which say more than the admin's own log.

        Raises:
            Http404: alike for what is not there and for what is hidden.
        """
        row = self.get_object(request, unquote(object_id))
        if row is None or not self.has_view_permission(request, row):
            raise Http404
        if isinstance(row, Record):
            return HttpResponseRedirect(reverse("desk:history", args=[row.key]))
        return super().history_view(request, object_id, extra_context)

    def get_queryset(self, request: HttpRequest) -> QuerySet[M]:
        """Return the rows that the reader may see."""
        return visible(super().get_queryset(request), user_of(request), self.record)

    def has_view_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Whether the reader may view rows, and this one."""
        return super().has_view_permission(request, obj) and _is_seen(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Whether the reader may change rows, and this one."""
        return super().has_change_permission(request, obj) and _is_seen(request, obj)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show or save a row that can be seen; what is sent about others is not read.

        Raises:
            Http404: alike for what is not there and for what is hidden.
        """
        sent = object_id if request.method == "POST" else None
        if sent is not None and self.get_object(request, sent) is None:
            raise Http404
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_list_display(self, request: HttpRequest) -> Any:
        """Return the columns, with references as the reader may see them."""
        rank = rank_of(user_of(request))
        fields = references_of(self.model)
        shown = {name: Shown(field, rank) for name, field in fields.items()}
        return _replaced(super().get_list_display(request), shown)

    def get_search_fields(self, request: HttpRequest) -> Any:
        """Return what is searched: no words of other records, which may be hidden."""
        others = {*references_of(self.model)} - {self.record}
        return [
            name
            for name in super().get_search_fields(request)
            if name.partition("__")[0] not in others
        ]

    def log_addition(self, request: HttpRequest, obj: M, message: Any) -> Any:
        """Keep nothing: a record's versions tell it, to whoever may see them."""

    def log_change(self, request: HttpRequest, obj: M, message: Any) -> Any:
        """Keep nothing: a record's versions tell it, to whoever may see them."""

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> NoReturn:
        """Say that it is not there, of a hidden row as well."""
        raise Http404


def _is_seen(request: HttpRequest, row: models.Model | None) -> bool:
    return not isinstance(row, Record) or may_see(user_of(request), row)


def _may_edit(admin_class: Any, request: HttpRequest, obj: Any) -> bool:
    if obj is not None:
        return bool(admin_class.has_change_permission(request, obj))
    is_inline = isinstance(admin_class, InlineModelAdmin)
    asked = (request, obj) if is_inline else (request,)
    return bool(admin_class.has_add_permission(*asked))


def _owner(admin_class: Any) -> str:
    """Return the field by which an inline's rows hang on their record."""
    if not isinstance(admin_class, InlineModelAdmin):
        return ""
    parent, model = admin_class.parent_model, admin_class.model
    return str(_get_foreign_key(parent, model, admin_class.fk_name).name)


def references_of(model: type[models.Model]) -> dict[str, Any]:
    """Return the fields of a model that point at records, by name."""
    fields = (*model._meta.fields, *model._meta.many_to_many)
    return {
        field.name: field
        for field in fields
        if points_at_a_record(field)
        and not getattr(field.remote_field, "parent_link", 0)
    }


def _replaced(names: Sequence[Any], by: Mapping[str, Any]) -> list[Any]:
    """Return names with some replaced; those that stand on one line stay together."""
    replaced = (
        tuple(_replaced(name, by))
        if isinstance(name, list | tuple)
        else by.get(name, name)
        for name in names
    )
    return [*dict.fromkeys(replaced)]
