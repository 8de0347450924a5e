"""What all admin classes of records share: how they are saved, and never deleted."""

from collections.abc import Sequence
from typing import Any, ClassVar, TypeVar

from django import forms
from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.http import HttpRequest

from desk.admin.access import Cleared
from desk.admin.actions import RecordActions
from desk.admin.bulk import BulkAction
from desk.admin.lists import RecordList
from desk.admin.saving import RecordSaving
from desk.admin.views import SavedViews
from desk.fields import array_form_field, own_input, with_our_links
from desk.forms import RecordForm
from desk.labels import hint
from incidents.models import Record

M = TypeVar("M", bound=models.Model)
R = TypeVar("R", bound=Record)


class KeptAdmin(admin.ModelAdmin[M]):
    """Rows that are never deleted, in lists of a fixed number of queries."""

    list_per_page = 50
    show_full_result_count = False
    save_on_top = True

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Refuse: what was kept stays."""
        return False


class ReadOnlyAdmin(KeptAdmin[M]):
    """Rows that services write; the desk shows them."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: a service makes them."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Refuse: they are kept as they were made."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: M | None = None) -> Any:
        """Return all that is shown: fields and what the class makes of them."""
        return self.get_fields(request, obj)


class FormFields(admin.options.BaseModelAdmin[M]):
    """Inputs of our own: lists of words, dates in words, addresses, records."""

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """Return the input that suits the field best."""
        if isinstance(db_field, ArrayField):
            return array_form_field(db_field)
        own = {"help_text": hint(db_field), **own_input(db_field), **kwargs}
        field = super().formfield_for_dbfield(db_field, request, **own)
        return with_our_links(field)


class RecordForms(
    RecordActions[R], RecordSaving[R], BulkAction[R], FormFields[R], KeptAdmin[R]
):
    """One kind of record: a save is one new version, with all its owned rows.

    A kind names its own fields in ``own_fields``; the others are the same for all.
    """

    form: type[forms.ModelForm[R]] = RecordForm
    own_fields: ClassVar[Sequence[str]] = ()
    actions = ["request_review_of_selected", "publish_selected", "edit_selected"]
    readonly_fields = ["uid", "kind", "version", "recorded_at"]

    def get_fieldsets(self, request: HttpRequest, obj: R | None = None) -> Any:
        """Return the kind's own fields between those that every record has."""
        return [
            (None, {"fields": ["name", "key", *self.own_fields]}),
            ("Words", {"fields": ["description", "note", "lang"]}),
            ("Handling", {"fields": ["marking", "external_ids"]}),
            (
                "State",
                {
                    "fields": ["state", "state_reason", "state_by", "state_at"],
                    "classes": ["collapse"],
                },
            ),
            ("Version", {"fields": ["reason", *self.readonly_fields]}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: R | None = None) -> Any:
        """Return what nobody edits; a key is for life once the record is saved."""
        return [*self.readonly_fields, "key"] if obj else self.readonly_fields

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: R | None = None
    ) -> dict[str, Sequence[str]]:
        """Suggest a new record's key from its name."""
        return {} if obj else {"key": ["name"]}


class RecordAdmin(SavedViews[R], RecordList[R], Cleared[R], RecordForms[R]):
    """One kind of record, of which each reader sees what he is cleared to."""
