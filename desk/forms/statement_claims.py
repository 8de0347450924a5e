"""The claims of a public statement's page, each with the grounds that are given."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from attribution.models import Claim, ClaimGround
from attribution.services import DEMANDS, TAKES_BACK, ClaimPart
from attribution.vocab.claims import NAMING, Proposition, Stance
from desk.demands import demands
from desk.forms.claims import KINDS_OFFERED, STANCE_ASKS
from desk.forms.rows import RowForm
from desk.widgets import RecordSelect
from incidents.models import Identity, Record

CITE = re.compile(r"(\d+)\s*:?\s*(.*)")
WRONG_CITE = "Write the numbers of sources above, like “1; 2: page 4”."
# What a stance offers, though the claim may stand without it.
OFFERED: Mapping[str, Sequence[str]] = {
    **STANCE_ASKS,
    "state_nexus": (*NAMING, Stance.SUSPECTS),
}
MOST_GROUNDS = 20
# What a stance asks for stands in the open part, but for the tie.
ASKED = (*(name for name in STANCE_ASKS if name != "proposition"),)


class GroundForm(RowForm):
    """One ground, and how far it was shown."""

    INPUTS = ((ClaimGround, ("ground", "disclosed")),)
    MEANT = ("ground", "disclosed")

    def clean(self) -> dict[str, Any] | None:
        """Refuse half a ground."""
        for name, asked in (
            ("ground", "Choose the ground."),
            ("disclosed", "Say how far it was shown."),
        ):
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, asked)
        return self.cleaned_data


GroundSet: Any = forms.formset_factory(
    GroundForm, extra=1, max_num=MOST_GROUNDS, absolute_max=MOST_GROUNDS
)


def chosen(name: str, model: type[Record], **kwargs: Any) -> Any:
    """Return the choice of a record that a claim points at."""
    offered = KINDS_OFFERED.get(("claim", name))
    records = model._default_manager.all()
    return forms.ModelChoiceField(
        records.filter(kind__in=offered) if offered else records,
        required=False,
        widget=RecordSelect(Claim._meta.get_field(name)),
        **kwargs,
    )


class ClaimRowForm(RowForm):
    """One claim, the stance first; what its stance does not ask for is left out."""

    ITS_OWN = (
        *("stance", "claimant_role", "proposition", "entity_level", "state_nexus"),
        *("denial_scope", "endorsement_ground", "wording", "quote", "quote_lang"),
        *("translation", "original_words", "likelihood", "analytic_confidence"),
        *("standard_of_proof", "basis", "legal_ground", "legal_characterisation"),
    )
    POINTERS = ("about", "attributed_to", "claimant", "restates")
    INPUTS = ((Claim, ITS_OWN),)
    MEANT = ("stance", "attributed_to", "wording", "quote")

    about = chosen("about", Record, label="About")
    attributed_to = chosen("attributed_to", Record, label="Whom it names")
    claimant = chosen(
        "claimant", Identity, label="Claimant", help_text="Empty: the first speaker."
    )
    restates = chosen(
        "restates",
        Claim,
        label="Only says again",
        help_text="The earlier claim of the same side.",
    )
    takes_back = forms.BooleanField(
        required=False,
        initial=True,
        label="Mark the earlier claim so, to be reviewed with this one",
    )
    cites = forms.CharField(
        required=False,
        label="Sources of this claim",
        help_text="Their numbers, with the place: 1; 2: page 4. Empty: as the whole.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stance"].widget.attrs |= demands(OFFERED, DEMANDS)
        self.fields["wording"].widget.attrs["rows"] = 1
        self.fields["proposition"].initial = Proposition.ATTRIBUTED_TO
        for name in ("stance", "claimant_role", "wording"):
            self.fields[name].is_needed = True  # type: ignore[attr-defined]
        self.grounds = GroundSet(
            self.data if self.is_bound else None,
            prefix=f"{self.prefix}-grounds",
            form_kwargs={"user": self.user},
        )

    @property
    def has_hidden_errors(self) -> bool:
        """Whether something is wrong in the part that is folded away."""
        shown = ("stance", "about", "attributed_to", "claimant_role", "wording", *ASKED)
        return self.is_bound and bool(
            set(self.errors) - {*shown, NON_FIELD_ERRORS}
            or self.grounds.total_error_count()
        )

    def clean_cites(self) -> list[tuple[int, str]]:
        """Return the cited sources by the number that they bear, with the place."""
        found = []
        for each in filter(None, re.split(r"[;\n]", self.cleaned_data["cites"])):
            match = CITE.fullmatch(each.strip())
            if match is None:
                raise forms.ValidationError(WRONG_CITE)
            found.append((int(match[1]), match[2].strip()))
        return found

    def clean(self) -> dict[str, Any] | None:
        """Ask for what every claim needs; the rest is the service's to say."""
        given = self.cleaned_data
        for name, asked in (
            ("stance", "Choose what the claim does."),
            ("claimant_role", "Say as what the claimant speaks."),
            ("wording", "Say it in our own words."),
        ):
            if not given.get(name) and name not in self.errors:
                self.add_error(name, asked)
        if not self.grounds.is_valid():
            self.add_error(None, "Look at its grounds.")
        self._leave_out_what_is_not_asked()
        return given

    def part(self, numbers: Mapping[int, int]) -> ClaimPart:
        """Return the row as the service takes it.

        ``numbers`` tells which source is meant by the number that stands at it.
        """
        given = self.cleaned_data
        cites = [(numbers.get(number, -1), place) for number, place in given["cites"]]
        names = (*self.ITS_OWN, *self.POINTERS)
        grounds = [
            {name: each.cleaned_data[name] for name in ("ground", "disclosed")}
            for each in self.grounds.forms
            if each.has_changed()
        ]
        values = {name: given[name] for name in names if given[name] is not None}
        return ClaimPart(values, grounds, cites, given["takes_back"])

    def _leave_out_what_is_not_asked(self) -> None:
        """Empty what was filled in beforehand and the stance does not ask for."""
        stance, given = self.cleaned_data.get("stance"), self.cleaned_data
        if stance not in NAMING:
            given["proposition"] = ""
        given["takes_back"] = given.get("takes_back", False) and stance in TAKES_BACK
