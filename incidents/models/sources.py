"""Where what we say comes from: documents and the places in them."""

from django.conf import settings
from django.contrib.postgres.indexes import HashIndex
from django.db import models
from django.db.models import Q

from incidents.fields import AddressKeyField, EDTFField, bound, by_date
from incidents.models.record import KindOfRecord, Record, key_shape
from incidents.vocab import (
    Credibility,
    FactStatus,
    RecordKind,
    Reliability,
    SeenExtent,
    SourceKind,
)


class Source(KindOfRecord):
    """A document that records rest on; its ``name`` is its title.

    Sources of one lineage go back to one origin: five news stories on one advisory
    are one lineage. An empty lineage group is a lineage of its own.
    """

    KIND = RecordKind.SOURCE

    source_kind = models.CharField(max_length=24, choices=SourceKind)
    publisher = models.CharField(max_length=300)
    author = models.CharField(max_length=300, blank=True)
    published = EDTFField(help_text="As the source dates itself (EDTF).")
    published_earliest = bound()
    published_latest = bound()
    url = models.URLField(max_length=1000, blank=True)
    url_key = AddressKeyField(of="url")
    archived_sha256 = models.CharField(max_length=64, blank=True)
    archived_on = EDTFField()
    archived_on_earliest = bound()
    archived_on_latest = bound()
    reliability = models.CharField(max_length=1, choices=Reliability, blank=True)
    reliability_reason = models.TextField(blank=True)
    lineage_group = models.CharField(max_length=120, blank=True, validators=[key_shape])
    seen_extent = models.CharField(max_length=8, choices=SeenExtent)
    cited_via = models.ManyToManyField("self", symmetrical=False, blank=True)
    is_relied_on = models.BooleanField(default=True)

    class Meta:
        indexes = [
            *by_date("published", "source_by_date"),
            HashIndex(fields=["url_key"], name="source_by_address"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(source_kind__in=SourceKind.values), name="source_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(reliability__in=["", *Reliability.values]),
                name="source_reliability_known",
            ),
            models.CheckConstraint(
                condition=Q(seen_extent__in=SeenExtent.values),
                name="source_seen_extent_known",
            ),
            models.CheckConstraint(
                condition=Q(archived_sha256="")
                | Q(archived_sha256__regex=r"^[0-9a-f]{64}$"),
                name="source_hash_is_sha256",
            ),
        ]


class Citation(models.Model):
    """That a source says something about one field of a record, and where.

    An empty field means the record as a whole. A source that gives another value
    than ours keeps its own in ``stated_value``; both stand.
    """

    record = models.ForeignKey(Record, models.PROTECT, related_name="citations")
    field = models.CharField(max_length=40, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="cited_in")
    locator = models.CharField(max_length=200, blank=True, help_text="Page, paragraph.")
    stated_value = models.CharField(max_length=1000, blank=True)
    stated_by = models.CharField(
        max_length=200, blank=True, help_text="Whom the source quotes for the value."
    )
    quote = models.TextField(
        blank=True, help_text="Verbatim, only if we saw the words."
    )
    quote_lang = models.CharField(max_length=12, blank=True)
    translation = models.TextField(blank=True)
    credibility = models.CharField(max_length=1, choices=Credibility, blank=True)

    class Meta:
        ordering = ["record", "field", "source", "stated_value", "locator"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "field", "source", "stated_value", "locator"],
                name="citation_once",
            ),
            models.CheckConstraint(
                condition=Q(credibility__in=["", *Credibility.values]),
                name="citation_credibility_known",
            ),
            models.CheckConstraint(
                condition=Q(quote="") | ~Q(quote_lang=""),
                name="citation_quote_has_a_language",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} on {self.field or 'the whole'}"


class SourceCopy(models.Model):
    """The text of a web page as it was fetched, by the digest of its bytes.

    A source points at it by ``archived_sha256``. Append-only: what a page said once
    stays said, whatever stands there later.
    """

    address = models.URLField(max_length=2000)
    address_key = AddressKeyField(of="address")
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=100)
    text = models.TextField(blank=True, help_text="Empty where none could be read.")
    fetched_at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="copies_fetched"
    )

    class Meta:
        ordering = ["-fetched_at", "-pk"]
        verbose_name_plural = "source copies"
        constraints = [
            models.UniqueConstraint(
                fields=["sha256", "address"], name="source_copy_once_per_content"
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="source_copy_hash_is_sha256",
            ),
        ]

    def __str__(self) -> str:
        return self.address


class CheckedFact(KindOfRecord):
    """A sentence of another text, what checking it came to, and by which sources.

    Its ``name`` is the sentence in our own words, its ``note`` our remark.
    """

    KIND = RecordKind.CHECKED_FACT

    status = models.CharField(max_length=20, choices=FactStatus)
    is_flagged = models.BooleanField(default=False)
    stated_in = models.ManyToManyField(Source, related_name="facts_checked")
    about = models.ManyToManyField(Record, blank=True, related_name="facts_about")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=FactStatus.values), name="fact_status_known"
            ),
        ]
