"""What states and others did about it: types, status, legal class (b.8, b.9).

``RESPONSES`` holds, beside each type, the EuRepoC field, measure and sub-code
(release 1.1, exact where one exists), the category of the EU Cyber Diplomacy
Toolbox, and the usual class in international law. None means: no equivalent.
"""

from typing import NamedTuple

from django.db.models import TextChoices


class ResponseType(TextChoices):
    """What kind of act a response is."""

    STATEMENT_HEAD = "statement-head", "statement by head of state or government"
    STATEMENT_FOREIGN_MINISTER = (
        "statement-foreign-minister",
        "statement by foreign minister",
    )
    STATEMENT_OTHER = (
        "statement-other-minister-or-mp",
        "statement by another minister or member of parliament",
    )
    STATEMENT_GOVERNMENT = (
        "statement-government",
        "statement by a government, ministry or mission",
    )
    DECLARATION_HR = (
        "declaration-high-representative",
        "declaration of the High Representative",
    )
    STATEMENT_IO_HEAD = "statement-io-head", "statement by the head of an organisation"
    STATEMENT_ALLIANCE = "statement-alliance", "statement by an alliance's council"
    COUNCIL_CONCLUSIONS = "council-conclusions", "Council conclusions"
    JOINT_ATTRIBUTION = "joint-attribution-statement", "joint attribution statement"
    PARLIAMENTARY_RESOLUTION = "parliamentary-resolution", "resolution of parliament"
    CIVIL_SOCIETY_STATEMENT = "civil-society-statement", "statement of civil society"
    PROTEST_NOTE = "protest-note-demarche", "protest note or démarche"
    AMBASSADOR_SUMMONED = "ambassador-summoned", "ambassador summoned"
    AMBASSADOR_RECALLED = "ambassador-recalled", "ambassador recalled"
    DIPLOMATS_EXPELLED = "diplomats-expelled", "diplomats expelled"
    TALKS_SUSPENDED = "talks-suspended", "talks suspended"
    RELATIONS_SEVERED = "relations-severed", "diplomatic relations severed"
    INTERESTS_SECTION = "interests-section", "interests section"
    DIPLOMATIC_SUPPORT = "diplomatic-support", "diplomatic support"
    AWARENESS_ADVISORY = "awareness-advisory", "technical advisory"
    CAPACITY_BUILDING = "capacity-building", "capacity building"
    FINANCIAL_ASSISTANCE = "financial-assistance", "financial assistance"
    CBM_DIALOGUE = "cbm-dialogue", "confidence-building dialogue"
    POLITICAL_DIALOGUE = "political-dialogue", "political dialogue"
    EVIDENCE_SHARED = "evidence-shared", "findings shared with others"
    LEGISLATION = "legislative-initiative", "legislation"
    PARLIAMENTARY_INQUIRY = "parliamentary-inquiry", "parliamentary inquiry"
    RESIGNATION = "resignation"
    REMOVAL = "removal-from-office", "removal from office"
    SANCTIONS_LISTING = "sanctions-listing", "sanctions listing"
    SECTORAL_RESTRICTION = (
        "sectoral-or-export-restriction",
        "sectoral or export restriction",
    )
    INVESTIGATION = "criminal-investigation", "criminal investigation"
    LEGAL_ASSISTANCE_REQUEST = (
        "legal-assistance-request",
        "request for legal assistance",
    )
    SEARCH = "search", "search of premises"
    PUBLICATION_BAN = "publication-ban", "ban on publication"
    INDICTMENT = "indictment", "indictment or prosecution"
    ARREST = "arrest"
    EXTRADITION = "extradition"
    CONVICTION = "conviction"
    REWARD_OFFER = "reward-offer", "reward offer"
    SEIZURE = "seizure-or-takedown", "seizure or takedown"
    CIVIL_SUIT = "civil-suit", "civil suit"
    INTERNATIONAL_PROCEEDINGS = "international-proceedings", "international proceedings"
    STATE_OF_EMERGENCY = "state-of-emergency", "state of emergency"
    CONTAINMENT = "containment", "containment of the attack"
    CYBER_OPERATION = "cyber-operation-in-return", "cyber operation in return"
    COLLECTIVE_CONSULTATION = "collective-consultation", "collective consultation"
    RAPID_RESPONSE_TEAM = "rapid-response-team", "rapid response team"
    TECHNICAL_ASSISTANCE = "technical-assistance", "technical assistance"
    HUNT_FORWARD = "hunt-forward", "hunt-forward mission"
    UNSC_LETTER = "unsc-letter", "letter to a UN body"
    UN_DEBATE = "un-debate", "statement in a UN body"
    NO_RESPONSE = "no-response-declared", "declared that nothing will be done"
    RECIPROCAL = "reciprocal-act-by-accused", "reciprocal act by the accused"


