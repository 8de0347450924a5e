"""Adding and deleting objects, and what became of them (TAXII 2.1, 4.3, 5.5, 5.7).

All of it happens in the inbox; here is only who may, and what comes in.
"""

from django.http import HttpRequest, HttpResponse

from sharing import inbox
from sharing.inbox import NotTaken, limits
from sharing.models import Collection
from sharing.pages import ALL, Shelf
from sharing.taxii import query
from sharing.taxii.asked import Asked
from sharing.taxii.errors import Refusal, answer, from_bytes, not_found
from sharing.taxii.media import TAXII, is_body

PLAIN = "identity"  # no content coding (RFC 9110, 8.4.1)


def add_objects(asked: Asked) -> HttpResponse:
    """Take an envelope into quarantine; 202 with its status."""
    shelf = asked.writable()
    content_type = asked.request.headers.get("Content-Type", "")
    if not is_body(content_type):
        raise Refusal(415, f"Send {TAXII}, not {content_type[:100]!r}.")
    coding = asked.request.headers.get("Content-Encoding", PLAIN)
    if coding.strip().lower() != PLAIN:
        plain = {"Accept-Encoding": PLAIN}  # RFC 9110, 15.5.16
        raise Refusal(415, "Send the body in no content coding.", headers=plain)
    raw = _body(asked.request)
    try:
        status = inbox.receive(asked.reader, _collection(shelf), raw, at=asked.at)
    except NotTaken as error:
        raise Refusal(error.status, error.description, title=error.title) from error
    return answer(status, 202)


def status(asked: Asked, name: str) -> HttpResponse:
    """Return what became of a post of this reader's partner."""
    found = inbox.status(asked.reader, name, at=asked.at)
    if found is None:
        raise not_found("status")
    return answer(found)


def delete_object(asked: Asked, stix_id: str) -> HttpResponse:
    """Remove what the reader's partner posted, all of it or the versions named.

    Raises:
        Refusal: 403 or 404 for whoever may not; 404 if nothing of it is there.
    """
    shelf = asked.deletable()
    stix_id = stix_id.lower()
    filters = ("version", "spec_version")
    asked_for = query.read(asked.request.GET, address="", allowed=filters, usual=ALL)
    wanted = asked_for.wanted(usual=ALL, stix_id=stix_id)
    was_there = query.STIX_ID.fullmatch(stix_id) and inbox.remove(
        asked.reader,
        _collection(shelf),
        stix_id,
        versions=wanted.versions,
        spec_versions=wanted.spec_versions,
        at=asked.at,
    )
    if not was_there:
        raise not_found("object")
    return from_bytes(b"")


def _body(request: HttpRequest) -> bytes:
    """Return the whole body, however Django would bound it.

    Raises:
        Refusal: 411 if its length is not said, 413 if it is larger than what the API
            root names.
    """
    length = request.headers.get("Content-Length", "")
    if not (length.isascii() and length.isdigit()):
        raise Refusal(411, "Say how long the body is, in Content-Length.")
    most = limits().content
    if int(length[:20]) > most:
        raise Refusal(413, f"The body is larger than {most} bytes.")
    return request.read(most + 1)


def _collection(shelf: Shelf) -> Collection:
    return Collection(
        pk=shelf.pk,
        uuid=shelf.uuid,
        alias=shelf.alias,
        title=shelf.title,
        kind=shelf.kind,
    )
