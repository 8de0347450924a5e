"""What an officer chooses and types for a briefing, and the request that it makes."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils import timezone

from briefings.editions import look_of
from briefings.limits import faults
from briefings.models import Series, Template
from briefings.request import BRIEF, FULL, ICD_203, SECTIONS, UK, Request, Since, Typed
from briefings.words.dates import in_words
from briefings.words.estimates import CONFIDENCE, YARDSTICKS
from desk.clearance import markings_of
from desk.forms.keys import KeysField, OfPerson
from incidents.models import Record
from incidents.vocab import Marking

ABOUT = ("incident", "campaign", "case")
GROUNDS = ("claim", "source", "evidence", "question", "assessment")
NOTED = ("claim", "source", "incident")
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
DAY_BOX = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
# What is looked at when a briefing is begun: everything, and no words of ours.
START = {
    "sections": list(SECTIONS),
    "extent": BRIEF,
    "yardstick": ICD_203,
    "lang": "en",
}
EXTENTS = (
    (BRIEF, "Brief: the gist, with tables in the annex"),
    (FULL, "Full record: all of it in the text"),
)


class BriefingForm(OfPerson):
    """What the briefing is about, as of when, for whom, and how it looks."""

    title = forms.CharField(max_length=300, label="Title")
    subtitle = forms.CharField(max_length=300, required=False, label="Line below it")
    about = KeysField(
        ABOUT,
        label="About",
        help_text="Incidents and cases, or one campaign.",
        error_messages={"required": "Say what the briefing is about."},
    )
    series = forms.ModelChoiceField(Series.objects.all(), label="Series")
    marking = forms.ChoiceField(
        label="Marking",
        help_text="What is marked more strictly is left out, as if it were not there.",
    )
    recipients = forms.CharField(
        required=False,
        label="Recipients",
        help_text="One to a line.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    as_of = forms.DateField(
        required=False,
        label="As of",
        widget=DAY_BOX,
        help_text="Only what was done or said by this day.",
    )
    since = forms.DateField(
        required=False,
        label="What changed since",
        widget=DAY_BOX,
        help_text="Compared with what was published by the end of this day.",
    )
    yardstick = forms.ChoiceField(choices=YARDSTICK_NAMES, label="Words of likelihood")
    lang = forms.ChoiceField(choices=[("en", "English")], label="Language")
    extent = forms.ChoiceField(choices=EXTENTS, label="Length", initial=BRIEF)
    template = forms.ModelChoiceField(
        Template.objects.all(), required=False, label="Template", empty_label="Plain"
    )
    sections = forms.MultipleChoiceField(
        choices=list(SECTIONS.items()),
        label="Sections, in their order",
        error_messages={"required": "Choose a section."},
    )
    summary = forms.CharField(
        required=False,
        label="Summary",
        widget=forms.Textarea(attrs={"rows": 4, "data-note-box": ""}),
    )
    correction = forms.CharField(
        required=False,
        label="What changed in this edition",
        help_text="Stands in a box on the first page, before all else.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, is_first: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        marking = self.fields["marking"]
        assert isinstance(marking, forms.ChoiceField)
        allowed = [(each, Marking(each).label) for each in markings_of(self.user)]
        marking.choices = [("", "Choose…"), *allowed]
        for name in ["correction"] if is_first else ["series", "since"]:
            del self.fields[name]

    @property
    def section_rows(self) -> list[tuple[str, str, bool]]:
        """The sections as they stand: those chosen in their order, then the others."""
        given = self["sections"].value() or []
        chosen = [each for each in given if each in SECTIONS]
        rest = [each for each in SECTIONS if each not in chosen]
        return [(each, SECTIONS[each], each in chosen) for each in [*chosen, *rest]]

    def clean_about(self) -> list[str]:
        """Refuse a campaign among others, which no briefing is made of."""
        keys: list[str] = self.cleaned_data["about"]
        campaigns = Record.objects.filter(key__in=keys, kind="campaign")
        if len(keys) > 1 and campaigns.exists():
            raise forms.ValidationError("A campaign stands alone: choose only it.")
        return keys


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


class BriefingPage:
    """The forms of the editor, empty, as they were kept, or as they were sent."""

    def __init__(
        self,
        user: User,
        data: QueryDict | None = None,
        request: Request | None = None,
        **initial: Any,
    ) -> None:
        own = {"user": user}
        is_first = request is None or request.edition == 1
        told = {**START, **(_initial(request) if request else {}), **initial}
        self.form = BriefingForm(data, initial=told, is_first=is_first, **own)
        rows = [_judgement(each) for each in request.judgements] if request else []
        self.judgements = JudgementSet(
            data, prefix="judgements", initial=rows, form_kwargs=own
        )
        self.edition = request.edition if request else 1

    def is_valid(self) -> bool:
        """Whether every part is right by itself, and can be told as of today."""
        if {self.form.is_valid(), self.judgements.is_valid()} != {True}:
            return False
        found = faults(self.request(), at=timezone.now())
        rows = [each for each in self.judgements.forms if each.cleaned_data.get("text")]
        for each in found:
            form = rows[each.judgement - 1] if each.judgement else self.form
            form.add_error(each.field, each.words)
        return not found

    def request(self) -> Request:
        """Return what is asked for, with the look of its template; all is valid.

        Raises:
            BadRequest: no briefing can be made of it.
        """
        given = self.form.cleaned_data
        lines = given["recipients"].splitlines()
        return Request(
            about=tuple(given["about"]),
            marking=given["marking"],
            as_of=given["as_of"],
            sections=tuple(given["sections"]),
            extent=given["extent"],
            lang=given["lang"],
            yardstick=given["yardstick"],
            title=given["title"],
            subtitle=given["subtitle"],
            edition=self.edition,
            recipients=tuple(each.strip() for each in lines if each.strip()),
            summary=given["summary"],
            judgements=tuple(_typed(each) for each in self._meant()),
            since=_since(given.get("since")),
            look=look_of(given["template"]),
        )

    def _meant(self) -> list[Any]:
        """Return what was typed in the rows that anybody has written into."""
        rows = [each.cleaned_data for each in self.judgements.forms]
        return [each for each in rows if each.get("text")]

    def errors(self) -> list[tuple[str, str, str]]:
        """Return where something is wrong: the field's id, its place, what is wrong."""
        parts = [("", self.form)]
        for number, form in enumerate(self.judgements.forms, 1):
            parts.append((f"Judgement {number}", form))
        return [
            (form[name].auto_id if name in form.fields else "", *told)
            for place, form in parts
            for name, found in form.errors.items()
            for told in _told(form, place, name, found)
        ]


