"""What a person may see, and how he wants to see it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from incidents.vocab import Marking


class Clearance(models.Model):
    """Up to which marking a person may read; without one, only what is CLEAR."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="clearance"
    )
    marking = models.CharField(
        max_length=12, choices=Marking, default=Marking.CLEAR, verbose_name="cleared to"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(marking__in=Marking.values), name="clearance_is_a_marking"
            ),
        ]

    def __str__(self) -> str:
        return self.get_marking_display()


class Theme(models.TextChoices):
    """Which colours the desk has."""

    SYSTEM = "auto", "as the system"
    LIGHT = "light"
    DARK = "dark"


class Settings(models.Model):
    """A person's own settings of the desk."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="desk_settings"
    )
    has_shortcuts = models.BooleanField(
        default=True, verbose_name="keyboard shortcuts of a single letter"
    )
    theme = models.CharField(max_length=8, choices=Theme, default=Theme.SYSTEM)

    class Meta:
        verbose_name_plural = "settings"
        constraints = [
            models.CheckConstraint(
                condition=Q(theme__in=Theme.values), name="settings_theme_known"
            ),
        ]

    def __str__(self) -> str:
        return f"Settings of {self.user}"
