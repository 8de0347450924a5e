"""The one view of TAXII: who asks, for what, by which method; and every error.

Everything below the address ends here, so that a partner's program never meets a page
made for people, whatever it asks (TAXII 2.1, 3.6.1). Credentials come first: whoever
has none learns nothing (1.6.9).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from logging import getLogger
from typing import Final
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import DisallowedHost, SuspiciousOperation
from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from sharing.access import Reader, Refused, Scope, TooMany, authenticate
from sharing.taxii import contents, posting, resources
from sharing.taxii.asked import Asked
from sharing.taxii.errors import Refusal, error, not_found
from sharing.taxii.media import TAXII, is_accepted
from sharing.wire import (
    NO_HOST,
    add_headers,
    address_of,
    drop_body,
    encoded,
    make_private,
)

log = getLogger(__name__)
RETRY_AFTER: Final = "30"  # seconds, while the database is away

Handler = Callable[..., HttpResponse]
Methods = Mapping[str, Handler]
# Any one segment, handed to the handler in its turn; but for the collection's name,
# by which the collection is found with the token.
ANY: Final = "*"
NAME: Final = "*name"
IN: Final = (resources.ROOT, "collections", NAME)
ROUTES: Final[Mapping[tuple[str, ...], Methods]] = {
    (): {"GET": resources.discovery},
    (resources.ROOT,): {"GET": resources.api_root},
    (resources.ROOT, "status", ANY): {"GET": posting.status},
    (resources.ROOT, "collections"): {"GET": resources.collections},
    IN: {"GET": resources.collection},
    (*IN, "manifest"): {"GET": contents.manifest},
    (*IN, "objects"): {"GET": contents.objects, "POST": posting.add_objects},
    (*IN, "objects", ANY): {
        "GET": contents.one_object,
        "DELETE": posting.delete_object,
    },
    (*IN, "objects", ANY, "versions"): {"GET": contents.versions},
}


def taxii(request: HttpRequest, rest: str | None = None) -> HttpResponse:
    """Answer a request for ``rest``, with or without a slash at its end."""
    at = datetime.now(UTC)
    segments = rest.removesuffix("/").split("/") if rest else []
    reader: Reader | None = None
    try:
        _must_be_safe(request)
        address = address_of(request)
        reader = authenticate(
            request.headers.get("Authorization", ""),
            address,
            scopes=(Scope.TAXII_READ, Scope.TAXII_WRITE),  # which, is told apart later
            at=at,
            collection=_collection(segments),
        )
        response = _answered(Asked(request, reader, at, address), segments)
    except Exception as fault:  # noqa: BLE001 - whatever it is, the answer is TAXII's
        response = _refused(request, fault)
        if isinstance(fault, Refused | TooMany):
            reader = fault.known
        drop_body(request)
    response = encoded(response, request)
    if request.method == "HEAD":
        response.content = b""  # its length stays that of the answer to a GET
    if reader:
        add_headers(response, reader, at=at)
    else:
        make_private(response)
    return response


def _answered(asked: Asked, segments: Sequence[str]) -> HttpResponse:
    methods, names = _route(segments)
    method = str(asked.request.method)
    handler = methods.get("GET" if method == "HEAD" else method)
    if handler is None:
        allowed = ", ".join([*methods, "HEAD"])
        raise Refusal(405, f"Only {allowed} here.", headers={"Allow": allowed})
    if not is_accepted(asked.request.headers.get("Accept", "")):
        raise Refusal(406, f"Only {TAXII} is served; say that you accept it.")
    return handler(asked, *names)


def _route(segments: Sequence[str]) -> tuple[Methods, list[str]]:
    """Return what can be done at an address, and the names in it."""
    for pattern, methods in ROUTES.items():
        if len(pattern) == len(segments):
            pairs = list(zip(pattern, segments, strict=True))
            if all(given and known in (ANY, NAME, given) for known, given in pairs):
                return methods, [given for known, given in pairs if known == ANY]
    raise not_found("address")


def _collection(segments: Sequence[str]) -> str:
    """Return the name of a collection in an address; empty if there is none."""
    match segments:
        case [resources.ROOT, "collections", name, *_]:
            return name
    return ""


def _must_be_safe(request: HttpRequest) -> None:
    """Refuse what a proxy or client got wrong before any token is looked at."""
    try:
        request.get_host()
    except DisallowedHost as fault:
        raise Refusal(400, NO_HOST) from fault
    if settings.HTTPS and not request.is_secure():
        # No redirect: the token has gone in the clear already, and would again.
        raise Refusal(403, "This service is reached by HTTPS only; renew your token.")


def _refused(request: HttpRequest, fault: Exception) -> HttpResponse:
    """Return the answer to whatever went wrong."""
    match fault:
        case Refusal():
            return error(fault)
        case Refused():
            return error(Refusal(fault.status, fault.reason))
        case TooMany():
            wait = {"Retry-After": str(fault.retry_after)}
            return error(Refusal(429, str(fault), headers=wait))
        case SuspiciousOperation():
            return error(Refusal(400, "The request cannot be read."))
        case OperationalError() | InterfaceError():
            return _unavailable(request)
    return _broken(request)


def _unavailable(request: HttpRequest) -> HttpResponse:
    log.exception("The database did not answer a TAXII request")
    wait = {"Retry-After": RETRY_AFTER}
    return error(Refusal(503, "Try again a little later.", headers=wait))


def _broken(request: HttpRequest) -> HttpResponse:
    """Return a 500 that tells no more than where in our log the rest is."""
    error_id = uuid4().hex
    log.exception("TAXII request %s failed", error_id, extra={"request": request})
    got_request_exception.send(sender=None, request=request)
    told = "Something went wrong on our side; please tell us the error_id."
    return error(Refusal(500, told), error_id)
