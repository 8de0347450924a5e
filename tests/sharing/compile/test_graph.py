"""Of a whole case: nothing dangles, nothing runs in a circle, no two share a name."""

from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from typing import Any

import pytest

from sharing.compile import compile_case_report, compile_record, furniture
from tests.sharing.compile.build import context, record
from tests.sharing.compile.scene import RECORDS, scene

CASE = scene()


def whole_case() -> list[dict[str, Any]]:
    """Return everything that the scene leaves as, the case report last."""
    made = [
        each.object for key in CASE.versions for each in compile_record(key, CASE)[0]
    ]
    members = [each["id"] for each in made]
    report = compile_case_report("registry-2022", CASE, "CLEAR", members).object
    return [*(each.object for each in furniture(CASE)), *made, report]


def references(value: Any) -> Iterator[str]:
    """Give every id that an object refers to, those in extensions, too."""
    if isinstance(value, dict):
        for name, each in value.items():
            if name.endswith("_ref"):
                yield each
            elif name.endswith("_refs"):
                yield from each
            else:
                yield from references(each)
    elif isinstance(value, list):
        for each in value:
            yield from references(each)


OBJECTS = whole_case()


def test_every_reference_is_answered() -> None:
    known = {each["id"] for each in OBJECTS}

    assert {ref for each in OBJECTS for ref in references(each)} <= known


def test_every_extension_of_ours_and_of_the_suite_is_defined() -> None:
    known = {each["id"] for each in OBJECTS}
    used = {
        key
        for each in OBJECTS
        if each["type"] != "marking-definition"
        for key in each.get("extensions", {})
        if key.startswith("extension-definition--")
    }

    assert used <= known


def test_references_never_run_in_a_circle() -> None:
    graph = {each["id"]: set(references(each)) for each in OBJECTS}

    order = list(TopologicalSorter(graph).static_order())

    assert len(order) == len(graph)


def test_every_object_has_an_id_of_its_own() -> None:
    assert len({each["id"] for each in OBJECTS}) == len(OBJECTS)


def test_no_two_objects_of_a_type_share_a_name() -> None:
    names = Counter(
        (each["type"], each["name"])
        for each in OBJECTS
        if "name" in each and each["type"] != "relationship"
    )

    assert not {name: n for name, n in names.items() if n > 1}


def test_opinions_never_share_value_and_created() -> None:
    told = [(each["opinion"], each["created"]) for each in OBJECTS if "opinion" in each]

    assert len(set(told)) == len(told)


def test_no_actor_leaves_with_aliases() -> None:
    assert not [each["id"] for each in OBJECTS if "aliases" in each]


def test_two_responses_that_answer_each_other_do_not_list_each_other() -> None:
    one = record("diplomatic-response", "r1", responders=["id-south"], answers=["r2"])
    two = record(
        "diplomatic-response", "r2", responders=["id-north"], answers=["r1", "inc"]
    )
    case = context(*RECORDS, one, two)

    listed = [
        each.object["object_refs"]
        for key in ("r1", "r2")
        for each in compile_record(key, case)[0]
    ]

    incident = case.names["inc", "main"].stix_id
    assert all(incident in refs for refs in listed)
    assert not [ref for refs in listed for ref in refs if ref.startswith("report--")]


@pytest.mark.parametrize("stix_type", ["report", "note", "event", "opinion"])
def test_every_object_of_a_reader_has_words(stix_type: str) -> None:
    texts = ("description", "content", "explanation")

    for each in OBJECTS:
        if each["type"] == stix_type:
            assert any(each.get(name) for name in texts)
