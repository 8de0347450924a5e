"""A request as plain values that JSON can hold, and back: what is asked is kept so."""

from typing import Any

import orjson

from briefings import request_files
from briefings.request import Request


def values(request: Request) -> dict[str, Any]:
    """Return a request as JSON has it; `read` gives the equal request back."""
    held: dict[str, Any] = orjson.loads(orjson.dumps(request))
    return {**held, "look": dict(request.look)}


def read(held: dict[str, Any]) -> Request:
    """Return the request that these values tell.

    Raises:
        BadRequest: they tell none.
    """
    return request_files.read(orjson.dumps(held))
