"""The OASIS validator's verdict on a bundle, on all processors.

``stix2-validator`` takes some milliseconds an object, so this is for exports and
tests; publishing checks every object with compiled schemas (``sharing.compile``).
"""

import os
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

import orjson
from stix2validator import ValidationError, ValidationOptions, validate_instance

CODE = re.compile(r"\{(\d{3})\}")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the validator says: errors in full, warnings counted by their code."""

    objects: int
    errors: tuple[str, ...]
    warnings: Mapping[str, int]


def validate_bundle(bundle: bytes) -> Verdict:
    """Return the verdict on every object of a STIX 2.1 bundle, and on the bundle.

    Raises:
        ValueError: the bytes are no JSON object with a list of ``objects``.
    """
    content = orjson.loads(bundle)
    if not isinstance(content, dict) or not isinstance(content.get("objects"), list):
        raise ValueError("a bundle is a JSON object with a list of objects")
    objects: list[dict[str, Any]] = content["objects"]
    workers = os.cpu_count() or 1
    shares = [objects[start::workers] for start in range(workers)]
    with ProcessPoolExecutor(workers) as pool:
        verdicts = list(pool.map(_validate, shares))
    # The validator takes each object by itself; the wrapper is checked without them.
    envelope = _validate([{**content, "objects": objects[:1]}])
    found = [message for errors, _ in (envelope, *verdicts) for message in errors]
    warned = Counter(code for _, codes in verdicts for code in codes)
    return Verdict(len(objects), tuple(found), dict(sorted(warned.items())))


def _validate(objects: Sequence[dict[str, Any]]) -> tuple[list[str], list[str]]:
    """Return the errors and the codes of the warnings on some objects."""
    options = ValidationOptions(version="2.1")
    errors: list[str] = []
    codes: list[str] = []
    for each in objects:
        try:
            result = validate_instance(each, options)
        except ValidationError as error:  # it has no id or type to speak of it by
            errors.append(str(error))
            continue
        errors += [str(error) for error in result.errors or ()]
        for warning in result.warnings or ():
            match = CODE.search(str(warning))
            codes.append(match.group(1) if match else "none")
    return errors, codes
