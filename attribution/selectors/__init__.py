"""Reads of who is said to have done it: the computed views, and what they need."""

from attribution.selectors.headlines import claims_record, headlines, row_key
from attribution.selectors.scope import as_they_stand, concerning, record_concerning
from attribution.selectors.views import (
    compatible,
    contest_state,
    contest_states,
    dependent_responses,
    lineages,
    positions_matrix,
    record_as_it_stands,
    timeline,
)

__all__ = [
    "as_they_stand",
    "claims_record",
    "compatible",
    "concerning",
    "contest_state",
    "contest_states",
    "dependent_responses",
    "headlines",
    "lineages",
    "positions_matrix",
    "record_as_it_stands",
    "record_concerning",
    "row_key",
    "timeline",
]
