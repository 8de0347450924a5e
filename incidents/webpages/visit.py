"""One page asked for over HTTP: bounded, without cookies, only at checked addresses."""

import http.client
import socket
import ssl
import zlib
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from http import HTTPStatus
from time import monotonic
from urllib.parse import SplitResult, urljoin, urlsplit

from incidents.webpages.addresses import DEFAULT_PORTS, NotAnAddress, tidy
from incidents.webpages.guard import (
    NotAllowed,
    Resolve,
    addresses_of,
    checked_addresses,
)

MEGABYTE = 1024 * 1024
CHUNK = 64 * 1024
MOVED = {
    HTTPStatus.MOVED_PERMANENTLY,
    HTTPStatus.FOUND,
    HTTPStatus.SEE_OTHER,
    HTTPStatus.TEMPORARY_REDIRECT,
    HTTPStatus.PERMANENT_REDIRECT,
}
HEADERS = {
    "User-Agent": "attribution-record (checks a source for an analyst)",
    "Accept": "text/html, application/xhtml+xml, text/plain, application/pdf;q=0.8",
    "Accept-Encoding": "gzip",
    "Accept-Language": "*",
    "Connection": "close",
}


Tls = Callable[[], ssl.SSLContext]


class NotFetched(Exception):
    """A page that could not be fetched; the text says why, for the analyst."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is asked of the net for one page, and of whom.

    ``also`` are addresses with ports that are asked although they are not public;
    no setting gives any.
    """

    seconds: float = 10
    most_bytes: int = 5 * MEGABYTE
    redirects: int = 3
    also: frozenset[tuple[str, int]] = frozenset()
    resolve: Resolve = addresses_of


@dataclass(frozen=True, slots=True)
class Visited:
    """What a page's server answered in the end."""

    address: str
    media_type: str
    charset: str
    body: bytes


class Pinned(http.client.HTTPConnection):
    """A connection to the very address that was checked; no name is resolved again."""

    def __init__(
        self, parts: SplitResult, address: str, timeout: float, tls: Tls
    ) -> None:
        port = parts.port or DEFAULT_PORTS[parts.scheme]
        super().__init__(parts.hostname or "", port, timeout=timeout)
        self._address = address
        self._tls = tls() if parts.scheme == "https" else None

    def connect(self) -> None:
        """Connect to the address, and prove the host's name by its certificate."""
        sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._tls:
            sock = self._tls.wrap_socket(sock, server_hostname=self.host)
        self.sock = sock


def visit(address: str, limits: Limits) -> Visited:
    """Return the page at an address, following redirects, each checked anew.

    Raises:
        NotFetched: it cannot be had, or not within the limits.
    """
    until = monotonic() + limits.seconds
    try:
        for _ in range(limits.redirects + 1):
            address = tidy(address)
            answer = _ask(address, limits, until)
            if isinstance(answer, Visited):
                return answer
            address = urljoin(address, answer)
    except (NotAnAddress, NotAllowed) as error:
        raise NotFetched(f"{error}.") from error
    except TimeoutError as error:
        raise NotFetched(slow(limits)) from error
    except ssl.SSLError as error:
        raise NotFetched(f"The server does not prove who it is: {error}.") from error
    except socket.gaierror as error:
        raise NotFetched("No server of that name is known.") from error
    except (OSError, http.client.HTTPException, zlib.error) as error:
        why = getattr(error, "strerror", None) or error
        raise NotFetched(f"The server cannot be reached: {why}.") from error
    raise NotFetched(f"It leads on more than {limits.redirects} times.")


def _ask(address: str, limits: Limits, until: float) -> Visited | str:
    """Return the page, or where it has moved to."""
    parts = urlsplit(address)
    port = parts.port or DEFAULT_PORTS[parts.scheme]
    found = checked_addresses(parts.hostname or "", port, limits.resolve, limits.also)
    with closing(connected(parts, found, until)) as connection:
        target = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
        connection.putrequest("GET", target, skip_host=True, skip_accept_encoding=True)
        for name, value in {"Host": parts.netloc, **HEADERS}.items():
            connection.putheader(name, value)
        connection.endheaders()
        # The answer takes the socket over; its time is still ours to set.
        sock = connection.sock
        with closing(connection.getresponse()) as answer:
            where = answer.headers.get("Location", "")
            if answer.status in MOVED and where:
                return where
            if answer.status != HTTPStatus.OK:
                said = f"The server answers {answer.status} {answer.reason}."
                raise NotFetched(said)
            return Visited(
                address=address,
                media_type=answer.headers.get_content_type(),
                charset=answer.headers.get_content_charset() or "",
                body=_body(answer, sock, limits, until),
            )


def connected(
    parts: SplitResult,
    found: list[str],
    until: float,
    tls: Tls = ssl.create_default_context,
) -> Pinned:
    """Return a connection to the first of the addresses that answers.

    ``tls`` makes what proves the server's name; the system's authorities by itself.

    Raises:
        OSError: none does.
    """
    refusal: OSError = OSError("the name has no address")
    for each in found:
        connection = Pinned(parts, each, left(until), tls)
        try:
            connection.connect()
        except OSError as error:
            refusal = error
            with suppress(OSError):
                connection.close()
        else:
            return connection
    raise refusal


def _body(
    answer: http.client.HTTPResponse,
    sock: socket.socket,
    limits: Limits,
    until: float,
) -> bytes:
    """Return the whole body, unpacked; stop as soon as it is too much or too late."""
    coding = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip", ""):
        raise NotFetched(f"The page is packed as {coding}, which was not asked for.")
    unpack = zlib.decompressobj(wbits=31) if "gzip" in coding else None
    body = bytearray()
    arrived = 0
    while True:
        sock.settimeout(left(until))
        chunk = answer.read1(CHUNK)
        if not chunk:
            return bytes(body)
        arrived += len(chunk)
        room = limits.most_bytes + 1 - len(body)
        body += unpack.decompress(chunk, room) if unpack else chunk
        if max(len(body), arrived) > limits.most_bytes:
            most = limits.most_bytes / MEGABYTE
            raise NotFetched(f"The page is larger than {most:.3g} MB.")


def left(until: float) -> float:
    """Return the seconds that are left.

    Raises:
        TimeoutError: there are none.
    """
    left = until - monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def slow(limits: Limits) -> str:
    """Return what an analyst is told of a server that takes too long."""
    return f"The server took longer than {limits.seconds:g} seconds."
