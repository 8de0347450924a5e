"""Forms of records in the admin: what is checked before a service is asked to save."""

import re
from collections.abc import Iterable
from typing import Any, ClassVar, TypeVar

from django import forms
from django.contrib.admin.helpers import ActionForm

from attribution.models import Hypothesis
from attribution.vocab.grounds import Sign
from desk.demands import demands
from desk.scripts import module
from incidents.models import Record
from incidents.reach import strictest
from incidents.vocab import RecordKind, RecordState
from sharing.models import PublishedRecord

R = TypeVar("R", bound=Record)
CITED = re.compile(r"citations-\d+-source")
# A record that is taken back says why, who did it and when.
STATE_ASKS = {
    name: [each for each in RecordState.values if each != RecordState.IN_USE]
    for name in ("state_reason", "state_by", "state_at")
}
ASKED = "Kept with the version for good."
UNMARKED = "Left empty, it is marked as strictly as what it is built from."
REQUIRED = f"{ASKED} Others have this record already, so it is needed."


class RecordForm(forms.ModelForm[R]):
    """A record's own fields, and why they are changed.

    A reason is asked for always, and needed once the record was published. A new
    record that is left unmarked takes the strictest marking of what it is built from.
    """

    # Set for a second look at a form that the database refused; see RecordAdmin.
    refusal: ClassVar[str] = ""

    reason = forms.CharField(
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        label="Reason for this change",
        help_text=ASKED,
    )

    class Media:
        js: ClassVar = [module("demands")]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "state" in self.fields:
            self.fields["state"].widget.attrs |= demands(STATE_ASKS)
        self.is_known_to_others = was_published(self.instance)
        if self.is_known_to_others and "reason" in self.fields:
            self.fields["reason"].required = True
            self.fields["reason"].help_text = REQUIRED
            self.fields["reason"].error_messages["required"] = (
                "Say why it is changed: it was published before."
            )
        if not self.instance.pk:
            self._is_for_a_new_record()

    def clean(self) -> dict[str, Any] | None:
        """Say what the database refused, and mark a new record."""
        cleaned = super().clean()
        if self.refusal:
            self.add_error(None, self.refusal)
        if not self.instance.pk and self.cleaned_data.get("marking") == "":
            self.cleaned_data["marking"] = strictest(self._built_from())
        return cleaned

    def _is_for_a_new_record(self) -> None:
        if "reason" in self.fields:
            self.fields["reason"].label = "Reason for this record"
        if "marking" in self.fields:
            self.fields["marking"].help_text = UNMARKED

    def _built_from(self) -> list[Record]:
        """Return the records that the form points at, cited sources among them."""
        found: list[Record] = []
        for value in self.cleaned_data.values():
            if isinstance(value, Record):
                found.append(value)
            elif isinstance(value, Iterable) and not isinstance(value, str):
                found += [each for each in value if isinstance(each, Record)]
        cited = [value for name, value in self.data.items() if CITED.fullmatch(name)]
        sources = [value for value in cited if str(value).isdigit()]
        return [*found, *Record.objects.filter(pk__in=sources)]


def was_published(record: Record) -> bool:
    """Whether some version of the record has left."""
    if not record.pk:
        return False
    return PublishedRecord.objects.filter(key=record.key).exists()


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
