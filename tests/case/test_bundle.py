"""The Albanian bundle as tools see it."""

from collections import Counter

import pytest

from config.demo import Demonstration
from incidents.vocab import Marking
from sharing.compile import check
from tests.case.bundles import StixObject, exported, objects, references

pytestmark = pytest.mark.usefixtures("albania")


@pytest.fixture
def found(albania: object) -> list[StixObject]:
    return objects(exported())


def test_validator_finds_no_error(albania: Demonstration) -> None:
    assert albania.verdict.errors == ()


def test_validator_warns_only_of_what_the_docs_give_reasons_for(
    albania: Demonstration,
) -> None:
    assert set(albania.verdict.warnings) <= {"201", "202", "215", "218", "302"}


def test_every_object_parses_with_nothing_custom(found: list[StixObject]) -> None:
    assert [fault for each in found for fault in check(each)] == []


@pytest.mark.parametrize("marking", Marking.values)
def test_nothing_dangles_at_any_marking(marking: str) -> None:
    everything = objects(exported(marking=marking))
    ids = {each["id"] for each in everything}

    assert {ref for each in everything for ref in references(each)} <= ids


def test_clear_bundle_keeps_what_is_marked_amber() -> None:
    assert b"Panjaki" not in exported(marking="CLEAR")
    assert b"Panjaki" in exported(marking="AMBER")


def test_bundle_holds_every_kind_of_object(found: list[StixObject]) -> None:
    types = Counter(each["type"] for each in found)

    assert types["incident"] == 11
    assert types["event"] == 107
    assert types["attack-pattern"] == 34
    assert min(types.values()) > 0


def test_opinions_have_distinct_times(found: list[StixObject]) -> None:
    times = [each["created"] for each in found if each["type"] == "opinion"]

    assert len(set(times)) == len(times)


def test_no_actor_carries_aliases_that_a_consumer_would_merge_by(
    found: list[StixObject],
) -> None:
    actors = ("threat-actor", "intrusion-set", "campaign")

    assert not [each for each in found if each["type"] in actors and "aliases" in each]


def test_names_of_merging_types_are_unique(found: list[StixObject]) -> None:
    merging = ("identity", "event", "threat-actor", "intrusion-set", "report")
    names = Counter(
        (each["type"], each["name"]) for each in found if each["type"] in merging
    )

    assert [name for name, count in names.items() if count > 1] == []


def test_references_between_reports_notes_and_opinions_have_no_circle(
    found: list[StixObject],
) -> None:
    listed = {each["id"]: set(each.get("object_refs", ())) for each in found}

    while leaves := [id_ for id_, refs in listed.items() if not refs & listed.keys()]:
        for id_ in leaves:
            del listed[id_]
    assert listed == {}


def test_case_report_lists_every_object_of_the_keeper_but_itself(
    found: list[StixObject],
) -> None:
    [report] = [
        each
        for each in found
        if each["type"] == "report" and "case-file" in each["report_types"]
    ]
    keeper = report["created_by_ref"]

    own = {
        each["id"]
        for each in found
        if keeper in (each["id"], each.get("created_by_ref"))
        and each["type"] != "extension-definition"
    }
    assert set(report["object_refs"]) == own - {report["id"]}
