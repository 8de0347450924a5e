"""A model's constraints asked of values in memory, before any row is written.

The database asks the same again; here the answer comes for all rows at once, with
no query, and can name a line in a file. Three values as in SQL: unknown passes.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from django.db.models import CheckConstraint, F, Model, Q, UniqueConstraint
from django.db.models.constraints import BaseConstraint

Truth: TypeAlias = bool | None
LOOKUPS: dict[str, Callable[[Any, Any], bool]] = {
    "exact": lambda actual, expected: bool(actual == expected),
    "in": lambda actual, expected: actual in expected,
    "gt": lambda actual, expected: bool(actual > expected),
    "gte": lambda actual, expected: bool(actual >= expected),
    "lt": lambda actual, expected: bool(actual < expected),
    "lte": lambda actual, expected: bool(actual <= expected),
    "regex": lambda actual, expected: re.search(expected, actual) is not None,
}


def holds(condition: Q, values: Mapping[str, Any]) -> Truth:
    """Whether a row of these values meets the condition; None if it cannot be said.

    That is so where SQL knows no answer, or where the condition uses more than
    ``LOOKUPS``: then only the database can tell.
    """
    answers = [_answer(child, values) for child in condition.children]
    decisive = condition.connector == Q.OR
    if decisive in answers:
        answer: Truth = decisive
    else:
        answer = None if None in answers else not decisive
    return not answer if condition.negated and answer is not None else answer


def fields_in(condition: Q) -> list[str]:
    """Return the fields that a condition speaks of, in its order."""
    found: list[str] = []
    for child in condition.children:
        if isinstance(child, Q):
            found += fields_in(child)
        elif isinstance(child, tuple):
            lookup, expected = child
            found.append(lookup.split("__")[0])
            found += [_name(expected)] if isinstance(expected, F) else []
    return list(dict.fromkeys(found))


def constraints(model: type[Model]) -> list[BaseConstraint]:
    """Return the constraints of a model and of the record it is."""
    found = list(model._meta.constraints)
    for parent in model._meta.all_parents:
        found += parent._meta.constraints
    return found


def broken_checks(
    model: type[Model], values: Mapping[str, Any]
) -> list[tuple[list[str], str]]:
    """Return the fields and the message of each CHECK that the values break."""
    return [
        (fields_in(each.condition), message(each))
        for each in constraints(model)
        if isinstance(each, CheckConstraint)
        and isinstance(each.condition, Q)
        and set(fields_in(each.condition)) <= values.keys()
        and holds(each.condition, values) is False
    ]


def unique_values(
    constraint: UniqueConstraint, values: Mapping[str, Any]
) -> tuple[Any, ...] | None:
    """Return what may stand only once, or None where the constraint does not apply."""
    if not set(constraint.fields) <= values.keys():
        return None
    if constraint.condition and not holds(constraint.condition, values):
        return None
    found = tuple(values[name] for name in constraint.fields)
    if None in found and constraint.nulls_distinct is not False:
        return None
    return found


def message(constraint: BaseConstraint) -> str:
    """Return what a constraint asks: its own words, or its name as words."""
    own = constraint.violation_error_message
    if own and own != BaseConstraint.default_violation_error_message:
        return str(own)
    return f"must hold: {constraint.name.replace('_', ' ')}"


def _name(reference: F) -> str:
    return str(reference.name)  # type: ignore[attr-defined]


def _answer(child: object, values: Mapping[str, Any]) -> Truth:
    if isinstance(child, Q):
        return holds(child, values)
    if not isinstance(child, tuple):
        return None
    lookup, expected = child
    name, _, asked = lookup.partition("__")
    actual = values[name]
    if asked == "isnull":
        return (actual is None) is expected
    if isinstance(expected, F):
        expected = values[_name(expected)]
    if actual is None or expected is None or (asked or "exact") not in LOOKUPS:
        return None
    return LOOKUPS[asked or "exact"](actual, expected)
