"""The form of an account: who it is, which roles he has, and what he may read."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group, User

from desk.models import Clearance
from desk.roles import ROLES
from desk.selectors.people import account_by_name
from incidents.vocab import Marking


class PersonForm(forms.ModelForm[User]):
    """An account. A password is set by its owner, nobody else."""

    roles = forms.ModelMultipleChoiceField(
        Group.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Whoever has none cannot enter the desk.",
    )
    clearance = forms.ChoiceField(
        choices=Marking,
        initial=Marking.CLEAR,
        label="Cleared to",
        help_text="What is marked more strictly is not there for this person.",
    )

    class Meta:
        model = User
        fields = ["username", "first_name", "last_name", "email", "is_active"]
        labels = {"is_active": "Account is on", "username": "User name"}
        help_texts = {
            "email": "Where the link to set a password goes, and notices.",
            "is_active": "Switch it off when somebody leaves: versions and approvals "
            "name the account, so it is never deleted.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = {group.name: group for group in Group.objects.all()}
        known = [found[role] for role in ROLES if role in found]
        others = [group for name, group in found.items() if name not in ROLES]
        roles = self.fields["roles"]
        assert isinstance(roles, forms.ModelMultipleChoiceField)
        roles.queryset = Group.objects.all()
        roles.choices = [(group.pk, group.name) for group in [*known, *others]]
        if self.instance.pk:
            clearance: Clearance | None = getattr(self.instance, "clearance", None)
            self.initial["roles"] = list(self.instance.groups.all())
            self.initial["clearance"] = clearance.marking if clearance else "CLEAR"

    def clean_email(self) -> str:
        """Refuse an address that another account has: people sign in by it."""
        email = str(self.cleaned_data["email"]).lower()
        taken = account_by_name(email) if email else None
        if taken and taken.pk != self.instance.pk:
            raise forms.ValidationError("Another account has this address.")
        return email

    def clean_username(self) -> str:
        """Refuse a name that another account has, in any case of letters."""
        name = str(self.cleaned_data["username"])
        taken = account_by_name(name)
        if taken and taken.pk != self.instance.pk:
            raise forms.ValidationError("Another account has this name.")
        return name

    def changes(self) -> str:
        """Return what was changed, for the log: old and new value of each field."""
        told = []
        for name in self.changed_data:
            if name in self.cleaned_data:
                old, new = self.initial.get(name), self.cleaned_data[name]
                label = self.fields[name].label or name.capitalize()
                told.append(f"{label}: {_in_words(old)} → {_in_words(new)}.")
        return " ".join(told) or "Nothing was changed."


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return f"“{value}”" if value else "nothing"
    return ", ".join(sorted(str(each) for each in value or ())) or "nothing"
