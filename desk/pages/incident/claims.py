"""The tab of claims: who holds what, then every claim as a card."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.paginator import Paginator

from desk.pages.incident.asked import Asked, Context
from desk.selectors.incident.cards import cards
from desk.selectors.incident.dossier import CARDS_A_PAGE
from desk.selectors.incident.lines import line
from desk.selectors.incident.positions import (
    Choices,
    Filters,
    asked_for,
    choices,
    positions,
)
from desk.selectors.incident.taken_back import taken_back


class ClaimFilters(forms.Form):
    """Which claims to show; it offers only what is there to be seen."""

    stance = forms.ChoiceField(required=False)
    level = forms.ChoiceField(required=False)
    claimant = forms.ChoiceField(required=False)

    def __init__(self, data: Mapping[str, Any], offered: Choices) -> None:
        super().__init__(data)
        for name, words, values in (
            ("stance", "Any stance", offered.stances),
            ("level", "Any level", offered.levels),
            ("claimant", "Any claimant", offered.claimants),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", words), *values]

    @property
    def filters(self) -> Filters:
        """The filters; a value that is not offered filters nothing."""
        self.is_valid()
        return Filters(
            **{name: self.cleaned_data.get(name, "") for name in self.fields}
        )


def claims(asked: Asked) -> Context:
    """Return who holds what, and one page of the claims asked for."""
    dossier = asked.dossier
    held = positions(dossier)
    form = ClaimFilters(asked.request.GET, choices(dossier, held))
    found = asked_for(dossier, held, form.filters)
    page = Paginator(found, CARDS_A_PAGE).get_page(asked.get("page"))
    later = len(dossier.concerning) - len(dossier.claims)
    return {
        "positions": held,
        "filters": form,
        "is_filtered": bool(form.filters),
        "page": page,
        "cards": cards(dossier, list(page)),
        "possibly": [line(dossier, each) for each in dossier.possible_claims],
        "taken_back": taken_back(dossier),
        "later": later - len(dossier.possible_claims),
    }
