"""What happened: cases, incidents, events, impacts, campaigns."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from desk.admin import columns
from desk.admin.base import RecordAdmin
from desk.admin.briefings import BriefingAction
from desk.admin.filters import chosen, vocabulary
from desk.admin.filters_of_dates import when
from desk.admin.filters_of_work import FOR_ALL, Contested
from desk.admin.inlines import RECORD_INLINES
from desk.forms import ImpactForm
from desk.site import site
from incidents.models import Campaign, Case, Event, Impact, Incident
from incidents.vocab import RecordKind


@admin.register(Case, site=site)
class CaseAdmin(BriefingAction[Case], RecordAdmin[Case]):
    """Case files: which incidents are told together."""

    inlines = RECORD_INLINES
    actions = [*RecordAdmin.actions, "brief_selected"]
    list_display = [columns.title, columns.other("incidents"), *columns.LAST]
    points = ["incidents"]
    list_filter = [
        chosen("incident", [RecordKind.INCIDENT], "incidents"),
        *FOR_ALL,
    ]
    autocomplete_fields = ["incidents", "keeper"]
    own_fields = ["incidents", "keeper"]


@admin.register(Incident, site=site)
class IncidentAdmin(BriefingAction[Incident], RecordAdmin[Incident]):
    """Incidents say what happened and never who did it."""

    inlines = RECORD_INLINES
    actions = [*RecordAdmin.actions, "brief_selected"]
    list_display = [
        columns.title,
        columns.date("occurred"),
        columns.word("determination"),
        columns.other("victims"),
        columns.other("campaign"),
        *columns.LAST,
    ]
    points = ["victims", "campaign"]
    ordering = ["-occurred_earliest"]
    list_filter = [
        when("occurred"),
        Contested,
        chosen(
            "actor",
            [RecordKind.THREAT_ACTOR, RecordKind.INTRUSION_SET],
            "claims_about__attributed_to",
            title="attributed to, by anybody",
        ),
        chosen("victim", [RecordKind.IDENTITY], "victims"),
        chosen("campaign", [RecordKind.CAMPAIGN]),
        vocabulary(Incident, "determination"),
        vocabulary(Incident, "investigation_status"),
        *FOR_ALL,
    ]
    autocomplete_fields = ["victims", "campaign", "phase_of", "follows"]
    own_fields = [
        "occurred",
        "discovered",
        "disclosed",
        "time_note",
        "incident_types",
        "determination",
        "investigation_status",
        "detection_methods",
        "detection",
        "recoverability",
        "outcome",
        "dwell",
        "restoration",
        "sectors",
        "systems",
        "victims",
        "campaign",
        "phase_of",
        "follows",
    ]

    def response_post_save_add(
        self, request: HttpRequest, obj: Incident
    ) -> HttpResponseRedirect:
        """Go on to the page of the incident, where its claims are."""
        return HttpResponseRedirect(reverse("desk:incident", args=[obj.key]))

    response_post_save_change = response_post_save_add


@admin.register(Event, site=site)
class EventAdmin(RecordAdmin[Event]):
    """Dated happenings in or around an incident."""

    inlines = RECORD_INLINES
    list_display = [
        columns.title,
        columns.date("occurred"),
        columns.word("event_kind"),
        columns.other("incident"),
        *columns.LAST,
    ]
    points = ["incident"]
    ordering = ["-occurred_earliest"]
    list_filter = [
        when("occurred"),
        chosen("incident", [RecordKind.INCIDENT]),
        vocabulary(Event, "event_kind"),
        vocabulary(Event, "status"),
        *FOR_ALL,
    ]
    autocomplete_fields = ["incident", "about"]
    own_fields = [
        "incident",
        "event_kind",
        "event_types",
        "status",
        "occurred",
        "time_note",
        "about",
    ]


@admin.register(Impact, site=site)
class ImpactAdmin(RecordAdmin[Impact]):
    """Effects of an incident, in the terms of the OASIS incident suite."""

    form = ImpactForm
    inlines = RECORD_INLINES
    list_display = [
        columns.title,
        columns.word("impact_category"),
        columns.other("incident"),
        *columns.LAST,
    ]
    points = ["incident"]
    list_filter = [
        chosen("incident", [RecordKind.INCIDENT]),
        vocabulary(Impact, "impact_category"),
        *FOR_ALL,
    ]
    autocomplete_fields = ["incident", "impacted"]
    own_fields = [
        "incident",
        "impact_category",
        "occurred",
        "impacted",
        "recoverability",
        *dict.fromkeys(
            member for members in Impact.MEMBERS.values() for member in members
        ),
    ]


@admin.register(Campaign, site=site)
class CampaignAdmin(BriefingAction[Campaign], RecordAdmin[Campaign]):
    """Activity under one name or aim over a time."""

    inlines = RECORD_INLINES
    actions = [*RecordAdmin.actions, "brief_selected"]
    most_briefed = 1
    list_display = [columns.title, columns.date("first_seen"), *columns.LAST]
    list_filter = [when("first_seen"), *FOR_ALL]
    own_fields = ["first_seen", "last_seen", "objective"]