class ILClass(TextChoices):
    """What an act is in international law, as claimed or as assessed."""

    EXPRESSIVE = "expressive", "speech only"
    RETORSION = "retorsion", "unfriendly, lawful"
    COUNTERMEASURE = "countermeasure"
    NECESSITY = "necessity"
    SELF_DEFENCE = "self-defence", "self-defence"
    UNSC_MEASURE = "unsc-measure", "measure of the Security Council"
    JUDICIAL_NATIONAL = "judicial-national", "judicial, national"
    JUDICIAL_INTERNATIONAL = "judicial-international", "judicial, international"
    PEACEFUL_SETTLEMENT = "peaceful-settlement", "peaceful settlement"
    COOPERATION = "cooperation"
    INTERNAL = "internal"
    UNDETERMINED = "undetermined"


class ResponseStatus(TextChoices):
    """A step in the life of a response."""

    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    ADOPTED = "adopted"
    IN_FORCE = "in-force", "in force"
    COMPLETED = "completed", "carried out"
    RENEWED = "renewed"
    AMENDED = "amended"
    SUSPENDED = "suspended"
    LIFTED = "lifted"
    EXPIRED = "expired"
    ANNULLED = "annulled", "annulled by a court"
    BLOCKED = "blocked", "blocked by veto or for want of a majority"
    NOT_PURSUED = "not-pursued", "considered and not pursued"
    WITHDRAWN = "withdrawn"


class Equivalents(NamedTuple):
    """One response type in the words of others; CFR has words for three of them."""

    eurepoc_field: str | None
    eurepoc_measure: str | None
    eurepoc_subcode: str | None
    toolbox_category: int | None
    usual_il_class: str
    cfr: str | None = None


_STAB = "Stabilizing measures"
_RETORSION = "Peaceful means: Retorsion (International Law)"
_NATIONAL = (
    "Other legal measures on national level (e.g. law enforcement investigations, "
    "arrests)"
)
_PREVENTIVE = "Preventive measures"


def _spoken(subcode: str | None, category: int | None = 3) -> Equivalents:
    return Equivalents("political", _STAB, subcode, category, ILClass.EXPRESSIVE)


def _judicial(cfr: str | None = None) -> Equivalents:
    return Equivalents("legal", _NATIONAL, None, None, ILClass.JUDICIAL_NATIONAL, cfr)


def _help(subcode: str | None, category: int | None) -> Equivalents:
    field, measure = ("political", _PREVENTIVE) if subcode else (None, None)
    return Equivalents(field, measure, subcode, category, ILClass.COOPERATION)


def _other(il_class: str, category: int | None = None) -> Equivalents:
    return Equivalents(None, None, None, category, il_class)