def _told(
    form: forms.Form, place: str, name: str, found: Iterable[Any]
) -> Iterator[tuple[str, str]]:
    label = str(form[name].label) if name in form.fields else ""
    at = ", ".join(each for each in (place, label) if each)
    yield from ((at, str(each)) for each in found)


def _initial(request: Request) -> dict[str, Any]:
    since = request.since.known_at if request.since else None
    return {
        "title": request.title,
        "subtitle": request.subtitle,
        "about": list(request.about),
        "marking": request.marking,
        "recipients": "\n".join(request.recipients),
        "as_of": request.as_of,
        "since": since.astimezone(UTC).date() if since else None,
        "yardstick": request.yardstick,
        "lang": request.lang,
        "sections": list(request.sections),
        "extent": request.extent,
        "summary": request.summary,
    }


def _judgement(typed: Typed) -> dict[str, Any]:
    return {
        "text": typed.text,
        "likelihood": typed.likelihood,
        "confidence": typed.confidence,
        "rests_on": list(typed.rests_on),
    }


def _typed(given: dict[str, Any]) -> Typed:
    return Typed(
        text=given["text"],
        likelihood=given["likelihood"],
        confidence=given["confidence"],
        rests_on=tuple(given["rests_on"]),
    )


def _since(day: date | None) -> Since | None:
    """Return the end of a day as the earlier state: what was published by then."""
    if day is None:
        return None
    return Since(in_words(day), datetime.combine(day, time.max, UTC))
