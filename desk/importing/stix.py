"""STIX 2.1 bundles of others, object by object, in the fields of our records.

What a record has no place for is left out and counted, never bent into something
else: above all attribution, which needs somebody who says so.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import orjson
from babel.core import get_global

from attribution.case_files.nodes import Node
from desk.importing.rows import (
    Reading,
    ReadRow,
    Unreadable,
    as_list,
    as_rows,
    as_text,
    made_key,
)
from incidents.models.record import CLAIMED_TYPES
from incidents.vocab import AliasKind, BodyKind, EntityLevel, Marking, RecordKind

Thing = Mapping[str, Any]
# As the field of a record takes it: a catalogue, a colon, an id without blanks.
EXTERNAL_ID = re.compile(r"(?=.{1,120}$)[A-Za-z0-9._-]+:\S+")
# TLP 2.0 and 1.0 markings by the ids that the standard gives them.
MARKINGS: dict[str, str] = {
    "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487": Marking.CLEAR,
    "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb": Marking.GREEN,
    "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421": Marking.AMBER,
    "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003": Marking.AMBER_STRICT,
    "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1": Marking.RED,
    "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9": Marking.CLEAR,
    "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da": Marking.GREEN,
    "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82": Marking.AMBER,
    "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed": Marking.RED,
}
BODIES: dict[str, str] = {
    "individual": BodyKind.PERSON,
    "group": BodyKind.GROUP,
    "class": BodyKind.GROUP,
    "system": BodyKind.SERVICE,
    "organization": BodyKind.ORGANISATION,
    "unknown": BodyKind.ORGANISATION,
}
TEXTS: dict[str, tuple[str, ...]] = {
    RecordKind.IDENTITY: ("identity_class", "contact_information"),
    RecordKind.LOCATION: ("country", "region"),
    RecordKind.CAMPAIGN: ("objective", "first_seen", "last_seen"),
    RecordKind.THREAT_ACTOR: ("first_seen",),
    RecordKind.INTRUSION_SET: ("first_seen", "last_seen"),
    RecordKind.MALWARE: (),
    RecordKind.TOOL: (),
    RecordKind.VULNERABILITY: (),
    RecordKind.ATTACK_PATTERN: (),
    RecordKind.INDICATOR: ("pattern", "valid_from", "valid_until"),
    RecordKind.RELATIONSHIP: ("relationship_type",),
}
LISTS: dict[str, tuple[str, ...]] = {
    RecordKind.THREAT_ACTOR: ("threat_actor_types",),
    RecordKind.MALWARE: ("malware_types", "capabilities"),
    RecordKind.TOOL: ("tool_types",),
    RecordKind.INDICATOR: ("indicator_types",),
}


def read_stix(content: bytes) -> Reading:
    """Return the objects of a bundle that can be records, and what was left out.

    Raises:
        Unreadable: it is not a STIX 2.1 bundle.
    """
    try:
        bundle = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise Unreadable(f"It is not JSON: {error}.") from error
    if not isinstance(bundle, dict) or bundle.get("type") != "bundle":
        raise Unreadable("It is not a STIX bundle: its type is not “bundle”.")
    left_out: Counter[str] = Counter()
    things = list(_kept(bundle.get("objects"), left_out))
    known = {str(each["id"]): each for each in things}
    rows = []
    for number, thing in enumerate(things, start=1):
        if said := _not_ours(thing, known):
            left_out[said] += 1
        else:
            rows.append(_row(number, thing, known))
    return Reading(_distinct(rows), dict(left_out.most_common()))


def _kept(objects: Any, left_out: Counter[str]) -> Iterator[Thing]:
    """Yield the objects of types that records have, the newest version of each."""
    if not isinstance(objects, list):
        raise Unreadable("The bundle has no list of objects.")
    newest: dict[str, Thing] = {}
    for each in objects:
        if not isinstance(each, dict) or not isinstance(each.get("id"), str):
            left_out["objects without an id"] += 1
            continue
        before = newest.get(each["id"])
        if before is None or str(each.get("modified")) > str(before.get("modified")):
            newest[each["id"]] = each
    for each in newest.values():
        kind = str(each.get("type"))
        if kind not in TEXTS:
            left_out[f"of the type {kind}"] += 1
        elif each.get("revoked") or each.get("x_mitre_deprecated"):
            left_out["revoked or deprecated"] += 1
        else:
            yield each


def _not_ours(thing: Thing, known: Mapping[str, Thing]) -> str:
    """Return why an object cannot be a record, if so."""
    if thing["type"] != RecordKind.RELATIONSHIP:
        return "" if thing.get("name") else "without a name"
    if thing.get("relationship_type") in CLAIMED_TYPES:
        return "relationships that somebody has to claim (attributed-to and the like)"
    ends = (thing.get("source_ref"), thing.get("target_ref"))
    return "" if all(end in known for end in ends) else "relationships with no end here"


def _row(number: int, thing: Thing, known: Mapping[str, Thing]) -> ReadRow:
    kind, name, key = str(thing["type"]), _name(thing, known), _key(thing, known)
    fields: dict[str, Node] = {
        "key": as_text(number, key),
        "name": as_text(number, name[:400]),
        "external_ids": as_list(number, list(_external_ids(thing))),
        **dict(_own_fields(number, kind, thing)),
    }
    if marking := _marking(thing):
        fields["marking"] = as_text(number, marking)
    if aliases := [each for each in _strings(thing, "aliases") if each != name]:
        rows = [
            {"name": each[:200], "alias_kind": AliasKind.OTHER.value}
            for each in dict.fromkeys(aliases)
        ]
        fields["aliases"] = as_rows(number, rows)
    wants = {}
    if kind == RecordKind.RELATIONSHIP:
        wants = {"source": thing["source_ref"], "target": thing["target_ref"]}
    return ReadRow(number, kind, key, name, fields, str(thing["id"]), wants)


def _own_fields(number: int, kind: str, thing: Thing) -> Iterator[tuple[str, Node]]:
    for field in ("description", *TEXTS[kind]):
        value = thing.get(field)
        if isinstance(value, str) and value.strip():
            text = _country(value) if field == "country" else value
            yield field, as_text(number, text)
    for field in LISTS.get(kind, ()):
        yield field, as_list(number, _strings(thing, field))
    for field, make in OF_KIND.get(kind, {}).items():
        yield field, as_text(number, make(thing))
    if kind == RecordKind.ATTACK_PATTERN:
        phases = [str(each.get("phase_name", "")) for each in _phases(thing)]
        yield "kill_chain_phases", as_list(number, phases)


def _distinct(rows: list[ReadRow]) -> list[ReadRow]:
    """Return rows of which no two have one key: namesakes get a part of their id."""
    counts = Counter(row.key for row in rows)
    for index, row in enumerate(rows):
        if counts[row.key] > 1:
            key = f"{row.key[:110]}-{row.origin.rpartition('--')[2][:8]}"
            fields = {**row.fields, "key": as_text(row.number, key)}
            rows[index] = ReadRow(
                row.number, row.kind, key, row.name, fields, row.origin, row.wants
            )
    return rows


def _key(thing: Thing, known: Mapping[str, Thing]) -> str:
    if thing["type"] != RecordKind.RELATIONSHIP:
        return made_key(str(thing["type"]), str(thing["name"]))
    return made_key(RecordKind.RELATIONSHIP, _name(thing, known))


def _name(thing: Thing, known: Mapping[str, Thing]) -> str:
    if thing["type"] != RecordKind.RELATIONSHIP:
        return str(thing["name"])
    ends = [known[thing[end]].get("name", "") for end in ("source_ref", "target_ref")]
    said = str(thing.get("relationship_type", "")).replace("-", " ")
    return f"{ends[0]} {said} {ends[1]}"


def _external_ids(thing: Thing) -> Iterator[str]:
    yield f"stix:{thing['id']}"
    for each in thing.get("external_references") or ():
        if not isinstance(each, dict) or not each.get("external_id"):
            continue
        found = f"{each.get('source_name', '')}:{each['external_id']}"
        if EXTERNAL_ID.fullmatch(found):
            yield found


def _country(code: str) -> str:
    """Return a country's code of two letters, which the standard asks for (4.6)."""
    meant = get_global("territory_aliases").get(code.upper(), [code.upper()])
    return str(meant[0]) if len(meant) == 1 else code


