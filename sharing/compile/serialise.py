"""The exact bytes of an object: those that are stored and those that are sent."""

from typing import Any

import orjson


def to_bytes(obj: dict[str, Any]) -> bytes:
    """Return the object as UTF-8 JSON, members in their order, no blanks.

    Raises:
        orjson.JSONEncodeError: a value has no JSON form, or a text is no Unicode.
    """
    return orjson.dumps(obj)
