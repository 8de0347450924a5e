"""The standards' words for records, sources and what happened, as choices.

Every value is a lower-case identifier that is kept for life; a value is never
renamed, only retired. ``VOCAB_VERSION`` is kept with each version of a record,
so that a coding can be read with the words that were in force (domain study b).
"""

from django.db.models import TextChoices

VOCAB_VERSION = "2026.1"


class RecordKind(TextChoices):
    """What a record is; the STIX type name where it leaves as that type."""

    CASE = "case"
    SOURCE = "source"
    IDENTITY = "identity"
    LOCATION = "location"
    INCIDENT = "incident"
    EVENT = "event"
    IMPACT = "impact"
    CAMPAIGN = "campaign"
    THREAT_ACTOR = "threat-actor"
    INTRUSION_SET = "intrusion-set"
    MALWARE = "malware"
    TOOL = "tool"
    VULNERABILITY = "vulnerability"
    ATTACK_PATTERN = "attack-pattern"
    INFRASTRUCTURE = "infrastructure"
    INDICATOR = "indicator"
    RELATIONSHIP = "relationship"
    CHECKED_FACT = "checked-fact"
    STATEMENT = "statement"
    CLAIM = "claim"
    EVIDENCE = "evidence"
    QUESTION = "question"
    ASSESSMENT = "assessment"
    RESPONSE = "diplomatic-response"


class Marking(TextChoices):
    """TLP 2.0 (FIRST, August 2022), mildest first."""

    CLEAR = "CLEAR", "TLP:CLEAR"
    GREEN = "GREEN", "TLP:GREEN"
    AMBER = "AMBER", "TLP:AMBER"
    AMBER_STRICT = "AMBER_STRICT", "TLP:AMBER+STRICT"
    RED = "RED", "TLP:RED"


MARKING_RANK = {marking: rank for rank, marking in enumerate(Marking.values)}
# The clearance that an unmarked record needs: what is not said is not assumed.
CLOSED = max(MARKING_RANK.values())


class RecordState(TextChoices):
    """Whether a record still stands, and if not, who took it back."""

    IN_USE = "in-use", "in use"
    SUPERSEDED = "superseded", "superseded by its claimant's own revision"
    WITHDRAWN = "withdrawn", "withdrawn by its claimant"
    RETRACTED = "retracted", "retracted by us: our recording error"
    REJECTED = "rejected", "rejected: found not to be one"


class Door(TextChoices):
    """The way by which a change came in."""

    DESK = "desk", "the desk"
    CASE_FILES = "case-files", "case files"
    IMPORT = "import", "an import"
    SERVICE = "service", "a service"


class Missing(TextChoices):
    """Why a value is not there (domain study b.12)."""

    NOT_STATED = "not-stated", "the source is silent"
    UNKNOWN = "unknown", "the source says that it is unknown"
    NOT_APPLICABLE = "not-applicable", "does not apply"
    WITHHELD = "withheld", "known, not shareable"
    NOT_YET_CODED = "not-yet-coded", "not yet coded"
    NONE_FOUND = "none-found", "looked for, none found"


class SourceKind(TextChoices):
    """What sort of document a source is."""

    NEWS = "news", "news report"
    GOVERNMENT_STATEMENT = "government-statement", "government statement"
    SANCTION_NOTICE = "sanction-notice", "sanctions notice"
    ADVISORY = "advisory", "technical advisory"
    VENDOR_REPORT = "vendor-report", "report of a security company"
    ACADEMIC = "academic", "academic text"
    TREATY_BODY_STATEMENT = "treaty-body-statement", "statement of an alliance or union"
    COURT_DOCUMENT = "court-document", "court document"
    WIKI = "wiki", "compilation or public repository"


class Reliability(TextChoices):
    """Admiralty code, first letter: the source in its subject area."""

    A = "A", "A: completely reliable"
    B = "B", "B: usually reliable"
    C = "C", "C: fairly reliable"
    D = "D", "D: not usually reliable"
    E = "E", "E: unreliable"
    F = "F", "F: cannot be judged"


