"""Who is said to have done it, and what was done about it."""

from django.contrib import admin

from attribution.models import (
    Assessment,
    Claim,
    DiplomaticResponse,
    Evidence,
    Question,
    Statement,
)
from desk.admin.base import RecordAdmin
from desk.admin.inlines import (
    RECORD_INLINES,
    BearingInline,
    ClaimGroundInline,
    HypothesisInline,
    QuestionSideInline,
    ResponseTransitionInline,
)
from desk.forms import ClaimForm
from desk.site import site


@admin.register(Statement, site=site)
class StatementAdmin(RecordAdmin[Statement]):
    """Public acts of speaking; what they propose are their claims."""

    inlines = RECORD_INLINES
    list_display = ["name", "key", "said", "form", "marking", "state", "version"]
    list_filter = ["form", "marking", "state"]
    autocomplete_fields = ["speakers", "spokespersons"]
    own_fields = ["speakers", "spokespersons", "said", "time_note", "form", "channel"]


@admin.register(Claim, site=site)
class ClaimAdmin(RecordAdmin[Claim]):
    """What claimants say, never what we think."""

    form = ClaimForm
    inlines = (ClaimGroundInline, *RECORD_INLINES)
    list_display = [
        "name",
        "claimant",
        "stance",
        "about",
        "attributed_to",
        "entity_level",
        "marking",
        "state",
        "version",
    ]
    list_select_related = ["claimant", "about", "attributed_to"]
    list_filter = ["stance", "entity_level", "claimant_role", "marking", "state"]
    search_fields = [*RecordAdmin.search_fields, "claimant__name", "wording", "quote"]
    autocomplete_fields = [
        "statement",
        "claimant",
        "about",
        "attributed_to",
        "restates",
    ]
    own_fields = [
        "statement",
        "claimant",
        "claimant_role",
        "stance",
        "about",
        "proposition",
        "attributed_to",
        "entity_level",
        "state_nexus",
        "restates",
        "wording",
        "quote",
        "quote_lang",
        "translation",
        "original_words",
        "likelihood",
        "analytic_confidence",
        "standard_of_proof",
        "basis",
        "denial_scope",
        "endorsement_ground",
        "legal_ground",
        "legal_characterisation",
    ]


@admin.register(Evidence, site=site)
class EvidenceAdmin(RecordAdmin[Evidence]):
    """What claims rest on."""

    inlines = (BearingInline, *RECORD_INLINES)
    list_display = [
        "name",
        "key",
        "evidence_kind",
        "disclosure",
        "incident",
        "marking",
        "version",
    ]
    list_select_related = ["incident"]
    list_filter = ["evidence_kind", "disclosure", "marking", "state"]
    autocomplete_fields = ["incident"]
    own_fields = ["evidence_kind", "disclosure", "incident"]


@admin.register(Question, site=site)
class QuestionAdmin(RecordAdmin[Question]):
    """Conflicts and gaps in the record; the description is our view."""

    inlines = (QuestionSideInline, *RECORD_INLINES)
    list_display = ["name", "key", "question_kind", "status", "marking", "version"]
    list_filter = ["question_kind", "status", "marking", "state"]
    autocomplete_fields = ["about"]
    own_fields = ["question_kind", "status", "about"]


@admin.register(Assessment, site=site)
class AssessmentAdmin(RecordAdmin[Assessment]):
    """Our own judgements; they replace no claim."""

    inlines = (HypothesisInline, *RECORD_INLINES)
    list_display = [
        "name",
        "key",
        "incident",
        "likelihood",
        "confidence",
        "marking",
        "version",
    ]
    list_select_related = ["incident"]
    list_filter = ["likelihood", "confidence", "marking", "state"]
    autocomplete_fields = ["incident"]
    own_fields = ["incident", "likelihood", "confidence"]


@admin.register(DiplomaticResponse, site=site)
class ResponseAdmin(RecordAdmin[DiplomaticResponse]):
    """What states and others did about it."""

    inlines = (ResponseTransitionInline, *RECORD_INLINES)
    list_display = [
        "name",
        "key",
        "response_type",
        "announced",
        "marking",
        "state",
        "version",
    ]
    list_filter = ["response_type", "marking", "state"]
    autocomplete_fields = [
        "responders",
        "addressees",
        "rests_on",
        "answers",
        "voices",
    ]
    own_fields = [
        "response_type",
        "responders",
        "addressees",
        "announced",
        "effective",
        "legal_basis",
        "il_class_claimed",
        "il_class_assessed",
        "rests_on",
        "answers",
        "voices",
        "outcome",
    ]