def _marking(thing: Thing) -> str:
    found = [
        MARKINGS[ref]
        for ref in thing.get("object_marking_refs") or ()
        if ref in MARKINGS
    ]
    return str(found[-1]) if found else ""


def _strings(thing: Thing, field: str) -> list[str]:
    return [each for each in thing.get(field) or () if isinstance(each, str)]


def _phases(thing: Thing) -> list[Thing]:
    return [
        each for each in thing.get("kill_chain_phases") or () if isinstance(each, dict)
    ]


OF_KIND: dict[str, dict[str, Callable[[Thing], str]]] = {
    RecordKind.IDENTITY: {
        "identity_class": lambda each: str(each.get("identity_class") or "unknown"),
        "body_kind": lambda each: BODIES.get(
            str(each.get("identity_class")), BodyKind.ORGANISATION
        ),
    },
    RecordKind.THREAT_ACTOR: {"entity_level": lambda each: EntityLevel.UNKNOWN.value},
    RecordKind.INTRUSION_SET: {
        "entity_level": lambda each: EntityLevel.INTRUSION_SET.value
    },
    RecordKind.MALWARE: {
        "is_family": lambda each: "true" if each.get("is_family", True) else "false"
    },
    RecordKind.INDICATOR: {"value": lambda each: str(each.get("name", ""))[:500]},
}
