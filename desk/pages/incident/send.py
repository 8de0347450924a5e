"""Choosing what of an incident goes to review; the page of requests does the rest."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from desk.admin.actions import user_of
from desk.pages.base import desk_page, record_or_404, show
from desk.selectors.incident.dossier import Dossier
from desk.selectors.incident.waiting import waiting
from incidents.models import Incident
from incidents.vocab import RecordKind


@desk_page("incidents.view_incident", "review.add_request")
def send_incident(request: HttpRequest, key: str) -> HttpResponse:
    """Show what of the incident nobody has approved, to choose what is sent."""
    record = record_or_404(request, key, RecordKind.INCIDENT)
    incident = Incident.objects.get(pk=record.pk)
    groups = waiting(Dossier(incident, user_of(request)))
    context = {
        "incident": incident,
        "groups": groups,
        "count": sum(len(group.records) for group in groups),
        "onwards": reverse("desk:send"),
    }
    title = f"Send to review: {incident.name}"
    return show(request, "desk/incident/send.html", title, context)
