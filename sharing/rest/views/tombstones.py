"""What was published and no longer stands, or whose words were erased."""

from collections.abc import Iterator
from typing import Any

import orjson
from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)

from sharing.access import Outlet
from sharing.models import ObjectBody, PublishedRecord, Release
from sharing.models.told import told
from sharing.rest.cursors import Cursor
from sharing.rest.door import Answer, Door, to_json
from sharing.rest.fields import Instant
from sharing.rest.filters import OUT
from sharing.rest.forms import Form
from sharing.rest.parameters import Paged, Viewing
from sharing.rest.shapes import answers as shapes
from sharing.selectors import View, objects, records
from sharing.wire import timestamp

COLUMNS = (
    *("release_id", "what", "pk", "name", "kind", "version", "moment", "how"),
    *("reason", "by", "release__number", "release__at"),
)


class TombstonesQuery(Paged, Viewing):
    """What is asked of the list of tombstones."""

    updated_after = Instant(required=False, help_text="Published after this instant.")


class Tombstones(Door):
    """What was taken back or erased, in the order in which that was published.

    Records that we retracted or rejected, objects that were revoked, and whatever was
    erased on legal order. What a claimant withdrew is none of these: it is a claim.
    """

    operation = "list_tombstones"
    heading = "tombstones"
    query = TombstonesQuery
    answers = shapes.list_of(shapes.Tombstone, "tombstones")
    changes_with_releases = False  # an erasure is no release

    def view(self, release: Release | None) -> View:
        """Return the view of the first page."""
        self.cursor = Cursor.read(self.request, self.asked)
        return self.cursor.keeping(super().view(release))

    def answer(self, view: View, release: Release | None, **place: str) -> Answer:
        """Return a page of tombstones."""
        limit = self.asked["limit"]
        behind = self._behind()
        first, *others = (
            each.filter(behind).values_list(*COLUMNS) for each in _kinds(view)
        )
        all_ = first.union(*others, all=True)
        rows = list(all_.order_by("release_id", "what", "pk")[: limit + 1])
        number = self.cursor.number
        if number is None:
            number = release.number if release else 0
        after = None
        if len(rows) > limit:
            place_of = orjson.dumps(rows[limit - 1][:3]).decode()
            after = self.cursor.next(view, number, place_of)
        items = [*_told(rows[:limit])]
        content = to_json({"release": number, "items": items, "next": after})
        served = self.served(Outlet.REST, len(items))
        return Answer(content, Form.JSON, served, self.cursor.links(after))

    def _behind(self) -> Q:
        """Return what the page is asked for: behind the last one, after an instant."""
        found = Q(pk__isnull=False)
        if after := self.asked.get("updated_after"):
            found &= Q(release__at__gt=after)
        if self.cursor.after:
            release, what, pk = orjson.loads(self.cursor.after)
            found &= (
                Q(release_id__gt=release)
                | Q(release_id=release, what__gt=what)
                | Q(release_id=release, what=what, pk__gt=pk)
            )
        return found


def _kinds(view: View) -> Iterator[QuerySet[Any]]:
    """Yield the sorts of tombstones: each is one range of an index.

    Of what was erased every version has one, as long as the reader sees what became of
    the record; of the rest only the newest.
    """
    erased = Q(body=b"", release_id__lte=view.release, marking__in=view.markings)
    seen = records(view).filter(uid=OuterRef("uid"))
    versions = PublishedRecord.objects.order_by().filter(erased, Exists(seen))
    yield _told_of_records(records(view)).filter(~Q(body=b""), how__in=OUT)
    yield _told_of_records(versions)
    of_object = objects(view).filter(stix_id=OuterRef("stix_id"))
    bodies = ObjectBody.objects.order_by().filter(erased, Exists(of_object))
    yield _told_of_objects(objects(view)).filter(~Q(body=b""), is_revoked=True)
    yield _told_of_objects(bodies)


def _told_of_records(rows: QuerySet[PublishedRecord]) -> QuerySet[Any]:
    """Return record versions with what their tombstones say."""
    return rows.annotate(
        what=Value("record", CharField()),
        name=F("key"),
        how=told("state"),
        reason=told("state_reason"),
        by=told("state_by"),
        moment=F("release__at"),
    )


def _told_of_objects(rows: QuerySet[ObjectBody]) -> QuerySet[Any]:
    """Return object versions with what their tombstones say."""
    nothing = Value("", TextField())
    return rows.annotate(
        what=Value("object", CharField()),
        name=F("stix_id"),
        kind=F("type"),
        version=Value(0),
        moment=F("modified"),
        how=Case(When(body=b"", then=nothing), default=Value("revoked", TextField())),
        reason=nothing,
        by=nothing,
    )


def _told(rows: list[tuple[Any, ...]]) -> Iterator[dict[str, Any]]:
    for _, what, _, key, kind, version, moment, how, reason, by, number, at in rows:
        yield {
            "what": what,
            "how": how or "erased",
            "key": key,
            "kind": kind,
            "version": str(version) if what == "record" else timestamp(moment),
            "reason": reason or "",
            "by": by or "",
            "release": number,
            "at": at,
        }
