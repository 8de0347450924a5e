"""Unfinished work and ways of looking at lists."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Autosave(models.Model):
    """What somebody has typed into a form and not yet saved; never a version.

    ``page`` is the path of the form; ``base`` the version it was opened on, 0 for a
    new record. Gone once the form is saved or the person throws it away.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="autosaves"
    )
    page = models.CharField(max_length=300)
    title = models.CharField(max_length=400, blank=True)
    base = models.PositiveIntegerField(default=0)
    values = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "page"], name="autosave_once_per_page"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.page


class SavedView(models.Model):
    """A list as somebody wants to see it again: filters, columns, order, page size.

    It holds the address bar's query and nothing about rows, so a shared view shows
    each reader only what he may see.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views"
    )
    list = models.CharField(max_length=60, help_text="Model label, like a.claim.")
    name = models.CharField(max_length=80)
    query = models.TextField(blank=True)
    is_shared = models.BooleanField(default=False)
    is_start = models.BooleanField(
        default=False, help_text="The owner's first page after signing in."
    )

    class Meta:
        ordering = ["list", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "list", "name"], name="saved_view_once_per_name"
            ),
            models.UniqueConstraint(
                fields=["owner"],
                condition=Q(is_start=True),
                name="saved_view_start_is_one",
            ),
        ]

    def __str__(self) -> str:
        return self.name
