"""Where the web server listens: as gunicorn takes it, and as a browser finds it."""

import socket
from typing import Any

USUAL = "127.0.0.1:8000"
# What stands for this machine. By name: browsers make passkeys for no bare number.
HERE = ("", "127.0.0.1", "0.0.0.0", "::1", "::")  # noqa: S104 - to compare
NAME = "localhost"
ANOTHER = "Name another in BIND, as in: BIND=127.0.0.1:8080 make demo"


class NotFree(Exception):
    """Nothing can listen there; the text says why and what to do."""


def opened_at(bind: str) -> str:
    """Return what to type into a browser on this machine; a socket's path as it is."""
    host, port = _split(bind)
    if not port:
        return bind
    name = NAME if host in HERE else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}/"


def must_be_free(bind: str) -> None:
    """Look whether a server could listen there now.

    Raises:
        NotFree: something else does, or nobody may.
    """
    host, port = _split(bind)
    if not port:
        return
    try:
        for family, kind, _, _, place in _places(host, int(port)):
            with socket.socket(family, kind) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(place)
    except OSError as error:
        text = f"Nothing can listen at {bind}: {error.strerror}. {ANOTHER}"
        raise NotFree(text) from error


def _places(host: str, port: int) -> list[Any]:
    return socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM)[:1]


def _split(bind: str) -> tuple[str, str]:
    """Return host and port; no port where it is no address of the network."""
    host, _, port = bind.rpartition(":")
    return (host.strip("[]"), port) if port.isdecimal() else (bind, "")
