"""What is left of a body that nobody wants."""

from contextlib import suppress

from django.conf import settings
from django.http import HttpRequest
from django.http.request import UnreadablePostError

CHUNK = 1 << 16  # bytes


def drop_body(request: HttpRequest) -> None:
    """Read the rest of a body, and keep none of it; not of one that is too large.

    A server hangs up on whoever has not finished, although its answer says that the
    connection stays: a client that sends the next request there would see it fail.
    """
    length = request.META.get("CONTENT_LENGTH") or ""
    if length.isdecimal() and int(length[:20]) <= settings.INBOX_MAX_CONTENT_LENGTH:
        with suppress(UnreadablePostError):  # the client has gone itself
            while request.read(CHUNK):
                pass
