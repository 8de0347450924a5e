"""What every way out for programs shares: cursors, ETags, content codings, headers."""

from sharing.wire.address import NO_HOST, address_of
from sharing.wire.bodies import drop_body
from sharing.wire.coding import Stitched, StitchedStream, encoded
from sharing.wire.conditional import any_will_do, etag, not_modified, unchanged
from sharing.wire.cursors import BadCursor
from sharing.wire.headers import (
    add_headers,
    add_last_modified,
    make_private,
    timestamp,
)

__all__ = [
    "NO_HOST",
    "BadCursor",
    "Stitched",
    "StitchedStream",
    "add_headers",
    "add_last_modified",
    "address_of",
    "any_will_do",
    "drop_body",
    "encoded",
    "etag",
    "make_private",
    "not_modified",
    "timestamp",
    "unchanged",
]
