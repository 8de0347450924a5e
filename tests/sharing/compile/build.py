"""Record snapshots for the compiler's tests: valid as they come, no database.

``record(kind, key, **fields)`` gives a snapshot with every field of its kind;
``context(...)`` gives all of them names, the same each time.
"""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from incidents.fields import read_date
from sharing.compile import Context, Name, Version, compile_record, parts
from tests.sharing.compile.fields import EVERY, KEEPER, KINDS

Snapshot = dict[str, Any]
RECORDED = datetime(2026, 11, 22, 8, tzinfo=UTC)


def record(kind: str, key: str, name: str = "", **fields: Any) -> Snapshot:
    """Return a snapshot of a kind; dates are given as EDTF text."""
    known = {**EVERY, **KINDS[kind]}
    assert set(fields) <= set(known), f"{kind} has no {set(fields) - set(known)}"
    values = {
        field: date(value) if isinstance(value, str) and field in DATES else value
        for field, value in fields.items()
    }
    own = {
        "uid": str(_uuid(key)),
        "key": key,
        "kind": kind,
        "name": name or f"The {key}",
    }
    return {**own, **known, **values}


DATES = {
    *("occurred", "discovered", "disclosed", "first_seen", "last_seen", "said"),
    *("announced", "effective", "published", "archived_on", "patched"),
    *("valid_from", "valid_until"),
}


def date(text: str) -> Snapshot:
    """Return a date as a snapshot holds it."""
    found = read_date(text)
    return {
        "edtf": text,
        "earliest": found.earliest.isoformat() if found.earliest else None,
        "latest": found.latest.isoformat() if found.latest else None,
    }


def cite(source: str, **fields: Any) -> Snapshot:
    """Return a citation of a source."""
    return {
        "field": "",
        "source": source,
        "locator": "",
        "stated_value": "",
        "stated_by": "",
        "quote": "",
        "quote_lang": "",
        "translation": "",
        "credibility": "2",
        **fields,
    }


def alias(name: str, **fields: Any) -> Snapshot:
    """Return another name of a record."""
    given = {"alias_kind": "vendor", "lang": "", "namer": None, "remark": ""}
    return {"name": name, **given, **fields}


def context(
    *snapshots: Snapshot,
    recorded: dict[str, datetime] | None = None,
    keeper: str = KEEPER,
) -> Context:
    """Return a context of these records with the keeper, all named."""
    found = {each["key"]: each for each in snapshots}
    if keeper == KEEPER:
        found.setdefault(KEEPER, record("identity", KEEPER, "The record-keeper"))
    versions = {
        key: Version(each, (recorded or {}).get(key, RECORDED))
        for key, each in found.items()
    }
    unnamed = Context(versions, {}, keeper)
    names = {
        (key, part): _name(key, part, stix_type)
        for key, each in found.items()
        for part, stix_type in parts(each, unnamed).items()
    }
    return Context(versions, names, keeper)


def _name(key: str, part: str, stix_type: str) -> Name:
    uuid = _uuid(f"{key} {part}")
    # Like minted ones: an opinion's created is its own to the millisecond.
    apart = timedelta(milliseconds=uuid.int % 1000 if stix_type == "opinion" else 0)
    return Name(f"{stix_type}--{uuid}", RECORDED - timedelta(hours=1) + apart)


def _uuid(text: str) -> UUID:
    return UUID(bytes=hashlib.sha256(text.encode()).digest()[:16], version=4)


def objects(key: str, case: Context) -> dict[str, dict[str, Any]]:
    """Return the objects of a record by their part; it must have no problem."""
    compiled, problems = compile_record(key, case)
    assert not problems, problems
    return {each.part: each.object for each in compiled}


def problems(key: str, case: Context) -> list[tuple[str, str]]:
    """Return what keeps a record from leaving, as field and message."""
    return [(each.field, each.message) for each in compile_record(key, case)[1]]
