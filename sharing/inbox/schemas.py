"""The OASIS schemas of STIX 2.1, each compiled once; nothing is fetched.

They ship with ``stix2-validator``, whose own verdict takes milliseconds an object;
compiled they take microseconds.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

import jsonschema_rs
import orjson

FOLDER = files("stix2validator") / "schemas-2.1" / "schemas"
# A post names at most so much of what is wrong with one object.
MOST_SAID = 3
LONGEST = 300


# Schemas of whole objects in the folder that the others share.
META = {"extension-definition", "language-content", "marking-definition"}


def wrong(kind: str, thing: Mapping[str, Any]) -> list[str]:
    """Return what the schema of its type says against an object; at most three.

    A type of which OASIS has no schema is held against what all objects share:
    those with ``created`` against §3.2, others against that of observables (§6).
    """
    name = kind if is_known(kind) else _shared(thing)
    validator = _validator(name)
    if validator.is_valid(thing):
        return []
    return list(islice(_said(validator, thing), MOST_SAID))


def is_known(kind: str) -> bool:
    """Whether OASIS has a schema of this type."""
    return kind in META or kind in _objects()


def _shared(thing: Mapping[str, Any]) -> str:
    return "core" if "created" in thing else "cyber-observable-core"


def _said(validator: Any, thing: Mapping[str, Any]) -> Iterator[str]:
    for error in validator.iter_errors(thing):
        place = "/".join(map(str, error.instance_path))
        yield f"{place or 'object'}: {error.message}"[:LONGEST]


@cache
def _objects() -> frozenset[str]:
    """Return the types of all domain, relationship and observable objects."""
    return frozenset(name for folder, name, _ in _schemas() if folder != "common")


@cache
def _addresses() -> Mapping[str, str]:
    """Return the ``$id`` of each schema by its file's name without the ending."""
    return {name: str(schema["$id"]) for _, name, schema in _schemas()}


@cache
def _schemas() -> tuple[tuple[str, str, dict[str, Any]], ...]:
    """Return each schema with its folder and the name of its file."""
    return tuple(
        (folder.name, path.name.removesuffix(".json"), orjson.loads(path.read_bytes()))
        for folder in FOLDER.iterdir()
        if folder.is_dir()
        for path in folder.iterdir()
        if path.name.endswith(".json")
    )


@cache
def _registry() -> jsonschema_rs.Registry:
    return jsonschema_rs.Registry([(each["$id"], each) for _, _, each in _schemas()])


@cache
def _validator(name: str) -> Any:
    return jsonschema_rs.validator_for(
        {"$ref": _addresses()[name]},
        registry=_registry(),
        # Linear in the length of the text, whatever a partner writes into it.
        pattern_options=jsonschema_rs.RegexOptions(),
    )
