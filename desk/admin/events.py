"""What happened: cases, incidents, events, impacts, campaigns."""

from django.contrib import admin

from desk.admin.base import RecordAdmin
from desk.admin.inlines import RECORD_INLINES
from desk.site import site
from incidents.models import Campaign, Case, Event, Impact, Incident


@admin.register(Case, site=site)
class CaseAdmin(RecordAdmin[Case]):
    """Case files: which incidents are told together."""

    inlines = RECORD_INLINES
    list_display = ["name", "key", "keeper", "marking", "state", "version"]
    list_select_related = ["keeper"]
    autocomplete_fields = ["incidents", "keeper"]
    own_fields = ["incidents", "keeper"]


@admin.register(Incident, site=site)
class IncidentAdmin(RecordAdmin[Incident]):
    """Incidents say what happened and never who did it."""

    inlines = RECORD_INLINES
    list_display = [
        "name",
        "key",
        "occurred",
        "determination",
        "campaign",
        "marking",
        "state",
        "version",
    ]
    list_select_related = ["campaign"]
    list_filter = ["determination", "investigation_status", "marking", "state"]
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


@admin.register(Event, site=site)
class EventAdmin(RecordAdmin[Event]):
    """Dated happenings in or around an incident."""

    inlines = RECORD_INLINES
    list_display = [
        "name",
        "key",
        "occurred",
        "event_kind",
        "incident",
        "marking",
        "state",
        "version",
    ]
    list_select_related = ["incident"]
    list_filter = ["event_kind", "status", "marking", "state"]
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

    inlines = RECORD_INLINES
    list_display = [
        "name",
        "key",
        "impact_category",
        "incident",
        "marking",
        "state",
        "version",
    ]
    list_select_related = ["incident"]
    list_filter = ["impact_category", "marking", "state"]
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
class CampaignAdmin(RecordAdmin[Campaign]):
    """Activity under one name or aim over a time."""

    inlines = RECORD_INLINES
    list_display = ["name", "key", "first_seen", "marking", "state", "version"]
    own_fields = ["first_seen", "last_seen", "objective"]
