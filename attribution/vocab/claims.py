"""What a speaker does with a claim, in which form and role, how deep it reaches.

Domain study b.1 to b.5. EuRepoC strings are those of release 1.1, letter by letter.
"""

from django.db.models import TextChoices

from incidents.vocab import EntityLevel


class Stance(TextChoices):
    """What the speaker does: b.1, and three words more (architecture, Claims)."""

    ASSERTS = "asserts"
    CORROBORATES = "corroborates", "corroborates by a finding of its own"
    ENDORSES = "endorses", "endorses without a finding of its own"
    COUNTER_ATTRIBUTES = "counter-attributes", "names another culprit"
    CLAIMS_RESPONSIBILITY = "claims-responsibility", "claims responsibility"
    REVISES = "revises", "revises its own claim"
    WITHDRAWS = "withdraws", "withdraws its own claim"
    DOUBTS = "doubts"
    DISPUTES = "disputes"
    DENIES = "denies"
    DISTANCES = "distances", "distances itself"
    ABSTAINS = "abstains", "publicly declines to attribute"
    SUSPECTS = "suspects", "suspects a state without naming it"
    ACKNOWLEDGES = "acknowledges", "acknowledges the findings of others"
    CONDEMNS = "condemns-without-naming", "condemns without naming an author"


# Stances that propose a culprit, and those that speak on another claim.
NAMING = (
    Stance.ASSERTS,
    Stance.CORROBORATES,
    Stance.COUNTER_ATTRIBUTES,
    Stance.CLAIMS_RESPONSIBILITY,
    Stance.REVISES,
)
ON_A_CLAIM = (
    Stance.CORROBORATES,
    Stance.ENDORSES,
    Stance.COUNTER_ATTRIBUTES,
    Stance.REVISES,
    Stance.WITHDRAWS,
    Stance.DOUBTS,
    Stance.DISPUTES,
    Stance.DENIES,
    Stance.ACKNOWLEDGES,
)
# STIX 2.1 opinion-enum for a stance on a claim; a stance without one leaves no opinion.
OPINION: dict[str, str] = {
    Stance.CORROBORATES: "agree",
    Stance.ENDORSES: "agree",
    Stance.ACKNOWLEDGES: "neutral",
    Stance.DOUBTS: "disagree",
    Stance.DISPUTES: "strongly-disagree",
    Stance.COUNTER_ATTRIBUTES: "strongly-disagree",
    Stance.DENIES: "strongly-disagree",
    Stance.WITHDRAWS: "strongly-disagree",
    Stance.REVISES: "disagree",
}
# CFR Cyber Operations Tracker, the response word that the stance appears as.
STANCE_TO_CFR: dict[str, str] = {
    Stance.ASSERTS: "Denouncement",
    Stance.CORROBORATES: "Denouncement",
    Stance.DENIES: "Denial",
    Stance.DISTANCES: "Denial",
    Stance.CLAIMS_RESPONSIBILITY: "Confirmation",
}
# EuRepoC `attribution_basis` that the stance forces, whoever speaks.
STANCE_TO_EUREPOC_BASIS: dict[str, str] = {
    Stance.DOUBTS: "Contested attribution",
    Stance.DISPUTES: "Contested attribution",
    Stance.COUNTER_ATTRIBUTES: "Contested attribution",
    Stance.CLAIMS_RESPONSIBILITY: "Attacker confirms",
}


class DenialScope(TextChoices):
    """What exactly a denial denies."""

    CONDUCT = "conduct", "we did not do it"
    KNOWLEDGE = "knowledge", "we did not know of it"
    EXISTENCE = "existence", "no incident took place"
    EVIDENCE = "evidence", "you have shown no evidence"
    LEGALITY = "legality", "it was lawful"
    PROXY = "attribution-of-proxy", "they are not ours"
    UNSTATED = "unstated", "not stated"


class EndorsementGround(TextChoices):
    """On what an endorsement rests."""

    OWN_INTELLIGENCE = "own-intelligence-undisclosed", "own intelligence, not disclosed"
    SHARED_EVIDENCE = "shared-evidence-reviewed", "shared evidence that was reviewed"
    SOLIDARITY = "political-solidarity", "political solidarity"
    UNSTATED = "unstated", "not stated"


