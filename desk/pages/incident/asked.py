"""What the address of an incident page asks for, checked before anything is read."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.http import HttpRequest

from desk.admin.actions import user_of
from desk.selectors.incident.dossier import Dossier


class AsOf(forms.Form):
    """The day as of which a tab is shown; without one it is shown as it stands."""

    as_of = forms.DateField(
        required=False,
        label="As of",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "Write a day, like 2022-09-10."},
    )

    @property
    def day(self) -> date | None:
        """The day asked for, if it is one."""
        day: date | None = self.cleaned_data.get("as_of") if self.is_valid() else None
        return day


@dataclass(frozen=True, slots=True)
class Asked:
    """One request for a tab: who asks, what for, and what he may read of it."""

    request: HttpRequest
    dossier: Dossier
    today: date

    @property
    def user(self) -> User:
        """Who asks."""
        return user_of(self.request)

    def get(self, name: str) -> str:
        """Return one part of the query."""
        return self.request.GET.get(name, "")


Context = dict[str, Any]
