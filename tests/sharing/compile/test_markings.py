"""Nothing embeds a reference to, or words from, what is marked more strictly."""

import pytest

from sharing.compile import compile_record
from tests.sharing.compile.build import cite, context, problems, record
from tests.sharing.compile.scene import RECORDS


def strict(key: str, marking: str = "AMBER") -> list[dict[str, object]]:
    """Return the scene's records, one of them marked otherwise."""
    return [
        each | {"marking": marking} if each["key"] == key else each for each in RECORDS
    ]


@pytest.mark.parametrize(
    ("stricter", "compiled", "field"),
    [
        ("id-north-gov", "inc", "victims"),
        ("id-north-gov", "claim-north", "claimant"),
        ("st-north", "claim-north", "statement"),
        ("ta-ministry", "claim-north", "attributed_to"),
        ("src-note", "claim-north", "statement"),
        ("src-note", "st-north", "citations.source"),
        ("id-spokes", "st-north", "spokespersons"),
        ("claim-north", "claim-denial", "about"),
        ("claim-north", "ev", "bearings.claim"),
        ("claim-north", "resp", "rests_on"),
        ("src-paper", "q", "sides.held_in"),
        ("src-paper", "fact", "stated_in"),
        ("id-vendor", "is-glass", "aliases.namer"),
        ("mal", "rel", "target"),
        ("ev", "assess", "hypotheses.signs"),
        ("inc", "evt", "incident"),
        ("id-keeper", "loc-north", "created_by_ref"),
    ],
)
def test_record_may_not_hold_what_is_marked_more_strictly(
    stricter: str, compiled: str, field: str
) -> None:
    keeper = record("identity", "id-keeper")
    found = [each for each in (*RECORDS, keeper) if each["key"] != stricter]
    marked = next(each for each in (*RECORDS, keeper) if each["key"] == stricter)

    told = problems(compiled, context(*found, {**marked, "marking": "AMBER"}))

    assert field in {each for each, _ in told}
    assert any(f"{stricter} is TLP:AMBER, more strictly" in each for _, each in told)


def test_record_may_hold_what_is_marked_more_mildly() -> None:
    case = context(*strict("claim-north", "RED"))

    assert problems("claim-north", case) == []


def test_amber_strict_is_stricter_than_amber() -> None:
    source = record("source", "s", marking="AMBER_STRICT")
    actor = record("tool", "t", marking="AMBER", citations=[cite("s")])

    assert problems("t", context(source, actor)) == [
        (
            "citations.source",
            "s is TLP:AMBER+STRICT, more strictly marked than this record's TLP:AMBER",
        )
    ]


def test_unmarked_record_cannot_leave() -> None:
    case = context(record("tool", "t", marking=""))

    assert compile_record("t", case)[0] == []
    assert problems("t", case) == [("marking", "is not marked")]


def test_record_cannot_rest_on_an_unmarked_one() -> None:
    case = context(
        record("source", "s", marking=""), record("tool", "t", citations=[cite("s")])
    )

    assert problems("t", case) == [("citations.source", "s is not marked")]


def test_record_cannot_point_at_what_is_not_published() -> None:
    found = problems(
        "rel", context(record("relationship", "rel", source="a", target="b"))
    )

    assert ("source", "a is not among the records to publish") in found


def test_record_cannot_point_at_what_we_retracted() -> None:
    gone = {"state": "retracted", "state_reason": "Wrong.", "state_at": "2026-11-22"}
    case = context(*(each | gone if each["key"] == "mal" else each for each in RECORDS))

    assert problems("rel", case) == [("target", "mal is retracted; point at another")]


def test_relation_cannot_end_at_a_source() -> None:
    case = context(
        *RECORDS, record("relationship", "r", source="mal", target="src-note")
    )

    assert problems("r", case) == [
        ("target", "a relationship cannot end at src-note, a source")
    ]


def test_question_on_nothing_that_leaves_has_no_object() -> None:
    case = context(*RECORDS, record("question", "q2", about=["src-note"]))

    assert problems("q2", case) == [
        ("about", "names no record that leaves as a STIX object")
    ]
