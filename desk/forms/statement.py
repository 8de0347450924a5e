"""The parts of a public statement's page: who spoke, and in which sources."""

from typing import Any

from django import forms

from attribution.models import Statement
from attribution.services import SourcePart
from desk.clearance import markings_of
from desk.forms.rows import PersonForm, RowForm
from desk.selectors.known import known_source
from desk.widgets import RecordSelect, RecordSelectMultiple
from incidents.models import Citation, Identity, Source
from incidents.vocab import Marking

KNOWN = "A page of this address is recorded already: “{}”. Choose that source instead."
NOT_SAID = "und"  # RFC 5646: the language is not known


class StatementForm(PersonForm):
    """Who spoke, when and how; and how far all of it may travel."""

    ITS_OWN = ("said", "form", "channel", "time_note")
    INPUTS = ((Statement, ITS_OWN),)

    speakers = forms.ModelMultipleChoiceField(
        Identity.objects.all(),
        widget=RecordSelectMultiple(Statement._meta.get_field("speakers")),
        label="Who spoke",
        error_messages={"required": "Say who spoke."},
    )
    spokespersons = forms.ModelMultipleChoiceField(
        Identity.objects.all(),
        required=False,
        widget=RecordSelectMultiple(Statement._meta.get_field("spokespersons")),
        label="Through whom",
        help_text="The persons who said it for them.",
    )
    marking = forms.ChoiceField(
        required=False,
        label="Marking, at least",
        help_text="What is built from stricter records is marked as they are.",
    )
    reason = forms.CharField(
        required=False,
        max_length=500,
        label="Reason",
        help_text="Kept with each version for good.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = [(each, Marking(each).label) for each in markings_of(self.user)]
        marking, form = self.fields["marking"], self.fields["form"]
        assert isinstance(marking, forms.ChoiceField)
        marking.choices = [("", "as what it is built from"), *allowed]
        self.fields["said"].label = "When"
        form.required, form.error_messages["required"] = True, "Choose its form."

    def values(self) -> dict[str, Any]:
        """Return the fields of the statement itself."""
        return {name: self.cleaned_data[name] for name in self.ITS_OWN}


class SourceForm(RowForm):
    """One source: a recorded one, or the address of a page with what it says."""

    NEW = (
        *("url", "name", "publisher", "published", "source_kind", "seen_extent"),
        *("lang", "reliability"),
    )
    INPUTS = ((Source, NEW), (Citation, ("locator", "credibility")))
    MEANT = ("url", "source", "name")

    source = forms.ModelChoiceField(
        Source.objects.all(),
        required=False,
        # A row is itself a new source, where none is chosen.
        widget=RecordSelect(Citation._meta.get_field("source"), is_quick=False),
        label="or a recorded source",
    )
    sha256 = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["url"].label = "Web address"
        self.fields["name"].label = "Title"
        self.fields["lang"].initial = ""

    def clean(self) -> dict[str, Any] | None:
        """Refuse what is two sources, and a page that is recorded already."""
        given = self.cleaned_data
        if given.get("source"):
            if given.get("url") or given.get("name"):
                self.add_error("source", "Choose one, or fill in a new one; not both.")
            return given
        known = known_source(given.get("url") or "", self.user)
        if known:
            self.add_error("url", KNOWN.format(known.name))
            return given
        for name in ("source_kind", "seen_extent"):
            if not given.get(name) and name not in self.errors:
                self.add_error(name, "Choose one.")
        return given

    def part(self) -> SourcePart:
        """Return the row as the service takes it."""
        given = self.cleaned_data
        locator, credibility = given["locator"], given["credibility"]
        if given["source"]:
            source = given["source"]
            return SourcePart(source, locator=locator, credibility=credibility)
        values = {name: given[name] for name in self.NEW}
        values["lang"] = values["lang"] or NOT_SAID
        digest = given["sha256"]
        return SourcePart(None, values, digest, locator, credibility)
