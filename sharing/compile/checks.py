"""Whether an object is fit to be stored: STIX, both extensions, and good manners.

Fast enough to be asked of every object before it is appended: the JSON Schemas are
compiled once, and nothing is fetched.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import orjson
import stix2
from stix2.exceptions import STIXError

from sharing.compile import oasis
from sharing.compile.constants import EXTENSION, INCIDENT_CORE

SCHEMAS = Path(__file__).parent / "schemas"
OURS = "attribution-claims-1.0.0.json"
# Whole objects of types that OASIS defines, and the classes that make stix2 know them.
OASIS_TYPES = {
    "event": ("oasis-event.json", oasis.Event),
    "impact": ("oasis-impact.json", oasis.Impact),
}


def check(obj: dict[str, Any]) -> list[str]:
    """Return what is wrong with an object; nothing means valid."""
    return [*_stix(obj), *_schemas(obj), *_manners(obj)]


def check_all(bodies: Sequence[bytes]) -> list[list[str]]:
    """Return what is wrong with each of these objects, given as their bytes."""
    return [check(orjson.loads(body)) for body in bodies]


@cache
def _schema(name: str) -> Any:
    return jsonschema_rs.validator_for(json.loads((SCHEMAS / name).read_text()))


def _stix(obj: dict[str, Any]) -> Iterator[str]:
    try:
        stix2.parse(obj, allow_custom=False, version="2.1")
    except (STIXError, ValueError, TypeError, KeyError) as error:
        yield f"STIX: {error}"


def _schemas(obj: dict[str, Any]) -> Iterator[str]:
    extensions = obj.get("extensions", {})
    if EXTENSION in extensions:
        yield from _violations(OURS, extensions[EXTENSION])
    if INCIDENT_CORE in extensions:
        yield from _violations("oasis-incident-core.json", extensions[INCIDENT_CORE])
    if obj.get("type") in OASIS_TYPES:
        yield from _violations(OASIS_TYPES[obj["type"]][0], obj)


def _violations(name: str, value: Any) -> Iterator[str]:
    validator = _schema(name)
    if validator.is_valid(value):
        return
    for error in validator.iter_errors(value):
        place = "/".join(map(str, error.instance_path))
        yield f"{name.removesuffix('.json')}, {place or 'top'}: {error.message}"


def _manners(obj: dict[str, Any]) -> Iterator[str]:
    """Give what STIX forbids or advises against and stix2 lets pass."""
    if obj.get("modified", "9") < obj.get("created", ""):
        yield "modified lies before created"
    if obj.get("source_ref") and obj["source_ref"] == obj.get("target_ref"):
        yield "source_ref and target_ref are the same"
    refs = obj.get("object_refs", [])
    if len(refs) != len(set(refs)):
        yield "object_refs lists an object twice"
    if obj.get("id") in refs:
        yield "object_refs lists the object itself"
    yield from (f"{place} is empty" for place in _empties(obj, ""))


def _empties(value: Any, place: str) -> Iterator[str]:
    if value is None or value in ("", [], {}):
        yield place
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _empties(each, f"{place}/{name}")
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _empties(each, f"{place}/{number}")
