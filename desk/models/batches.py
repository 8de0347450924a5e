"""Imports: many drafts at once, looked at before they are taken, undone as one."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class BatchState(models.TextChoices):
    """How far an import has come."""

    READING = "reading", "is being read"
    READY = "ready", "waits for a decision"
    FAILED = "failed", "could not be read"
    APPLYING = "applying", "is being written"
    APPLIED = "applied"
    REFUSED = "refused", "thrown away"
    UNDONE = "undone"


class Batch(models.Model):
    """One imported file: what it holds, row by row, and what became of it.

    ``uid`` is the batch of the versions that it makes.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="batches"
    )
    at = models.DateTimeField()
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    kind = models.CharField(max_length=20, blank=True)
    marking = models.CharField(max_length=12)
    reason = models.TextField(blank=True)
    state = models.CharField(
        max_length=8, choices=BatchState, default=BatchState.READING
    )
    message = models.TextField(blank=True)

    class Meta:
        ordering = ["-at"]
        verbose_name_plural = "batches"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=BatchState.values), name="batch_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class Outcome(models.TextChoices):
    """What taking a row over would do."""

    NEW = "new", "new record"
    CHANGED = "changed", "changes a record"
    SAME = "same", "changes nothing"
    ERROR = "error", "cannot be taken over"


class BatchRow(models.Model):
    """One row of an import: the record that it would make or change, or its errors.

    ``snapshot`` has the ``record`` as it would stand and the fields that are ``given``
    by the file; ``matches`` are keys of records that it may be instead, the best first.
    """

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=8, choices=Outcome)
    key = models.CharField(max_length=120, blank=True)
    name = models.CharField(max_length=400, blank=True)
    snapshot = models.JSONField(default=dict)
    matches = models.JSONField(default=list)
    messages = models.JSONField(default=list)
    is_taken = models.BooleanField(default=True)

    class Meta:
        ordering = ["batch", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "number"], name="batch_row_once_per_number"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="batch_row_outcome_known"
            ),
        ]

    def __str__(self) -> str:
        return f"Row {self.number} of {self.batch}"
