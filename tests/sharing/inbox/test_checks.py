"""Which objects are refused and why; what is only remarked upon."""

from typing import Any

import pytest

from sharing.models import PostedObject
from tests.sharing.inbox.posts import envelope, malware, post, url

pytestmark = pytest.mark.django_db
TLP_RED_1 = "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed"
OWN_MARKING = "marking-definition--7f7d6b3c-2f0b-4b55-9d5e-6a1d1f1c9f00"
GREEN = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb"


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"id": "malware--1"}, "id: "),
        ({"id": malware()["id"].upper()}, "id: "),
        ({"id": f"tool--{malware()['id'][9:]}"}, "type: "),
        ({"spec_version": "2.0"}, "spec_version: "),
        ({"modified": "2026-01-04T11:59:59.999Z"}, "before created"),
        ({"modified": "2026-01-07T12:00:00.000Z"}, "future"),
        ({"modified": "2026-01-04 12:00:00Z"}, "modified: is no time"),
        ({"modified": "2026-02-30T12:00:00.000Z"}, "modified: is no time"),
        ({"modified": 5}, "modified: is no time"),
        ({"created": "2026-01-04T12:00:00Z"}, "created"),
        ({"name": None}, "name: is null"),
        ({"labels": []}, "labels: is an empty list"),
        ({"extensions": {"a": {"b": None}}}, "extensions/a/b: is null"),
        ({"confidence": 101}, "confidence"),
        ({"created_by_ref": "nobody"}, "created_by_ref"),
    ],
)
def test_an_object_is_refused_with_the_member_and_the_fault(
    members: dict[str, Any], said: str
) -> None:
    answer = post({**malware(), **members})

    assert said in answer["failures"][0]["message"]
    assert not PostedObject.objects.exists()


@pytest.mark.parametrize("missing", ["type", "spec_version", "modified", "name"])
def test_an_object_that_lacks_what_it_must_have_is_refused(missing: str) -> None:
    thing = malware()
    del thing[missing]

    assert post(thing)["failure_count"] == 1


def test_a_member_named_twice_is_refused_since_readers_would_differ() -> None:
    raw = envelope(malware()).replace(b'"name":', b'"name":"Another","name":')

    answer = post(raw=raw)

    assert "named twice" in answer["failures"][0]["message"]


def test_a_name_given_twice_in_escapes_is_seen_as_well() -> None:
    raw = envelope(malware()).replace(b'"name":', b'"n\\u0061me":"Another","name":')

    assert post(raw=raw)["failure_count"] == 1


def test_brackets_and_colons_within_strings_do_not_mislead_the_cut() -> None:
    thing = malware(description='} ] , "objects": [ { \\" \\\\')

    assert post(thing, url())["success_count"] == 2


def test_a_hostile_name_reaches_status_and_desk_without_harm() -> None:
    post(malware("a\x00b"), malware("x", x_evil="y", confidence="\x00"))

    assert PostedObject.objects.get().name == "a\\u0000b"


def test_an_unknown_type_is_kept_with_a_remark() -> None:
    thing = malware(type="x-beacon", id=f"x-beacon--{malware()['id'][9:]}")

    assert post(thing)["success_count"] == 1
    assert "no type of STIX 2.1" in PostedObject.objects.get().remarks


@pytest.mark.parametrize(
    ("refs", "marking"),
    [
        ([], ""),
        ([GREEN], "GREEN"),
        ([GREEN, TLP_RED_1], "RED"),
        ([OWN_MARKING], "AMBER_STRICT"),
        ([OWN_MARKING, GREEN], "AMBER_STRICT"),
    ],
)
def test_the_strictest_marking_counts_and_none_is_not_clear(
    refs: list[str], marking: str
) -> None:
    definition = {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": OWN_MARKING,
        "created": "2026-01-04T12:00:00.000Z",
        "name": "TLP:AMBER+STRICT",
        "definition_type": "statement",
        "definition": {"statement": "Ours."},
    }
    thing = malware(object_marking_refs=refs)
    if not refs:
        del thing["object_marking_refs"]

    answer = post(definition, thing)

    assert answer["success_count"] == 2, answer
    assert PostedObject.objects.get(type="malware").marking == marking


def test_a_fixed_marking_that_calls_itself_stricter_is_read_by_its_text() -> None:
    fixed = {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": GREEN,
        "created": "2022-10-01T00:00:00.000Z",
        "definition_type": "tlp",
        "definition": {"tlp": "red"},
    }

    post(fixed, malware(object_marking_refs=[GREEN]))

    assert PostedObject.objects.get(type="malware").marking == "RED"
