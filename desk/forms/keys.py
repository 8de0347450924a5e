"""Records chosen by their keys, for what keeps no rows that point at them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.http import QueryDict
from django.urls import reverse_lazy

from desk.clearance import visible
from incidents.models import Record


class KeysField(forms.MultipleChoiceField):
    """Records by their keys, found by their names; ``only`` are the kinds offered."""

    def __init__(self, only: Iterable[str], **kwargs: Any) -> None:
        self.only = tuple(only)
        super().__init__(**kwargs)
        self.widget.attrs |= {
            "class": "admin-autocomplete",
            "data-kinds": ",".join(self.only),
            "data-by": "key",
            "data-ajax--url": reverse_lazy("desk:autocomplete"),
            "data-ajax--delay": "150",
            "data-theme": "admin-autocomplete",
            "data-width": "100%",
            "data-placeholder": "Type a part of a name",
        }

    def offer(self, keys: Iterable[str], user: User) -> None:
        """Take those of these keys whose records the person may see."""
        rows = visible(Record.objects.filter(kind__in=self.only), user)
        found = rows.filter(key__in=[str(key) for key in keys])
        self.choices = list(found.order_by("name").values_list("key", "name"))


class OfPerson(forms.Form):
    """A form that offers a person what he may see."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        for name, field in self.fields.items():
            if isinstance(field, KeysField):
                field.offer(self._given(name), user)

    def _given(self, name: str) -> Iterable[str]:
        if isinstance(self.data, QueryDict) and self.is_bound:
            return self.data.getlist(self.add_prefix(name))
        return self.get_initial_for_field(self.fields[name], name) or ()
