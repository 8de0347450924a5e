"""Releases: what was published when, as far as this reader may see it."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from sharing.access import Outlet
from sharing.models import ObjectBody, PublishedRecord, Release
from sharing.rest.bundles import of_release
from sharing.rest.cursors import Cursor
from sharing.rest.door import Answer, Door, nothing_here, to_json
from sharing.rest.forms import Form
from sharing.rest.parameters import Formatted, Paged, Viewing
from sharing.rest.reads import record_rows
from sharing.rest.shapes import answers as shapes
from sharing.selectors import View

LONGEST_NUMBER = 18  # digits; the database counts no further


class ReleasesQuery(Paged, Viewing):
    """What is asked of the list of releases."""


class ReleaseQuery(Formatted, Viewing):
    """What is asked of one release."""


class Releases(Door):
    """Releases in order of their numbers.

    Only those that published something which this reader may see.
    """

    operation = "list_releases"
    heading = "releases"
    query = ReleasesQuery
    answers = shapes.list_of(shapes.Release, "releases")

    def view(self, release: Release | None) -> View:
        """Return the view of the first page."""
        self.cursor = Cursor.read(self.request, self.asked)
        return self.cursor.keeping(super().view(release))

    def answer(self, view: View, release: Release | None, **place: str) -> Answer:
        """Return a page of releases."""
        limit = self.asked["limit"]
        rows = seen(view).filter(number__gt=int(self.cursor.after or 0))
        page = list(rows.order_by("number")[: limit + 1])
        number = self.cursor.number
        if number is None:
            number = release.number if release else 0
        after = None
        if len(page) > limit:
            after = self.cursor.next(view, number, str(page[limit - 1].number))
        items = told(view, page[:limit])
        content = to_json({"release": number, "items": items, "next": after})
        served = self.served(Outlet.REST, len(items))
        return Answer(content, Form.JSON, served, self.cursor.links(after))


class OneRelease(Door):
    """One release; as STIX, what it published.

    The bundle holds its objects, revoked ones too, with what its records left as by
    then, and whatever these refer to.
    """

    operation = "one_release"
    heading = "releases"
    forms = (Form.JSON, Form.STIX)
    query = ReleaseQuery
    answers = shapes.Release
    changes_with_releases = False

    def answer(self, view: View, release: Release | None, **place: str) -> Answer:
        """Return the release of a number."""
        written = place["number"]
        known = (
            written.isascii() and written.isdigit() and len(written) < LONGEST_NUMBER
        )
        row = seen(view).filter(number=int(written)).first() if known else None
        if row is None:
            raise nothing_here()
        if self.form is Form.JSON:
            (item,) = told(view, [row])
            served = self.served(Outlet.REST, 1)
            return Answer(to_json(item), Form.JSON, served, changed_at=row.at)
        then = View(row.pk, view.marking)
        changed = PublishedRecord.objects.filter(
            release=row, marking__in=view.markings
        ).exclude(body=b"")
        uids = list(changed.order_by("uid").values_list("uid", flat=True))
        made = of_release(then, row.number, uids)
        served = self.served(
            Outlet.REST,
            len(made.members),
            release=then.release,
            marking=then.marking,
            records=record_rows(then, made.records),
        )
        return Answer(made.content(), Form.STIX, served, changed_at=row.at)


def seen(view: View) -> QuerySet[Release]:
    """Return the releases up to the view's that published something to be seen."""
    mine = Q(release=OuterRef("pk"), marking__in=view.markings)
    return Release.objects.filter(
        Exists(PublishedRecord.objects.filter(mine))
        | Exists(ObjectBody.objects.filter(mine)),
        pk__lte=view.release,
    )


def told(view: View, rows: list[Release]) -> list[dict[str, Any]]:
    """Return releases as plain JSON: neither who published nor the note on it."""
    records = _counts(PublishedRecord.objects.all(), view, rows)
    objects = _counts(ObjectBody.objects.all(), view, rows)
    return [
        {
            "number": each.number,
            "at": each.at,
            "hash": bytes(each.hash).hex(),
            "previous_hash": each.previous_hash and bytes(each.previous_hash).hex(),
            "records": records[each.pk],
            "objects": objects[each.pk],
        }
        for each in rows
    ]


def _counts(
    contents: QuerySet[Any], view: View, releases: list[Release]
) -> Mapping[int, int]:
    """Return how much of each release the view shows, by its row number.

    All that is asked stands in one index; a release may hold 50,000 objects.
    """
    seen = contents.filter(release__in=releases, marking__in=view.markings)
    counted = seen.order_by().values_list("release").annotate(seen=Count("*"))
    return Counter(dict(counted))
