"""Parties, actors, means and sources."""

from django.contrib import admin

from desk.admin.base import RecordAdmin
from desk.admin.inlines import RECORD_INLINES
from desk.site import site
from incidents.models import (
    AttackPattern,
    CheckedFact,
    Identity,
    Indicator,
    Infrastructure,
    IntrusionSet,
    Location,
    Malware,
    Relationship,
    Source,
    ThreatActor,
    Tool,
    Vulnerability,
)


@admin.register(Source, site=site)
class SourceAdmin(RecordAdmin[Source]):
    """Documents; a source's name is its title."""

    inlines = RECORD_INLINES
    list_display = [
        "name",
        "publisher",
        "published",
        "source_kind",
        "reliability",
        "seen_extent",
        "marking",
        "version",
    ]
    list_filter = ["source_kind", "reliability", "seen_extent", "marking", "state"]
    search_fields = [*RecordAdmin.search_fields, "publisher", "url"]
    autocomplete_fields = ["cited_via"]
    own_fields = [
        "source_kind",
        "publisher",
        "author",
        "published",
        "url",
        "archived_sha256",
        "archived_on",
        "reliability",
        "reliability_reason",
        "lineage_group",
        "seen_extent",
        "cited_via",
        "is_relied_on",
    ]


@admin.register(CheckedFact, site=site)
class CheckedFactAdmin(RecordAdmin[CheckedFact]):
    """Sentences of other texts, and what checking them came to."""

    inlines = RECORD_INLINES
    list_display = ["name", "key", "status", "is_flagged", "marking", "version"]
    list_filter = ["status", "is_flagged", "marking", "state"]
    autocomplete_fields = ["stated_in", "about"]
    own_fields = ["status", "is_flagged", "stated_in", "about"]


@admin.register(Identity, site=site)
class IdentityAdmin(RecordAdmin[Identity]):
    """Who acts, speaks and is hit; never a culprit by itself."""

    inlines = RECORD_INLINES
    list_display = [
        "name",
        "key",
        "body_kind",
        "state_of",
        "marking",
        "state",
        "version",
    ]
    list_select_related = ["state_of"]
    list_filter = ["body_kind", "identity_class", "marking", "state"]
    autocomplete_fields = ["state_of", "located_at"]
    own_fields = [
        "identity_class",
        "body_kind",
        "sectors",
        "role",
        "state_of",
        "located_at",
        "contact_information",
    ]


@admin.register(Location, site=site)
class LocationAdmin(RecordAdmin[Location]):
    """Countries and regions."""

    inlines = RECORD_INLINES
    list_display = ["name", "key", "country", "region", "marking", "version"]
    own_fields = ["country", "region"]


@admin.register(ThreatActor, site=site)
class ThreatActorAdmin(RecordAdmin[ThreatActor]):
    """Who is named as being behind something."""

    inlines = RECORD_INLINES
    list_display = [
        "name",
        "key",
        "entity_level",
        "identity",
        "is_state_level",
        "marking",
        "state",
        "version",
    ]
    list_select_related = ["identity"]
    list_filter = ["entity_level", "marking", "state"]
    autocomplete_fields = ["identity"]
    own_fields = [
        "entity_level",
        "threat_actor_types",
        "identity",
        "is_state_level",
        "self_description",
        "first_seen",
    ]


@admin.register(IntrusionSet, site=site)
class IntrusionSetAdmin(RecordAdmin[IntrusionSet]):
    """Activity under one name of one namer."""

    inlines = RECORD_INLINES
    list_display = ["name", "key", "entity_level", "marking", "state", "version"]
    list_filter = ["entity_level", "marking", "state"]
    own_fields = ["entity_level", "role_in_case", "first_seen", "last_seen"]


@admin.register(Malware, site=site)
class MalwareAdmin(RecordAdmin[Malware]):
    """Programs made to do harm."""

    inlines = RECORD_INLINES
    own_fields = ["malware_types", "is_family", "capabilities", "signing"]


@admin.register(Tool, site=site)
class ToolAdmin(RecordAdmin[Tool]):
    """Legitimate programs that were put to use."""

    inlines = RECORD_INLINES
    own_fields = ["tool_types"]


@admin.register(Vulnerability, site=site)
class VulnerabilityAdmin(RecordAdmin[Vulnerability]):
    """Flaws, by their CVE ids."""

    inlines = RECORD_INLINES
    list_display = ["name", "key", "product", "patched", "marking", "version"]
    own_fields = ["product", "patched"]


@admin.register(AttackPattern, site=site)
class AttackPatternAdmin(RecordAdmin[AttackPattern]):
    """Techniques of ATT&CK."""

    inlines = RECORD_INLINES
    list_display = ["name", "key", "external_ids", "marking", "state", "version"]
    own_fields = ["kill_chain_phases"]


@admin.register(Infrastructure, site=site)
class InfrastructureAdmin(RecordAdmin[Infrastructure]):
    """Servers, sites and accounts."""

    inlines = RECORD_INLINES
    list_display = ["name", "key", "value", "role", "marking", "state", "version"]
    search_fields = [*RecordAdmin.search_fields, "value"]
    own_fields = ["infrastructure_types", "value", "role", "first_seen", "last_seen"]


@admin.register(Indicator, site=site)
class IndicatorAdmin(RecordAdmin[Indicator]):
    """Patterns that detect something."""

    inlines = RECORD_INLINES
    list_display = ["name", "key", "value", "valid_from", "marking", "version"]
    search_fields = [*RecordAdmin.search_fields, "value"]
    own_fields = [
        "indicator_types",
        "value",
        "pattern",
        "role",
        "file_name",
        "valid_from",
        "valid_until",
    ]


@admin.register(Relationship, site=site)
class RelationshipAdmin(RecordAdmin[Relationship]):
    """Plain relations; who is behind something is a claim."""

    inlines = RECORD_INLINES
    list_display = [
        "name",
        "source",
        "relationship_type",
        "target",
        "marking",
        "state",
        "version",
    ]
    list_select_related = ["source", "target"]
    search_fields = [*RecordAdmin.search_fields, "source__name", "target__name"]
    autocomplete_fields = ["source", "target"]
    own_fields = ["source", "relationship_type", "target"]
