"""The doors about briefings: written by officers, released, read by others."""

from typing import Any

from briefings.models import Edition, EditionFile
from tests.desk.door import NOBODY, READ, Door
from tests.desk.world import HIDDEN, World


def of_briefings(world: World) -> dict[str, Door]:
    """Return the pages about briefings, one of them out and one marked RED."""
    out, hidden = world.rows[Edition]
    file, hidden_file = world.rows[EditionFile]
    one: dict[str, Any] = {"seen": ((out,),), "hidden": ((hidden,),)}
    return {
        "desk:briefings": Door(
            READ, queries=("?show=work", "?show=asked", "?show=out", "?page=9")
        ),
        "desk:briefing-look": Door("o"),
        "desk:briefing-looks": Door("o"),
        "desk:briefing-look-preview": Door(NOBODY, "o"),
        "desk:briefing-new": Door("o", queries=(f"?about={HIDDEN}-incident",)),
        "desk:briefing-preview": Door(NOBODY, "o"),
        "desk:briefing-series": Door("o"),
        "desk:briefing": Door(READ, data={"act": "withdraw"}, post="po", **one),
        "desk:briefing-edit": Door("o", **one),
        "desk:briefing-file": Door(
            READ, seen=((out, file),), hidden=((hidden, hidden_file),)
        ),
        "desk:briefing-text": Door(READ, **one),
    }
