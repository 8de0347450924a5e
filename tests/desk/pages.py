"""The desk's pages as a browser sees them: addresses, filled forms, messages."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.contrib.messages import get_messages
from django.db.models import Model
from django.test import Client
from django.urls import reverse


def address(model: type[Model], page: str, *args: Any) -> str:
    """Return where a page of a model is: changelist, add or change."""
    meta = model._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=args)


def typed_in(page: Any, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a browser would send of a page after these changes to it.

    Fields of inline rows are named like ``citations-0-locator``; a row beyond those
    shown adds to them.
    """
    data = dict(_values(page.context["adminform"].form))
    for inline in page.context["inline_admin_formsets"]:
        data.update(_values(inline.formset.management_form))
        for form in inline.formset.forms:
            data.update(_values(form))
    data.update(changes)
    for name in changes:
        prefix, _, rest = name.partition("-")
        if rest:
            rows = {key.split("-")[1] for key in data if key.startswith(f"{prefix}-")}
            count = len([row for row in rows if row.isdigit()])
            data[f"{prefix}-TOTAL_FORMS"] = count
    return data


def send(browser: Client, url: str, **changes: Any) -> Any:
    """Open a page with a form, change it, and send it."""
    named = {name.replace("__", "-"): value for name, value in changes.items()}
    return browser.post(url, typed_in(browser.get(url), named))


def errors(page: Any) -> str:
    """Return every error that a page shows."""
    shown = [str(page.context["adminform"].form.errors)]
    for inline in page.context["inline_admin_formsets"]:
        shown += [str(inline.formset.errors), str(inline.formset.non_form_errors())]
    return " ".join(shown)


def messages(answer: Any) -> list[str]:
    """Return the messages that the next page will show."""
    return [str(message) for message in get_messages(answer.wsgi_request)]


def _values(form: forms.BaseForm) -> Iterator[tuple[str, Any]]:
    for bound in form:
        value = bound.value()
        widget = bound.field.widget
        if isinstance(widget, forms.MultiWidget):
            for part, given in enumerate(widget.decompress(value) or []):
                yield f"{bound.html_name}_{part}", given or ""
        elif value is not None and value is not False:
            yield bound.html_name, value
