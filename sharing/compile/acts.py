"""When a record belongs to the past that a selection as of a day shows.

An act belongs there from when it was done or said; what is known of it, from when it
was out. So a selection as of a day has nothing that could not have been read then,
but for what descriptions tell: those are as they were last recorded.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime

from incidents.vocab import RecordKind
from sharing.compile.context import Context
from sharing.compile.dates import beginning, bounds
from sharing.compile.values import Bounds, Snapshot

UNKNOWN: Bounds = (None, None)
NEVER = datetime.max.replace(tzinfo=UTC)


def acted(snapshot: Snapshot, context: Context) -> tuple[bool, Bounds]:
    """Return whether a day decides on a record, and the bounds of that day.

    Of what lasted, the beginning counts. Both bounds are None where the day is not
    known: then an act is in no selection as of a day, and all else in each.
    """
    kind = snapshot["kind"]
    if kind in DATED:
        return True, DATED[kind](snapshot, context)
    known = KNOWN[kind](snapshot, context) if kind in KNOWN else UNKNOWN
    return known != UNKNOWN, known


def _statement(snapshot: Snapshot, context: Context) -> Bounds:
    return bounds(snapshot["said"])


def _claim(snapshot: Snapshot, context: Context) -> Bounds:
    statement = context.snapshot(snapshot["statement"])
    return bounds(statement["said"]) if statement else UNKNOWN


def _response(snapshot: Snapshot, context: Context) -> Bounds:
    return beginning(snapshot["announced"] or snapshot["effective"])


def _occurred(snapshot: Snapshot, context: Context) -> Bounds:
    return beginning(snapshot["occurred"])


def _impact(snapshot: Snapshot, context: Context) -> Bounds:
    incident = context.snapshot(snapshot["incident"])
    if snapshot["occurred"] or incident is None:
        return beginning(snapshot["occurred"])
    return beginning(incident["occurred"])


def _known(snapshot: Snapshot, context: Context) -> Bounds:
    """Return when the first of the sources that tell of it was out."""
    return min(_published(_cited(snapshot), context), key=_end, default=UNKNOWN)


def _indicator(snapshot: Snapshot, context: Context) -> Bounds:
    """Return when it was known, or from when it is valid: the later of what is told."""
    dates = (_known(snapshot, context), beginning(snapshot["valid_from"]))
    return max((each for each in dates if each[1]), key=_end, default=UNKNOWN)


def _compared(snapshot: Snapshot, context: Context) -> Bounds:
    """Return when the last of the sources that it compares was out."""
    keys = [*_cited(snapshot), *snapshot.get("stated_in", ())]
    for side in snapshot.get("sides", ()):
        keys += side["held_in"]
    return max(_published(keys, context), key=_end, default=UNKNOWN)


def _cited(snapshot: Snapshot) -> list[str]:
    return [each["source"] for each in snapshot["citations"]]


def _published(keys: Iterable[str], context: Context) -> list[Bounds]:
    """Return the dates of these records; those that have none tell nothing."""
    found = filter(None, map(context.snapshot, keys))
    dates = [bounds(each.get("published")) for each in found]
    return [each for each in dates if each[1]]


def _end(date: Bounds) -> datetime:
    return date[1] or NEVER


Dates = Mapping[str, Callable[[Snapshot, Context], Bounds]]
# What was done or said.
DATED: Dates = {
    RecordKind.STATEMENT: _statement,
    RecordKind.CLAIM: _claim,
    RecordKind.RESPONSE: _response,
    RecordKind.INCIDENT: _occurred,
    RecordKind.EVENT: _occurred,
    RecordKind.IMPACT: _impact,
}
# What is true at all times, and was known from a day on.
KNOWN: Dates = {
    RecordKind.EVIDENCE: _known,
    RecordKind.RELATIONSHIP: _known,
    RecordKind.INDICATOR: _indicator,
    RecordKind.QUESTION: _compared,
    RecordKind.CHECKED_FACT: _compared,
}
