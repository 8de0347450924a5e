"""The files of a briefing, kept as they were made, and the making of them."""

from django.db import models
from django.db.models import Q

from briefings.models.editions import Ask


class FileFormat(models.TextChoices):
    """In which formats a briefing is kept."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    HTML = "html", "HTML"


class EditionFile(models.Model):
    """One file, to the byte: with DRAFT on it for the second reader, or as released.

    ``digest`` is that of the briefing's text in every format, ``revisions`` are the
    record versions that it was made from. A trigger refuses a hash that is not the
    content's, and a file as released where nothing was. Append-only.
    """

    ask = models.ForeignKey(Ask, models.PROTECT, related_name="files")
    is_draft = models.BooleanField()
    format = models.CharField(max_length=4, choices=FileFormat)
    name = models.CharField(max_length=300)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    revisions = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["ask", "is_draft", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ask", "is_draft", "format"], name="edition_file_once"
            ),
            models.CheckConstraint(
                condition=Q(format__in=FileFormat.values),
                name="edition_file_format_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Build(models.Model):
    """That files were ordered of the worker, and why it could not make them, if so."""

    ask = models.ForeignKey(Ask, models.PROTECT, related_name="builds")
    is_draft = models.BooleanField()
    at = models.DateTimeField()
    failed_at = models.DateTimeField(null=True, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.words or f"Files for {self.ask}"
