"""Cutting to a level: what refers to something that may not be told is not told.

Pure: what is handed in is what the view holds. A list loses what it names of records
that are not there; a record whose main reference is not there goes with it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

Snapshot = dict[str, Any]
OUT = frozenset({"retracted", "rejected"})
# References without which a record says nothing, by kind.
MAIN: Mapping[str, tuple[str, ...]] = {
    "claim": ("statement", "claimant", "about", "attributed_to"),
    "impact": ("incident",),
    "evidence": ("incident",),
    "assessment": ("incident",),
    "event": ("incident",),
    "relationship": ("source", "target"),
}
# Single references that a record can do without.
ASIDE: Mapping[str, tuple[str, ...]] = {
    "claim": ("restates",),
    "incident": ("campaign", "phase_of", "follows"),
    "identity": ("state_of", "located_at"),
    "threat-actor": ("identity",),
}
LISTS: Mapping[str, tuple[str, ...]] = {
    "case": ("incidents",),
    "incident": ("victims",),
    "event": ("about",),
    "impact": ("impacted",),
    "statement": ("speakers", "spokespersons"),
    "question": ("about",),
    "diplomatic-response": (
        *("responders", "addressees", "answers", "rests_on", "voices"),
    ),
    "source": ("cited_via",),
}
# Lists of which a record has to keep at least one, if it had any.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "statement": ("speakers",),
    "diplomatic-response": ("responders",),
}


def cut(
    own: Iterable[Mapping[str, Any]], others: Iterable[Mapping[str, Any]]
) -> dict[str, Snapshot]:
    """Return the records that can be told, each without what cannot.

    ``others`` are in the view as well, and only named; they are not told themselves.
    Nothing in what is returned refers to a record that is in neither.
    """
    named = {each["key"] for each in others if each["state"] not in OUT}
    kept = {each["key"]: dict(each) for each in own if each["state"] not in OUT}
    while True:
        known = kept.keys() | named
        left = {
            key: found
            for key, each in kept.items()
            if (found := _cut(each, known)) is not None
        }
        if left.keys() == kept.keys():
            return left
        kept = left


def _cut(snapshot: Snapshot, known: set[str]) -> Snapshot | None:
    kind = snapshot["kind"]
    if any(_is_lost(snapshot[field], known) for field in MAIN.get(kind, ())):
        return None
    seen = dict(snapshot)
    for field in ASIDE.get(kind, ()):
        seen[field] = seen[field] if seen[field] in known else None
    for field in LISTS.get(kind, ()):
        seen[field] = [key for key in seen[field] if key in known]
    if any(snapshot[name] and not seen[name] for name in NEEDED.get(kind, ())):
        return None
    seen["citations"] = [row for row in seen["citations"] if row["source"] in known]
    return _rows(seen, known) if kind in OWNED else seen


def _is_lost(key: str | None, known: set[str]) -> bool:
    """Whether a reference leads to a record that may not be told."""
    return key is not None and key not in known


def _rows(seen: Snapshot, known: set[str]) -> Snapshot | None:
    """Return a record with what its own rows may tell; None if too little is left."""
    match seen["kind"]:
        case "evidence":
            rows = [row for row in seen["bearings"] if row["claim"] in known]
            is_left = bool(rows) or not seen["bearings"]
            return {**seen, "bearings": rows} if is_left else None
        case "question":
            sides = [side for row in seen["sides"] if (side := _side(row, known))]
            # With one side gone nobody would see in what the others differ.
            is_left = len(sides) == len(seen["sides"])
            return {**seen, "sides": sides} if is_left else None
        case _:
            return _weighed(seen, known)


def _side(row: Snapshot, known: set[str]) -> Snapshot | None:
    held = [key for key in row["held_in"] if key in known]
    return {**row, "held_in": held} if held or not row["held_in"] else None


def _weighed(seen: Snapshot, known: set[str]) -> Snapshot | None:
    """Return an assessment; without one of its answers it would weigh another set."""
    rows = seen["hypotheses"]
    if any(_is_lost(row["attributed_to"], known) for row in rows):
        return None
    kept = [
        {**row, "signs": {k: sign for k, sign in row["signs"].items() if k in known}}
        for row in rows
    ]
    return {**seen, "hypotheses": kept}


OWNED = frozenset({"evidence", "question", "assessment"})


def references(snapshot: Mapping[str, Any]) -> set[str]:
    """Return the keys that a record refers to by anything that is told of it."""
    kind = snapshot["kind"]
    keys = {snapshot[field] for field in (*MAIN.get(kind, ()), *ASIDE.get(kind, ()))}
    for field in LISTS.get(kind, ()):
        keys |= {*snapshot[field]}
    keys |= {row["source"] for row in snapshot["citations"]}
    keys |= {row["namer"] for row in snapshot["aliases"]}
    keys |= {key for row in snapshot.get("sides", ()) for key in row["held_in"]}
    keys |= {row["claim"] for row in snapshot.get("bearings", ())}
    for row in snapshot.get("hypotheses", ()):
        keys |= {row["attributed_to"], *row["signs"]}
    return keys - {None}
