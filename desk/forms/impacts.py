"""The form of an impact: the fields of its category, and no others."""

from typing import Any

from desk.demands import asked_by, demands
from desk.forms.records import RecordForm
from incidents.models import Impact


class ImpactForm(RecordForm[Impact]):
    """An impact's fields, of which its category asks for a few."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "impact_category" in self.fields:
            asks = demands(asked_by(Impact.MEMBERS))
            self.fields["impact_category"].widget.attrs |= asks
