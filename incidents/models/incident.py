"""What happened: cases, incidents, their events and impacts, campaigns."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from incidents.fields import EDTFField, bound, by_date
from incidents.models.parties import Identity
from incidents.models.record import KindOfRecord, Record
from incidents.vocab import EventKind, RecordKind
from incidents.vocab.oasis import (
    ATTRIBUTION_IN_DISGUISE,
    Alteration,
    Determination,
    EventStatus,
    ImpactCategory,
    InvestigationStatus,
    LossType,
    PhysicalImpact,
    Recoverability,
    Traceability,
)


def words(help_text: str) -> "ArrayField[list[str], list[str]]":
    """Return a list of vocabulary words; open vocabularies take others, too."""
    return ArrayField(
        models.CharField(max_length=80, validators=[names_no_author]),
        default=list,
        blank=True,
        help_text=help_text,
    )


def names_no_author(word: str) -> None:
    """Refuse the three incident types that are attribution in disguise (b.10)."""
    if word in ATTRIBUTION_IN_DISGUISE:
        raise ValidationError(
            f"{word!r} says something about the author; record a claim instead.",
            code="attribution",
        )


class Campaign(KindOfRecord):
    """Activity under one name or aim over a time."""

    KIND = RecordKind.CAMPAIGN

    first_seen = EDTFField()
    first_seen_earliest = bound()
    first_seen_latest = bound()
    last_seen = EDTFField()
    last_seen_earliest = bound()
    last_seen_latest = bound()
    objective = models.TextField(blank=True)


class Incident(KindOfRecord):
    """One attack or intrusion: what is known of its course, never of its author."""

    KIND = RecordKind.INCIDENT

    occurred = EDTFField(help_text="When it took place.")
    occurred_earliest = bound()
    occurred_latest = bound()
    discovered = EDTFField()
    discovered_earliest = bound()
    discovered_latest = bound()
    disclosed = EDTFField()
    disclosed_earliest = bound()
    disclosed_latest = bound()
    time_note = models.CharField(max_length=300, blank=True)
    incident_types = words("OASIS event-type-ov.")
    determination = models.CharField(max_length=16, choices=Determination)
    investigation_status = models.CharField(max_length=8, choices=InvestigationStatus)
    detection_methods = words("OASIS detection-methods-ov.")
    detection = models.TextField(blank=True)
    recoverability = models.CharField(max_length=16, choices=Recoverability, blank=True)
    outcome = models.CharField(max_length=300, blank=True, help_text="How it ended.")
    dwell = models.CharField(
        max_length=200, blank=True, help_text="Time inside before it."
    )
    restoration = models.TextField(blank=True)
    sectors = words("Sectors hit, as given.")
    systems = words("Systems named in reports.")
    victims = models.ManyToManyField(
        Identity, blank=True, related_name="incidents_suffered"
    )
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, blank=True, related_name="incidents"
    )
    phase_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="phases"
    )
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )

    class Meta:
        indexes = by_date("occurred", "incident_by_date")
        constraints = [
            models.CheckConstraint(
                condition=Q(determination__in=Determination.values),
                name="incident_determination_known",
            ),
            models.CheckConstraint(
                condition=Q(investigation_status__in=InvestigationStatus.values),
                name="incident_investigation_status_known",
            ),
            models.CheckConstraint(
                condition=Q(recoverability__in=["", *Recoverability.values]),
                name="incident_recoverability_known",
            ),
            models.CheckConstraint(
                condition=~Q(phase_of=F("pk")) & ~Q(follows=F("pk")),
                name="incident_is_not_its_own_phase",
            ),
        ]


class Case(KindOfRecord):
    """A case file: incidents that are told together, and who keeps the record."""

    KIND = RecordKind.CASE

    incidents = models.ManyToManyField(Incident, related_name="cases")
    keeper = models.ForeignKey(Identity, models.PROTECT, related_name="cases_kept")


class Event(KindOfRecord):
    """A dated happening in or around an incident."""

    KIND = RecordKind.EVENT

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="events")
    event_kind = models.CharField(max_length=24, choices=EventKind)
    event_types = words("OASIS event-type-ov, for phases of an intrusion.")
    status = models.CharField(
        max_length=12, choices=EventStatus, default=EventStatus.OCCURRED
    )
    occurred = EDTFField()
    occurred_earliest = bound()
    occurred_latest = bound()
    time_note = models.CharField(max_length=300, blank=True)
    about = models.ManyToManyField(Record, blank=True, related_name="events_about")

    class Meta:
        indexes = by_date("occurred", "event_by_date")
        constraints = [
            models.CheckConstraint(
                condition=Q(event_kind__in=EventKind.values), name="event_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=EventStatus.values), name="event_status_known"
            ),
        ]


class Impact(KindOfRecord):
    """One effect of an incident, in the terms of one OASIS impact category."""

    KIND = RecordKind.IMPACT
    # Which fields belong to which category; all others stay empty.
    MEMBERS: ClassVar[dict[str, tuple[str, ...]]] = {
        "availability": ("availability_impact",),
        "confidentiality": (
            "loss_type",
            "information_type",
            "record_count",
            "record_size",
        ),
        "external": ("impact_type",),
        "integrity": ("alteration", "information_type", "record_count", "record_size"),
        "economic": ("variety", "currency", "min_amount", "max_amount"),
        "physical": ("physical_impact", "asset_type"),
        "traceability": ("traceability_impact",),
    }

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="impacts")
    impact_category = models.CharField(max_length=16, choices=ImpactCategory)
    occurred = EDTFField()
    occurred_earliest = bound()
    occurred_latest = bound()
    impacted = models.ManyToManyField(
        Identity, blank=True, related_name="impacts_suffered"
    )
    recoverability = models.CharField(max_length=16, choices=Recoverability, blank=True)
    availability_impact = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
        help_text="0 to 100, OASIS incident suite appendix A.",
    )
    loss_type = models.CharField(max_length=16, choices=LossType, blank=True)
    information_type = models.CharField(max_length=24, blank=True)
    record_count = models.PositiveBigIntegerField(null=True, blank=True)
    record_size = models.PositiveBigIntegerField(
        null=True, blank=True, help_text="Bytes."
    )
    alteration = models.CharField(max_length=24, choices=Alteration, blank=True)
    impact_type = models.CharField(max_length=24, blank=True)
    variety = models.CharField(max_length=24, blank=True)
    currency = models.CharField(max_length=3, blank=True, help_text="ISO 4217.")
    min_amount = models.DecimalField(
        max_digits=18, decimal_places=2, null=True, blank=True
    )
    max_amount = models.DecimalField(
        max_digits=18, decimal_places=2, null=True, blank=True
    )
    physical_impact = models.CharField(
        max_length=24, choices=PhysicalImpact, blank=True
    )
    asset_type = models.CharField(max_length=40, blank=True)
    traceability_impact = models.CharField(
        max_length=24, choices=Traceability, blank=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(impact_category__in=ImpactCategory.values),
                name="impact_category_known",
            ),
            models.CheckConstraint(
                condition=Q(recoverability__in=["", *Recoverability.values]),
                name="impact_recoverability_known",
            ),
            # The member that the category's JSON schema requires.
            models.CheckConstraint(
                condition=(
                    Q(
                        impact_category="availability",
                        availability_impact__isnull=False,
                        availability_impact__lte=100,
                    )
                    | Q(
                        impact_category="confidentiality", loss_type__in=LossType.values
                    )
                    | (Q(impact_category="external") & ~Q(impact_type=""))
                    | Q(impact_category="integrity", alteration__in=Alteration.values)
                    | (Q(impact_category="economic") & ~Q(variety=""))
                    | Q(
                        impact_category="physical",
                        physical_impact__in=PhysicalImpact.values,
                    )
                    | Q(
                        impact_category="traceability",
                        traceability_impact__in=Traceability.values,
                    )
                ),
                name="impact_says_what_its_category_requires",
                violation_error_message=(
                    "Fill the value that the category requires: availability_impact, "
                    "loss_type, impact_type, alteration, variety, physical_impact or "
                    "traceability_impact."
                ),
            ),
        ]
