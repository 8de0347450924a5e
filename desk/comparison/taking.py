"""Taking something back from an earlier version: what the record would then say."""

from collections.abc import Collection, Mapping
from typing import Any

from desk.comparison.compare import NOT_COMPARED
from desk.comparison.rows import PLACE, Row, match_rows

Snapshot = Mapping[str, Any]
# For life; and what is one fact in several fields goes together.
KEPT = NOT_COMPARED | {"key"}
STATE = ("state", "state_reason", "state_by", "state_at")


class NothingToTake(Exception):
    """The earlier version has no such field or row, or says the same in it."""


def take_back(
    now: Snapshot, earlier: Snapshot, part: str, *, owned: Collection[str]
) -> dict[str, Any]:
    """Return what the record says with one part, or all, as it was earlier.

    ``part`` is a field's name, the name of a sort of owned rows and the place of one
    row in their comparison (``citations:2``), or empty for the whole version.

    Raises:
        NothingToTake: there is no such part, or it is the same.
    """
    name, _, place = part.partition(":")
    if not part:
        taken = {**now, **{key: earlier[key] for key in now if _may_take(key, earlier)}}
    elif name in owned:
        rows = _row_taken(name, now[name], earlier.get(name, ()), place)
        taken = {**now, name: rows}
    else:
        fields = STATE if name in STATE else (name,)
        if not all(_may_take(each, earlier) and each in now for each in fields):
            raise NothingToTake(f"There is no field {name} to take back.")
        taken = {**now, **{each: earlier[each] for each in fields}}
    if taken == now:
        raise NothingToTake("That is what the record says now.")
    return taken


def _may_take(name: str, earlier: Snapshot) -> bool:
    return name not in KEPT and name in earlier


def _row_taken(
    name: str, now: Collection[Row], earlier: Collection[Row], place: str
) -> list[Row]:
    """Return the rows with one of them as it was: changed, there again, or gone."""
    pairs = match_rows(name, [*earlier], [*now]).pairs
    if not place.isdecimal() or int(place) >= len(pairs):
        raise NothingToTake(f"There is no row {place} among the {name}.")
    pair = pairs[int(place)]
    if pair.before is None:
        return [row for row in now if row is not pair.after]
    if pair.after is None:
        return [*now, _placed(pair.before, now)]
    kept = {PLACE: pair.after[PLACE]} if PLACE in pair.after else {}
    taken = {**pair.before, **kept}
    return [taken if row is pair.after else row for row in now]


def _placed(row: Row, others: Collection[Row]) -> Row:
    """Return a row that comes back in its old place, or last where that is taken."""
    places = [each[PLACE] for each in others if PLACE in each]
    if row.get(PLACE) not in places:
        return row
    return {**row, PLACE: max(places) + 1}
