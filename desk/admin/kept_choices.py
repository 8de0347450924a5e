"""Choices of records in a form whose reader may not see all that is chosen.

What he may not see is one choice, the same words whatever it is. It can be kept or
taken away like any other, and stays what it was; its row number is not in the page.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import QuerySet

from desk.selectors.words import HIDDEN
from incidents.models import Record

KEPT = "kept"  # the value of the choice that cannot be seen


class _Telling(AutocompleteSelect):
    """Shows a choice for what is chosen and cannot be seen."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        """Return the chosen records, and one choice for all that cannot be seen."""
        asked = [each for each in value if each and each != KEPT]
        groups = super().optgroups(name, asked, attr)
        options = groups[0][1]
        shown = {str(each["value"]) for each in options if each["value"]}
        if KEPT in value or not shown.issuperset(str(each) for each in asked):
            options.append(self.create_option(name, KEPT, HIDDEN, True, len(options)))
        return groups


class KeptSelect(_Telling):
    """One record, which may be one that cannot be seen."""


class KeptSelectMultiple(_Telling, AutocompleteSelectMultiple):
    """Several records, some of which cannot be seen."""


class KeptChoice(forms.ModelChoiceField[Any]):
    """One record among those that can be seen, or the one that was there before."""

    def get_bound_field(self, form: Any, field_name: str) -> forms.BoundField:
        """Remember what was chosen when the form was opened."""
        self.before = form.get_initial_for_field(self, field_name)
        return super().get_bound_field(form, field_name)

    def clean(self, value: Any) -> Any:
        """Return the record; the one from before also if it cannot be seen."""
        if self.before and str(value) in (KEPT, str(self.before)):
            return _any(self.queryset).get(pk=self.before)
        return super().clean(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another record is chosen."""
        return data != KEPT and super().has_changed(initial, data)


class KeptChoices(forms.ModelMultipleChoiceField[Any]):
    """Records among those that can be seen, with those that were there before."""

    def __init__(
        self, queryset: QuerySet[Any], *, rank: int = 0, **kwargs: Any
    ) -> None:
        super().__init__(queryset, **kwargs)
        self.rank = rank

    def get_bound_field(self, form: Any, field_name: str) -> forms.BoundField:
        """Remember which records cannot be seen of those that are chosen."""
        chosen: Iterable[Record] = form.get_initial_for_field(self, field_name) or ()
        self.unseen = {each.pk for each in chosen if each.clearance > self.rank}
        return super().get_bound_field(form, field_name)

    def clean(self, value: Any) -> Any:
        """Return the records; those that cannot be seen, if they were kept."""
        sent = {str(each) for each in value or ()}
        unseen = {str(pk) for pk in self.unseen}
        kept = self.unseen if KEPT in sent or sent & unseen else set()
        if not kept:
            return super().clean(value)
        seen = sent - unseen - {KEPT}
        chosen = super().clean(sorted(seen)) if seen else ()
        return _any(self.queryset).filter(pk__in={each.pk for each in chosen} | kept)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other records are chosen."""
        sent = [each for each in data or () if each != KEPT]
        kept = list(self.unseen) if KEPT in (data or ()) else []
        return super().has_changed(initial, [*sent, *kept])


def _any(offered: QuerySet[Any] | None) -> QuerySet[Any]:
    """Return all rows of the kind that is offered, also those that cannot be seen."""
    assert offered is not None
    rows: QuerySet[Any] = offered.model._base_manager.all()
    return rows
