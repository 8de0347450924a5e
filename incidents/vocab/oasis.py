"""Words of the OASIS incident extension suite, revision 07 of July 2024, exact.

Source: oasis-open/cti-stix-common-objects, "Incident Extension Suite". Where its
prose and its JSON schema differ, the words that the schema accepts stand here.
"""

from django.db.models import TextChoices


class Determination(TextChoices):
    """incident-determination-enum."""

    BLOCKED = "blocked"
    CONFIRMED = "confirmed"
    FAILED_ATTEMPT = "failed-attempt", "failed attempt"
    FALSE_POSITIVE = "false-positive", "false positive"
    SUSPECTED = "suspected"


class InvestigationStatus(TextChoices):
    """incident-investigation-ov."""

    CLOSED = "closed"
    NEW = "new"
    OPEN = "open"


class EventStatus(TextChoices):
    """event-status-enum."""

    ONGOING = "ongoing"
    OCCURRED = "occurred"
    NOT_OCCURRED = "not-occurred", "did not occur"
    PENDING = "pending"
    UNDETERMINED = "undetermined"


class Recoverability(TextChoices):
    """recoverability-enum."""

    EXTENDED = "extended"
    NOT_APPLICABLE = "not-applicable", "not applicable"
    NOT_RECOVERABLE = "not-recoverable", "not recoverable"
    REGULAR = "regular"
    SUPPLEMENTED = "supplemented"


class ImpactCategory(TextChoices):
    """The impact sub-extensions, without their "-ext"."""

    AVAILABILITY = "availability"
    CONFIDENTIALITY = "confidentiality"
    EXTERNAL = "external"
    INTEGRITY = "integrity"
    ECONOMIC = "economic"
    PHYSICAL = "physical"
    TRACEABILITY = "traceability"


class LossType(TextChoices):
    """incident-confidentiality-loss-enum."""

    CONFIRMED_LOSS = "confirmed-loss", "confirmed loss"
    CONTAINED = "contained"
    EXPLOITED_LOSS = "exploited-loss", "loss that was exploited"
    NONE = "none"
    SUSPECTED_LOSS = "suspected-loss", "suspected loss"


class Alteration(TextChoices):
    """integrity-alteration-enum."""

    POTENTIAL_DESTRUCTION = "potential-destruction", "potential destruction"
    POTENTIAL_MODIFICATION = "potential-modification", "potential modification"
    PARTIAL_DESTRUCTION = "partial-destruction", "partial destruction"
    PARTIAL_MODIFICATION = "partial-modification", "partial modification"
    FULL_DESTRUCTION = "full-destruction", "full destruction"
    FULL_MODIFICATION = "full-modification", "full modification"
    NONE = "none"


class PhysicalImpact(TextChoices):
    """physical-impact-enum."""

    DAMAGED_FUNCTIONAL = "damaged-functional", "damaged, works"
    DAMAGED_NONFUNCTIONAL = "damaged-nonfunctional", "damaged, does not work"
    DESTRUCTION = "destruction"
    NONE = "none"


class Traceability(TextChoices):
    """traceability-enum."""

    ACCOUNTABILITY_LOST = "accountability-lost", "accountability lost"
    PARTIAL_ACCOUNTABILITY = "partial-accountability", "partial accountability"
    PROVABLE_ACCOUNTABILITY = "provable-accountability", "provable accountability"


# Open vocabularies: suggested words, others allowed by the suite.
DETECTION_METHODS = (
    "automated-tool",
    "commercial-solution",
    "external-notification",
    "human-review",
    "message-from-attacker",
    "proprietary-solution",
    "system-outage",
    "user-reporting",
)
EXTERNAL_IMPACTS = (
    "economic",
    "emergency-services",
    "foreign-relations",
    "national-security",
    "public-confidence",
    "public-health",
    "public-safety",
)
ECONOMIC_IMPACTS = (
    "asset-and-fraud",
    "brand-damage",
    "business-disruption",
    "competitive-advantage",
    "legal-and-regulatory",
    "operating-costs",
    "ransom-demand",
    "ransom-payment",
    "response-and-recovery",
    "uncategorized",
)
INFORMATION_TYPES = (
    "classified-material",
    "communication",
    "credentials-admin",
    "credentials-user",
    "financial",
    "legal",
    "payment",
    "phi",
    "pii",
    "proprietary",
    "system",
)
# Three words of event-type-ov are attribution in disguise; a type field never
# says who did it (domain study b.10), so they may not be used here.
ATTRIBUTION_IN_DISGUISE = ("unattributed", "no-apt", "unknown-apt")

# EuRepoC incident types (release 1.1, exact) by the words of event-type-ov.
EUREPOC_INCIDENT_TYPES: dict[str, tuple[str, ...]] = {
    "Data theft": ("data-exfiltration", "unauthorized-access-information"),
    "Data theft & Doxing": (
        "data-exfiltration",
        "unauthorized-access-information",
        "unauthorized-release",
    ),
    "Disruption": ("denial-of-service", "vandalism"),
    "Hijacking without Misuse": ("compromised-system",),
    "Hijacking with Misuse": ("compromised-system", "unauthorized-use"),
    "Ransomware": ("ransomware",),
    "Wiper": ("destruction",),
}
