"""What the desk's forms check before a service is asked to save."""

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from django import forms
from django.contrib.admin.helpers import ActionForm

from attribution.models import Claim, Hypothesis
from attribution.vocab.claims import ON_A_CLAIM, Stance
from attribution.vocab.grounds import Sign
from incidents.models import Record
from incidents.vocab import RecordKind

ACTORS = (RecordKind.THREAT_ACTOR, RecordKind.INTRUSION_SET)
# What a field of any record may point at: offered by its autocomplete, and checked.
KINDS_OFFERED: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("claim", "about"): (
        RecordKind.INCIDENT,
        RecordKind.CAMPAIGN,
        *ACTORS,
        RecordKind.CLAIM,
    ),
    ("claim", "attributed_to"): ACTORS,
    ("hypothesis", "attributed_to"): ACTORS,
}
# Stances that are nothing but a word on another claim.
ON_CLAIMS_ONLY = {*ON_A_CLAIM} - {Stance.COUNTER_ATTRIBUTES, Stance.DENIES}

R = TypeVar("R", bound=Record)


class RecordForm(forms.ModelForm[R]):
    """A record's own fields, and why they are changed."""

    # Set for a second look at a form that the database refused; see RecordAdmin.
    refusal: ClassVar[str] = ""

    reason = forms.CharField(
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        label="Reason for this change",
        help_text="Kept with the version for good.",
    )

    def clean(self) -> dict[str, Any] | None:
        """Ask for a reason for a change, and say what the database refused."""
        cleaned = super().clean()
        if self.refusal:
            self.add_error(None, self.refusal)
        if self.instance.pk and not self.cleaned_data.get("reason", "").strip():
            self.add_error("reason", "Say why it is changed.")
        return cleaned


class ClaimForm(RecordForm[Claim]):
    """A claim's fields, with the rules that cross to other records."""

    def clean(self) -> dict[str, Any] | None:
        """Refuse what a trigger would refuse, in words and at the field."""
        cleaned = super().clean()
        about = self.cleaned_data.get("about")
        named = self.cleaned_data.get("attributed_to")
        if about is not None:
            self._check_about(about)
        if named is not None and named.kind not in ACTORS:
            self.add_error(
                "attributed_to",
                "A claim names an actor: a threat actor or an intrusion set.",
            )
        return cleaned

    def _check_about(self, about: Record) -> None:
        stance = self.cleaned_data.get("stance")
        if about.kind not in KINDS_OFFERED["claim", "about"]:
            self.add_error(
                "about",
                "A claim is about an incident, a campaign, an actor or another claim.",
            )
        elif stance in ON_CLAIMS_ONLY and about.kind != RecordKind.CLAIM:
            self.add_error("about", "With this stance it speaks on another claim.")
        elif self._comes_back(about):
            self.add_error("about", "Through other claims it would be about itself.")

    def _comes_back(self, about: Record) -> bool:
        """Whether the chain of claims about claims leads back to this claim."""
        seen = set()
        at: int | None = about.pk
        while at is not None and at not in seen:
            if at == self.instance.pk:
                return True
            seen.add(at)
            at = Claim.objects.filter(pk=at).values_list("about", flat=True).first()
        return False


class HypothesisForm(forms.ModelForm[Hypothesis]):
    """A hypothesis, whose signs are words of the matrix and no numbers."""

    def clean_signs(self) -> dict[str, str]:
        """Refuse anything but signs by the keys of evidence records."""
        signs = self.cleaned_data["signs"] or {}
        if not isinstance(signs, dict):
            raise forms.ValidationError('Write {"key of evidence": "sign", …}.')
        unknown = [sign for sign in signs.values() if sign not in Sign.values]
        if unknown:
            raise forms.ValidationError(f"A sign is one of {', '.join(Sign.values)}.")
        keys = Record.objects.filter(kind=RecordKind.EVIDENCE, key__in=signs)
        missing = set(signs) - set(keys.values_list("key", flat=True))
        if missing:
            raise forms.ValidationError(
                f"No evidence has the key {', '.join(sorted(missing))}."
            )
        return signs


class WordsForm(ActionForm):
    """The choice of an action, with a line of words for those that need them."""

    words = forms.CharField(
        required=False, max_length=300, label="Title, reason or note"
    )
