"""What partners post: in quarantine, verbatim, apart from all that is ours."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Tray(models.Model):
    """How much of a partner's is in quarantine, and when its last object came.

    Held while a post is written: so two posts of one partner are one after the other,
    and its ``added`` stamps are distinct and follow the order of commits.
    """

    partner = models.OneToOneField(
        "sharing.Partner", models.PROTECT, related_name="tray"
    )
    size = models.BigIntegerField(default=0)
    last_added = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(size__gte=0), name="tray_size_from_0"),
        ]

    def __str__(self) -> str:
        return f"{self.partner}: {self.size:,} bytes"


class PostedState(models.TextChoices):
    """What an analyst did with a posted object."""

    NEW = "new", "new"
    SEEN = "seen", "looked at"
    DISMISSED = "dismissed", "dismissed"
    TAKEN = "taken", "taken over"


class PostedObject(models.Model):
    """One version of an object that a partner posted, in the bytes it came in.

    ``version`` is spelled as posted (TAXII 2.1 §3.4.1), ``version_at`` its instant; of
    an object that has none, as observables, both say when it came.
    ``digest`` is that of the content whatever its layout, so a duplicate is known.
    ``remarks`` are what validation found and did not refuse, one a line. A removed
    object is the partner's no more; its ``body`` is empty once the cleaning came by.
    """

    collection = models.ForeignKey(
        "sharing.Collection", models.PROTECT, related_name="posted"
    )
    partner = models.ForeignKey(
        "sharing.Partner", models.PROTECT, related_name="posted"
    )
    added = models.DateTimeField()
    stix_id = models.CharField(max_length=120)
    type = models.CharField(max_length=80)
    version = models.CharField(max_length=40)
    version_at = models.DateTimeField()
    is_versioned = models.BooleanField()
    spec_version = models.CharField(max_length=4)
    name = models.CharField(max_length=400, blank=True)
    marking = models.CharField(max_length=12, blank=True)
    remarks = models.TextField(blank=True)
    digest = models.BinaryField()
    body = models.BinaryField()
    size = models.PositiveIntegerField()
    state = models.CharField(max_length=9, choices=PostedState, default=PostedState.NEW)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-added", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "collection", "stix_id", "version_at"],
                condition=Q(removed_at__isnull=True),
                name="posted_object_once_per_version",
            ),
            models.UniqueConstraint(
                fields=["partner", "collection", "stix_id"],
                condition=Q(removed_at__isnull=True, is_versioned=False),
                name="posted_object_once_without_version",
            ),
            models.UniqueConstraint(  # a page, and a place in the order
                fields=["partner", "added"], name="posted_object_added_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=PostedState.values),
                name="posted_object_state_known",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | Q(removed_at__gte=F("added")),
                name="posted_object_removed_after_added",
            ),
        ]
        # The desk's list: what nobody has looked at yet, newest first.
        indexes = [
            models.Index(fields=["state", "-added"], name="posted_object_by_state"),
        ]

    def __str__(self) -> str:
        return self.name or self.stix_id


class PostStatus(models.Model):
    """The status resource of one post, as it was answered; kept for 24 hours (§4.3)."""

    uuid = models.UUIDField(unique=True)
    partner = models.ForeignKey(
        "sharing.Partner", models.PROTECT, related_name="post_statuses"
    )
    at = models.DateTimeField(db_index=True)
    content = models.JSONField()

    class Meta:
        ordering = ["-at"]
        verbose_name_plural = "post statuses"

    def __str__(self) -> str:
        return str(self.uuid)


class Act(models.TextChoices):
    """What an analyst can do with a posted object."""

    LOOKED = "looked", "looked at"
    DISMISSED = "dismissed", "dismissed"
    TAKEN = "taken", "taken over as drafts"


class Handling(models.Model):
    """That somebody looked at a posted object, dismissed it, or took it over.

    Append-only. ``batch`` is that of the import through which it became drafts.
    """

    posted = models.ForeignKey(PostedObject, models.PROTECT, related_name="handlings")
    act = models.CharField(max_length=9, choices=Act)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="handlings"
    )
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
    batch = models.UUIDField(null=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(act__in=Act.values), name="handling_act_known"
            ),
            models.CheckConstraint(
                condition=~Q(act=Act.DISMISSED) | ~Q(reason=""),
                name="handling_dismissal_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.posted} {self.get_act_display()}"
