"""Runs of a collection, ready to be sent: made beforehand, unmade by triggers."""

from django.db import models
from django.db.models import F, Q

from sharing.models.store import Collection


class Segment(models.Model):
    """The last versions in a stretch of a collection, joined by commas and deflated.

    No part of the store: all it says stands there, and pages hold the same without it.
    It covers the positions behind ``after``, up to ``last``. When a version in it is
    superseded or erased, a trigger deletes it in the same transaction, whoever did it.
    What the columns mean is told by ``sharing.segments``, which reads them.
    """

    collection = models.ForeignKey(  # its index is that of segment_last_once
        Collection, models.PROTECT, related_name="segments", db_index=False
    )
    after = models.BigIntegerField()
    last = models.BigIntegerField()
    filled = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    crc = models.BigIntegerField()
    marks = models.BinaryField()
    deflated = models.BinaryField()

    class Meta:
        ordering = ["collection", "last"]
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "last"], name="segment_last_once"
            ),
            models.UniqueConstraint(
                fields=["collection", "after"], name="segment_after_once"
            ),
            models.CheckConstraint(
                condition=Q(last__gt=F("after")), name="segment_covers_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.collection} {self.after + 1} to {self.last}"
