"""The whole page of a public statement: its parts together, and what they come to."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.http import QueryDict

from attribution.services import NewStatement, RowProblem
from desk.clearance import markings_of
from desk.forms.rows import PersonForm
from desk.forms.statement import SourceForm, StatementForm
from desk.forms.statement_claims import ClaimRowForm
from incidents.models import Incident

MOST_ROWS = 40
COUNTS: Any = {"extra": 1, "max_num": MOST_ROWS, "absolute_max": MOST_ROWS}
SourceSet: Any = forms.formset_factory(SourceForm, **COUNTS)
ClaimSet: Any = forms.formset_factory(ClaimRowForm, **COUNTS)


class StatementPage:
    """The forms of one page, empty or as they were sent."""

    def __init__(
        self,
        incident: Incident,
        user: User,
        data: QueryDict | None = None,
        rows: Mapping[str, int] | None = None,
    ) -> None:
        self.incident = incident
        own = {"user": user}
        may_mark = incident.marking in markings_of(user)
        initial = {"marking": incident.marking if may_mark else ""}
        self.statement = StatementForm(data, initial=initial, **own)
        about = {"form_kwargs": {**own, "initial": {"about": incident.pk}}}
        self.sources = SourceSet(data, prefix="sources", form_kwargs=own)
        self.claims = ClaimSet(data, prefix="claims", **about)
        for name, count in (rows or {}).items():
            getattr(self, name).extra = min(max(count, 1), MOST_ROWS)

    def media(self) -> forms.Media:
        """Return the scripts and sheets of all its inputs."""
        parts = (self.statement, self.sources.empty_form, self.claims.empty_form)
        return sum((each.media for each in parts), forms.Media())

    def is_valid(self) -> bool:
        """Whether every part is right by itself."""
        parts = (self.statement, self.sources, self.claims)
        # Every part is asked, so that all that is wrong is shown at once.
        return {each.is_valid() for each in parts} == {True}

    def new(self) -> NewStatement:
        """Return the statement as the service takes it; the parts are valid."""
        given = self.statement.cleaned_data
        return NewStatement(
            incident=self.incident,
            speakers=list(given["speakers"]),
            spokespersons=list(given["spokespersons"]),
            values=self.statement.values(),
            sources=[each.part() for each in self.meant(self.sources)],
            claims=[each.part(self._numbers()) for each in self.meant(self.claims)],
            marking=given["marking"],
            reason=given["reason"],
        )

    def _numbers(self) -> dict[int, int]:
        """Return by the number that stands at a source which of those meant it is."""
        meant = self.meant(self.sources)
        return {
            number: meant.index(each)
            for number, each in enumerate(self.sources.forms, 1)
            if each in meant
        }

    def refuse(self, problems: Sequence[RowProblem]) -> None:
        """Show what the service found wrong, each at its row and field."""
        for problem in problems:
            self._place(problem).refuse(problem)

    def _place(self, problem: RowProblem) -> PersonForm:
        if problem.row is None or problem.part == "statement":
            return self.statement
        rows = {"sources": self.sources, "claims": self.claims}[problem.part]
        place: PersonForm = self.meant(rows)[problem.row]
        return place

    def meant(self, rows: Any) -> list[Any]:
        """Return the rows that a person has written into."""
        return [each for each in rows.forms if each.has_changed()]

    def errors(self) -> list[tuple[str, str, str]]:
        """Return where something is wrong: the field's id, its place, what is wrong."""
        found = [*self._of(self.statement, "")]
        for word, rows in (("Source", self.sources), ("Claim", self.claims)):
            for number, form in enumerate(rows.forms, 1):
                found += self._of(form, f"{word} {number}")
                for ground in getattr(form, "grounds", ()):
                    found += self._of(ground, f"{word} {number}, grounds")
        return found

    def _of(self, form: forms.Form, place: str) -> list[tuple[str, str, str]]:
        found = []
        for name, messages in form.errors.items():
            box = form[name] if name in form.fields else None
            target = box.id_for_label or box.auto_id if box else f"{form.prefix}-row"
            words = [str(each) for each in (place, box.label if box else "") if each]
            found += [(target, ", ".join(words), str(each)) for each in messages]
        return found
