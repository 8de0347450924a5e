"""What was published and no longer stands, or whose words were erased."""

from collections.abc import Iterator
from typing import Any

import orjson
from django.db.models import (
    Case,
    CharField,
    F,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from rest_framework import serializers

from sharing.access import Outlet
from sharing.models import Release
from sharing.models.told import told
from sharing.rest.cursors import Cursor
from sharing.rest.door import Answer, Door, to_json
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

    updated_after = serializers.DateTimeField(
        required=False, help_text="Published after this instant."
    )


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
        both = (
            _records(view)
            .filter(behind)
            .values_list(*COLUMNS)
            .union(_objects(view).filter(behind).values_list(*COLUMNS), all=True)
        )
        rows = list(both.order_by("release_id", "what", "pk")[: limit + 1])
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


def _records(view: View) -> QuerySet[Any]:
    """Return the records of the view that are out or erased."""
    rows = records(view).annotate(
        what=Value("record", CharField()),
        name=F("key"),
        how=told("state"),
        reason=told("state_reason"),
        by=told("state_by"),
        moment=F("release__at"),
    )
    return rows.filter(Q(how__in=OUT) | Q(body=b""))


def _objects(view: View) -> QuerySet[Any]:
    """Return the objects of the view that are revoked or erased."""
    nothing = Value("", TextField())
    rows = objects(view).annotate(
        what=Value("object", CharField()),
        name=F("stix_id"),
        kind=F("type"),
        version=Value(0),
        moment=F("modified"),
        how=Case(When(body=b"", then=nothing), default=Value("revoked", TextField())),
        reason=nothing,
        by=nothing,
    )
    return rows.filter(Q(is_revoked=True) | Q(body=b""))


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