class Proposition(TextChoices):
    """What a naming claim says of its two ends; b.5 for sameness of actors."""

    ATTRIBUTED_TO = "attributed-to", "is attributed to"
    SAME_AS = "same-as", "is the same as"
    OVERLAPS = "overlaps", "overlaps with"
    SUBSET_OF = "subset-of", "is part of"
    SUPERSET_OF = "superset-of", "includes"
    SUCCESSOR_OF = "successor-of", "is the successor of"
    FORMERLY_TRACKED_AS = "formerly-tracked-as", "was formerly tracked as"
    MERGED_INTO = "merged-into", "was merged into"
    SPLIT_FROM = "split-from", "was split from"
    DISTINCT_FROM = "distinct-from", "is distinct from"
    SHARES_TOOLING_WITH = "shares-tooling-with", "shares tooling with"


class StatementForm(TextChoices):
    """The form of a statement: EuRepoC calls it attribution type (b.3)."""

    TECHNICAL_REPORT = "technical-report", "technical report"
    OFFICIAL_STATEMENT = "official-statement", "official statement"
    JOINT_OFFICIAL = "joint-official-statement", "joint official statement"
    NAMED_IN_MEDIA = "named-statement-in-media", "named person in the media"
    UNNAMED_IN_MEDIA = "unnamed-officials-in-media", "unnamed officials in the media"
    MEDIA_OWN = "media-own-assertion", "a medium's own assertion"
    INDICTMENT = "indictment"
    COURT_JUDGMENT = "court-judgment", "court judgment"
    ARREST_WARRANT = "arrest-warrant", "arrest or seizure warrant"
    SANCTIONS = "sanctions-designation", "sanctions designation"
    SELF_IN_ATTACK = "self-attribution-in-attack", "self-attribution in the attack"
    SELF_ON_CHANNEL = "self-attribution-on-channel", "self-attribution on a channel"
    DIPLOMATIC = "diplomatic-communication", "diplomatic communication"
    ACADEMIC = "academic-text", "academic text"
    UNCLEAR = "unclear"


_POLITICAL = (
    "Political statement / report (e.g., on government / state agency websites)"
)
_NAMED = (
    "Direct statement in media report (e.g., Reuters article cites the attribution "
    "statements by a person) / self-attribution via social media"
)
FORM_TO_EUREPOC: dict[str, str] = {
    StatementForm.TECHNICAL_REPORT: (
        "Technical report (e.g., by IT-companies, Citizen Lab, EFF)"
    ),
    StatementForm.OFFICIAL_STATEMENT: _POLITICAL,
    StatementForm.JOINT_OFFICIAL: _POLITICAL,
    StatementForm.DIPLOMATIC: _POLITICAL,
    StatementForm.NAMED_IN_MEDIA: _NAMED,
    StatementForm.SELF_ON_CHANNEL: _NAMED,
    StatementForm.UNNAMED_IN_MEDIA: (
        "Anonymous statement in media report (e.g., Reuters article cites the "
        "attribution statements of unnamed officials, or persons with knowledge into "
        "the matter etc.)"
    ),
    StatementForm.MEDIA_OWN: (
        "Media report (e.g., Reuters makes an attribution statement, without naming "
        "further sources)"
    ),
    StatementForm.INDICTMENT: "Domestic legal action",
    StatementForm.COURT_JUDGMENT: "Domestic legal action",
    StatementForm.ARREST_WARRANT: "Domestic legal action",
    StatementForm.SANCTIONS: ("Political statement/report and indictment / sanctions"),
    StatementForm.SELF_IN_ATTACK: (
        "Self-attribution in the course of the attack (e.g., via defacement "
        "statements on websites)"
    ),
    StatementForm.UNCLEAR: "Attribution given, type unclear",
}


class ClaimantRole(TextChoices):
    """As what the claimant speaks: EuRepoC's attribution basis, one half (b.4)."""

    RECEIVER_GOVERNMENT = "receiver-government", "government of the victim state"
    RECEIVER_ENTITY = "receiver-entity", "the victim"
    SECURITY_VENDOR = "security-vendor", "security company"
    RESEARCH_NGO = "research-ngo", "research body"
    THIRD_STATE = "third-state", "third state"
    EXPERT = "expert"
    CIVIL_SOCIETY = "civil-society", "civil society"
    EU_INSTITUTION = "eu-institution", "EU institution"
    INTERNATIONAL_ORGANISATION = (
        "international-organisation",
        "international organisation",
    )
    MEDIA = "media"
    PERPETRATOR_SELF = "perpetrator-self", "speaks as the perpetrator"
    ACCUSED_STATE = "accused-state", "accused state"
    ACCUSED_ENTITY = "accused-entity", "accused body or person"


