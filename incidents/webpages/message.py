"""A message sent to a server over HTTPS: at a checked address, without redirects."""

import http.client
import socket
import ssl
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from threading import Timer
from time import monotonic
from urllib.parse import SplitResult, urlsplit

from incidents.webpages.guard import NotAllowed, checked_addresses
from incidents.webpages.visit import Limits, Pinned, Tls, connected, left, slow

HTTPS = 443


class NotSent(Exception):
    """No answer came; the text says why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The status line of a server's answer, and when it wishes to be asked again.

    What else it says is not read.
    """

    status: int
    reason: str
    retry_after: str = ""


def may_be_sent_to(address: str, limits: Limits) -> SplitResult:
    """Return the parts of an address that may be sent to, resolved and checked now.

    Raises:
        NotAllowed: it is not https, on its own port, holds a password or a fragment,
            or leads to an address that is not for everybody.
    """
    parts, _ = _checked(address, limits)
    return parts


def send(
    address: str,
    body: bytes,
    headers: Mapping[str, str],
    limits: Limits,
    tls: Tls = ssl.create_default_context,
) -> Answer:
    """POST a body and return the answer's status, whatever it is.

    The name is resolved once; the connection goes to the very address that was
    checked, so a name that changes between the two (DNS rebinding) changes nothing.

    Raises:
        NotSent: the address may not be sent to, or no answer came in time.
    """
    until = monotonic() + limits.seconds
    try:
        parts, found = _checked(address, limits)
        with closing(connected(parts, found, until, tls)) as connection:
            return _exchange(connection, parts, body, headers, until)
    except NotAllowed as error:
        raise NotSent(f"Not sent: {error}.") from error
    except ssl.SSLError as error:
        raise NotSent(f"The server does not prove who it is: {error}.") from error
    except (OSError, http.client.HTTPException) as error:
        if monotonic() >= until or isinstance(error, TimeoutError):
            raise NotSent(slow(limits)) from error
        why = getattr(error, "strerror", None) or error
        raise NotSent(f"The server cannot be reached: {why}.") from error


def _checked(address: str, limits: Limits) -> tuple[SplitResult, list[str]]:
    try:
        parts = urlsplit(address)
        port = parts.port or HTTPS
    except ValueError as error:
        raise NotAllowed("it is no web address") from error
    if parts.scheme != "https" or not parts.hostname:
        raise NotAllowed("the address does not begin with https://")
    if parts.username is not None or parts.password is not None:
        raise NotAllowed("the address holds a user name or a password")
    if parts.fragment or not address.isascii() or not address.isprintable():
        raise NotAllowed("the address holds a fragment, or signs that are not ASCII")
    host = parts.hostname
    try:
        found = checked_addresses(host, port, limits.resolve, limits.also, (HTTPS,))
    except socket.gaierror as error:
        raise NotAllowed(f"no server of the name {host} is known") from error
    return parts, found


def _exchange(
    connection: Pinned,
    parts: SplitResult,
    body: bytes,
    headers: Mapping[str, str],
    until: float,
) -> Answer:
    """Send and wait; a server that drips its answer is cut off when time is up."""
    sock = connection.sock
    timer = Timer(left(until), _cut, [sock])
    timer.start()
    try:
        target = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
        connection.putrequest("POST", target, skip_host=True, skip_accept_encoding=True)
        whole = {"Host": parts.netloc, "Content-Length": str(len(body)), **headers}
        for name, value in {**whole, "Connection": "close"}.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        with closing(connection.getresponse()) as answer:
            wish = answer.getheader("Retry-After", "").strip()
            return Answer(answer.status, answer.reason, wish)
    finally:
        timer.cancel()


def _cut(sock: socket.socket) -> None:
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)
