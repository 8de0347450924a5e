"""How far a posted object may travel, as its partner marks it.

Markings are known by their fixed ids, and those in the post by their text as well;
where the two differ, or several apply, the strictest counts. Unmarked is not CLEAR.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from incidents.vocab import MARKING_RANK, Marking
from sharing.compile.constants import MARKING_REFS, TLP_2

Thing = Mapping[str, Any]
# The four of TLP 1 (STIX 2.1 §7.2.1.4), by the ids that the standard fixes.
TLP_1: dict[str, str] = {
    "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9": Marking.CLEAR,
    "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da": Marking.GREEN,
    "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82": Marking.AMBER,
    "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed": Marking.RED,
}
KNOWN: dict[str, str] = {ref: each for each, ref in MARKING_REFS.items()} | TLP_1
LABEL = re.compile(r"(?:TLP[:\s_-]*)?(CLEAR|WHITE|GREEN|AMBER(?:\+STRICT)?|RED)")
WORDS: dict[str, str] = {
    "CLEAR": Marking.CLEAR,
    "WHITE": Marking.CLEAR,
    "GREEN": Marking.GREEN,
    "AMBER": Marking.AMBER,
    "AMBER+STRICT": Marking.AMBER_STRICT,
    "RED": Marking.RED,
}


def marking_of(thing: Thing, defined: Mapping[str, str]) -> str:
    """Return the strictest marking of an object; empty if none can be read.

    Granular markings count for the whole. ``defined`` is what ``defined_in`` found.
    """
    found = [MARKING_RANK_OF[each] for each in _levels(thing, defined)]
    return RANKED[max(found)] if found else ""


def defined_in(things: Iterable[Thing]) -> dict[str, str]:
    """Return the TLP level of each marking that is defined here, by its id."""
    found = {}
    for thing in things:
        if thing.get("type") == "marking-definition" and (level := _read(thing)):
            found[str(thing.get("id"))] = level
    return found


RANKED = list(MARKING_RANK)
MARKING_RANK_OF: Mapping[str, int] = {
    str(each): rank for each, rank in MARKING_RANK.items()
}


def _levels(thing: Thing, defined: Mapping[str, str]) -> Iterable[str]:
    for ref in _refs(thing):
        for known in (KNOWN, defined):
            if ref in known:
                yield str(known[ref])


def _refs(thing: Thing) -> Iterable[str]:
    yield from (
        each for each in _list(thing, "object_marking_refs") if isinstance(each, str)
    )
    for each in _list(thing, "granular_markings"):
        if isinstance(each, dict) and isinstance(each.get("marking_ref"), str):
            yield each["marking_ref"]


def _list(thing: Thing, name: str) -> list[Any]:
    found = thing.get(name)
    return found if isinstance(found, list) else []


def _read(thing: Thing) -> str:
    """Return the strictest level that a marking-definition's texts name."""
    extensions, definition = thing.get("extensions"), thing.get("definition")
    tlp_2 = extensions.get(TLP_2) if isinstance(extensions, dict) else None
    texts = [
        thing.get("name"),
        tlp_2.get("tlp_2_0") if isinstance(tlp_2, dict) else None,
        definition.get("tlp") if isinstance(definition, dict) else None,
    ]
    matches = [
        LABEL.fullmatch(each.strip().upper()) for each in texts if isinstance(each, str)
    ]
    ranks = [MARKING_RANK_OF[WORDS[match[1]]] for match in matches if match]
    return RANKED[max(ranks)] if ranks else ""
