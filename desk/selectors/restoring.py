"""What stands against putting an earlier version back."""

from collections.abc import Mapping
from typing import Any

from desk.clearance import Person, may_see
from desk.selectors.words import HIDDEN
from incidents.models import Record
from incidents.snapshot import references
from incidents.vocab import RecordState


def conflicts(
    now: Mapping[str, Any], then: Mapping[str, Any], user: Person
) -> list[str]:
    """Return in words which records it would refer to again that no longer stand."""
    known = {key for _, key in references(now)}
    again = {key for _, key in references(then)} - known
    found = Record.objects.filter(key__in=again).order_by("name")
    return [_problem(each, user) for each in found if _is_problem(each, user)]


def _is_problem(record: Record, user: Person) -> bool:
    return record.state != RecordState.IN_USE or not may_see(user, record)


def _problem(record: Record, user: Person) -> str:
    if not may_see(user, record):
        return f"It would refer to {HIDDEN} again."
    state = record.get_state_display()
    return f"It would refer to “{record.name}” again, which is {state}."
