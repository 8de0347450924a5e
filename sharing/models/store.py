"""The store: what was published, as it was sent. Append-only, hash-chained.

Triggers refuse every UPDATE, DELETE and TRUNCATE but one: an entry's ``is_last``
may go from true to false. Written by ``sharing.store`` alone.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from incidents.vocab import Marking

# The publishers' lock. Any number would do; every installation takes the same.
LOCK = 0x5245_4C45_4153_4531


class Release(models.Model):
    """One publication: numbered in commit order, bound to the one before by its hash.

    The hash covers the number, the time, and the digests of all that was appended,
    never ``is_last``; so a body can be erased by the owner without breaking it.
    """

    number = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="releases"
    )
    note = models.TextField(blank=True)
    previous_hash = models.BinaryField(null=True)
    hash = models.BinaryField(unique=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["previous_hash"],
                nulls_distinct=False,
                name="release_chain_does_not_fork",
            ),
            models.CheckConstraint(condition=Q(number__gt=0), name="release_from_1"),
        ]

    def __str__(self) -> str:
        return f"Release {self.number}"


class ObjectBody(models.Model):
    """One STIX object version, as the exact bytes that are sent.

    ``content_digest`` leaves out ``modified``: an object whose content did not
    change is not appended again. ``is_act`` with its bounds says when the act that
    the object states took place, or what it tells came out, for selections as of a
    day.
    """

    release = models.ForeignKey(  # its index is that of object_body_by_release
        Release, models.PROTECT, related_name="bodies", db_index=False
    )
    rank = models.PositiveIntegerField()
    record_uid = models.UUIDField()
    stix_id = models.CharField(max_length=100)
    type = models.CharField(max_length=40)
    modified = models.DateTimeField()
    spec_version = models.CharField(max_length=4, default="2.1")
    marking = models.CharField(max_length=12, choices=Marking)
    is_act = models.BooleanField()
    acted_earliest = models.DateTimeField(null=True)
    acted_latest = models.DateTimeField(null=True)
    is_revoked = models.BooleanField(default=False)
    digest = models.BinaryField()
    content_digest = models.BinaryField()
    body = models.BinaryField()

    class Meta:
        ordering = ["release", "rank"]
        verbose_name_plural = "object bodies"
        constraints = [
            models.UniqueConstraint(
                fields=["stix_id", "modified"], name="object_body_once_per_version"
            ),
        ]
        indexes = [
            # How much of a release may be seen, without opening a body.
            models.Index(fields=["release", "marking"], name="object_body_by_release"),
            # All objects of one record: what an edit changes, a retraction revokes.
            models.Index(fields=["record_uid"], name="object_body_by_record"),
            # What has a tombstone.
            models.Index(
                fields=["release", "id"],
                condition=Q(is_revoked=True) | Q(body=b""),
                name="object_body_gone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stix_id} {self.modified:%Y-%m-%dT%H:%M:%S}"


class Edge(models.Model):
    """That an object version refers to another object, and by which property.

    A narrow table, so that an incident's bundle is found without opening a body.
    """

    body = models.ForeignKey(  # its index is that of edge_once
        ObjectBody, models.PROTECT, related_name="edges", db_index=False
    )
    property = models.CharField(max_length=40)
    target_id = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "property", "target_id"], name="edge_once"
            ),
        ]
        # Who refers to this object: the way from an incident to its claims.
        indexes = [
            models.Index(fields=["target_id", "property"], name="edge_by_target")
        ]

    def __str__(self) -> str:
        return f"{self.property} {self.target_id}"


class CollectionKind(models.TextChoices):
    """What a collection holds."""

    EVERYTHING = "everything", "all that is published up to a marking"
    ABOUT = "about", "what belongs to an incident, a campaign or a case"
    SAMPLE = "sample", "one object of every type, to try a client with"
    INBOX = "inbox", "what partners post, kept apart from all of ours"


class Collection(models.Model):
    """What partners may pull, or post to; once made, it never changes.

    ``marking`` is the strictest that it holds. ``about`` is the key of the incident,
    campaign or case whose objects it holds, with all that those refer to; a sample has
    one object of each type, with the same. An inbox has no marking and no entries: what
    is posted to it lies in tables of its own.
    """

    uuid = models.UUIDField(unique=True)
    alias = models.CharField(max_length=150, unique=True)
    title = models.CharField(max_length=320, unique=True)
    description = models.TextField(blank=True)
    marking = models.CharField(max_length=12, choices=Marking, blank=True)
    kind = models.CharField(
        max_length=10, choices=CollectionKind, default=CollectionKind.EVERYTHING
    )
    about = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["alias"]
        constraints = [
            models.UniqueConstraint(
                fields=["marking"],
                condition=Q(kind="everything"),
                name="collection_of_everything_once",
            ),
            models.UniqueConstraint(
                fields=["about", "marking"],
                condition=Q(kind="about"),
                name="collection_about_once",
                violation_error_message="This collection is open already.",
            ),
            models.UniqueConstraint(
                fields=["marking"],
                condition=Q(kind="sample"),
                name="collection_of_samples_once",
                violation_error_message="This collection is open already.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["everything", "sample"], about="")
                & ~Q(marking="")
                | Q(kind="about") & ~Q(about="") & ~Q(marking="")
                | Q(kind="inbox", about="", marking=""),
                name="collection_says_what_it_holds",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Entry(models.Model):
    """That an object version belongs to a collection, at a place in its order.

    ``position`` and ``added`` are given out under one lock in commit order and are
    distinct for each entry of a collection, so both walk the same way. ``release`` is
    the one that put it there: that of the body, or a later one where the collection,
    or the object's part in it, is younger than the body.
    """

    release = models.ForeignKey(Release, models.PROTECT, related_name="entries")
    collection = models.ForeignKey(  # its index is that of entry_position_once
        Collection, models.PROTECT, related_name="entries", db_index=False
    )
    position = models.BigIntegerField()
    added = models.DateTimeField()
    body = models.ForeignKey(ObjectBody, models.PROTECT, related_name="entries")
    stix_id = models.CharField(max_length=100)
    type = models.CharField(max_length=40)
    modified = models.DateTimeField()
    spec_version = models.CharField(max_length=4, default="2.1")
    is_last = models.BooleanField(default=True)

    class Meta:
        ordering = ["collection", "position"]
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "position"], name="entry_position_once"
            ),
            models.UniqueConstraint(
                fields=["collection", "stix_id", "modified"], name="entry_version_once"
            ),
            # One latest version of an object; also finds it by id.
            models.UniqueConstraint(
                fields=["collection", "stix_id"],
                condition=Q(is_last=True),
                name="entry_one_is_last",
            ),
            models.CheckConstraint(
                condition=Q(position__gt=0), name="entry_position_from_1"
            ),
            # Pages answer a filter on the version of STIX without looking.
            models.CheckConstraint(
                condition=Q(spec_version="2.1"), name="entry_is_stix_2_1"
            ),
        ]
        indexes = [
            # A page of latest versions; the same of one type; added_after; a page of
            # all versions of one type; those of one time.
            models.Index(
                fields=["collection", "position"],
                condition=Q(is_last=True),
                name="entry_page",
            ),
            models.Index(
                fields=["collection", "type", "position"],
                condition=Q(is_last=True),
                name="entry_page_by_type",
            ),
            models.Index(fields=["collection", "added"], name="entry_added"),
            models.Index(
                fields=["collection", "type", "position"], name="entry_all_by_type"
            ),
            models.Index(
                fields=["collection", "modified", "position"], name="entry_by_modified"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.collection} {self.position}"
