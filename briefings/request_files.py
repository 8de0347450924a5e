"""A request as JSON, as an officer keeps it beside the briefing that came of it.

Field by field what ``Request`` has; ``judgements``, ``approvals`` and ``since`` are
objects with the fields of theirs, a day is ``2022-09-08`` and an instant
``2026-11-22T12:00:00Z``. What is not written has its usual value.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

import orjson

from briefings.request import Approval, BadRequest, Request, Since, Typed


def read(text: bytes) -> Request:
    """Return the request that a JSON file holds.

    Raises:
        BadRequest: it is no JSON, has a field that a request does not have, or a value
            that the field does not take.
    """
    try:
        held = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BadRequest(f"This is no JSON: {error}.") from error
    made: Request = _made(Request, held)
    return made


def _made(model: type[Any], held: object) -> Any:
    if not isinstance(held, Mapping):
        raise BadRequest(f"{model.__name__}: write an object with its fields.")
    known = {each.name for each in fields(model)}
    unknown = sorted(held.keys() - known)
    if unknown:
        raise BadRequest(f"{model.__name__} has no field {', '.join(unknown)}.")
    try:
        return model(**{name: _value(name, each) for name, each in held.items()})
    except (TypeError, ValueError) as error:
        raise BadRequest(f"{model.__name__}: {error}") from error


def _value(name: str, value: object) -> object:
    if name in _READERS and value is not None:
        return _READERS[name](value)
    return tuple(value) if isinstance(value, list) else value


def _several(model: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
    return lambda values: tuple(_made(model, each) for each in values)


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "as_of": date.fromisoformat,
    "known_at": datetime.fromisoformat,
    "judgements": _several(Typed),
    "approvals": _several(Approval),
    "since": lambda value: _made(Since, value),
    "look": lambda value: tuple(sorted((str(k), str(v)) for k, v in value.items())),
}