RESPONSES: dict[str, Equivalents] = {
    ResponseType.STATEMENT_HEAD: _spoken(
        "Statement by head of state/head of government"
    ),
    ResponseType.STATEMENT_FOREIGN_MINISTER: _spoken(
        "Statement by minister of foreign affairs"
    ),
    ResponseType.STATEMENT_OTHER: _spoken(
        "Statement by other ministers/members of parliament"
    ),
    ResponseType.STATEMENT_GOVERNMENT: _spoken(None),
    ResponseType.DECLARATION_HR: _spoken("Declaration of HR"),
    ResponseType.STATEMENT_IO_HEAD: _spoken(
        "Statement by secretary-general or similar", None
    ),
    ResponseType.STATEMENT_ALLIANCE: _spoken(None, None),
    ResponseType.COUNCIL_CONCLUSIONS: _spoken(None),
    ResponseType.JOINT_ATTRIBUTION: _spoken(None),
    ResponseType.PARLIAMENTARY_RESOLUTION: _spoken(None, None),
    ResponseType.CIVIL_SOCIETY_STATEMENT: _other(ILClass.EXPRESSIVE),
    ResponseType.PROTEST_NOTE: _spoken("Diplomatic protest notes"),
    ResponseType.AMBASSADOR_SUMMONED: Equivalents(
        "political", _STAB, None, 3, ILClass.RETORSION
    ),
    ResponseType.AMBASSADOR_RECALLED: _other(ILClass.RETORSION),
    ResponseType.DIPLOMATS_EXPELLED: _other(ILClass.RETORSION),
    ResponseType.TALKS_SUSPENDED: _other(ILClass.RETORSION),
    ResponseType.RELATIONS_SEVERED: Equivalents(
        "legal",
        _RETORSION,
        "Severance of diplomatic relations",
        None,
        ILClass.RETORSION,
    ),
    ResponseType.INTERESTS_SECTION: _other(ILClass.PEACEFUL_SETTLEMENT),
    ResponseType.DIPLOMATIC_SUPPORT: _other(ILClass.EXPRESSIVE),
    ResponseType.AWARENESS_ADVISORY: Equivalents(
        "political", _PREVENTIVE, "Awareness raising", 1, ILClass.INTERNAL
    ),
    ResponseType.CAPACITY_BUILDING: _help("Capacity building in third countries", 1),
    ResponseType.FINANCIAL_ASSISTANCE: _help(None, 1),
    ResponseType.CBM_DIALOGUE: _help("Confidence and security-building Dialogues", 1),
    ResponseType.POLITICAL_DIALOGUE: Equivalents(
        "political", "Cooperative measures", None, 2, ILClass.COOPERATION
    ),
    ResponseType.EVIDENCE_SHARED: _other(ILClass.COOPERATION, 2),
    ResponseType.LEGISLATION: Equivalents(
        "political",
        "Legislative reactions",
        "Legislative initiative",
        None,
        ILClass.INTERNAL,
    ),
    ResponseType.PARLIAMENTARY_INQUIRY: Equivalents(
        "political",
        "Legislative reactions",
        "Parliamentary investigation committee",
        None,
        ILClass.INTERNAL,
    ),
    ResponseType.RESIGNATION: Equivalents(
        "political", "Executive reactions", "Resignation", None, ILClass.INTERNAL
    ),
    ResponseType.REMOVAL: Equivalents(
        "political",
        "Executive reactions",
        "Removal from office",
        None,
        ILClass.INTERNAL,
    ),
    # Retorsion or countermeasure: who says which is recorded on the response.
    ResponseType.SANCTIONS_LISTING: Equivalents(
        "legal", _RETORSION, "Economic sanctions", 4, ILClass.UNDETERMINED, "Sanctions"
    ),
    ResponseType.SECTORAL_RESTRICTION: Equivalents(
        "legal", _RETORSION, "Economic sanctions", 4, ILClass.UNDETERMINED, "Sanctions"
    ),
    ResponseType.INVESTIGATION: _judicial(),
    ResponseType.LEGAL_ASSISTANCE_REQUEST: _judicial(),
    ResponseType.SEARCH: _judicial(),
    ResponseType.PUBLICATION_BAN: _judicial(),
    ResponseType.INDICTMENT: _judicial("Criminal charges"),
    ResponseType.ARREST: _judicial("Criminal charges"),
    ResponseType.EXTRADITION: _judicial(),
    ResponseType.CONVICTION: _judicial(),
    ResponseType.REWARD_OFFER: _judicial(),
    ResponseType.SEIZURE: _judicial(),
    ResponseType.CIVIL_SUIT: _judicial(),
    ResponseType.INTERNATIONAL_PROCEEDINGS: Equivalents(
        "legal", None, None, None, ILClass.JUDICIAL_INTERNATIONAL
    ),
    ResponseType.STATE_OF_EMERGENCY: Equivalents(
        "legal",
        "Proclamation of public emergency (national level)",
        None,
        None,
        ILClass.INTERNAL,
    ),
    ResponseType.CONTAINMENT: _other(ILClass.INTERNAL),
    ResponseType.CYBER_OPERATION: _other(ILClass.UNDETERMINED, 5),
    ResponseType.COLLECTIVE_CONSULTATION: _other(ILClass.PEACEFUL_SETTLEMENT, 5),
    ResponseType.RAPID_RESPONSE_TEAM: _help(None, 5),
    ResponseType.TECHNICAL_ASSISTANCE: _help(None, 1),
    ResponseType.HUNT_FORWARD: _help(None, 5),
    ResponseType.UNSC_LETTER: _other(ILClass.PEACEFUL_SETTLEMENT),
    ResponseType.UN_DEBATE: _other(ILClass.PEACEFUL_SETTLEMENT),
    ResponseType.NO_RESPONSE: _other(ILClass.EXPRESSIVE),
    ResponseType.RECIPROCAL: _other(ILClass.UNDETERMINED),
}
