"""Secrets that we must be able to read again, kept closed in the database.

What signs webhooks cannot be kept as a digest. A copy of the database alone opens
none; it takes the server's key (SECRET_KEY, or a former one).
"""

from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes


class CannotOpen(Exception):
    """No key that the server knows opens this secret."""


def seal(text: str) -> str:
    """Return a secret as the database keeps it."""
    return _cipher().encrypt(text.encode()).decode()


def opened(kept: str) -> str:
    """Return a secret that the database keeps.

    Raises:
        CannotOpen: SECRET_KEY was changed and is not among its fallbacks.
    """
    try:
        return _cipher().decrypt(kept.encode()).decode()
    except InvalidToken as error:
        raise CannotOpen("Rotate the secret: SECRET_KEY has changed.") from error


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [sha256(b"webhook " + force_bytes(key)).digest() for key in keys]
    return MultiFernet([Fernet(urlsafe_b64encode(digest)) for digest in digests])
