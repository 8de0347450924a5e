"""The form of a claim: the rules that cross to other records, each at its field."""

from collections.abc import Mapping
from typing import Any

from django import forms

from attribution.models import Claim
from attribution.services import (
    ABOUT,
    ACTORS,
    DEMANDS,
    TAKES_BACK,
    Proposed,
    claim_problems,
)
from desk.demands import demands
from desk.forms.records import RecordForm
from incidents.vocab import RecordState

# What a field of any record may point at: offered by its autocomplete, and checked.
KINDS_OFFERED: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("claim", "about"): tuple(ABOUT),
    ("claim", "attributed_to"): tuple(ACTORS),
    ("hypothesis", "attributed_to"): tuple(ACTORS),
}
STANCE_ASKS: Mapping[str, tuple[str, ...]] = {**DEMANDS, "takes_back": (*TAKES_BACK,)}


class ClaimForm(RecordForm[Claim]):
    """A claim's fields, with the rules that cross to other records."""

    takes_back = forms.BooleanField(
        required=False,
        label="Mark the earlier claim as withdrawn, or as superseded by this one",
        help_text="As the next version of the earlier claim, to be reviewed with this.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "stance" in self.fields:
            self.fields["stance"].widget.attrs |= demands(STANCE_ASKS, DEMANDS)
        if "takes_back" in self.fields:
            self.fields["takes_back"].initial = not self.instance.pk

    def clean(self) -> dict[str, Any] | None:
        """Refuse what a trigger would refuse, and more, in words and at the field."""
        cleaned = super().clean()
        given = self.cleaned_data
        about, named = given.get("about"), given.get("attributed_to")
        proposed = Proposed(
            stance=given.get("stance", ""),
            about=about,
            attributed_to=named,
            claimant=given.get("claimant"),
            demanded={name: given[name] for name in DEMANDS if name in given},
            pk=self.instance.pk,
        )
        for name, message in claim_problems(proposed):
            self.add_error(name if name in self.fields else None, message)
        return cleaned

    @property
    def asks_to_take_back(self) -> bool:
        """Whether the earlier claim is to be marked together with this one."""
        given = self.cleaned_data
        return bool(
            given.get("takes_back")
            and given.get("stance") in TAKES_BACK
            and given.get("state") == RecordState.IN_USE
        )
