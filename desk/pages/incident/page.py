"""The incident page: one head for all tabs, and the tab asked for."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from desk.admin.actions import user_of
from desk.pages.base import desk_page, record_or_404, show
from desk.pages.incident.asked import Asked, AsOf, Context
from desk.pages.incident.tabs import TABS, Tab
from desk.selectors.incident.belonging import publishable
from desk.selectors.incident.dossier import Dossier
from desk.selectors.incident.head import Head, head
from desk.standing import with_standing
from incidents.models import Incident, Record
from incidents.vocab import RecordKind

PUBLISH = "sharing.add_release"


@dataclass(frozen=True, slots=True)
class Door:
    """One tab as the navigation shows it."""

    label: str
    address: str
    count: int | None
    is_here: bool


@dataclass(frozen=True, slots=True)
class Action:
    """Something that the reader may do with the incident."""

    label: str
    address: str
    key: str = ""
    is_primary: bool = False


@desk_page("incidents.view_incident")
def incident(request: HttpRequest, key: str, tab: str = "facts") -> HttpResponse:
    """Show one tab of an incident, as far as the reader may see."""
    shown = TABS[tab]
    found_pk = record_or_404(request, key, RecordKind.INCIDENT).pk
    record = with_standing(Incident.objects.filter(pk=found_pk)).get()
    form = AsOf(request.GET if shown.is_dated else {})
    dossier = Dossier(record, user_of(request), form.day)
    found = head(dossier)
    asked = Asked(request, dossier, timezone.now().date())
    context: Context = {
        "incident": record,
        "head": found,
        "tab": shown,
        "doors": list(_doors(record, shown, found, form)),
        "actions": _actions(request, dossier),
        "as_of": form,
        "day": form.day,
        **shown.context(asked),
    }
    if "page" in context:
        page = context["page"]
        context["numbers"] = page.paginator.get_elided_page_range(page.number)
    title = f"{shown.label}: {record.name}"
    return show(request, f"desk/incident/{tab}.html", title, context)


def _doors(record: Record, shown: Tab, found: Head, form: AsOf) -> list[Door]:
    """Return the tabs; those that know days keep the day that is asked for."""
    day = f"?as_of={form.day.isoformat()}" if form.day else ""
    return [
        Door(
            label=each.label,
            address=reverse("desk:incident", args=[record.key, each.name])
            + (day if each.is_dated else ""),
            count=found.counts.get(each.name),
            is_here=each is shown,
        )
        for each in TABS.values()
    ]


def _actions(request: HttpRequest, dossier: Dossier) -> list[Action]:
    """Return what the reader may do with the incident, as it stands."""
    record = dossier.incident
    statement = reverse("desk:statement-add", args=[record.key])
    edit = reverse("admin:incidents_incident_change", args=[record.pk])
    send = reverse("desk:incident-send", args=[record.key])
    publish = f"{reverse('desk:publish')}?of={record.key}"
    briefing = f"{reverse('desk:briefing-new')}?about={record.key}"
    offered = {
        "attribution.add_claim": Action(
            "Add a statement", statement, key="Alt+c", is_primary=True
        ),
        "incidents.change_incident": Action("Edit", edit, key="e"),
        "review.add_request": Action("Send to review", send),
        PUBLISH: Action("Publish", publish),
        "briefings.add_edition": Action("New briefing", briefing),
    }
    user = user_of(request)
    allowed = {right: each for right, each in offered.items() if user.has_perm(right)}
    if PUBLISH in allowed and not publishable(dossier).exists():
        del allowed[PUBLISH]
    return list(allowed.values())
