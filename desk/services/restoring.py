"""Putting something back as an earlier version had it, as a new version."""

from datetime import datetime

from django.contrib.auth.models import User

from desk.clearance import Person
from desk.comparison import take_back
from incidents.models import Change, Record
from incidents.selectors import latest_changes
from incidents.services import Draft, revise_record
from incidents.snapshot import Snapshot, record_models
from incidents.vocab import Door


def may_change(user: Person, record: Record) -> bool:
    """Whether the person may save new versions of records of this kind."""
    meta = record_models()[record.kind]._meta
    return user.has_perm(f"{meta.app_label}.change_{meta.model_name}")


def would_say(record: Record, earlier: Change, part: str) -> tuple[Snapshot, Snapshot]:
    """Return what the record says, and what it would with the part as it was.

    Raises:
        NothingToTake: the earlier version has no such part, or says the same.
    """
    now = latest_changes([record]).get().snapshot
    owned = record_models()[record.kind].OWNED
    return now, take_back(now, earlier.snapshot, part, owned=owned)


def restore(
    earlier: Change, part: str, *, by: User, at: datetime, base: int, words: str = ""
) -> Change:
    """Make a new version that says in one part, or in all, what an earlier one said.

    Its reason names that version, before the person's own words. ``base`` is the
    version that the person saw.

    Raises:
        NothingToTake: there is no such part, or it is the same.
        EditedMeanwhile: the record has a later version than the person saw.
        ValidationError, NotKept: the record would not hold like that.
    """
    _, snapshot = would_say(earlier.record, earlier, part)
    reason = f"restored from v{earlier.version}"
    if words.strip():
        reason = f"{reason}: {words.strip()}"
    return revise_record(Draft(snapshot, at, reason), by=by, door=Door.DESK, base=base)
