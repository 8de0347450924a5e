"""What the forms of the statement page share: inputs of models, rows that count."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.models import User
from django.contrib.postgres.fields import ArrayField
from django.db import models

from attribution.services import RowProblem
from desk.clearance import visible
from desk.fields import array_form_field, own_input
from desk.labels import label


def inputs(model: type[models.Model], names: Sequence[str]) -> dict[str, forms.Field]:
    """Return the inputs of a model's fields, with the desk's labels and none required.

    What is required, and what belongs together, is said by the service, which knows
    the whole.
    """
    found: dict[str, forms.Field] = {}
    for name in names:
        field = model._meta.get_field(name)
        assert isinstance(field, models.Field)
        if isinstance(field, ArrayField):
            made = array_form_field(field)
        else:
            made = field.formfield(**own_input(field))
        assert made is not None
        made.required, made.help_text = False, ""
        made.label = label(name, str(getattr(model, "KIND", "")))
        found[name] = made
    return found


class PersonForm(forms.Form):
    """A form for one person: every choice of records is what that person may see."""

    # Fields of models that stand in the form, besides those that it declares.
    INPUTS: ClassVar[Sequence[tuple[type[models.Model], Sequence[str]]]] = ()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        for model, names in self.INPUTS:
            self.fields |= inputs(model, names)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                assert field.queryset is not None
                field.queryset = visible(field.queryset, user)

    def refuse(self, problem: RowProblem) -> None:
        """Show what the service found wrong, at its field if there is one."""
        has_field = problem.field in self.fields
        name = problem.field.replace("_", " ")
        said = (
            problem.message if has_field or not name else f"{name}: {problem.message}"
        )
        self.add_error(problem.field if has_field else None, said)


class RowForm(PersonForm):
    """One row of many; it counts once something is in it that a person put there."""

    # In any of these a person has written; what is filled in beforehand is not meant.
    MEANT: ClassVar[Sequence[str]] = ()

    def has_changed(self) -> bool:
        """Whether the row is meant."""
        names = [self.add_prefix(name) for name in self.MEANT]
        return any(self.data.get(name, "").strip() for name in names)
