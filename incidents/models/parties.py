"""Who acts, speaks and is hit, and where they are."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from incidents.models.record import KindOfRecord
from incidents.vocab import BodyKind, IdentityClass, RecordKind


class Location(KindOfRecord):
    """A country or region, by its ISO 3166-1 code or STIX region."""

    KIND = RecordKind.LOCATION

    country = models.CharField(
        max_length=2, blank=True, help_text="ISO 3166-1 alpha-2."
    )
    region = models.CharField(max_length=40, blank=True, help_text="STIX region-ov.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(country="") | Q(country__regex=r"^[A-Z]{2}$"),
                name="location_country_is_iso_alpha_2",
            ),
            models.CheckConstraint(
                condition=~Q(country="") | ~Q(region=""), name="location_is_somewhere"
            ),
        ]


class Identity(KindOfRecord):
    """A state, body, company, person or persona that acts, speaks or is hit.

    It is never a culprit by itself: who is named as culprit is an actor record.
    """

    KIND = RecordKind.IDENTITY

    identity_class = models.CharField(max_length=12, choices=IdentityClass)
    body_kind = models.CharField(max_length=28, choices=BodyKind)
    sectors = ArrayField(
        models.CharField(max_length=60), default=list, blank=True, help_text="As given."
    )
    role = models.CharField(
        max_length=300, blank=True, help_text="In what it is known for."
    )
    state_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organs",
        help_text="The state whose organ or official it is.",
    )
    located_at = models.ForeignKey(
        Location, models.PROTECT, null=True, blank=True, related_name="identities"
    )
    contact_information = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "identities"
        constraints = [
            models.CheckConstraint(
                condition=Q(identity_class__in=IdentityClass.values),
                name="identity_class_known",
            ),
            models.CheckConstraint(
                condition=Q(body_kind__in=BodyKind.values), name="identity_kind_known"
            ),
        ]
