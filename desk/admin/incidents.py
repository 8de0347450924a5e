"""Parties, actors, means and sources."""

from django.contrib import admin

from desk.admin import columns
from desk.admin.base import RecordAdmin
from desk.admin.filters import chosen, vocabulary
from desk.admin.filters_of_dates import when
from desk.admin.filters_of_work import FOR_ALL
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
from incidents.vocab import RecordKind

PARTIES = (RecordKind.IDENTITY,)
NAMER = chosen("namer", PARTIES, "aliases__namer", title="has a name used by")


@admin.register(Source, site=site)
class SourceAdmin(RecordAdmin[Source]):
    """Documents; a source's name is its title."""

    inlines = RECORD_INLINES
    list_display = [
        columns.title,
        "publisher",
        columns.date("published"),
        columns.word("source_kind"),
        columns.word("reliability"),
        columns.word("seen_extent"),
        *columns.LAST,
    ]
    ordering = ["-published_earliest"]
    list_filter = [
        when("published"),
        vocabulary(Source, "source_kind"),
        vocabulary(Source, "reliability"),
        vocabulary(Source, "seen_extent"),
        *FOR_ALL,
    ]
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
    list_display = [
        columns.title,
        columns.word("status"),
        columns.yes("is_flagged"),
        columns.other("stated_in"),
        *columns.LAST,
    ]
    points = ["stated_in"]
    list_filter = [
        vocabulary(CheckedFact, "status"),
        chosen("stated_in", [RecordKind.SOURCE]),
        chosen("about", tuple(RecordKind.values)),
        *FOR_ALL,
    ]
    autocomplete_fields = ["stated_in", "about"]
    own_fields = ["status", "is_flagged", "stated_in", "about"]


@admin.register(Identity, site=site)
class IdentityAdmin(RecordAdmin[Identity]):
    """Who acts, speaks and is hit; never a culprit by itself."""

    inlines = RECORD_INLINES
    list_display = [
        columns.title,
        columns.word("body_kind"),
        columns.other("state_of"),
        columns.other("located_at"),
        *columns.LAST,
    ]
    points = ["state_of", "located_at"]
    list_filter = [
        vocabulary(Identity, "body_kind"),
        chosen("state_of", PARTIES),
        chosen(
            "country",
            [RecordKind.LOCATION],
            "located_at",
            "state_of__located_at",
            title="country",
        ),
        vocabulary(Identity, "identity_class"),
        *FOR_ALL,
    ]
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
    list_display = [columns.title, "country", "region", *columns.LAST]
    own_fields = ["country", "region"]


@admin.register(ThreatActor, site=site)
class ThreatActorAdmin(RecordAdmin[ThreatActor]):
    """Who is named as being behind something."""

    inlines = RECORD_INLINES
    list_display = [
        columns.title,
        columns.word("entity_level"),
        columns.other("identity"),
        columns.yes("is_state_level"),
        *columns.LAST,
    ]
    points = ["identity"]
    list_filter = [
        vocabulary(ThreatActor, "entity_level"),
        chosen("identity", PARTIES),
        NAMER,
        *FOR_ALL,
    ]
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
    list_display = [
        columns.title,
        columns.word("entity_level"),
        columns.date("first_seen"),
        columns.date("last_seen"),
        *columns.LAST,
    ]
    list_filter = [
        vocabulary(IntrusionSet, "entity_level"),
        when("first_seen"),
        when("last_seen"),
        NAMER,
        *FOR_ALL,
    ]
    own_fields = ["entity_level", "role_in_case", "first_seen", "last_seen"]


@admin.register(Malware, site=site)
class MalwareAdmin(RecordAdmin[Malware]):
    """Programs made to do harm."""

    inlines = RECORD_INLINES
    list_display = [columns.title, columns.word("malware_types"), *columns.LAST]
    own_fields = ["malware_types", "is_family", "capabilities", "signing"]


@admin.register(Tool, site=site)
class ToolAdmin(RecordAdmin[Tool]):
    """Legitimate programs that were put to use."""

    inlines = RECORD_INLINES
    list_display = [columns.title, columns.word("tool_types"), *columns.LAST]
    own_fields = ["tool_types"]


@admin.register(Vulnerability, site=site)
class VulnerabilityAdmin(RecordAdmin[Vulnerability]):
    """Flaws, by their CVE ids."""

    inlines = RECORD_INLINES
    list_display = [
        columns.title,
        columns.word("external_ids"),
        "product",
        columns.date("patched"),
        *columns.LAST,
    ]
    list_filter = [when("patched"), *FOR_ALL]
    own_fields = ["product", "patched"]


@admin.register(AttackPattern, site=site)
class AttackPatternAdmin(RecordAdmin[AttackPattern]):
    """Techniques of ATT&CK."""

    inlines = RECORD_INLINES
    list_display = [columns.title, columns.word("external_ids"), *columns.LAST]
    own_fields = ["kill_chain_phases"]


@admin.register(Infrastructure, site=site)
class InfrastructureAdmin(RecordAdmin[Infrastructure]):
    """Servers, sites and accounts."""

    inlines = RECORD_INLINES
    list_display = [
        columns.title,
        "value",
        "role",
        columns.date("first_seen"),
        *columns.LAST,
    ]
    list_filter = [when("first_seen"), when("last_seen"), *FOR_ALL]
    own_fields = ["infrastructure_types", "value", "role", "first_seen", "last_seen"]


@admin.register(Indicator, site=site)
class IndicatorAdmin(RecordAdmin[Indicator]):
    """Patterns that detect something."""

    inlines = RECORD_INLINES
    list_display = [
        columns.title,
        "value",
        columns.word("indicator_types"),
        columns.date("valid_from"),
        *columns.LAST,
    ]
    list_filter = [when("valid_from"), *FOR_ALL]
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
        columns.title,
        columns.other("source"),
        "relationship_type",
        columns.other("target"),
        *columns.LAST,
    ]
    points = ["source", "target"]
    list_filter = [
        chosen("from", tuple(RecordKind.values), "source", title="from"),
        chosen("to", tuple(RecordKind.values), "target", title="to"),
        *FOR_ALL,
    ]
    autocomplete_fields = ["source", "target"]
    own_fields = ["source", "relationship_type", "target"]
