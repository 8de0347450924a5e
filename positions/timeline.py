"""What happened around an incident, in the order of the dates' bounds."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from positions.values import Happening, Record


@dataclass(frozen=True, slots=True)
class Timeline:
    """The happenings of an incident: by earliest bound, latest bound, key.

    Those of unknown date come last (``when.is_unknown``). On a day, ``items`` are
    those that certainly lie on or before it and ``possibly`` those that may.
    """

    items: tuple[Happening, ...]
    possibly: tuple[Happening, ...]


def timeline(record: Record, incident: str, as_of: date | None) -> Timeline:
    """Return the incident and the events, statements and responses concerning it.

    A happening concerns the incident if it is about it, about a claim on it, or
    about another happening that concerns it, such as the response it replies to.
    """
    keys = _concerning(record, incident)
    ordered = sorted(
        (each for each in record.happenings if each.key in keys),
        key=lambda each: (each.when.order, each.key),
    )
    return Timeline(
        items=tuple(each for each in ordered if each.when.certainly_by(as_of)),
        possibly=tuple(each for each in ordered if each.when.only_possibly_by(as_of)),
    )


def _concerning(record: Record, incident: str) -> frozenset[str]:
    """Return the incident's key and those of all claims and happenings led to it."""
    on: dict[str, list[str]] = defaultdict(list)
    for claim in record.claims.values():
        if not claim.retracted:
            on[claim.about].append(claim.key)
    for happening in record.happenings:
        for key in happening.about:
            on[key].append(happening.key)
    found = {incident}
    waiting = [incident]
    while waiting:
        fresh = [key for key in on[waiting.pop()] if key not in found]
        found.update(fresh)
        waiting.extend(fresh)
    return frozenset(found)
