"""The record that everything is, its versions, and plain relations of two."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from incidents.vocab import (
    CLOSED,
    VOCAB_VERSION,
    Door,
    Marking,
    RecordKind,
    RecordState,
)

key_shape = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$",
    "Write small letters, digits and single hyphens, like claim-us-nsc-2022-09-07.",
)
external_id_shape = RegexValidator(
    r"^[A-Za-z0-9._-]+:\S+$",
    "Write the catalogue and the id, like mitre-attack:T1190 or cve:CVE-2019-0604.",
)


class Record(models.Model):
    """Anything that can be cited, related, claimed about, reviewed and published.

    Its row is what stands now; every version it ever had is a Change. A record is
    never deleted: it is withdrawn by its claimant, superseded, or retracted by us.
    """

    KIND: ClassVar[RecordKind]
    # Reverse names of rows that are part of the record and versioned with it.
    OWNED: ClassVar[tuple[str, ...]] = ("citations", "aliases")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(
        max_length=120,
        unique=True,
        validators=[key_shape],
        help_text="A readable name for life, used in case files and addresses.",
    )
    kind = models.CharField(max_length=20, choices=RecordKind, editable=False)
    name = models.CharField(max_length=400)
    description = models.TextField(blank=True)
    note = models.TextField(
        blank=True, help_text="Our remark for readers of the record."
    )
    marking = models.CharField(
        max_length=12,
        choices=Marking,
        blank=True,
        help_text="How far it may travel (TLP 2.0). Unmarked is not published.",
    )
    lang = models.CharField(max_length=12, default="en", help_text="RFC 5646.")
    external_ids = ArrayField(
        models.CharField(max_length=120, validators=[external_id_shape]),
        default=list,
        blank=True,
        help_text="Catalogue and id, like mitre-attack:T1190.",
    )
    state = models.CharField(
        max_length=12, choices=RecordState, default=RecordState.IN_USE
    )
    state_reason = models.TextField(blank=True)
    state_by = models.CharField(max_length=150, blank=True)
    state_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    recorded_at = models.DateTimeField(null=True, editable=False)
    # The three below follow from the versions; services keep them (incidents.reach).
    clearance = models.PositiveSmallIntegerField(
        default=CLOSED,
        editable=False,
        help_text="Rank of the strictest marking since the last approval.",
    )
    search_names = models.TextField(default="", editable=False)
    search_text = models.TextField(default="", editable=False)

    class Meta:
        ordering = ["key"]
        indexes = [
            # Autocompletes look for a part of a name, the search for any word.
            GinIndex(
                fields=["search_names"],
                opclasses=["gin_trgm_ops"],
                name="record_by_part_of_name",
            ),
            GinIndex(
                fields=["search_text"],
                opclasses=["gin_trgm_ops"],
                name="record_by_part_of_text",
            ),
            # What of a kind a reader may see: counted, and joined to the kind's own
            # table, without opening a row of this one.
            models.Index(
                fields=["kind", "clearance", "key"],
                include=["id"],
                name="record_seen_of_kind",
            ),
            models.Index(fields=["-recorded_at", "-id"], name="record_by_time"),
            # The same list by name and by the last change; all kinds by name.
            models.Index(fields=["kind", "name"], name="record_of_kind_by_name"),
            models.Index(
                fields=["kind", "-recorded_at"], name="record_of_kind_by_time"
            ),
            models.Index(fields=["name"], name="record_by_name"),
        ]
        constraints = [
            # The target of every kind-safe reference; see migration 0002.
            models.UniqueConstraint(fields=["id", "kind"], name="record_id_kind"),
            models.CheckConstraint(
                condition=Q(kind__in=RecordKind.values), name="record_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(marking__in=["", *Marking.values]),
                name="record_marking_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=RecordState.values), name="record_state_known"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="record_has_a_name"),
            models.CheckConstraint(
                condition=Q(state=RecordState.IN_USE)
                | (~Q(state_reason="") & ~Q(state_by="") & Q(state_at__isnull=False)),
                name="record_taken_back_says_why_who_when",
                violation_error_message="Give the reason, the person and the time.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class KindOfRecord(Record):
    """What every kind of record inherits: the link to its Record row.

    The link's name on Record begins with ``as_``, so that a kind may have a field
    named like another kind (a claim its statement, an event its incident).
    """

    record_ptr = models.OneToOneField(
        Record,
        models.PROTECT,
        parent_link=True,
        primary_key=True,
        related_name="as_%(class)s",
    )

    class Meta:
        abstract = True


class Change(models.Model):
    """One version of a record, whole, with who, when, by which door and why.

    Written by the service and by nothing else; append-only.
    """

    record = models.ForeignKey(Record, models.PROTECT, related_name="changes")
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="changes"
    )
    door = models.CharField(max_length=12, choices=Door)
    reason = models.TextField(blank=True)
    snapshot = models.JSONField()
    vocab_version = models.CharField(max_length=12, default=VOCAB_VERSION)
    batch = models.UUIDField(
        null=True, help_text="The same for all versions that one act made."
    )

    class Meta:
        ordering = ["record", "version"]
        indexes = [
            # What one bulk edit, import or merge made, to show and to undo it.
            models.Index(
                fields=["batch"],
                condition=Q(batch__isnull=False),
                name="change_by_batch",
            ),
            models.Index(fields=["by", "-at"], name="change_by_author"),
            models.Index(fields=["-at", "-id"], name="change_by_time"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "version"], name="change_once_per_version"
            ),
            models.CheckConstraint(
                condition=Q(version__gt=0), name="change_counts_from_1"
            ),
            models.CheckConstraint(
                condition=Q(door__in=Door.values), name="change_door_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record} v{self.version}"


# Relations that somebody claims: they belong in a Claim, with its claimant.
CLAIMED_TYPES = (
    "attributed-to",
    "same-as",
    "duplicate-of",
    "overlaps",
    "subset-of",
    "superset-of",
    "successor-of",
    "formerly-tracked-as",
    "merged-into",
    "split-from",
    "distinct-from",
    "shares-tooling-with",
)


class Relationship(KindOfRecord):
    """A plain relation between two records, as STIX relationship.

    Never attribution and never sameness of actors: those are claims.
    """

    KIND = RecordKind.RELATIONSHIP

    source = models.ForeignKey(Record, models.PROTECT, related_name="relations_out")
    relationship_type = models.CharField(
        max_length=40,
        validators=[key_shape],
        help_text="STIX 2.1, like uses or targets.",
    )
    target = models.ForeignKey(Record, models.PROTECT, related_name="relations_in")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "relationship_type", "target"],
                name="relationship_once",
            ),
            models.CheckConstraint(
                condition=~Q(source=F("target")), name="relationship_joins_two"
            ),
            models.CheckConstraint(
                condition=~Q(relationship_type__in=CLAIMED_TYPES),
                name="relationship_is_not_a_claim",
                violation_error_message=(
                    "Who is behind something, or which actors are one, is a claim: "
                    "record who says so."
                ),
            ),
        ]
