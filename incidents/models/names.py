"""What a record is called: the ids under which it leaves, and its other names."""

from django.db import models
from django.db.models import Q

from incidents.models.record import Record
from incidents.vocab import AliasKind


class StixName(models.Model):
    """The id under which one STIX object of a record leaves, for life.

    A record may leave as several objects (a claim as report, edge and opinion):
    each is a part with a UUIDv4 of its own, minted once, and its own ``created``.
    """

    record = models.ForeignKey(Record, models.PROTECT, related_name="stix_names")
    part = models.CharField(max_length=160)
    type = models.CharField(max_length=40)
    uuid = models.UUIDField(unique=True)
    created = models.DateTimeField()

    class Meta:
        ordering = ["record", "part"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "part"], name="stix_name_once_per_part"
            ),
            # Consumers merge opinions of equal value and time (domain study d.5).
            models.UniqueConstraint(
                fields=["created"],
                condition=Q(type="opinion"),
                name="opinion_created_is_unique",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type}--{self.uuid}"


class Alias(models.Model):
    """Another name that somebody uses for a record.

    It never makes two records one: that two names mean one actor is a claim.
    """

    record = models.ForeignKey(Record, models.PROTECT, related_name="aliases")
    name = models.CharField(max_length=200)
    alias_kind = models.CharField(max_length=12, choices=AliasKind)
    lang = models.CharField(max_length=12, blank=True)
    namer = models.ForeignKey(
        "incidents.Identity",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="names_given",
    )
    remark = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["record", "name"]
        verbose_name_plural = "aliases"
        constraints = [
            models.UniqueConstraint(
                fields=["record", "name", "namer"],
                nulls_distinct=False,
                name="alias_once_per_namer",
            ),
            models.CheckConstraint(
                condition=Q(alias_kind__in=AliasKind.values), name="alias_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name
