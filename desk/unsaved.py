"""A record as somebody is typing it: a snapshot of a form that was not saved.

Nothing is written and nothing refused. What cannot be read yet (a half-typed date, a
choice that is no longer there) counts as empty, since a form is wrong most of the time
while it is being filled.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib.admin import ModelAdmin
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest

from incidents import snapshot
from incidents.fields import EDTFField
from incidents.models import Record
from incidents.snapshot import Snapshot, plain, points_at_a_record


@dataclass(frozen=True, slots=True)
class Typed:
    """The snapshot, and where in the form each row of an owned list stands."""

    snapshot: Snapshot
    prefixes: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def input_of(self, name: str, row: int | None) -> str:
        """Return the name of the input of a field, such as ``citations-2-source``.

        Of an owned list without a row, the name of the list.
        """
        owner, _, part = name.partition(".")
        if not part or row is None:
            return owner
        return f"{self.prefixes[owner][row]}-{part}"


def typed(
    request: HttpRequest, model_admin: ModelAdmin[Any], record: Record | None
) -> Typed:
    """Return the record that the form in a POST describes.

    Fields that the form does not have are those of the record, or empty.
    """
    model = model_admin.model
    form_class = model_admin.get_form(request, record, change=record is not None)
    form = form_class(request.POST, instance=record)
    values = blank(model)
    if record is not None:
        values |= snapshot.take(record)
    values |= _values(model, form)
    prefixes: dict[str, list[str]] = {}
    for name, rows in _owned(request, model_admin, record):
        owned = snapshot.owned_model(model, name)
        values[name] = [{**blank(owned), **_values(owned, row)} for row in rows]
        prefixes[name] = [str(row.prefix) for row in rows]
    return Typed(values, prefixes)


def blank(model: type[models.Model]) -> Snapshot:
    """Return the snapshot of a record, or of an owned row, of which nothing is said."""
    values = {
        each.name: None if isinstance(each, EDTFField) else plain(each.get_default())
        for each in model._meta.fields
        if each.name not in snapshot.SKIPPED and not each.primary_key
    }
    values |= {each.name: [] for each in model._meta.many_to_many}
    if issubclass(model, Record):
        values |= {"kind": model.KIND.value, **{name: [] for name in model.OWNED}}
    return values


def _values(model: type[models.Model], form: forms.BaseForm) -> Snapshot:
    """Return what can be read of a form, each field by itself."""
    fields = {each.name: each for each in _fields(model)}
    return {
        name: _as_in_snapshot(fields[name], _cleaned(form, name))
        for name in form.fields
        if name in fields
    }


def _fields(model: type[models.Model]) -> Iterator[Any]:
    yield from model._meta.fields
    yield from model._meta.many_to_many


def _cleaned(form: forms.BaseForm, name: str) -> Any:
    bound = form[name]
    try:
        return bound.field.clean(bound.data)
    except ValidationError:
        return None


def _as_in_snapshot(model_field: Any, value: Any) -> Any:
    if model_field.many_to_many:
        return sorted(each.key for each in value or ())
    if points_at_a_record(model_field):
        return value.key if value else None
    if isinstance(model_field, EDTFField):
        return snapshot.date(value or "")
    if value is None and not model_field.null:
        return plain(model_field.get_default())
    return plain(value)


def _owned(
    request: HttpRequest, model_admin: ModelAdmin[Any], record: Record | None
) -> Iterator[tuple[str, list[forms.BaseForm]]]:
    """Yield each owned list that the form has, with the forms of its rows."""
    inlines = model_admin.get_formsets_with_inlines(request, record)
    for formset_class, _ in inlines:
        name = formset_class.get_default_prefix()
        if name not in model_admin.model.OWNED:
            continue
        formset = formset_class(request.POST, instance=record or model_admin.model())
        yield name, [each for each in _rows(formset) if _is_there(each)]


def _rows(formset: Any) -> Sequence[forms.BaseForm]:
    if not formset.management_form.is_valid():
        return ()
    return list(formset.forms)


def _is_there(form: Any) -> bool:
    """Whether a row is filled, and not ticked to go."""
    is_gone = form.data.get(f"{form.prefix}-DELETE")
    return not is_gone and (form.instance.pk is not None or form.has_changed())
