"""What was published, as it was sent; shown only."""

import orjson
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from desk.admin.base import ReadOnlyAdmin
from desk.admin.versions import as_text
from desk.site import site
from sharing.models import (
    Collection,
    Edge,
    Entry,
    Link,
    ObjectBody,
    PublishedRecord,
    Release,
)


@admin.register(Release, site=site)
class ReleaseAdmin(ReadOnlyAdmin[Release]):
    """Publications in commit order, each bound to the one before by its hash."""

    list_display = ["number", "at", "by", "note"]
    list_select_related = ["by"]
    ordering = ["-number"]
    fields = ["number", "at", "by", "note", "previous", "own"]

    @admin.display(description="Hash of the one before")
    def previous(self, release: Release) -> str:
        """Return the hash that it is bound to; the first release has none."""
        return bytes(release.previous_hash or b"").hex()

    @admin.display(description="Hash")
    def own(self, release: Release) -> str:
        """Return its own hash."""
        return bytes(release.hash).hex()


@admin.register(PublishedRecord, site=site)
class PublishedRecordAdmin(ReadOnlyAdmin[PublishedRecord]):
    """Record versions as published."""

    list_display = ["key", "version", "kind", "marking", "release"]
    list_select_related = ["release"]
    list_filter = ["marking"]
    search_fields = ["key"]
    ordering = ["-release__number", "rank"]
    fields = [
        "release",
        "rank",
        "key",
        "kind",
        "version",
        "marking",
        "acted_earliest",
        "acted_latest",
        "sha256",
        "content",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[PublishedRecord]:
        """Return them without their bodies, which only one page shows."""
        return super().get_queryset(request).defer("body")

    @admin.display(description="SHA-256")
    def sha256(self, record: PublishedRecord) -> str:
        """Return the digest of its bytes."""
        return bytes(record.digest).hex()

    @admin.display(description="Content")
    def content(self, record: PublishedRecord) -> str:
        """Return its JSON, laid out for people."""
        return as_text(orjson.loads(bytes(record.body)))


@admin.register(Link, site=site)
class LinkAdmin(ReadOnlyAdmin[Link]):
    """Which published record refers to which other."""

    list_display = ["record", "field", "target_key"]
    list_select_related = ["record"]
    search_fields = ["record__key", "target_key"]
    ordering = ["-pk"]
    fields = ["record", "field", "target_key"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Link]:
        """Return links without the bodies of their records."""
        return super().get_queryset(request).defer("record__body")


@admin.register(ObjectBody, site=site)
class ObjectBodyAdmin(ReadOnlyAdmin[ObjectBody]):
    """STIX object versions as they are sent."""

    list_display = ["stix_id", "type", "modified", "marking", "is_revoked", "release"]
    list_select_related = ["release"]
    list_filter = ["marking", "is_revoked"]
    search_fields = ["stix_id"]
    ordering = ["-release__number", "rank"]
    fields = [
        "release",
        "rank",
        "stix_id",
        "type",
        "modified",
        "marking",
        "is_act",
        "acted_earliest",
        "acted_latest",
        "is_revoked",
        "sha256",
        "content",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ObjectBody]:
        """Return them without their bytes, which only one page shows."""
        return super().get_queryset(request).defer("body")

    @admin.display(description="SHA-256")
    def sha256(self, body: ObjectBody) -> str:
        """Return the digest of its bytes."""
        return bytes(body.digest).hex()

    @admin.display(description="Content")
    def content(self, body: ObjectBody) -> str:
        """Return its JSON, laid out for people; an erased body has none."""
        return as_text(orjson.loads(bytes(body.body))) if body.body else "erased"


@admin.register(Edge, site=site)
class EdgeAdmin(ReadOnlyAdmin[Edge]):
    """Which object refers to which other."""

    list_display = ["body", "property", "target_id"]
    list_select_related = ["body"]
    search_fields = ["body__stix_id", "target_id"]
    ordering = ["-pk"]
    fields = ["body", "property", "target_id"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edge]:
        """Return edges without the bytes of their objects."""
        return super().get_queryset(request).defer("body__body")


@admin.register(Collection, site=site)
class CollectionAdmin(ReadOnlyAdmin[Collection]):
    """What partners may pull, by marking."""

    list_display = ["title", "alias", "marking"]
    ordering = ["alias"]
    fields = ["uuid", "alias", "title", "description", "marking"]


@admin.register(Entry, site=site)
class EntryAdmin(ReadOnlyAdmin[Entry]):
    """Which object versions a collection holds, in its order."""

    list_display = ["position", "collection", "stix_id", "modified", "is_last", "added"]
    list_select_related = ["collection"]
    list_filter = ["collection", "is_last"]
    search_fields = ["stix_id"]
    ordering = ["-pk"]
    fields = [
        "collection",
        "position",
        "added",
        "stix_id",
        "type",
        "modified",
        "spec_version",
        "is_last",
    ]
