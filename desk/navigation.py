"""The desk's ways, by task: where each leads and who may go there."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Way:
    """One entry of the navigation: a word, an address and what it takes to see it."""

    label: str
    address: str
    permission: str
    shortcut: str = ""  # typed after ``g``


# The first entry of each row is shown; the others unfold below it.
WAYS: tuple[tuple[Way, ...], ...] = (
    (
        Way(
            "Incidents",
            "admin:incidents_incident_changelist",
            "incidents.view_incident",
            "i",
        ),
        Way("Cases", "admin:incidents_case_changelist", "incidents.view_case"),
        Way(
            "Campaigns",
            "admin:incidents_campaign_changelist",
            "incidents.view_campaign",
        ),
        Way("Events", "admin:incidents_event_changelist", "incidents.view_event"),
        Way("Impacts", "admin:incidents_impact_changelist", "incidents.view_impact"),
    ),
)


def ways(user: User) -> Iterator[tuple[str, str, str, list[tuple[str, str]]]]:
    """Yield label, address, shortcut and further entries of what the user may see."""
    for first, *others in WAYS:
        below = [
            (each.label, reverse(each.address))
            for each in others
            if user.has_perm(each.permission)
        ]
        if user.has_perm(first.permission):
            yield first.label, reverse(first.address), first.shortcut, below
