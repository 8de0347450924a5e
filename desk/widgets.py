"""Inputs that know more than a browser's own: dates as words, addresses, records."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import (
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.urls import reverse, reverse_lazy

from desk.dates import in_words
from desk.forms.claims import KINDS_OFFERED
from desk.scripts import FIELDS_CSS, module
from desk.site import site
from incidents.dates import to_edtf


class DateBox(forms.TextInput):
    """One box for a date in EDTF or in words; it says at once how it was understood."""

    template_name = "desk/widgets/date.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        own = {"data-date": reverse_lazy("desk:read-date"), "autocomplete": "off"}
        super().__init__({**own, "placeholder": "3 May 2021", **(attrs or {})})

    @property
    def media(self) -> forms.Media:
        """The script that asks how a date is read."""
        return forms.Media(css=FIELDS_CSS, js=[module("dates")])

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        """Add the date in words, where there is one."""
        context = super().get_context(name, value, attrs)
        try:
            read = to_edtf(str(value or ""))
        except ValueError:
            read = ""
        context["widget"]["read"] = in_words(read)
        return context


class AddressBox(forms.URLInput):
    """The address of a source: pasted, it is looked up and read in the background."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        own = {"data-source-url": reverse_lazy("desk:fetch-source")}
        common = {"autocomplete": "off", "placeholder": "https://…", "inputmode": "url"}
        super().__init__({**common, **own, **(attrs or {})})

    @property
    def media(self) -> forms.Media:
        """The script that looks the address up."""
        return forms.Media(css=FIELDS_CSS, js=[module("source-url")])


# Kinds that a few fields make a record of; see desk.forms.quick.
QUICK_KINDS = (
    "identity",
    "threat-actor",
    "intrusion-set",
    "source",
    "location",
    "incident",
    "campaign",
)


def quick_attributes(field: Any) -> dict[str, str]:
    """Return what tells the script which kinds can be made for a field, and where."""
    asking = str(field.model._meta.model_name), str(field.name)
    own_kind = getattr(field.remote_field.model, "KIND", "")
    kinds = KINDS_OFFERED.get(asking) or (own_kind,)
    quick = [str(each) for each in kinds if each in QUICK_KINDS]
    # The acts themselves are not made by the way: what a claim names most often is.
    quick.sort(key=lambda kind: kind in ("incident", "campaign"))
    if not quick:
        return {}
    base = reverse("desk:quick-add", args=["kind"]).removesuffix("kind/")
    return {"data-quick-kinds": ",".join(quick), "data-quick-base": base}


class QuickMedia(forms.Widget):
    """A choice of records beside which a new one can be made without leaving."""

    @property
    def media(self) -> forms.Media:
        """What the choice has of its own, and the script that opens the sheet."""
        own: forms.Media = super().media
        return own + forms.Media(css=FIELDS_CSS, js=[module("quick-add")])


class QuickAdd(QuickMedia):
    """A choice of records that knows which kinds can be made for it."""

    field: Any
    is_quick = True

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        """Add which kinds can be made."""
        quick = quick_attributes(self.field) if self.is_quick else {}
        context = super().get_context(name, value, {**(attrs or {}), **quick})
        return {**context, "is_quick": bool(quick)}


class RecordSelect(QuickAdd, AutocompleteSelect):
    """One record, found by its names, that a field of a model may point at."""

    template_name = "desk/widgets/record.html"

    def __init__(self, field: Any, *, is_quick: bool = True, **kwargs: Any) -> None:
        super().__init__(field, site, **kwargs)
        self.is_quick = is_quick


class RecordSelectMultiple(QuickAdd, AutocompleteSelectMultiple):
    """Several records, found by their names, that a field of a model may point at."""

    template_name = "desk/widgets/record.html"

    def __init__(self, field: Any, **kwargs: Any) -> None:
        super().__init__(field, site, **kwargs)


class RelatedRecord(QuickMedia, RelatedFieldWidgetWrapper):
    """An admin form's choice of records: with "new" and "view", without a window.

    What has no short form is added on its own page, in another tab.
    """

    template_name = "desk/widgets/related.html"

    @classmethod
    def instead_of(cls, stock: RelatedFieldWidgetWrapper) -> "RelatedRecord":
        """Return the same choice with our links in the place of the admin's."""
        made = cls(
            stock.widget,
            stock.rel,
            stock.admin_site,
            can_add_related=stock.can_add_related,
            can_view_related=stock.can_view_related,
        )
        made.attrs = stock.attrs
        return made

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        """Add how a new record is made, and where the chosen one is looked at."""
        field = getattr(self.widget, "field", None)
        quick = quick_attributes(field) if field is not None else {}
        context = super().get_context(name, value, {**(attrs or {}), **quick})
        meta = self.rel.model._meta
        context["is_quick"] = bool(quick)
        context["field_id"] = (attrs or {}).get("id", "")
        context["model_label"] = meta.verbose_name
        context["view_template"] = reverse(
            f"admin:{meta.app_label}_{meta.model_name}_change", args=["__fk__"]
        )
        return context
