"""What is in a collection: objects, manifest, object, versions (TAXII 2.1, 5.3 to 5.8).

Each is a page in the order of positions. The statement that says who asks finds the
collection, too, and where it ends; if the client's ETag says that nothing was added
since, it is the only one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Final

from django.http import HttpResponse

from sharing.access import Outlet, Served, note_pull
from sharing.deflate import Chunk, joined, listed, size
from sharing.models import CollectionKind
from sharing.pages import ALL, LAST, Shelf, Wanted, holds
from sharing.taxii import query
from sharing.taxii.asked import Asked
from sharing.taxii.errors import from_parts, not_found
from sharing.taxii.parts import (
    MANIFEST,
    OBJECTS,
    VERSIONS,
    Part,
    has_posted,
    ours,
    posted,
)
from sharing.taxii.query import Query
from sharing.wire import (
    add_last_modified,
    any_will_do,
    etag,
    not_modified,
    timestamp,
    unchanged,
)

FIRST_ADDED: Final = "X-TAXII-Date-Added-First"
LAST_ADDED: Final = "X-TAXII-Date-Added-Last"


@dataclass(frozen=True, slots=True)
class Resource:
    """One of the four: its form, the filters that it knows, the versions it shows."""

    name: str
    form: str
    filters: tuple[str, ...]
    usual: str = LAST
    outlet: Outlet = Outlet.MANIFEST

    @property
    def member(self) -> str:
        """The name of the list in the answer."""
        return VERSIONS if self.form == VERSIONS else OBJECTS


ON_ALL: Final = ("id", "type", "version", "spec_version")
ALL_OBJECTS = Resource("objects", OBJECTS, ON_ALL, outlet=Outlet.TAXII)
THE_MANIFEST = Resource("manifest", MANIFEST, ON_ALL)
ONE_OBJECT = Resource("object", OBJECTS, ON_ALL[2:], outlet=Outlet.TAXII)
ITS_VERSIONS = Resource("versions", VERSIONS, ON_ALL[3:], usual=ALL)


@dataclass(frozen=True, slots=True)
class Place:
    """What is asked for, and where; cursors belong to the ``address``."""

    shelf: Shelf
    resource: Resource
    stix_id: str
    address: str
    query: Query
    wanted: Wanted


def objects(asked: Asked) -> HttpResponse:
    """Return a page of objects, each as it was published, in an envelope."""
    return _answer(asked, _place(asked, ALL_OBJECTS))


def manifest(asked: Asked) -> HttpResponse:
    """Return a page of the manifest: a record for each version that is wanted."""
    return _answer(asked, _place(asked, THE_MANIFEST))


def one_object(asked: Asked, stix_id: str) -> HttpResponse:
    """Return versions of one object, in an envelope; 404 if it is not here."""
    return _answer(asked, _place(asked, ONE_OBJECT, stix_id))


def versions(asked: Asked, stix_id: str) -> HttpResponse:
    """Return which versions of one object are here; 404 if it is not here."""
    return _answer(asked, _place(asked, ITS_VERSIONS, stix_id))


def _place(asked: Asked, resource: Resource, stix_id: str = "") -> Place:
    shelf = asked.readable()
    stix_id = stix_id.lower()
    if stix_id and not query.STIX_ID.fullmatch(stix_id):
        raise not_found("object")
    address = f"{shelf.uuid}/{resource.name}/{stix_id}"
    found = query.read(
        asked.request.GET,
        address=address,
        allowed=resource.filters,
        usual=resource.usual,
    )
    wanted = found.wanted(usual=resource.usual, stix_id=stix_id)
    return Place(shelf, resource, stix_id, address, found, wanted)


def _answer(asked: Asked, place: Place) -> HttpResponse:
    if place.shelf.kind == CollectionKind.INBOX:
        return _of_inbox(asked, place)
    tag = _tag(asked, place)
    is_held = not_modified(asked.request, tag)
    if is_held and not any_will_do(asked.request):
        return unchanged(asked.request, tag)
    part = _page(place)
    if place.stix_id and not part.last and not holds(place.shelf.pk, place.stix_id):
        raise not_found("object")
    if is_held:
        return unchanged(asked.request, tag)
    cursor = ""
    if part.more and part.last:
        cursor = place.query.behind(part.last[0]).cursor(place.address)
    parts = _json(place.resource.member, part.items, cursor)
    response = _written(place, part, parts)
    response.headers["ETag"] = tag
    add_last_modified(response, _changed_at(place, part), at=asked.at)
    _note(asked, place, part, size(parts))
    return response


def _page(place: Place) -> Part:
    """Return the page; where the law took all of it out, the next with anything in it.

    An envelope without objects has no cursor, and a client would take it for the end.
    """
    form, limit, wanted = place.resource.form, place.query.limit, place.wanted
    part = ours(form, place.shelf, wanted, limit)
    while part.more and part.last and not part.items:
        wanted = replace(wanted, after=part.last[0])
        part = ours(form, place.shelf, wanted, limit)
    return part


def _of_inbox(asked: Asked, place: Place) -> HttpResponse:
    form, limit = place.resource.form, place.query.limit
    part = posted(form, asked.reader, place.shelf, place.wanted, limit)
    is_one = bool(place.stix_id)
    if is_one and not (
        part.items or has_posted(asked.reader, place.shelf, place.stix_id)
    ):
        raise not_found("object")
    cursor = ""
    if part.more and part.last:
        cursor = place.query.after_instant(part.last[1]).cursor(place.address)
    content = joined(_json(place.resource.member, part.items, cursor))
    # What a partner posts and deletes has no number that would tell of a change.
    tag = etag(asked.reader.partner, place.address, sha256(content).hexdigest())
    if not_modified(asked.request, tag):
        return unchanged(asked.request, tag)
    response = _written(place, part, [content])
    response.headers["ETag"] = tag
    return response


def _tag(asked: Asked, place: Place) -> str:
    """Return the ETag: all that a page depends on, told without reading it."""
    return etag(
        asked.reader.partner, place.address, place.shelf.head, *place.query.told()
    )


def _changed_at(place: Place, part: Part) -> datetime | None:
    """Return when the collection last changed, as far as this page tells.

    A release may come between finding the collection and reading the page.
    """
    last = part.last[1] if part.last else None
    return max(filter(None, (place.shelf.changed_at, last)), default=None)


def _written(place: Place, part: Part, parts: Sequence[Chunk]) -> HttpResponse:
    """Return the answer that the page, as parts of its JSON, is sent by."""
    response = from_parts(parts)
    began = place.query.added_after
    first, last = (each[1] if each else began for each in (part.first, part.last))
    if first and last:
        response.headers[FIRST_ADDED] = timestamp(first)
        response.headers[LAST_ADDED] = timestamp(last)
    return response


def _json(member: str, items: Sequence[Chunk], cursor: str) -> Sequence[Chunk]:
    """Return an envelope in parts; what is empty is left out (TAXII 2.1, 2)."""
    if not items:
        return [b"{}"]
    more = f'"more":true,"next":"{cursor}"' if cursor else '"more":false'
    head = f'{{{more},"{member}":['.encode()
    return [head, *listed(items), b"]}"]


def _note(asked: Asked, place: Place, part: Part, size: int) -> None:
    """Keep what was sent, so that it can be said who has which version.

    Whoever asks by HEAD was sent nothing.
    """
    if not part.first or not part.last or asked.request.method == "HEAD":
        return
    served = Served(
        outlet=place.resource.outlet,
        query=asked.request.get_full_path(),
        count=part.count,
        size=size,
        collection=place.shelf.pk,
        first=part.first[0],
        last=part.last[0],
        head=max(place.shelf.head, part.last[0]),  # a release may come between
        ids=place.wanted.ids,
        types=place.wanted.types,
        versions=place.query.matches.get("version", (place.resource.usual,)),
    )
    note_pull(asked.reader, served, at=asked.at, address=asked.address)
