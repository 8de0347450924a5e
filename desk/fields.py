"""Form fields for what stock forms have no good input for."""

from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.forms import SimpleArrayField
from django.db import models


class LinesField(SimpleArrayField):
    """A list of words, one to a line, so that a word may hold a comma."""

    widget = forms.Textarea

    def __init__(self, base_field: forms.Field, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
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
