"""Requests, approvals and returns: decisions are rows, status is derived."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from incidents.models import Change, Record, Source


class Request(models.Model):
    """A bundle of record versions that somebody wants to have reviewed."""

    title = models.CharField(max_length=300)
    note = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="review_requests"
    )
    at = models.DateTimeField()
    changes = models.ManyToManyField(Change, related_name="review_requests")

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.title


class ApprovalKind(models.TextChoices):
    """How an approval came about."""

    REVIEW = "review", "reviewed by a second person"
    BREAK_GLASS = "break-glass", "break-glass: nobody else has seen it"


class Approval(models.Model):
    """That a person approved one version of a record, with all its citations.

    A trigger fills ``authors`` (everybody who changed the record since its last
    approval) and refuses an approver among them and any version but the latest; an
    edit makes a new version, which no approval names. Append-only.
    """

    record = models.ForeignKey(Record, models.PROTECT, related_name="approvals")
    change = models.OneToOneField(Change, models.PROTECT, related_name="approval")
    request = models.ForeignKey(
        Request, models.PROTECT, null=True, blank=True, related_name="approvals"
    )
    kind = models.CharField(max_length=12, choices=ApprovalKind)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="approvals"
    )
    at = models.DateTimeField()
    authors = ArrayField(models.BigIntegerField(), default=list, editable=False)

    class Meta:
        ordering = ["-at"]
        permissions = [("break_glass", "Can approve without a second person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ApprovalKind.values), name="approval_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(kind=ApprovalKind.REVIEW) | ~Q(reason=""),
                name="approval_break_glass_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.change}: {self.get_kind_display()}"


class Return(models.Model):
    """That a reviewer sent a request back, and why."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="returns")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="review_returns"
    )
    at = models.DateTimeField()
    reason = models.TextField()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="return_has_a_reason"),
        ]

    def __str__(self) -> str:
        return self.reason


class Notice(models.Model):
    """That a reviewer is told of a break-glass approval."""

    approval = models.ForeignKey(Approval, models.PROTECT, related_name="notices")
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices"
    )
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["approval", "to"]
        constraints = [
            models.UniqueConstraint(
                fields=["approval", "to"], name="notice_once_per_reviewer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.approval} to {self.to}"


class Acknowledgement(models.Model):
    """That a person has seen what a rule warns of, and why it may stand.

    It holds for the finding as it was worded: where the record changes so that the
    rule finds something else, it has to be looked at again. Append-only.
    """

    record = models.ForeignKey(Record, models.PROTECT, related_name="acknowledgements")
    rule = models.CharField(max_length=60)
    finding = models.TextField()
    reason = models.TextField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="acknowledgements"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "rule", "finding"], name="acknowledgement_once"
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="acknowledgement_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record}: {self.finding}"


class Sight(models.Model):
    """That a reviewer has a request open, so that two do not do the same work."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="sights")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="sights"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "by"], name="sight_once_per_reviewer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by} looks at {self.request}"


class LinkCheck(models.Model):
    """Whether a source's address answered when it was last asked.

    ``failures`` counts how often in a row it did not; ``said`` is the last reason.
    One failure may be the net's, so that a link is called dead after two.
    """

    DEAD_AFTER = 2

    source = models.OneToOneField(
        Source, models.PROTECT, primary_key=True, related_name="link_check"
    )
    url = models.URLField(max_length=1000)
    at = models.DateTimeField()
    failures = models.PositiveSmallIntegerField(default=0)
    said = models.TextField(blank=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.said or "answers"
