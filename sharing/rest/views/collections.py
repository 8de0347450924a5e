"""Collections, and the whole of one as a single bundle, streamed."""

from collections.abc import Iterator
from uuid import uuid5

import orjson
from django.db import connection, transaction

from sharing.access import Outlet, Served
from sharing.bundle import NAMESPACE
from sharing.deflate import COMMA, Chunk, listed, size
from sharing.models import CollectionKind, Release
from sharing.pages import Shelf, Wanted, shelf, shelves
from sharing.rest.door import Answer, Door, nothing_here, to_json
from sharing.rest.forms import Form
from sharing.rest.parameters import LONGEST_KEY, Query
from sharing.rest.shapes import answers as shapes
from sharing.segments import page
from sharing.selectors import View

AT_ONCE = 1_000  # objects in memory
# What is read stays as it was at the first chunk, whatever is published meanwhile.
ONE_MOMENT = "set transaction isolation level repeatable read, read only"
HEAD = b'{"type":"bundle","id":"bundle--%s","objects":['


class Collections(Door):
    """The collections that this token may read.

    Inboxes are no part of the record: what was posted is read back by TAXII alone.
    """

    operation = "list_collections"
    heading = "collections"
    answers = shapes.Collections
    changes_with_releases = False

    def release(self) -> None:
        """Return none: grants are given and taken between releases."""
        return

    def answer(self, view: View, release: Release | None, **place: str) -> Answer:
        """Return all of them, in one order."""
        assert self.reader
        items = [
            {
                "id": str(each.uuid),
                "alias": each.alias or None,
                "title": each.title,
                "description": each.description,
                "marking": each.marking,
                "last_position": each.head,
            }
            for each in shelves(sorted(self.reader.collections))
            if each.kind != CollectionKind.INBOX
        ]
        return Answer(to_json({"items": items}), Form.JSON)


class CollectionBundle(Door):
    """A whole collection as one STIX bundle.

    The last version of every object in it, in the order of publication, revoked ones
    too. It is sent as it is read: its length is not known before its end.
    """

    operation = "collection_bundle"
    heading = "collections"
    query = Query
    forms = (Form.STIX,)
    shelf: Shelf

    def view(self, release: Release | None) -> View:
        """Find the collection; its last position is what the ETag goes by."""
        assert self.reader
        name = self.kwargs["name"]
        known = name.isprintable() and len(name) <= LONGEST_KEY
        found = shelf(name) if known else None
        if found is None or found.pk not in self.reader.collections:
            raise nothing_here()
        if found.kind == CollectionKind.INBOX:
            raise nothing_here("An inbox is read and posted to by TAXII alone.")
        self.shelf = found
        return View(found.head, found.marking or self.reader.ceiling)

    def release(self) -> None:
        """Return none: a collection goes by its own positions."""
        return

    def answer(self, view: View, release: Release | None, **place: str) -> Answer:
        """Return the bundle, still to be read."""
        name = self.shelf.alias or str(self.shelf.uuid)
        return Answer(
            self._stream(),
            Form.STIX,
            filename=f"{name}.bundle.json",
            changed_at=self.shelf.changed_at,
        )

    def _stream(self) -> Iterator[Chunk]:
        """Yield the bundle part by part, and note in the end how far it was sent."""
        sent = Sent()
        try:
            yield from sent.counting(whole(self.shelf, sent))
        finally:
            self.note(self._told(sent), sent.size)

    def _told(self, sent: "Sent") -> Served:
        return self.served(
            Outlet.BUNDLE,
            sent.count,
            collection=self.shelf.pk,
            first=sent.first,
            last=sent.last,
            head=sent.head,
        )


class Sent:
    """How much of a collection has left so far."""

    def __init__(self) -> None:
        self.count = self.size = 0
        self.first: int | None = None
        self.last: int | None = None
        self.head: int | None = None

    def counting(self, parts: Iterator[Chunk]) -> Iterator[Chunk]:
        """Yield the parts, counting their bytes."""
        for each in parts:
            self.size += size([each])
            yield each


def whole(of: Shelf, sent: Sent, at_once: int = AT_ONCE) -> Iterator[Chunk]:
    """Yield a collection as one bundle, as it stands at one moment.

    ``at_once`` objects at a time are in memory, whatever there is of them.
    """
    with transaction.atomic():
        if not connection.savepoint_ids:  # within another, the moment is that one's
            _at_one_moment()
        now = shelf(str(of.uuid)) or of
        sent.head = now.head
        yield HEAD % str(uuid5(NAMESPACE, _name(now))).encode()
        after, more = 0, now.head > 0
        while more:
            found = page(now, Wanted(after=after), limit=at_once)
            if found.last is None or found.first is None:
                break
            after, more = found.last[0], found.more
            sent.first = sent.first or found.first[0]
            sent.last = after
            if found.count:
                between = [COMMA] if sent.count else []
                sent.count += found.count
                yield from [*between, *listed(found.parts)]
        yield b"]}\n"


def _at_one_moment() -> None:
    with connection.cursor() as cursor:
        cursor.execute(ONE_MOMENT)


def _name(of: Shelf) -> str:
    return orjson.dumps([str(of.uuid), of.head]).decode()
