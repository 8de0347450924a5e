"""One ModelAdmin for every model; Django imports this when it starts."""

from desk.admin import (
    attribution,
    events,
    incidents,
    people,
    review,
    sharing,
    versions,
)

__all__ = [
    "attribution",
    "events",
    "incidents",
    "people",
    "review",
    "sharing",
    "versions",
]
