"""A new record from a few fields, made in a sheet without leaving the page."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.contrib.postgres.fields import ArrayField
from django.db import models

from desk.clearance import markings_of, visible
from desk.fields import array_form_field, own_input
from desk.labels import label
from desk.selectors.known import known_source
from desk.widgets import QUICK_KINDS
from incidents.models import Location, Record, Source
from incidents.snapshot import record_models
from incidents.vocab import Marking

FIELDS: Mapping[str, Sequence[str]] = {
    "identity": ("name", "body_kind", "identity_class", "located_at", "marking"),
    "threat-actor": ("name", "entity_level", "description", "marking"),
    "intrusion-set": ("name", "entity_level", "description", "marking"),
    "source": (
        *("url", "name", "publisher", "published", "lang"),
        *("source_kind", "seen_extent", "reliability", "marking"),
    ),
    "location": ("name", "country", "region", "marking"),
    "incident": (
        *("name", "occurred", "determination", "investigation_status", "marking"),
    ),
    "campaign": ("name", "first_seen", "objective", "marking"),
}
assert tuple(FIELDS) == QUICK_KINDS
ONE_BY_ONE = "A page of this address is recorded already: “{}”. Use that one."


class QuickForm(forms.ModelForm[Record]):
    """The few fields of one kind that a record needs to be named."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = str(self.instance.KIND)
        for name, field in self.fields.items():
            field.label = label(name, kind)
        marking = self.fields["marking"]
        assert isinstance(marking, forms.ChoiceField)
        allowed = [(each, Marking(each).label) for each in markings_of(user)]
        marking.choices = [("", "choose a marking"), *allowed]
        marking.required = True
        if "located_at" in self.fields:
            places = visible(Location.objects.order_by("name"), user)
            self.fields["located_at"].queryset = places  # type: ignore[attr-defined]
        self.user = user
        self.existing: Source | None = None

    def clean(self) -> dict[str, Any] | None:
        """Refuse a second source of a page, and offer the one that is there."""
        cleaned = super().clean()
        self.existing = known_source(self.cleaned_data.get("url") or "", self.user)
        if self.existing:
            self.add_error("url", ONE_BY_ONE.format(self.existing.name))
        return cleaned


def quick_form(kind: str) -> type[QuickForm]:
    """Return the form of a kind.

    Raises:
        KeyError: records of the kind are not made of a few fields.
    """
    fields = FIELDS[kind]
    made: Any = forms.modelform_factory(
        record_models()[kind],
        form=QuickForm,
        fields=fields,
        formfield_callback=_input,
    )
    form: type[QuickForm] = made
    return form


def _input(field: models.Field[Any, Any], **kwargs: Any) -> forms.Field | None:
    if isinstance(field, ArrayField):
        return array_form_field(field)
    return field.formfield(**{**own_input(field), **kwargs})
