"""How the fields of forms are called and their errors led to, the same on all pages."""

import json
from collections.abc import Mapping
from typing import Any

from django import template
from django.forms import BaseForm, ModelForm
from django.forms.boundfield import BoundField

from desk.labels import OWNED, is_a_kind, label, plain
from desk.templatetags.desk import sentence_case
from incidents.snapshot import owned_model, record_models

register = template.Library()
# One row of each sort, as buttons and cards name it.
ROWS: Mapping[str, str] = {
    "aliases": "other name",
    "bearings": "bearing on a claim",
    "citations": "source",
    "grounds": "ground",
    "hypotheses": "hypothesis",
    "sides": "position",
    "transitions": "step",
}


@register.simple_tag
def field_label(field: Any) -> str:
    """Return what a field of an admin form is called, as the comparison calls it.

    ``field`` is one of the admin's, shown to be read or to be written.
    """
    box = field.field
    if isinstance(box, BoundField):
        return label_in(box.form, box.name, box.label)
    return label_in(field.form, box["name"], box["label"])


def label_in(form: BaseForm, name: str, given: object) -> str:
    """Return what a form's field is called; ``given`` where it is no model's."""
    model = form._meta.model if isinstance(form, ModelForm) else None
    fields = {each.name for each in model._meta.get_fields()} if model else set()
    if model is None or name not in fields:
        return sentence_case(given)
    if is_a_kind(model):
        return label(name, model.KIND)
    return label(name) if model in owned_models() else sentence_case(given)


def owned_models() -> set[type[Any]]:
    """Return the models of rows that belong to records."""
    return {
        owned_model(model, name)
        for model in record_models().values()
        for name in model.OWNED
    }


@register.simple_tag
def rows_label(inline: Any) -> str:
    """Return what the rows of one sort are called: “Sources” for citations."""
    prefix, opts = inline.formset.prefix, inline.opts
    return OWNED.get(prefix) or sentence_case(opts.verbose_name_plural)


@register.filter
def row_label(inline: Any) -> str:
    """Return what one row is called: “source” for a citation."""
    return ROWS.get(inline.formset.prefix) or str(inline.opts.verbose_name)


@register.filter
def inline_data(inline: Any) -> str:
    """Return what the admin's script makes new rows by, in the page's own words."""
    prefix = inline.formset.prefix
    options = {
        "prefix": prefix,
        "addText": f"Add {row_label(inline)}",
        "deleteText": "Remove",
    }
    return json.dumps({"name": f"#{prefix}", "options": options})


@register.simple_tag
def choice_label(value: Any, shown: Any) -> Any:
    """Return a word of a vocabulary with one capital; a record's name as it is."""
    if value == "":
        return "–" if set(str(shown)) == {"-"} else shown  # noqa: RUF001 - nothing chosen
    if not isinstance(value, str) or value.isdigit():
        return shown
    return sentence_case(plain(value, str(shown)))


@register.filter
def has_errors(fieldset: Any) -> bool:
    """Whether a field of the fieldset was refused, so that it has to be open."""
    return any(
        not field.is_readonly and field.field.errors
        for line in fieldset
        for field in line
    )


@register.filter
def error_links(form: BaseForm) -> list[dict[str, str]]:
    """Return what was refused at which field, each with the field's place."""
    return [
        {
            "target": field.id_for_label or field.auto_id,
            "label": label_in(form, field.name, field.label),
            "message": str(message),
        }
        for field in form
        for message in field.errors
    ]


@register.filter
def is_shown_only(inline: Any) -> bool:
    """Whether nobody writes the rows at the desk, so that they are a table."""
    return not (inline.has_add_permission or inline.has_change_permission)
