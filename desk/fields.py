"""Form fields for what stock forms have no good input for."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.forms import SimpleArrayField
from django.core.exceptions import ValidationError
from django.db import models

from desk.widgets import AddressBox, DateBox, RelatedRecord
from incidents.dates import to_edtf
from incidents.fields import EDTFField
from incidents.models import Record, Source


class DateField(forms.CharField):
    """A date as its source gives it, in EDTF or in words; cleaned, it is EDTF."""

    widget = DateBox

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "max_length": None})

    def to_python(self, value: Any) -> str:
        """Return the EDTF text.

        Raises:
            ValidationError: it is no date, or could be two; it names what is taken.
        """
        try:
            return to_edtf(super().to_python(value) or "")
        except ValueError as error:
            raise ValidationError(str(error), code="edtf") from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another date is meant, not only other words for it."""
        try:
            return super().has_changed(initial, self.to_python(data))
        except ValidationError:
            return True


class LinesField(SimpleArrayField):
    """A list of words, one to a line, so that a word may hold a comma."""

    widget = forms.Textarea

    def __init__(self, base_field: forms.Field, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 2}))
        super().__init__(base_field, delimiter="\n", **kwargs)

    def to_python(self, value: Any) -> Any:
        """Return the words of the lines that hold any."""
        if isinstance(value, str):
            value = "\n".join(line for line in value.splitlines() if line.strip())
        return super().to_python(value)


def array_form_field(
    db_field: "ArrayField[Any, Any]", **kwargs: Any
) -> forms.Field | None:
    """Return the form field of a list: boxes to tick where its words are known."""
    base: models.Field[Any, Any] = db_field.base_field
    common: dict[str, Any] = {
        "required": not db_field.blank,
        "label": db_field.verbose_name.capitalize(),
        "help_text": db_field.help_text,
    }
    if base.choices:
        return forms.MultipleChoiceField(
            choices=base.choices, widget=forms.CheckboxSelectMultiple, **common
        )
    word = base.formfield()
    assert word is not None
    common["help_text"] = f"{db_field.help_text} One to a line.".strip()
    return LinesField(word, **common)


def own_input(db_field: models.Field[Any, Any]) -> dict[str, Any]:
    """Return what a model's field is given for its form field, if it needs our own."""
    if isinstance(db_field, EDTFField):
        return {"form_class": DateField, "widget": DateBox}
    if isinstance(db_field, models.URLField):
        box = {"widget": AddressBox} if db_field.model is Source else {}
        return {"assume_scheme": "https", **box}
    if isinstance(db_field, models.TextField):
        return {"widget": forms.Textarea(attrs={"rows": 2})}
    return {}


def with_our_links(field: forms.Field | None) -> forms.Field | None:
    """Return a form field whose choice of records opens no window of its own."""
    widget = getattr(field, "widget", None)
    if field is None or not isinstance(widget, RelatedFieldWidgetWrapper):
        return field
    if issubclass(widget.rel.model, Record):
        field.widget = RelatedRecord.instead_of(widget)
    return field
