"""Holding records against the rules."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from review.rules.known import OUT, Known
from review.rules.table import RULES
from review.rules.values import Finding, Rule, Severity

Snapshot = Mapping[str, Any]


def check(
    snapshots: Iterable[Snapshot], known: Known, severity: Severity | None = None
) -> list[Finding]:
    """Return what the rules find at these records, errors first, in the table's order.

    Of one severity only, if that is told. The same finding is told once.
    """
    found = [each for own in snapshots for each in check_one(own, known, severity)]
    return sorted(found, key=lambda each: (not each.is_error, each.record))


def check_one(
    own: Snapshot, known: Known, severity: Severity | None = None
) -> Iterator[Finding]:
    """Yield what the rules find at one record, in the table's order.

    What we took back ourselves is looked at no more.
    """
    if own["state"] in OUT:
        return
    told: set[tuple[str, str]] = set()
    for rule in _of_kind(own["kind"]):
        if severity and rule.severity != severity:
            continue
        for each in rule.find(own, known):
            finding = Finding(own["key"], rule, each.field, each.words, each.row)
            if (rule.id, finding.text) not in told:
                told.add((rule.id, finding.text))
                yield finding


@cache
def _of_kind(kind: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if rule.looks_at(kind))
