"""Markings and definitions: official ones letter by letter, ours with its schema."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from stix2validator import ValidationOptions, validate_instance

from sharing.compile import CannotCompile, compile_case_report, furniture
from sharing.compile.checks import OURS, SCHEMAS
from sharing.compile.constants import EXTENSION
from tests.sharing.compile.build import context, record
from tests.sharing.compile.scene import RECORDS, scene
from tests.sharing.compile.test_graph import OBJECTS

TLP = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"


def made() -> dict[str, dict[str, Any]]:
    return {each.object["id"]: each.object for each in furniture(scene())}


@pytest.mark.parametrize(
    ("uuid", "name", "value"),
    [
        ("94868c89-83c2-464b-929b-a1a8aa3c8487", "TLP:CLEAR", "clear"),
        ("bab4a63c-aed9-4cf5-a766-dfca5abac2bb", "TLP:GREEN", "green"),
        ("55d920b0-5e8b-4f79-9ee9-91f868d9b421", "TLP:AMBER", "amber"),
        ("939a9414-2ddd-4d32-a0cd-375ea402b003", "TLP:AMBER+STRICT", "amber+strict"),
        ("e828b379-4e03-4974-9ac4-e53a884c97c1", "TLP:RED", "red"),
    ],
)
def test_marking_is_the_official_one(uuid: str, name: str, value: str) -> None:
    assert made()[f"marking-definition--{uuid}"] == {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": f"marking-definition--{uuid}",
        "created": "2022-10-01T00:00:00.000Z",
        "name": name,
        "extensions": {TLP: {"extension_type": "property-extension", "tlp_2_0": value}},
    }


def test_our_definition_is_made_by_the_keeper() -> None:
    case = scene()

    ours = made()[EXTENSION]

    assert ours["created_by_ref"] == case.names["id-keeper", "main"].stix_id
    assert ours["extension_types"] == ["property-extension"]


def test_nobody_makes_our_definition_without_a_keeper() -> None:
    with pytest.raises(CannotCompile, match="has no STIX id"):
        furniture(context(keeper="id-nobody"))


def test_schema_in_the_documentation_is_the_one_that_is_used() -> None:
    shipped = Path(settings.BASE_DIR) / "docs" / "extension" / OURS

    assert shipped.read_text() == (SCHEMAS / OURS).read_text()


def test_case_report_lists_its_members_in_one_order() -> None:
    members = ["tool--b", "tool--a", "tool--b"]

    one = compile_case_report("registry-2022", scene(), "CLEAR", members)
    two = compile_case_report("registry-2022", scene(), "CLEAR", members[::-1])

    assert one.object["object_refs"] == ["tool--a", "tool--b"]
    assert one == two


def test_case_report_carries_the_marking_it_is_for() -> None:
    report = compile_case_report("registry-2022", scene(), "AMBER", ["tool--a"])

    assert report.marking == "AMBER"
    assert report.part == "report-amber"
    assert report.object["name"] == "The registry case (TLP:AMBER)"


@pytest.mark.parametrize(
    ("marking", "members", "why"),
    [("CLEAR", ["tool--a"], "milder than the case"), ("GREEN", [], "list nothing")],
)
def test_case_report_that_cannot_be_says_why(
    marking: str, members: list[str], why: str
) -> None:
    case = context(
        *RECORDS[:-1], record("case", "c", marking="GREEN", incidents=["inc"])
    )

    with pytest.raises(CannotCompile, match=why):
        compile_case_report("c", case, marking, members)


def test_case_milder_than_its_incident_makes_no_report() -> None:
    hidden = [
        each | {"marking": "RED"} if each["key"] == "inc" else each for each in RECORDS
    ]

    with pytest.raises(CannotCompile, match="inc is TLP:RED, more strictly"):
        compile_case_report("registry-2022", context(*hidden), "RED", ["tool--a"])


def test_oasis_validator_finds_no_error() -> None:
    options = ValidationOptions(version="2.1", silent=True)

    errors = [
        (each["id"], error.message)
        for each in OBJECTS
        for error in validate_instance(each, options).errors
    ]

    assert errors == []