ROLE_TO_EUREPOC_BASIS: dict[str, str] = {
    ClaimantRole.RECEIVER_GOVERNMENT: (
        "Attribution by receiver government / state entity"
    ),
    ClaimantRole.RECEIVER_ENTITY: "Receiver attributes attacker",
    ClaimantRole.SECURITY_VENDOR: "IT-security community attributes attacker",
    ClaimantRole.RESEARCH_NGO: "IT-security community attributes attacker",
    ClaimantRole.THIRD_STATE: "Attribution by third-party",
    ClaimantRole.EXPERT: "Attribution by third-party",
    ClaimantRole.CIVIL_SOCIETY: "Attribution by third-party",
    ClaimantRole.EU_INSTITUTION: "Attribution by EU institution/agency",
    ClaimantRole.INTERNATIONAL_ORGANISATION: (
        "Attribution by international organization"
    ),
    ClaimantRole.MEDIA: "Media-based attribution",
    ClaimantRole.PERPETRATOR_SELF: "Attacker confirms",
}


class StateNexus(TextChoices):
    """The tie to a state that a claim asserts: MISP state-responsibility (b.5)."""

    PROHIBITED = "state-prohibited", "prohibited by the state"
    PROHIBITED_BUT_INADEQUATE = (
        "state-prohibited-but-inadequate",
        "prohibited, but not effectively",
    )
    IGNORED = "state-ignored", "ignored by the state"
    ENCOURAGED = "state-encouraged", "encouraged by the state"
    SHAPED = "state-shaped", "shaped by the state"
    COORDINATED = "state-coordinated", "coordinated by the state"
    ORDERED = "state-ordered", "ordered by the state"
    ROGUE_CONDUCTED = "state-rogue-conducted", "by organs out of control"
    EXECUTED = "state-executed", "executed by the state"
    INTEGRATED = "state-integrated", "executed by the state with proxies integrated"


# Two machine values of the MISP taxonomy end in a dot; that is how they stand there.
NEXUS_TO_MISP: dict[str, str] = {
    each: f"{each}." if each.startswith("state-prohibited") else str(each)
    for each in StateNexus.values
}
_DIRECT = "Direct (official members of state entities / agencies / units responsible)"
# EuRepoC's "Indirect" string goes on in brackets; matching takes its first word.
NEXUS_TO_EUREPOC: dict[str, str] = {
    StateNexus.PROHIBITED: "None/Negligent",
    StateNexus.PROHIBITED_BUT_INADEQUATE: "None/Negligent",
    StateNexus.IGNORED: "None/Negligent",
    StateNexus.ENCOURAGED: "Indirect",
    StateNexus.SHAPED: "Indirect",
    StateNexus.COORDINATED: "Indirect",
    StateNexus.ORDERED: "Indirect",
    StateNexus.ROGUE_CONDUCTED: _DIRECT,
    StateNexus.EXECUTED: _DIRECT,
    StateNexus.INTEGRATED: _DIRECT,
}
LEVEL_TO_EUREPOC_CATEGORY: dict[str, str] = {
    EntityLevel.ACTIVITY_CLUSTER: "Unknown - not attributed",
    EntityLevel.INTRUSION_SET: "Non-state actor, state-affiliation suggested",
    EntityLevel.PERSONA: "Non-state-group",
    EntityLevel.INDIVIDUAL: "Individual hacker(s)",
    EntityLevel.UNIT: "State",
    EntityLevel.ORGANISATION: "State",
    EntityLevel.STATE: "State",
    EntityLevel.UNKNOWN: "Unknown - not attributed",
}


class LegalGround(TextChoices):
    """Articles on State responsibility, where a claimant or assessor invokes one."""

    ORGAN = "art4-organ", "article 4: organ"
    EMPOWERED = "art5-empowered-entity", "article 5: empowered entity"
    AT_DISPOSAL = "art6-organ-at-disposal", "article 6: organ at disposal"
    INSTRUCTION = "art8-instruction", "article 8: instruction"
    CONTROL = "art8-direction-or-control", "article 8: direction or control"
    ABSENCE = "art9-absence-of-authority", "article 9: absence of authority"
    ADOPTED = "art11-adopted", "article 11: adopted as its own"
    DUE_DILIGENCE = "due-diligence-not-attribution", "due diligence, not attribution"
    NOT_INVOKED = "not-invoked", "none invoked"
