"""What all admin classes of records share: how they are saved, and never deleted."""

from collections.abc import Sequence
from typing import Any, ClassVar, TypeVar

from django import forms
from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from desk.admin.actions import RecordActions, user_of
from desk.fields import array_form_field
from desk.forms import RecordForm
from incidents.models import Record
from incidents.services import keep_change, write_row
from incidents.vocab import Door

M = TypeVar("M", bound=models.Model)
R = TypeVar("R", bound=Record)
REFUSAL = "desk_refusal"


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
    """Lists of words are ticked or written one to a line; addresses are secure."""

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """Return an input that keeps a word with a comma whole."""
        if isinstance(db_field, ArrayField):
            return array_form_field(db_field)
        if isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class RecordAdmin(RecordActions[R], FormFields[R], KeptAdmin[R]):
    """One kind of record: a save is one new version, with all its owned rows.

    A kind names its own fields in ``own_fields``; the others are the same for all.
    """

    form: type[forms.ModelForm[R]] = RecordForm
    own_fields: ClassVar[Sequence[str]] = ()
    list_display = ["name", "key", "marking", "state", "version"]
    list_filter = ["marking", "state"]
    search_fields = ["name", "key", "aliases__name"]
    ordering = ["key"]
    readonly_fields = ["uid", "kind", "version", "recorded_at"]

    def get_fieldsets(self, request: HttpRequest, obj: R | None = None) -> Any:
        """Return the kind's own fields between those that every record has."""
        why = ["reason"] if obj else []
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
            ("Version", {"fields": [*why, *self.readonly_fields]}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: R | None = None) -> Any:
        """Return what nobody edits; a key is for life once the record is saved."""
        return [*self.readonly_fields, "key"] if obj else self.readonly_fields

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: R | None = None
    ) -> dict[str, Sequence[str]]:
        """Suggest a new record's key from its name."""
        return {} if obj else {"key": ["name"]}

    def get_form(
        self, request: Any, obj: R | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Return the form; after a refusal by the database one that says so."""
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.refusal = getattr(request, REFUSAL, "")
        return form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show what the database refuses in the form, which keeps what was typed."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (ValidationError, IntegrityError, DataError) as error:
            if getattr(request, REFUSAL, ""):
                raise
            setattr(request, REFUSAL, refusal_in_words(error))
        return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: R, form: Any, change: bool) -> None:
        """Save the record's own row; the version is kept with its owned rows."""
        write_row(obj)

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        """Save links and owned rows, then keep the whole as one version."""
        super().save_related(request, form, formsets, change)
        keep_change(
            form.instance,
            by=user_of(request),
            at=timezone.now(),
            door=Door.DESK,
            reason=form.cleaned_data.get("reason", ""),
        )
        # What is only checked at the commit is refused here, where a form can show it.
        connection.check_constraints()

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the versions, which say more than the admin's own log."""
        versions = reverse("admin:incidents_change_changelist")
        return HttpResponseRedirect(f"{versions}?record={object_id}")


def refusal_in_words(error: Exception) -> str:
    """Return what the database or the model refused, for people to read."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    diag = getattr(error.__cause__, "diag", None)
    said = getattr(diag, "message_primary", None) or str(error)
    detail = getattr(diag, "message_detail", None) or ""
    return f"The database refused this: {said} {detail}".strip()
