"""What briefings have in common: whose numbers they bear, and how they look."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models


class Series(models.Model):
    """Briefings that are numbered together, such as BN-2026-001, BN-2026-002."""

    name = models.CharField(max_length=120, unique=True)
    code = models.CharField(
        max_length=12,
        unique=True,
        validators=[
            RegexValidator(
                r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*\Z",
                "Write capitals and figures, such as BN or WEEKLY.",
            )
        ],
        help_text="What its numbers begin with, such as BN.",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="briefing_series"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.name


class Template(models.Model):
    """How briefings look, in plain values: `briefings.theme.Theme` says which.

    A briefing takes the values over when its release is asked for; what is changed
    here later changes nothing that was asked for before.
    """

    name = models.CharField(max_length=120, unique=True)
    look = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="briefing_templates"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