class Credibility(TextChoices):
    """Admiralty code, second digit: one item about one proposition."""

    ONE = "1", "1: confirmed by other sources"
    TWO = "2", "2: probably true"
    THREE = "3", "3: possibly true"
    FOUR = "4", "4: doubtful"
    FIVE = "5", "5: improbable"
    SIX = "6", "6: cannot be judged"


# STIX 2.1 appendix A (Errata 01), scale "Admiralty Credibility"; MISP's
# admiralty-scale numbers the same words otherwise, so they are never exchanged.
CREDIBILITY_TO_STIX: dict[str, int | None] = {
    "1": 90,
    "2": 70,
    "3": 50,
    "4": 30,
    "5": 10,
    "6": None,
}
ADMIRALTY_TO_MISP: dict[str, int] = {
    **{"A": 100, "B": 75, "C": 50, "D": 25, "E": 0, "F": 50},
    **{"1": 100, "2": 75, "3": 50, "4": 25, "5": 0, "6": 50},
}


class SeenExtent(TextChoices):
    """How much of a source's text we have seen."""

    FULL = "full", "the full text"
    EXCERPT = "excerpt", "an excerpt"
    NOT_SEEN = "not-seen", "not seen, known by citation"


class IdentityClass(TextChoices):
    """STIX 2.1 identity-class-ov, section 10.7."""

    INDIVIDUAL = "individual"
    GROUP = "group"
    SYSTEM = "system"
    ORGANIZATION = "organization"
    CLASS = "class"
    UNKNOWN = "unknown"


class BodyKind(TextChoices):
    """What kind of party an identity is, finer than its STIX class."""

    STATE = "state"
    GOVERNMENT_BODY = "government-body", "government body"
    INTERNATIONAL_ORGANISATION = (
        "international-organisation",
        "international organisation",
    )
    COMPANY = "company"
    ORGANISATION = "organisation"
    POLITICAL_ORGANISATION = "political-organisation", "political organisation"
    ASSOCIATION = "association"
    MEDIA = "media"
    PERSON = "person"
    PERSONA = "persona"
    GROUP = "group"
    SERVICE = "service"
    FACILITY = "facility"


class EntityLevel(TextChoices):
    """How deep a name reaches, shallowest last (domain study b.5)."""

    ACTIVITY_CLUSTER = "activity-cluster", "activity cluster"
    INTRUSION_SET = "intrusion-set", "named group"
    PERSONA = "persona"
    INDIVIDUAL = "individual"
    UNIT = "unit"
    ORGANISATION = "organisation"
    STATE = "state"
    UNKNOWN = "unknown", "not stated how deep"


class EventKind(TextChoices):
    """What sort of happening an event is."""

    INTRUSION_PHASE = "intrusion-phase", "phase of the intrusion"
    LEAK = "leak"
    PUBLIC_EVENT = "public-event", "public event"
    DIPLOMATIC = "diplomatic"
    LEGAL = "legal"
    POLITICAL = "political"
    TECHNICAL_PUBLICATION = "technical-publication", "technical publication"
    ASSISTANCE = "assistance"
    BACKGROUND = "background"


class FactStatus(TextChoices):
    """What checking a sentence of another text came to."""

    CONFIRMED = "confirmed"
    PARTLY_CONFIRMED = "partly-confirmed", "partly confirmed"
    CORRECTED = "corrected"
    CONTRADICTED = "contradicted"
    UNVERIFIED = "unverified"
    OPINION = "opinion"


class AliasKind(TextChoices):
    """Whose name for a record another name is."""

    NATIVE = "native", "in the bearer's own language or script"
    ABBREVIATION = "abbreviation"
    VENDOR = "vendor", "a namer's own name; no statement that both are the same"
    FORMER = "former", "former name"
    FILE_NAME = "file-name", "file name"
    SLOGAN = "slogan"
    OTHER = "other"
