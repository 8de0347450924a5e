"""What the desk's forms check before a service is asked to save."""

from attribution.services import ACTORS
from desk.forms.claims import KINDS_OFFERED, ClaimForm
from desk.forms.impacts import ImpactForm
from desk.forms.records import HypothesisForm, RecordForm, WordsForm, was_published

__all__ = [
    "ACTORS",
    "KINDS_OFFERED",
    "ClaimForm",
    "HypothesisForm",
    "ImpactForm",
    "RecordForm",
    "WordsForm",
    "was_published",
]
