"""The rules that every record is held against before it leaves.

``RULES`` is the one table of them; ``check`` runs them over snapshots. Nothing here
reads a database or a clock.
"""

from review.rules.known import Known
from review.rules.run import check, check_one
from review.rules.table import BY_ID, RULES, reason_for_all
from review.rules.values import HIDDEN, Finding, Other, Rule, Severity

__all__ = [
    "BY_ID",
    "HIDDEN",
    "RULES",
    "Finding",
    "Known",
    "Other",
    "Rule",
    "Severity",
    "check",
    "check_one",
    "reason_for_all",
]
