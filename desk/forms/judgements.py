"""The key judgements that an officer types for a briefing."""

from typing import Any

from django import forms

from briefings.request import ICD_203, UK, Typed
from briefings.words.estimates import CONFIDENCE, YARDSTICKS
from desk.forms.keys import KeysField, OfPerson

GROUNDS = ("claim", "source", "evidence", "question", "assessment")
MOST_JUDGEMENTS = 20
YARDSTICK_NAMES = ((ICD_203, "ICD 203 (United States)"), (UK, "United Kingdom"))
# The words of each yardstick, from the least likely up.
LIKELIHOODS: list[Any] = [
    ("", "not stated"),
    *(
        (name, [(term, term) for band in YARDSTICKS[key] for term in band.terms])
        for key, name in YARDSTICK_NAMES
    ),
]


class JudgementForm(OfPerson):
    """One key judgement: the words, how likely, how sure, and what it rests on."""

    text = forms.CharField(
        label="Judgement", widget=forms.Textarea(attrs={"rows": 3, "data-note-box": ""})
    )
    likelihood = forms.ChoiceField(required=False, label="Likelihood")
    confidence = forms.ChoiceField(
        required=False,
        label="Confidence",
        choices=[("", "not stated"), *((each, each) for each in CONFIDENCE)],
    )
    rests_on = KeysField(GROUNDS, required=False, label="Rests on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        likelihood = self.fields["likelihood"]
        assert isinstance(likelihood, forms.ChoiceField)
        likelihood.choices = LIKELIHOODS

    @property
    def rests_on_unseen(self) -> bool:
        """Whether it rests on what the person may not see, which a save would drop."""
        offered = self.fields["rests_on"]
        assert isinstance(offered, KeysField)
        kept = () if self.is_bound else self.initial.get("rests_on", ())
        return not all(offered.valid_value(key) for key in kept)


JudgementSet: Any = forms.formset_factory(
    JudgementForm,
    extra=1,
    max_num=MOST_JUDGEMENTS,
    absolute_max=MOST_JUDGEMENTS,
)


def as_typed(typed: Typed) -> dict[str, Any]:
    """Return a judgement as its form shows it."""
    return {
        "text": typed.text,
        "likelihood": typed.likelihood,
        "confidence": typed.confidence,
        "rests_on": list(typed.rests_on),
    }


def typed(given: dict[str, Any]) -> Typed:
    """Return the judgement that a valid form has."""
    return Typed(
        text=given["text"],
        likelihood=given["likelihood"],
        confidence=given["confidence"],
        rests_on=tuple(given["rests_on"]),
    )
