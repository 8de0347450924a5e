"""Tokens as partners hold them, and what we keep of them.

A secret has 256 random bits, so a plain HMAC keeps it as well as a slow password hash
would, and takes microseconds.
"""

import hmac
import re
import secrets
from base64 import b64decode
from binascii import Error
from typing import NamedTuple

from django.conf import settings

WRITTEN = re.compile(r"cia_([0-9a-f]{12})\.([A-Za-z0-9_-]{43})")
HOW = "Send the service token as Bearer, or as the password of HTTP Basic."
NOT_WHOLE = (
    "What was sent is no whole token: that is cia_, 12 signs, a dot, and 43 more. Look "
    "whether it was cut in copying."
)
LONGEST_HEADER = 300  # characters; the user name of HTTP Basic is anybody's choice


class Written(NamedTuple):
    """A token in its two parts; the secret is never kept, logged or shown again."""

    key: str
    secret: str

    def __str__(self) -> str:
        """Return it as partners write it."""
        return f"cia_{self.key}.{self.secret}"


def fresh() -> Written:
    """Draw a new token."""
    return Written(secrets.token_hex(6), secrets.token_urlsafe(32))


def digest(secret: str) -> bytes:
    """Return what is kept of a secret: its HMAC with the pepper of today."""
    return digests(secret)[0]


def digests(secret: str) -> list[bytes]:
    """Return the HMAC with each pepper that is still good, the newest first."""
    return [
        hmac.digest(pepper.encode(), secret.encode(), "sha256")
        for pepper in settings.TOKEN_PEPPERS
    ]


def read(authorization: str) -> Written | None:
    """Return the token of an Authorization header, None if there is none to read.

    ``Bearer <token>``, or HTTP Basic with the token as password and any user name,
    since many TAXII clients know nothing else (RFC 6750 2.1, RFC 7617 2).
    """
    if len(authorization) > LONGEST_HEADER:
        return None
    scheme, _, given = authorization.partition(" ")
    if scheme.lower() == "basic":
        given = _password(given)
    elif scheme.lower() != "bearer":
        return None
    found = WRITTEN.fullmatch(given.strip())
    return Written(*found.groups()) if found else None


def why_unread(authorization: str) -> str:
    """Return what to say of a header that ``read`` finds no token in.

    It goes by the look of the header alone and repeats nothing of it: no token that
    stands in the wrong place comes back, and nobody learns which ones there are.
    """
    scheme, _, given = authorization.partition(" ")
    if not authorization.strip():
        return f"There is no Authorization header. {HOW}"
    if WRITTEN.fullmatch(authorization.strip()):
        return f"The token stands there without the word Bearer before it. {HOW}"
    if scheme.lower() not in ("bearer", "basic"):
        return f"The Authorization header is neither Bearer nor Basic. {HOW}"
    if len(authorization) > LONGEST_HEADER or scheme.lower() == "bearer":
        return NOT_WHOLE
    return _why_no_password(given)


def _why_no_password(encoded: str) -> str:
    name, colon, password = _pair(encoded)
    if WRITTEN.fullmatch(name.strip()):
        return "The token stands as the user name of HTTP Basic. It is the password."
    if not colon:
        return "HTTP Basic takes name:password in base 64; that cannot be read here."
    return NOT_WHOLE if password else "HTTP Basic came without a password. " + HOW


def _password(encoded: str) -> str:
    """Return the password of HTTP Basic; empty if it cannot be read."""
    return _pair(encoded)[2]


def _pair(encoded: str) -> tuple[str, str, str]:
    """Return user name, colon and password of HTTP Basic; empty if unreadable."""
    try:
        pair = b64decode(encoded.strip(), validate=True)
    except (Error, ValueError):
        return "", "", ""
    # The user name may be in any coding; a token is in ASCII.
    return pair.decode("latin-1").partition(":")
