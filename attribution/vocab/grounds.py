"""On what a claim rests and how sure its claimant is (domain study b.4, b.6, b.7)."""

from django.db.models import TextChoices


class Ground(TextChoices):
    """Evidentiary ground; the first five are the families of the ODNI guide of 2018."""

    TRADECRAFT = "tradecraft"
    INFRASTRUCTURE = "infrastructure"
    MALWARE = "malware"
    INTENT = "intent"
    EXTERNAL_INDICATORS = "external-indicators", "indicators from external sources"
    VICTIMOLOGY = "victimology"
    LANGUAGE_AND_TIME = "language-and-time", "language and working time"
    FINANCIAL_TRACE = "financial-trace", "financial trace"
    HUMAN_SOURCE = "human-source", "human source"
    SIGNALS_INTELLIGENCE = "signals-intelligence", "signals intelligence"
    INSIDER_OR_LEAK = "insider-or-leak", "insider or leak"
    CONFESSION = "confession"
    LEGAL_FINDING = "legal-finding", "legal finding"
    PLATFORM_TELEMETRY = "platform-telemetry", "platform telemetry"
    INVESTIGATION = "investigation-unspecified", "investigation, methods not said"
    OTHERS_FINDINGS = "findings-of-others", "findings of others"
    NONE_GIVEN = "none-given", "none given"


class Disclosure(TextChoices):
    """How far a ground was shown."""

    SHOWN = "shown"
    DESCRIBED = "described"
    ASSERTED = "asserted"
    WITHHELD = "withheld"


class Likelihood(TextChoices):
    """ICD 203 terms, the less usual twin of each after the slash."""

    ALMOST_NO_CHANCE = "almost-no-chance", "almost no chance / remote"
    VERY_UNLIKELY = "very-unlikely", "very unlikely / highly improbable"
    UNLIKELY = "unlikely", "unlikely / improbable"
    ROUGHLY_EVEN = "roughly-even-chance", "roughly even chance"
    LIKELY = "likely", "likely / probable"
    VERY_LIKELY = "very-likely", "very likely / highly probable"
    ALMOST_CERTAIN = "almost-certain", "almost certain / nearly certain"


# ICD 203 per cent bands; the bands of STIX's own scale differ, so words are never
# read back from numbers (42 is "unlikely" here and "roughly even" there).
LIKELIHOOD_PERCENT: dict[str, tuple[int, int]] = {
    Likelihood.ALMOST_NO_CHANCE: (1, 5),
    Likelihood.VERY_UNLIKELY: (5, 20),
    Likelihood.UNLIKELY: (20, 45),
    Likelihood.ROUGHLY_EVEN: (45, 55),
    Likelihood.LIKELY: (55, 80),
    Likelihood.VERY_LIKELY: (80, 95),
    Likelihood.ALMOST_CERTAIN: (95, 99),
}
# STIX 2.1 appendix A, DNI scale; MISP estimative-language numbers (lower edges).
LIKELIHOOD_TO_STIX: dict[str, int] = {
    Likelihood.ALMOST_NO_CHANCE: 5,
    Likelihood.VERY_UNLIKELY: 15,
    Likelihood.UNLIKELY: 30,
    Likelihood.ROUGHLY_EVEN: 50,
    Likelihood.LIKELY: 70,
    Likelihood.VERY_LIKELY: 85,
    Likelihood.ALMOST_CERTAIN: 95,
}
LIKELIHOOD_TO_MISP: dict[str, int] = {
    Likelihood.ALMOST_NO_CHANCE: 0,
    Likelihood.VERY_UNLIKELY: 5,
    Likelihood.UNLIKELY: 20,
    Likelihood.ROUGHLY_EVEN: 45,
    Likelihood.LIKELY: 55,
    Likelihood.VERY_LIKELY: 80,
    Likelihood.ALMOST_CERTAIN: 95,
}


class Confidence(TextChoices):
    """Analytic confidence: how good the basis is. Empty means not stated."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


# STIX 2.1 appendix A, None/Low/Med/High scale; MISP's numbers for the same words.
CONFIDENCE_TO_STIX: dict[str, int] = {
    Confidence.LOW: 15,
    Confidence.MODERATE: 50,
    Confidence.HIGH: 85,
}
CONFIDENCE_TO_MISP: dict[str, int] = {
    Confidence.LOW: 0,
    Confidence.MODERATE: 55,
    Confidence.HIGH: 95,
}


class StandardOfProof(TextChoices):
    """Where a claimant names one. Empty means not stated."""

    REASONABLE_GROUNDS = "reasonable-grounds", "reasonable grounds"
    BALANCE = "balance-of-probabilities", "balance of probabilities"
    CLEAR_AND_CONVINCING = "clear-and-convincing", "clear and convincing"
    BEYOND_REASONABLE_DOUBT = "beyond-reasonable-doubt", "beyond reasonable doubt"


class Sign(TextChoices):
    """ACH sign of one item for one proposition; no probability is computed from it."""

    VERY_CONSISTENT = "CC", "CC: very consistent"
    CONSISTENT = "C", "C: consistent"
    NEUTRAL = "N", "N: neutral"
    INCONSISTENT = "I", "I: inconsistent"
    VERY_INCONSISTENT = "II", "II: very inconsistent"
    NOT_APPLICABLE = "NA", "NA: does not apply"


class EvidenceKind(TextChoices):
    """What sort of thing an item of evidence is."""

    INVESTIGATION_RESULT = "investigation-result", "result of an investigation"
    INVESTIGATION = "investigation"
    COMPARISON = "comparison"
    ACTOR_HISTORY = "actor-history", "history of an actor"
    ACTOR_LINK = "actor-link", "link between actors"
    TELEMETRY = "telemetry"
    TOOLING = "tooling"
    TARGETING = "targeting"
    CODE = "code"
    CERTIFICATE = "certificate"
    FORENSICS = "forensics"
    SAMPLE = "sample"
    MESSAGING = "messaging"
    SELF_DISCLOSURE = "self-disclosure", "disclosure by the actor"
    TIMING = "timing"
    INFRASTRUCTURE = "infrastructure"
    ANALYTIC_CAVEAT = "analytic-caveat", "analytic caveat"
    BACKGROUND = "background"


class QuestionKind(TextChoices):
    """Why a question is open."""

    CONFLICT = "conflict", "sources differ"
    GAP = "gap", "nothing found"


class QuestionStatus(TextChoices):
    """Where a question stands."""

    UNRESOLVED = "unresolved"
    PARTLY_RESOLVED = "partly-resolved", "partly resolved"
    RESOLVED = "resolved"
