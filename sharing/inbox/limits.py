"""How much a partner may post; the settings' names are in docs/inbox.md."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one post and of all that a partner has here.

    Sizes are bytes. ``content`` is the ``max_content_length`` that the API root and
    the 413 name; a smaller body is never refused for its size (TAXII 2.1 §4.2).
    """

    content: int
    objects: int
    depth: int
    storage: int


def limits() -> Limits:
    """Return the bounds that are in force."""
    return Limits(
        content=settings.INBOX_MAX_CONTENT_LENGTH,
        objects=settings.INBOX_MAX_OBJECTS,
        depth=settings.INBOX_MAX_DEPTH,
        storage=settings.INBOX_MAX_STORAGE,
    )
