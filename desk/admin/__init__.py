"""One ModelAdmin for every model; Django imports this when it starts."""

from desk.admin import (
    administration,
    attribution,
    erasures,
    events,
    incidents,
    partners,
    people,
    review,
    sharing,
    versions,
)

__all__ = [
    "administration",
    "attribution",
    "erasures",
    "events",
    "incidents",
    "partners",
    "people",
    "review",
    "sharing",
    "versions",
]
