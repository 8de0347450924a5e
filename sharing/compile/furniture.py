"""What goes along with the records: markings, extension definitions, their makers.

Foreign objects are given exactly as their makers published them. The definition of
the TLP 2.0 extension is left out: it names a maker whose identity was not published
with it, so that it would dangle; the five markings are known everywhere.
"""

from typing import Any

from incidents.vocab import Marking
from sharing.compile.constants import (
    EVENT,
    EXTENSION,
    IMPACT,
    INCIDENT_CORE,
    MARKING_REFS,
    TLP_2,
)
from sharing.compile.context import Context
from sharing.compile.draft import without_empties
from sharing.compile.values import CannotCompile, Compiled, Problem

OASIS = "identity--8ce3f695-d5a4-4dc8-9e93-a65af453a31a"
_OASIS_PAGES = (
    "https://github.com/oasis-open/cti-stix-common-objects/tree/main/"
    "extension-definition-specifications"
)
MINTED = "2026-11-22T06:00:00.000Z"


def furniture(context: Context) -> list[Compiled]:
    """Return the objects that no record makes, in the order of what refers to what.

    Raises:
        CannotCompile: the record-keeper has no STIX id, so that nobody made ours.
    """
    objects = [
        *markings(),
        oasis_identity(),
        *oasis_definitions(),
        our_definition(context),
    ]
    return [_compiled(each) for each in objects]


def _compiled(obj: dict[str, Any]) -> Compiled:
    return Compiled(
        object=obj,
        record="",
        part=obj["id"],
        marking=Marking.CLEAR.value,
        is_act=False,
        acted=(None, None),
    )


def markings() -> list[dict[str, Any]]:
    """Return the five TLP 2.0 markings, letter by letter."""
    return [_marking(Marking(value)) for value in Marking.values]


def _marking(marking: Marking) -> dict[str, Any]:
    label = str(marking.label)
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": MARKING_REFS[marking],
        "created": "2022-10-01T00:00:00.000Z",
        "name": label,
        "extensions": {
            TLP_2: {
                "extension_type": "property-extension",
                "tlp_2_0": label.removeprefix("TLP:").lower(),
            }
        },
    }


def our_definition(context: Context) -> dict[str, Any]:
    """Return the definition of our one property-extension."""
    keeper = context.names.get((context.keeper, "main"))
    if keeper is None:
        raise CannotCompile([Problem(context.keeper, "main", "has no STIX id")])
    return without_empties(
        {
            "type": "extension-definition",
            "spec_version": "2.1",
            "id": EXTENSION,
            "created_by_ref": keeper.stix_id,
            "created": MINTED,
            "modified": MINTED,
            "name": "Attribution claims and responses",
            "description": (
                "What standard objects have no member for when a record keeps who is "
                "said to be behind a cyber-incident: stance, form and grounds of each "
                "claim, its date and other dates as their sources give them (EDTF), "
                "grading of sources, bearing of evidence, status of responses. With "
                "every member of it deleted, the objects still say who claimed what, "
                "when, on which source, and what answered it."
            ),
            "schema": (
                "JSON Schema urn:uuid:0bf92151-e3a1-44dc-b355-33831d289aa5, shipped "
                "with the record system as docs/extension/"
                "attribution-claims-1.0.0.json; prose in docs/extension/README.md."
            ),
            "version": "1.0.0",
            "extension_types": ["property-extension"],
            "object_marking_refs": [MARKING_REFS[Marking.CLEAR]],
        }
    )


def oasis_identity() -> dict[str, Any]:
    """Return the maker of the incident suite's definitions, as published."""
    return {
        "type": "identity",
        "spec_version": "2.1",
        "id": OASIS,
        "created": "2021-03-13T20:09:20.8889Z",
        "modified": "2021-12-01T16:19:51.601791Z",
        "name": "OASIS",
        "description": (
            "OASIS is a global community of experts who drive the creation and "
            "adoption of open standards promoting interoperability, innovation, and "
            "freedom of choice."
        ),
        "identity_class": "organization",
    }


def _definition(stix_id: str, name: str) -> dict[str, Any]:
    return {
        "type": "extension-definition",
        "spec_version": "2.1",
        "id": stix_id,
        "created_by_ref": OASIS,
        "name": name,
    }


_SUITE: tuple[dict[str, Any], ...] = (
    {
        **_definition(INCIDENT_CORE, "Incident Core Extension"),
        "created": "2020-10-19T20:51:00.000Z",
        "modified": "2023-07-11T00:56:00.000Z",
        "description": (
            "A core extension of the Incident object to allow core details of the "
            "Incident to be shared while tracking major details tied to the "
            "incident's timeline.  Multiple Incidents can be tied together via "
            "relationships if a higher degree of fidelity is needed across phases."
        ),
        "schema": f"{_OASIS_PAGES}/incident-ef7",
        "version": "2.0.0",
        "extension_types": ["property-extension"],
    },
    {
        **_definition(EVENT, "Event Extension"),
        "created": "2023-05-16T20:47:23.388576Z",
        "modified": "2023-05-16T20:47:23.388576Z",
        "description": (
            "Events store high level events that are not necessarily system level "
            "(these should be captured as separate SCOs) that can become tied to "
            "incidents.  Events can cause or alter impacts, and often exist prior "
            "to incidents being declared or officially tracked."
        ),
        "schema": f"{_OASIS_PAGES}/incident-core/event",
        "version": "1.0.0",
        "extension_types": ["new-sdo"],
    },
    {
        **_definition(IMPACT, "Impact Extension"),
        "created": "2023-05-16T21:01:53.607242Z",
        "modified": "2023-05-16T21:01:53.607242Z",
        "description": (
            "Impact SDOs store the impacts of incidents or activities while "
            "allowing tracking how these changed over time."
        ),
        "schema": f"{_OASIS_PAGES}/incident-core/impact",
        "version": "1.0.0",
        "extension_types": ["new-sdo"],
    },
)


def oasis_definitions() -> list[dict[str, Any]]:
    """Return the definitions of the incident suite that we use, as published."""
    return [{**each} for each in _SUITE]
