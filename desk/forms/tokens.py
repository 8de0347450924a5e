"""Forms about partners' access: the terms of a token, its successor, a reason."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone

from desk.selectors.partners import ceilings, reachable
from sharing.access import Scope
from sharing.models import Collection, Partner
from sharing.services.tokens import Terms

MINUTES = "%Y-%m-%dT%H:%M"
USUAL_DAYS = 90


class MinuteInput(forms.DateTimeInput):
    """A browser's own picker of day and minute, in UTC."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format=MINUTES)


class ReasonForm(forms.Form):
    """Why something is done."""

    why = forms.CharField(
        label="Why",
        max_length=300,
        help_text="Kept with the act; do not name a record here.",
    )


class EndForm(forms.Form):
    """Until when a token is to be good."""

    expires = forms.DateTimeField(label="Good until (UTC)", widget=MinuteInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        end = self.fields["expires"]
        end.initial = timezone.now() + timedelta(days=USUAL_DAYS)
        longest = settings.TOKEN_LONGEST_DAYS
        end.help_text = f"To the minute; at most {longest} days after it begins."


class TokenForm(EndForm):
    """The terms of a new token."""

    label = forms.CharField(
        label="System",
        max_length=60,
        help_text="What will use it, such as OpenCTI or SIEM.",
    )
    scopes = forms.MultipleChoiceField(
        label="May be used to",
        choices=[(each.value, f"{each.label} ({each})") for each in Scope],
        widget=forms.CheckboxSelectMultiple,
        initial=[Scope.TAXII_READ, Scope.REST_READ],
    )
    ceiling = forms.ChoiceField(label="Sees up to")
    collections = forms.ModelMultipleChoiceField(
        label="Only these collections",
        queryset=Collection.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="None ticked means all that the partner may reach. The REST API goes "
        "by the marking alone.",
    )
    addresses = forms.CharField(
        label="Only from these addresses",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
        help_text="One a line, such as 192.0.2.0/24. Empty: from anywhere.",
    )
    not_before = forms.DateTimeField(
        label="Good from (UTC)",
        required=False,
        widget=MinuteInput,
        help_text="Empty: at once.",
    )
    per_minute = forms.IntegerField(label="Requests a minute", min_value=1)
    per_day = forms.IntegerField(label="Requests a day", min_value=1)

    field_order: Sequence[str] = [
        *("label", "scopes", "ceiling", "collections", "addresses"),
        *("not_before", "expires", "per_minute", "per_day"),
    ]

    def __init__(self, *args: Any, partner: Partner, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ceiling, collections = self.fields["ceiling"], self.fields["collections"]
        assert isinstance(ceiling, forms.ChoiceField)
        assert isinstance(collections, forms.ModelMultipleChoiceField)
        ceiling.choices = ceilings(user, partner.ceiling)
        ceiling.initial = partner.ceiling
        collections.queryset = reachable(partner, partner.ceiling)
        self.fields["per_minute"].initial = settings.TOKEN_REQUESTS_PER_MINUTE
        self.fields["per_day"].initial = settings.TOKEN_REQUESTS_PER_DAY

    def terms(self) -> Terms:
        """Return what was typed; only of a form that is valid."""
        typed = self.cleaned_data
        return Terms(
            label=typed["label"],
            scopes=[Scope(each) for each in typed["scopes"]],
            ceiling=typed["ceiling"],
            collections=list(typed["collections"]),
            addresses=typed["addresses"].split(),
            not_before=typed["not_before"] or timezone.now(),
            expires=typed["expires"],
            per_minute=typed["per_minute"],
            per_day=typed["per_day"],
        )
