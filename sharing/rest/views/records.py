"""Lists of records, and single ones, as plain JSON and as STIX."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import orjson

from sharing.access import Outlet
from sharing.models import Release
from sharing.rest import reads
from sharing.rest.bundles import of_records
from sharing.rest.cursors import Cursor
from sharing.rest.door import Answer, Door, nothing_here, to_json
from sharing.rest.forms import Form, must_be_json
from sharing.rest.parameters import LONGEST_KEY, invalid
from sharing.rest.problems import Fault, Problem
from sharing.rest.resources import RESOURCES, Resource
from sharing.selectors import View, latest_release

# Of a record that was sent along: what it is, not where it is from.
SHAPING = ("fields", "expand")
NO_KEY = "names no record that can be shown; keys are those in the lists"


class RecordDoor(Door):
    """What lists and single records have in common."""

    resource: Resource
    sent: tuple[int, ...] = ()
    changed_at: datetime | None = None
    forms = (Form.JSON, Form.STIX)

    def told(self, view: View, rows: list[reads.Found]) -> dict[str, Any]:
        """Return the records as plain JSON, with those they refer to if so wished."""
        assembled = reads.assembled(view, rows, self.asked.get("fields"))
        found: dict[str, Any] = {"items": assembled.items}
        self.changed_at = assembled.changed_at
        if "expand" in self.asked:
            others = reads.referred(view, rows, self.asked["expand"])
            told = reads.assembled(view, others)
            found["expanded"] = {each["key"]: each for each in told.items}
            # What is no longer there to be sent along may have gone at any release.
            self.changed_at = None
            self.sent = (*self.sent, *(each.pk for each in others))
        return found

    def bundled(self, view: View, rows: list[reads.Found], **more: Any) -> Answer:
        """Return the records as a bundle: their objects and all these refer to."""
        made = of_records(view, self.resource.name, rows)
        served = self.served(
            Outlet.REST,
            len(made.members),
            release=view.release,
            marking=view.marking,
            records=reads.record_rows(view, made.records),
        )
        return Answer(made.content(), Form.STIX, served, **more)


class RecordList(RecordDoor):
    """A page of records."""

    def view(self, release: Release | None) -> View:
        """Return the view of the first page, whatever has been published since."""
        must_be_json(self.form, self.asked, *SHAPING)
        self.cursor = Cursor.read(self.request, self.asked)
        return self.cursor.keeping(super().view(release))

    def answer(self, view: View, release: Release | None, **place: str) -> Answer:
        """Return the page that the cursor begins, or the first."""
        self._must_be_known(view)
        limit = self.asked["limit"]
        page = reads.page(
            view, self.resource, self.asked, after=self.cursor.after, limit=limit
        )
        rows = list(page.rows)
        number = self.number(release)
        after = self.cursor.next(view, number, page.after) if page.after else None
        links = self.cursor.links(after)
        if self.form is Form.STIX:
            return self.bundled(view, rows, links=links)
        self.sent = tuple(each.pk for each in rows)
        told = self.told(view, rows)
        content = to_json({"release": number, **told, "next": after})
        served = self.served(Outlet.REST, len(rows), records=self.sent)
        return Answer(content, Form.JSON, served, links)

    def _must_be_known(self, view: View) -> None:
        """Refuse to filter by what is not there or hidden, both alike.

        Raises:
            Problem: a key is that of no record in the view; every such one is named.
        """
        named = self.query.keys_in(self.asked)
        lost = reads.strangers(view, named.values())
        if lost:
            raise invalid(
                [Fault.at(name, NO_KEY) for name in named if named[name] in lost]
            )

    def number(self, release: Release | None) -> int:
        """Return the number of the release that the list is read from."""
        if self.cursor.number is not None:
            return self.cursor.number
        return release.number if release else 0


class RecordAlone(RecordDoor):
    """One record."""

    changes_with_releases = False

    def view(self, release: Release | None) -> View:
        """Return the view; what goes with plain JSON only is refused elsewhere."""
        must_be_json(self.form, self.asked, *SHAPING)
        return super().view(release)

    def answer(self, view: View, release: Release | None, **place: str) -> Answer:
        """Return the newest version in the view."""
        row = found(view, self.resource, place["key"])
        if self.form is Form.STIX:
            return self.bundled(view, [row])
        self.sent = (row.pk,)
        told = self.told(view, [row])
        (record,) = told.pop("items")
        served = self.served(Outlet.REST, 1, records=self.sent)
        content = to_json(record | told)
        return Answer(content, Form.JSON, served, changed_at=self.changed_at)


def found(view: View, resource: Resource, key: str) -> reads.Found:
    """Return the record of a sort that an address names.

    Raises:
        Problem: there is none, or none for this reader; or none yet, on the day or as
            the record was known.
    """
    row = reads.one(view, resource, key) if is_key(key) else None
    if row is not None:
        return row
    if view.as_of:
        found(replace(view, as_of=None), resource, key)
        raise not_begun(key, view.as_of)
    last = latest_release()
    if last and last.pk > view.release:
        found(replace(view, release=last.pk), resource, key)
        raise not_known(key)
    raise nothing_here(_meant(view, key) if is_key(key) else "")


def not_known(key: str) -> Problem:
    """Return what to say of a record that the reader may see, but not as known then."""
    return nothing_here(
        f"{key} could not be shown yet as known at that instant; ask with a later "
        "known_at, or without one."
    )


def not_begun(key: str, as_of: date) -> Problem:
    """Return what to say of a record that the reader may see, but not as of a day."""
    return nothing_here(
        f"{key} had not certainly taken place by the end of {as_of}, UTC; ask as of a "
        "later day, or without as_of."
    )


def _meant(view: View, key: str) -> str:
    """Return what a key may have meant, by its look and by what the reader may see."""
    if key != key.lower():
        return f"Keys are written in small letters: {key.lower()}."
    for each in reads.by_key(view, [key]):
        kind = orjson.loads(each.body)["kind"] if each.body else ""
        for resource in RESOURCES:
            if kind in resource.kinds:
                return f"There is {resource.name}/{key}."
    return ""


def is_key(written: str) -> bool:
    """Whether a record could have this key."""
    return written.isprintable() and len(written) <= LONGEST_KEY
