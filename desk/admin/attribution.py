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
from desk.admin import columns
from desk.admin.base import RecordAdmin
from desk.admin.filters import chosen, vocabulary
from desk.admin.filters_of_dates import when
from desk.admin.filters_of_work import FOR_ALL
from desk.admin.inlines import (
    RECORD_INLINES,
    BearingInline,
    ClaimGroundInline,
    HypothesisInline,
    QuestionSideInline,
    ResponseTransitionInline,
)
from desk.admin.taking_back import TakesBack
from desk.forms import KINDS_OFFERED, ClaimForm
from desk.site import site
from incidents.vocab import RecordKind

ACTORS = (RecordKind.THREAT_ACTOR, RecordKind.INTRUSION_SET)
PARTIES = (RecordKind.IDENTITY,)


@admin.register(Statement, site=site)
class StatementAdmin(RecordAdmin[Statement]):
    """Public acts of speaking; what they propose are their claims."""

    inlines = RECORD_INLINES
    list_display = [
        columns.title,
        columns.date("said"),
        columns.other("speakers"),
        columns.word("form"),
        *columns.LAST,
    ]
    points = ["speakers"]
    ordering = ["-said_earliest"]
    list_filter = [
        when("said"),
        chosen("speaker", PARTIES, "speakers"),
        vocabulary(Statement, "form"),
        *FOR_ALL,
    ]
    autocomplete_fields = ["speakers", "spokespersons"]
    own_fields = ["speakers", "spokespersons", "said", "time_note", "form", "channel"]


@admin.register(Claim, site=site)
class ClaimAdmin(TakesBack, RecordAdmin[Claim]):
    """What claimants say, never what we think."""

    form = ClaimForm
    inlines = (ClaimGroundInline, *RECORD_INLINES)
    list_display = [
        columns.title,
        columns.date("said", "statement__said"),
        columns.other("claimant"),
        columns.stance,
        columns.other("about"),
        columns.other("attributed_to", beneath="entity_level"),
        *columns.LAST,
    ]
    points = ["claimant", "about", "attributed_to"]
    dates = {"said": "statement__said"}
    ordering = ["-statement__said_earliest"]
    list_filter = [
        when("said", "statement__said"),
        vocabulary(Claim, "stance"),
        chosen("claimant", PARTIES),
        chosen(
            "state",
            PARTIES,
            "claimant",
            "claimant__state_of",
            title="claims by a state and its bodies",
        ),
        chosen(
            "country",
            [RecordKind.LOCATION],
            "claimant__located_at",
            "claimant__state_of__located_at",
            title="claims by country",
        ),
        chosen("attributed_to", ACTORS),
        chosen("about", KINDS_OFFERED["claim", "about"]),
        vocabulary(Claim, "entity_level"),
        vocabulary(Claim, "claimant_role"),
        *FOR_ALL,
    ]
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
        "takes_back",
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
        columns.title,
        columns.word("evidence_kind"),
        columns.word("disclosure"),
        columns.other("incident"),
        *columns.LAST,
    ]
    points = ["incident"]
    list_filter = [
        chosen("incident", [RecordKind.INCIDENT]),
        chosen("claim", [RecordKind.CLAIM], "bearings__claim", title="bears on"),
        vocabulary(Evidence, "evidence_kind"),
        vocabulary(Evidence, "disclosure"),
        *FOR_ALL,
    ]
    autocomplete_fields = ["incident"]
    own_fields = ["evidence_kind", "disclosure", "incident"]


@admin.register(Question, site=site)
class QuestionAdmin(RecordAdmin[Question]):
    """Conflicts and gaps in the record; the description is our view."""

    inlines = (QuestionSideInline, *RECORD_INLINES)
    list_display = [
        columns.title,
        columns.word("question_kind"),
        columns.word("status"),
        columns.other("about"),
        *columns.LAST,
    ]
    points = ["about"]
    list_filter = [
        vocabulary(Question, "question_kind"),
        vocabulary(Question, "status"),
        chosen("about", tuple(RecordKind.values)),
        *FOR_ALL,
    ]
    autocomplete_fields = ["about"]
    own_fields = ["question_kind", "status", "about"]


@admin.register(Assessment, site=site)
class AssessmentAdmin(RecordAdmin[Assessment]):
    """Our own judgements; they replace no claim."""

    inlines = (HypothesisInline, *RECORD_INLINES)
    list_display = [
        columns.title,
        columns.other("incident"),
        columns.word("likelihood"),
        columns.word("confidence"),
        *columns.LAST,
    ]
    points = ["incident"]
    list_filter = [
        chosen("incident", [RecordKind.INCIDENT]),
        chosen("actor", ACTORS, "hypotheses__attributed_to", title="weighs the actor"),
        vocabulary(Assessment, "likelihood"),
        vocabulary(Assessment, "confidence"),
        *FOR_ALL,
    ]
    autocomplete_fields = ["incident"]
    own_fields = ["incident", "likelihood", "confidence"]


@admin.register(DiplomaticResponse, site=site)
class ResponseAdmin(RecordAdmin[DiplomaticResponse]):
    """What states and others did about it."""

    inlines = (ResponseTransitionInline, *RECORD_INLINES)
    list_display = [
        columns.title,
        columns.date("announced"),
        columns.word("response_type"),
        columns.other("responders"),
        columns.other("addressees"),
        *columns.LAST,
    ]
    points = ["responders", "addressees"]
    ordering = ["-announced_earliest"]
    list_filter = [
        when("announced"),
        vocabulary(DiplomaticResponse, "response_type"),
        chosen("responder", PARTIES, "responders"),
        chosen("addressee", PARTIES, "addressees"),
        chosen("answers", tuple(RecordKind.values)),
        *FOR_ALL,
    ]
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
