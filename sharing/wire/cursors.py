"""Places in a list that a partner hands back to us: opaque, signed, good for ever.

A cursor holds the whole query, so that it means the same whenever it comes back; a long
one is compressed, since many clients send it beside the same query in one address. It
is signed, not hidden: whoever opens one finds what he himself asked for. Its key is
derived from ``SECRET_KEY``; after a change of that, ``SECRET_KEY_FALLBACKS`` keeps
the old cursors good. Django's ``Signer`` does the same in ten times the time, which
each page would pay twice.
"""

import hmac
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import orjson
from django.conf import settings

LONGEST = 8_000  # characters; a query that was ours fits, and an address is no longer
SIGNATURE = 18  # bytes
SALT = "sharing.wire.cursors"
LONG = 1_000  # bytes; what is shorter is not worth the time
COMPRESSED = zlib.compress(b"")[:1]  # no JSON begins so
ANOTHER = "is none of ours, or was changed; begin again without it"


class BadCursor(ValueError):
    """The text is no cursor of this door; it reads on from the parameter's name."""


def sign(values: Mapping[str, Any], *, door: str) -> str:
    """Return a cursor for plain JSON values; safe to stand in an address as it is.

    ``door`` names the way out: a cursor of one is refused by all others.
    """
    content = orjson.dumps(values)
    if len(content) > LONG:
        content = zlib.compress(content)
    signature = _signature(content, _key(settings.SECRET_KEY, door))
    return urlsafe_b64encode(signature + content).rstrip(b"=").decode()


def read(cursor: str, *, door: str) -> dict[str, Any]:
    """Return what was signed.

    Raises:
        BadCursor: it was not signed here, for this door, or not as it is now.
    """
    if len(cursor) > LONGEST or not cursor.isascii():
        raise BadCursor(ANOTHER)
    try:
        signed = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    except ValueError as error:
        raise BadCursor(ANOTHER) from error
    signature, content = signed[:SIGNATURE], signed[SIGNATURE:]
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        if hmac.compare_digest(signature, _signature(content, _key(secret, door))):
            if content[:1] == COMPRESSED:
                content = zlib.decompress(content)
            values: dict[str, Any] = orjson.loads(content)
            return values
    raise BadCursor(ANOTHER)


def _signature(content: bytes, key: bytes) -> bytes:
    return hmac.digest(key, content, "sha256")[:SIGNATURE]


@lru_cache(maxsize=16)
def _key(secret: str, door: str) -> bytes:
    """Return the key of one door, of no use for anything else that is signed."""
    return hmac.digest(secret.encode(), f"{SALT}.{door}".encode(), "sha256")
