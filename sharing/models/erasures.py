"""What was erased from the store on legal order, by whom, and why."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sharing.models.published import PublishedRecord
from sharing.models.store import ObjectBody


class Erasure(models.Model):
    """That the bytes of one record version, or of one object version, were erased.

    Written by the owner of the database alone, before the bytes go: a trigger lets
    none go without it. Its digest stays where it was, so the chain still holds. Two
    people answer for it. Append-only.
    """

    record = models.OneToOneField(
        PublishedRecord, models.PROTECT, null=True, related_name="erasure"
    )
    body = models.OneToOneField(
        ObjectBody, models.PROTECT, null=True, related_name="erasure"
    )
    reason = models.TextField(help_text="The order, and whose: file number, date.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="erasures"
    )
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="erasures_confirmed"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(record__isnull=True, body__isnull=False)
                | Q(record__isnull=False, body__isnull=True),
                name="erasure_is_of_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(by=F("second")), name="erasure_by_two_people"
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="erasure_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record or self.body} erased {self.at:%Y-%m-%d}"
