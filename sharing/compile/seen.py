"""First and last seen: from when to when an activity was observed."""

from sharing.compile.dates import bounds, timestamp
from sharing.compile.draft import Draft
from sharing.compile.values import Snapshot


def seen(
    draft: Draft, first: str = "first_seen", last: str = "last_seen"
) -> dict[str, str]:
    """Return both as instants: the first moment of the one, the last of the other.

    STIX has no precision here; the text beside it tells it.
    """
    start = bounds(draft.own[first])[0]
    end = bounds(draft.own.get(last))[1]
    if start and end and end < start:
        draft.problem(last, f"lies before {first}")
    out = {first: start, last: end}
    return {name: timestamp(moment) for name, moment in out.items() if moment}


def seen_edtf(own: Snapshot) -> dict[str, str | None]:
    """Return both as written, for our extension."""
    return {
        f"{name}_edtf": own[name]["edtf"] if own.get(name) else None
        for name in ("first_seen", "last_seen")
    }
