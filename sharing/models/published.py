"""The part of the store that holds records: what STIX has no place for, too."""

from django.db import models
from django.db.models import Q

from incidents.vocab import Marking
from sharing.models.store import Release
from sharing.models.told import told


class PublishedRecord(models.Model):
    """One record version as published: its snapshot as canonical JSON bytes.

    It holds what STIX has no place for: sources, gradings, other names. ``acted``
    bounds are those of the act it tells of (statement, response, event, incident);
    empty for records that are no act.
    """

    release = models.ForeignKey(  # its index is that of published_record_by_release
        Release, models.PROTECT, related_name="records", db_index=False
    )
    rank = models.PositiveIntegerField()
    uid = models.UUIDField()
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    marking = models.CharField(max_length=12, choices=Marking)
    acted_earliest = models.DateTimeField(null=True)
    acted_latest = models.DateTimeField(null=True)
    digest = models.BinaryField()
    body = models.BinaryField()

    class Meta:
        ordering = ["release", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["uid", "version"], name="published_record_once_per_version"
            ),
        ]
        indexes = [
            # How much of a release may be seen, without opening a snapshot.
            models.Index(
                fields=["release", "marking"], name="published_record_by_release"
            ),
            # The latest published version of a record, and of everything by kind.
            models.Index(fields=["key", "version"], name="published_record_by_key"),
            models.Index(
                fields=["kind", "key", "version"], name="published_record_by_kind"
            ),
            # What was taken back is left out of lists; what was erased has tombstones.
            models.Index(told("state"), name="published_record_by_state"),
            models.Index(
                fields=["key"], condition=Q(body=b""), name="published_record_erased"
            ),
            # Words that few claims have.
            models.Index(
                told("stance"),
                "key",
                condition=Q(kind="claim"),
                name="published_claim_by_stance",
            ),
            models.Index(
                told("analytic_confidence"),
                "key",
                condition=Q(kind="claim"),
                name="published_claim_by_sureness",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} v{self.version}"


class Link(models.Model):
    """That a published record version refers to another record, and by which field.

    With ``Edge`` a narrow table for selections: the claims about an incident are
    found here, what must come along so that nothing dangles is found there.
    """

    record = models.ForeignKey(  # its index is that of link_once
        PublishedRecord, models.PROTECT, related_name="links", db_index=False
    )
    field = models.CharField(max_length=60)
    target_key = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "field", "target_key"], name="link_once"
            ),
        ]
        indexes = [models.Index(fields=["target_key", "field"], name="link_by_target")]

    def __str__(self) -> str:
        return f"{self.field} {self.target_key}"
