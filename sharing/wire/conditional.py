"""Conditional requests (RFC 9110, 13): strong ETags, and 304 where nothing changed."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags

TAG_BYTES = 18  # of the hash; no two answers will ever share them
# Each coding of an answer is a representation of its own (RFC 9110, 8.8.3.3).
CODINGS = ("gzip", "zstd")


def etag(*parts: Any) -> str:
    """Return the strong ETag of the answer that these plain values determine.

    Values that orjson writes: text, numbers, instants, lists, dictionaries, None.
    """
    hashed = sha256(orjson.dumps(parts, option=orjson.OPT_SORT_KEYS)).digest()
    return f'"{urlsafe_b64encode(hashed[:TAG_BYTES]).decode()}"'


def coded(tag: str, coding: str) -> str:
    """Return the ETag of the same answer in a content coding."""
    return f'{tag[:-1]}-{coding}"'


def matching(request: HttpRequest, tag: str) -> str | None:
    """Return the ETag that the client holds of this answer, in whatever coding.

    Weak and strong compare alike here (RFC 9110, 13.1.2). None: it holds none.
    """
    held = request.headers.get("If-None-Match")
    if held is None:
        return None
    if held.strip() == "*":
        return tag
    known = {each.removeprefix("W/") for each in parse_etags(held)}
    for own in (tag, *(coded(tag, each) for each in CODINGS)):
        if own in known:
            return own
    return None


def any_will_do(request: HttpRequest) -> bool:
    """Whether any answer that there is counts as held: it must be known to be there."""
    return request.headers.get("If-None-Match", "").strip() == "*"


def not_modified(request: HttpRequest, tag: str) -> bool:
    """Whether the client already holds this answer."""
    return matching(request, tag) is not None


def unchanged(request: HttpRequest, tag: str) -> HttpResponse:
    """Return the 304 for an answer that the client holds; it repeats the ETag."""
    response = HttpResponse(status=304)
    del response.headers["Content-Type"]
    response.headers["ETag"] = matching(request, tag) or tag
    return response
