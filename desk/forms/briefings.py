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
from briefings.request import BRIEF, FULL, ICD_203, SECTIONS, Request, Since
from briefings.words.dates import in_words
from briefings.words.languages import CATALOGUES, LANGUAGES
from desk.clearance import markings_of
from desk.forms.judgements import YARDSTICK_NAMES, JudgementSet, as_typed, typed
from desk.forms.keys import KeysField, OfPerson
from desk.models import SavedView
from desk.selectors.views import views_in
from figures.words import speaking
from incidents.models import Record
from incidents.vocab import Marking

ABOUT = ("incident", "campaign", "case")
NOTED = ("claim", "source", "incident")
MOST_ABOUT = 500
# Lists whose saved views can say what a briefing is about.
LISTS = ("incidents.incident", "incidents.case")
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
    view = forms.ModelChoiceField(
        SavedView.objects.none(),
        required=False,
        label="And all in a saved view",
        empty_label="None",
        help_text="What it shows now is put among the records above.",
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
    lang = forms.ChoiceField(
        choices=list(LANGUAGES.items()),
        label="Language",
        help_text="Of our own words; the record and what you type stay as they are.",
    )
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
        view = self.fields["view"]
        assert isinstance(view, forms.ModelChoiceField)
        view.queryset = views_in(self.user, LISTS)
        for name in ["correction"] if is_first else ["series", "since"]:
            del self.fields[name]

    @property
    def section_rows(self) -> list[tuple[str, str, bool]]:
        """The sections as they stand: those chosen in their order, then the others."""
        return section_rows(self["sections"].value() or [])

    def clean_about(self) -> list[str]:
        """Refuse too many, and a campaign among others: no briefing is made of it."""
        keys: list[str] = self.cleaned_data["about"]
        if len(keys) > MOST_ABOUT:
            raise forms.ValidationError(f"A briefing is about {MOST_ABOUT} at most.")
        campaigns = Record.objects.filter(key__in=keys, kind="campaign")
        if len(keys) > 1 and campaigns.exists():
            raise forms.ValidationError("A campaign stands alone: choose only it.")
        return keys


def section_rows(given: Iterable[str]) -> list[tuple[str, str, bool]]:
    """Return the sections as rows: those given in their order, then the others."""
    chosen = [each for each in given if each in SECTIONS]
    rest = [each for each in SECTIONS if each not in chosen]
    return [(each, SECTIONS[each], each in chosen) for each in [*chosen, *rest]]


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
        rows = [as_typed(each) for each in request.judgements] if request else []
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
            judgements=tuple(typed(each) for each in self._meant()),
            since=_since(given.get("since"), given["lang"]),
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


def _since(day: date | None, lang: str) -> Since | None:
    """Return the end of a day as the earlier state: what was published by then."""
    if day is None:
        return None
    with speaking(CATALOGUES[lang]):
        label = in_words(day)
    return Since(label, datetime.combine(day, time.max, UTC))
