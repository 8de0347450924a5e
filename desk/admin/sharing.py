"""What was published, as it was sent; shown only."""

from typing import Any, ClassVar, TypeVar

import orjson
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Count, Exists, Max, Model, OuterRef, Q, QuerySet
from django.http import HttpRequest

from desk.admin.access import Cleared
from desk.admin.actions import user_of
from desk.admin.base import ReadOnlyAdmin
from desk.admin.versions import as_text
from desk.clearance import markings_of, visible
from desk.selectors.hidden import (
    WITHHELD,
    hidden_in_release,
    hidden_objects,
    names_hidden,
    published,
    without_hidden,
)
from desk.site import site
from incidents.models import Record
from sharing.models import (
    Collection,
    CollectionKind,
    Edge,
    Entry,
    Link,
    ObjectBody,
    PublishedRecord,
    Release,
)

M = TypeVar("M", bound=Model)
READER = "desk_reader"  # on a row that is shown, for whom it is
HIDDEN_NOTE = "It holds records that you may not see."


class PublishedAdmin(Cleared[M], ReadOnlyAdmin[M]):
    """What was published, as far as the reader may see it and its record."""

    uid: ClassVar[str] = "record_uid"
    marking: ClassVar[str] = "marking"

    def get_queryset(self, request: HttpRequest) -> QuerySet[M]:
        """Return the rows that the reader may see."""
        rows = ReadOnlyAdmin.get_queryset(self, request)
        reader = user_of(request)
        return published(rows, reader, uid=self.uid, marking=self.marking)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> M | None:
        """Return the row if the reader may see it, and who reads it."""
        row = super().get_object(request, object_id, from_field)
        if row is not None:
            setattr(row, READER, user_of(request))
        return row


@admin.register(Release, site=site)
class ReleaseAdmin(ReadOnlyAdmin[Release]):
    """Publications in commit order, each bound to the one before by its hash."""

    list_display = ["number", "at", "by", "told"]
    list_select_related = ["by"]
    ordering = ["-number"]
    fields = ["number", "at", "by", "told", "previous", "own"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Release]:
        """Return releases with whether they hold what the reader may not see."""
        rows = super().get_queryset(request)
        return rows.annotate(has_hidden=hidden_in_release(user_of(request)))

    @admin.display(description="Note")
    def told(self, release: Any) -> str:
        """Return the note, unless it might name a record that is hidden."""
        return HIDDEN_NOTE if release.has_hidden else str(release.note)

    @admin.display(description="Hash of the one before")
    def previous(self, release: Release) -> str:
        """Return the hash that it is bound to; the first release has none."""
        return bytes(release.previous_hash or b"").hex()

    @admin.display(description="Hash")
    def own(self, release: Release) -> str:
        """Return its own hash."""
        return bytes(release.hash).hex()


@admin.register(PublishedRecord, site=site)
class PublishedRecordAdmin(PublishedAdmin[PublishedRecord]):
    """Record versions as published."""

    uid = "uid"

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
        if not record.body:
            return "erased"
        content = orjson.loads(bytes(record.body))
        return as_text(without_hidden(content, getattr(record, READER)))


@admin.register(Link, site=site)
class LinkAdmin(PublishedAdmin[Link]):
    """Which published record refers to which other."""

    uid, marking = "record__uid", "record__marking"

    list_display = ["record", "field", "target_key"]
    list_select_related = ["record"]
    search_fields = ["record__key", "target_key"]
    ordering = ["-pk"]
    fields = ["record", "field", "target_key"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Link]:
        """Return links without the bodies of their records."""
        seen = visible(
            Record.objects.filter(key=OuterRef("target_key")), user_of(request)
        )
        return super().get_queryset(request).filter(Exists(seen)).defer("record__body")


@admin.register(ObjectBody, site=site)
class ObjectBodyAdmin(PublishedAdmin[ObjectBody]):
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
        if not body.body:
            return "erased"
        if names_hidden(getattr(body, READER), body.record_uid):
            return WITHHELD
        return as_text(orjson.loads(bytes(body.body)))


@admin.register(Edge, site=site)
class EdgeAdmin(PublishedAdmin[Edge]):
    """Which object refers to which other."""

    uid, marking = "body__record_uid", "body__marking"

    list_display = ["body", "property", "target_id"]
    list_select_related = ["body"]
    search_fields = ["body__stix_id", "target_id"]
    ordering = ["-pk"]
    fields = ["body", "property", "target_id"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edge]:
        """Return edges without the bytes of their objects."""
        hidden = hidden_objects(user_of(request), stix_id="target_id")
        return super().get_queryset(request).filter(~hidden).defer("body__body")


@admin.register(Collection, site=site)
class CollectionAdmin(ReadOnlyAdmin[Collection]):
    """What partners may pull or post to, as far as the reader is cleared.

    A title names the record that a collection is about.
    """

    list_display = ["title", "alias", "kind", "marking", "about"]
    list_filter = ["kind", "marking"]
    ordering = ["alias"]
    fields = [
        *("uuid", "alias", "title", "description", "kind", "marking", "about"),
        "ready",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Collection]:
        """Return the collections that hold nothing above the reader's clearance."""
        return super().get_queryset(request).filter(_nameable(user_of(request)))

    @admin.display(description="Ready to be sent")
    def ready(self, collection: Collection) -> str:
        """Return how far a worker has made it ready for partners who pull all of it."""
        made = collection.segments.aggregate(count=Count("pk"), last=Max("last"))
        if not made["count"]:
            return "Nothing; what is pulled is read object by object."
        return f"{made['count']} segments, up to position {made['last']}"


def _nameable(reader: User, path: str = "") -> Q:
    """Return the condition for collections whose titles the reader may read."""
    return Q(**{f"{path}kind": CollectionKind.EVERYTHING}) | Q(
        **{f"{path}marking__in": [*markings_of(reader), ""]}
    )


@admin.register(Entry, site=site)
class EntryAdmin(PublishedAdmin[Entry]):
    """Which object versions a collection holds, in its order."""

    uid, marking = "body__record_uid", "body__marking"

    list_display = ["position", "collection", "stix_id", "modified", "is_last", "added"]
    list_select_related = ["collection"]
    list_filter = [("collection", admin.RelatedOnlyFieldListFilter), "is_last"]
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

    def get_queryset(self, request: HttpRequest) -> QuerySet[Entry]:
        """Return the entries that the reader may see, of nameable collections."""
        nameable = _nameable(user_of(request), "collection__")
        return super().get_queryset(request).filter(nameable)
