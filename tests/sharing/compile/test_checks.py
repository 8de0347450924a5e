"""What may be stored: valid STIX, valid extensions, nothing empty, nothing odd."""

from typing import Any

import pytest

from sharing.compile import check
from sharing.compile.constants import EXTENSION, INCIDENT_CORE
from tests.sharing.compile.build import context, objects, problems, record
from tests.sharing.compile.scene import RECORDS, scene


def made(key: str, part: str = "main") -> dict[str, Any]:
    return objects(key, scene())[part]


def test_sound_object_has_nothing_against_it() -> None:
    assert check(made("inc")) == []


@pytest.mark.parametrize(
    ("key", "changes", "found"),
    [
        ("inc", {"name": ""}, "/name is empty"),
        ("inc", {"labels": []}, "/labels is empty"),
        ("inc", {"x_score": 5}, "STIX: Unexpected properties"),
        (
            "inc",
            {"modified": "2020-01-01T00:00:00.000Z"},
            "modified lies before created",
        ),
        ("inc", {"type": "x-own"}, "STIX: "),
        ("evt", {"status": "finished"}, "STIX: "),
        ("evt", {"start_time_fidelity": "decade"}, "oasis-event, start_time_fidelity"),
        ("evt", {"severity": "high"}, "STIX: Unexpected properties"),
        ("imp", {"impact_category": "physical"}, "oasis-impact, extensions"),
        ("imp", {"end_time": "yesterday"}, "STIX: "),
    ],
)
def test_unsound_object_is_refused_with_a_reason(
    key: str, changes: dict[str, Any], found: str
) -> None:
    told = check(made(key) | changes)

    assert any(each.startswith(found) for each in told), told


@pytest.mark.parametrize(
    ("key", "extension", "members", "found"),
    [
        (
            "inc",
            EXTENSION,
            {"contest_state": "disputed"},
            "attribution-claims-1.0.0, top",
        ),
        (
            "inc",
            EXTENSION,
            {"record_kind": "rumour"},
            "attribution-claims-1.0.0, record_kind",
        ),
        (
            "inc",
            INCIDENT_CORE,
            {"determination": "sure"},
            "oasis-incident-core, determi",
        ),
        ("inc", INCIDENT_CORE, {"author": "them"}, "oasis-incident-core, top"),
        (
            "imp",
            "confidentiality-ext",
            {"record_count": -1},
            "oasis-impact, extensions",
        ),
    ],
)
def test_unsound_extension_is_refused_with_its_place(
    key: str, extension: str, members: dict[str, Any], found: str
) -> None:
    obj = made(key)
    obj["extensions"][extension] |= members

    assert any(each.startswith(found) for each in check(obj)), check(obj)


def test_stance_that_the_schema_does_not_know_is_refused() -> None:
    report = made("claim-north", "report")
    report["extensions"][EXTENSION]["stance"] = "whispers"

    assert check(report)[0].startswith("attribution-claims-1.0.0, stance")


def test_relation_of_a_thing_to_itself_is_refused() -> None:
    edge = made("claim-north", "edge")

    assert "source_ref and target_ref are the same" in check(
        edge | {"target_ref": edge["source_ref"]}
    )


def test_report_that_lists_twice_or_itself_is_refused() -> None:
    report = made("claim-north", "report")
    refs = [report["object_refs"][0]] * 2 + [report["id"]]

    assert check(report | {"object_refs": refs}) == [
        "object_refs lists an object twice",
        "object_refs lists the object itself",
    ]


@pytest.mark.parametrize(
    ("category", "fields"),
    [
        ("availability", {"availability_impact": 0}),
        ("confidentiality", {"loss_type": "none"}),
        ("external", {"impact_type": "foreign-relations"}),
        ("integrity", {"alteration": "full-destruction", "information_type": "system"}),
        (
            "economic",
            {"variety": "operating-costs", "currency": "EUR", "max_amount": "5.50"},
        ),
        ("physical", {"physical_impact": "destruction"}),
        ("traceability", {"traceability_impact": "accountability-lost"}),
    ],
)
def test_impact_of_every_category_is_sound(
    category: str, fields: dict[str, Any]
) -> None:
    blank = {"availability_impact": None}
    impact = record("impact", "i", impact_category=category, **{**blank, **fields})

    assert check(objects("i", context(*RECORDS, impact))["main"]) == []


def test_last_seen_before_first_seen_is_a_problem() -> None:
    campaign = record("campaign", "c", first_seen="2022-07-15", last_seen="2022-06")

    assert problems("c", context(campaign)) == [("last_seen", "lies before first_seen")]


def test_indicator_needs_a_first_moment_and_an_end_after_it() -> None:
    open_start = record("indicator", "a", valid_from="../2022")
    ended = record("indicator", "b", valid_from="2022-07", valid_until="2022-06")

    case = context(open_start, ended)

    assert [field for field, _ in problems("a", case)] == ["valid_from"]
    assert problems("b", case) == [("valid_until", "is not after valid_from")]
