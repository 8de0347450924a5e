"""The form of an edit of many records, and the action that leads to it."""

from collections.abc import Iterator
from typing import Any, TypeVar

from django import forms
from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from desk import labels
from desk.bulk import HOW_IN_WORDS, NEEDS_A_VALUE, ON_LISTS, ON_ONE, Edit, How
from desk.site import site
from incidents import snapshot
from incidents.fields import EDTFField
from incidents.models import Record
from incidents.snapshot import points_at_a_record, record_models

R = TypeVar("R", bound=Record)
CHOSEN = "desk_bulk"  # in the session: the rows chosen, by kind
# Fields that every record has; its name and key are its own.
COMMON = ("marking", "note", "description", "lang", "external_ids")


class BulkAction(admin.ModelAdmin[R]):
    """Leads from a list to the page on which its selected records are edited."""

    @admin.action(description="Edit selected…", permissions=["change"])
    def edit_selected(
        self, request: HttpRequest, queryset: QuerySet[R]
    ) -> HttpResponse:
        """Remember what was selected, and go to the page that edits it."""
        kind = str(self.model.KIND)
        request.session[CHOSEN] = {kind: list(queryset.values_list("pk", flat=True))}
        return HttpResponseRedirect(reverse("desk:bulk", args=[kind]))


class BulkForm(forms.Form):
    """What is to be done to each field, and why."""

    reason = forms.CharField(
        required=False,
        max_length=500,
        label="Reason for this change",
        help_text="Kept with every version that it makes.",
    )

    def __init__(self, *args: Any, kind: str, inputs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.model_fields = [field for field, _ in inputs]
        for field, given in inputs:
            ways = ON_LISTS if _is_list(field) else ON_ONE
            given.required = False
            self.fields[f"how-{field.name}"] = forms.ChoiceField(
                choices=[(way.value, HOW_IN_WORDS[way]) for way in ways],
                initial=How.LEAVE.value,
                required=False,
                label=f"What to do with: {labels.label(field.name, kind)}",
            )
            self.fields[field.name] = given

    def clean(self) -> dict[str, Any] | None:
        """Refuse an edit without a value, and a form that edits nothing."""
        cleaned = super().clean() or {}
        for field in self.model_fields:
            how = How(cleaned.get(f"how-{field.name}") or How.LEAVE)
            if how in NEEDS_A_VALUE and field.name not in self.errors:
                self._must_have_a_value(field, cleaned.get(field.name))
        if not any(self.edits()) and not self.errors:
            raise ValidationError("Choose at least one field and what to do with it.")
        return cleaned

    def _must_have_a_value(self, field: Any, value: Any) -> None:
        if value in (None, "", []) or (_is_list(field) and not value):
            self.add_error(field.name, "Give a value, or choose to empty the field.")
            return
        if isinstance(field, EDTFField):
            try:
                snapshot.date(value)
            except ValueError as error:
                self.add_error(field.name, str(error))

    def edits(self) -> list[Edit]:
        """Return the edits, with values as snapshots have them."""
        return [
            Edit(field.name, how, _plain(field, self.cleaned_data.get(field.name)))
            for field in self.model_fields
            if (how := How(self.cleaned_data.get(f"how-{field.name}") or How.LEAVE))
            != How.LEAVE
            and field.name not in self.errors
        ]

    @property
    def lines(self) -> Iterator[tuple[str, Any, Any]]:
        """Yield label, choice and input of every field, for the page."""
        for field in self.model_fields:
            label = labels.label(field.name, self.kind)
            yield label, self[f"how-{field.name}"], self[field.name]


def bulk_form(kind: str, request: HttpRequest) -> BulkForm:
    """Return the form for a kind of record, with what was sent, if it was."""
    model = record_models()[kind]
    model_admin: Any = site.get_model_admin(model)
    inputs = [
        (field, model_admin.formfield_for_dbfield(field, request))
        for field in _fields(model)
    ]
    # The list's action arrives here by a redirect, so what is posted is this form.
    data = request.POST if request.method == "POST" else None
    return BulkForm(data, kind=kind, inputs=inputs)


def _fields(model: type[Record]) -> Iterator[Any]:
    yield from (
        field
        for field in labels.declared(model)
        if field.editable and not field.primary_key
    )
    yield from (model._meta.get_field(name) for name in COMMON)


def _is_list(field: Any) -> bool:
    return isinstance(field, ArrayField | models.ManyToManyField)


def _plain(field: Any, value: Any) -> Any:
    """Return a form's value as a snapshot has it."""
    if isinstance(field, models.ManyToManyField):
        return sorted(each.key for each in value or ())
    if points_at_a_record(field):
        return value.key if value else None
    if isinstance(field, EDTFField):
        return snapshot.date(value or "")
    if isinstance(field, models.CharField | models.TextField):
        return value or ""
    return list(value or ()) if _is_list(field) else snapshot.plain(value)
