"""Errors as TAXII's error messages (3.6.1), and the answers that carry them."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import orjson
from django.http import HttpResponse

from sharing.deflate import Chunk, Piece, joined
from sharing.taxii.media import TAXII
from sharing.wire import Stitched

REALM = "TAXII"
CHALLENGES = f'Basic realm="{REALM}", charset="UTF-8", Bearer realm="{REALM}"'


class Refusal(Exception):
    """What is asked is refused; the status, and words that a partner may read."""

    def __init__(
        self,
        status: int,
        description: str,
        *,
        title: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(description)
        self.status = HTTPStatus(status)
        self.description = description
        self.title = title or self.status.phrase
        self.headers = headers or {}


def not_found(what: str) -> Refusal:
    """Return the answer to what is not there, and to what is not for this reader."""
    return Refusal(404, f"There is no such {what} here, or it is not for you.")


def bad_parameter(name: str, fault: str) -> Refusal:
    """Return the answer to a parameter that cannot be read."""
    return Refusal(400, f"The parameter {name} {fault}.")


def answer(content: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """Return a resource as TAXII's JSON."""
    return from_bytes(orjson.dumps(content), status)


def from_bytes(content: bytes, status: int = 200) -> HttpResponse:
    """Return bytes that are TAXII's JSON already."""
    response = HttpResponse(content, content_type=TAXII, status=status)
    response.headers["Content-Length"] = str(len(content))
    return response


def from_parts(parts: Sequence[Chunk]) -> HttpResponse:
    """Return TAXII's JSON of parts, some of which may be deflated already."""
    if any(isinstance(each, Piece) for each in parts):
        return Stitched(parts, content_type=TAXII)
    return from_bytes(joined(parts))


def error(refusal: Refusal, error_id: str = "") -> HttpResponse:
    """Return the answer of a refusal; ``error_id`` leads to a line of our log."""
    content = {
        "title": refusal.title,
        "description": refusal.description,
        "http_status": str(refusal.status.value),
    }
    if error_id:
        content["error_id"] = error_id
    response = answer(content, refusal.status)
    for name, value in refusal.headers.items():
        response.headers[name] = value
    if refusal.status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = CHALLENGES
    return response
