"""Every write of attribution: public statements, and case folders as a whole."""

from attribution.services.cases import Loaded, load_case
from attribution.services.claims import take_back
from attribution.services.parts import (
    ClaimPart,
    NewStatement,
    Recorded,
    RowProblem,
    SourcePart,
    StatementRefused,
)
from attribution.services.rules import (
    ABOUT,
    ACTORS,
    DEMANDS,
    TAKES_BACK,
    Proposed,
    claim_problems,
)
from attribution.services.statements import record_statement

__all__ = [
    "ABOUT",
    "ACTORS",
    "DEMANDS",
    "TAKES_BACK",
    "ClaimPart",
    "Loaded",
    "NewStatement",
    "Proposed",
    "Recorded",
    "RowProblem",
    "SourcePart",
    "StatementRefused",
    "claim_problems",
    "load_case",
    "record_statement",
    "take_back",
]
