"""Snapshots of record versions, read as plain values."""

from datetime import date, timedelta
from typing import Any

import pytest

from positions.contest import contest_state
from positions.reading import read
from positions.timeline import timeline
from positions.values import Claim, Response, Transition
from tests.positions.build import INCIDENT, IRAN, when

DAY = {
    "edtf": "2022-09-07",
    "earliest": "2022-09-07T00:00:00+00:00",
    "latest": "2022-09-07T23:59:59.999999+00:00",
}


def snapshot(kind: str, key: str, **fields: Any) -> dict[str, Any]:
    return {"key": key, "kind": kind, "name": key, "state": "in-use", **fields}


def claim(key: str = "claim-al", **fields: Any) -> dict[str, Any]:
    proposal: dict[str, Any] = {
        "statement": "statement-al",
        "claimant": "id-al",
        "claimant_role": "receiver-government",
        "stance": "asserts",
        "about": INCIDENT,
        "attributed_to": IRAN,
        "entity_level": "state",
        "proposition": "attributed-to",
        "restates": None,
        "original_words": "beyond doubt",
        "likelihood": "",
        "analytic_confidence": "",
        "citations": [],
    }
    return snapshot("claim", key, **(proposal | fields))


def statement(**fields: Any) -> dict[str, Any]:
    act: dict[str, Any] = {"said": DAY, "speakers": ["id-al"], "citations": []}
    return snapshot("statement", "statement-al", **(act | fields))


def cite(source: str, field: str = "wording") -> dict[str, str]:
    return {"field": field, "source": source}


def test_a_claim_is_read_with_the_date_of_its_statement() -> None:
    told = claim(
        restates="claim-first",
        likelihood="very-likely",
        analytic_confidence="high",
        citations=[cite("src-a")],
    )

    record = read([told, statement()])

    assert record.claims["claim-al"] == Claim(
        key="claim-al",
        statement="statement-al",
        claimant="id-al",
        role="receiver-government",
        stance="asserts",
        about=INCIDENT,
        target=IRAN,
        level="state",
        proposition="attributed-to",
        said=when("2022-09-07"),
        lineages=("src-a",),
        restates="claim-first",
        words="beyond doubt",
        likelihood="very-likely",
        confidence="high",
        retracted=False,
    )


def test_what_is_read_can_be_asked() -> None:
    record = read([claim(), statement()])

    assert contest_state(record, INCIDENT, "state", None).headline == "single-claim"


def test_a_claim_has_the_lineages_of_its_own_and_its_statements_sources() -> None:
    record = read(
        [
            claim(citations=[cite("src-a"), cite("src-a", "stance"), cite("src-b")]),
            statement(citations=[cite("src-b"), cite("src-c"), cite("src-wrong")]),
            snapshot("source", "src-a", lineage_group="advisory"),
            snapshot("source", "src-b", lineage_group="advisory"),
            snapshot("source", "src-c", lineage_group=""),
            snapshot("source", "src-wrong") | {"state": "retracted"},
        ]
    )

    assert record.claims["claim-al"].lineages == ("advisory", "advisory", "src-c")


@pytest.mark.parametrize("state", ["retracted", "rejected"])
def test_a_retracted_or_rejected_claim_is_marked_and_leaves_the_views(
    state: str,
) -> None:
    record = read([claim() | {"state": state}, statement()])

    assert record.claims["claim-al"].retracted
    assert contest_state(record, INCIDENT, "state", None).headline == "unattributed"


def test_the_claims_of_a_retracted_statement_are_retracted_with_it() -> None:
    record = read([claim(), statement() | {"state": "retracted"}])

    assert record.claims["claim-al"].retracted
    assert not record.happenings


@pytest.mark.parametrize("state", ["withdrawn", "superseded"])
def test_a_claim_its_claimant_gave_up_stays_until_the_claim_that_says_when(
    state: str,
) -> None:
    record = read([claim() | {"state": state}, statement()])

    assert not record.claims["claim-al"].retracted


def test_only_a_state_is_its_identity_by_definition() -> None:
    record = read(
        [
            snapshot(
                "threat-actor",
                IRAN,
                entity_level="state",
                identity="id-ir-government",
                is_state_level=True,
            ),
            snapshot(
                "threat-actor",
                "ta-hj",
                entity_level="persona",
                identity="id-hj",
                is_state_level=False,
            ),
            snapshot("intrusion-set", "is-x", entity_level="activity-cluster"),
            snapshot("identity", "id-x"),
        ]
    )

    assert record.actors[IRAN].definitional == ("id-ir-government",)
    assert record.actors["ta-hj"].definitional == ()
    assert record.actors["ta-hj"].identity == "id-hj"
    assert record.actors["is-x"].level == "activity-cluster"
    assert record.actors["id-x"].level == ""


def test_a_response_is_read_with_its_life() -> None:
    record = read(
        [
            snapshot(
                "diplomatic-response",
                "resp",
                responders=["id-al"],
                addressees=["id-ir"],
                response_type="relations-severed",
                announced=DAY,
                effective=None,
                rests_on=["claim-al"],
                answers=[INCIDENT],
                transitions=[{"status": "in-force", "when": DAY}],
            )
        ]
    )

    assert record.responses["resp"] == Response(
        key="resp",
        responders=("id-al",),
        addressees=("id-ir",),
        type="relations-severed",
        announced=when("2022-09-07"),
        rests_on=("claim-al",),
        answers=(INCIDENT,),
        transitions=(Transition("in-force", when("2022-09-07")),),
    )


def test_the_timeline_is_read_from_incident_event_statement_and_response() -> None:
    record = read(
        [
            snapshot("incident", INCIDENT, occurred=None),
            snapshot("event", "event-a", occurred=DAY, incident=INCIDENT, about=[]),
            claim(),
            statement(),
            snapshot("diplomatic-response", "resp", announced=DAY, answers=[INCIDENT]),
            snapshot(
                "diplomatic-response", "resp-2", announced=DAY, voices=["claim-al"]
            ),
        ]
    )

    found = timeline(record, INCIDENT, None).items

    assert [(each.key, each.kind) for each in found] == [
        ("event-a", "event"),
        ("resp", "response"),
        ("resp-2", "response"),
        ("statement-al", "statement"),
        (INCIDENT, "incident"),
    ]


def test_kinds_that_no_view_needs_are_passed_over() -> None:
    record = read([snapshot("malware", "mal-x"), snapshot("question", "q-x")])

    assert (record.claims, record.actors, record.happenings) == ({}, {}, ())


def test_open_bounds_are_read_as_none() -> None:
    open_start = {"edtf": "../2022-09-07", "earliest": None, "latest": DAY["latest"]}

    (found,) = read([snapshot("incident", INCIDENT, occurred=open_start)]).happenings

    assert found.when.earliest is None


@pytest.mark.parametrize(
    ("edtf", "begun"),
    [
        ("2022-09-07/..", date(2022, 9, 7)),
        ("2022-09-07~/2022-12", date(2022, 9, 7)),
        ("2022-02/2022-12", date(2022, 2, 28)),
        ("2022/2023", date(2022, 12, 31)),
    ],
)
def test_what_lasted_counts_from_its_beginning(edtf: str, begun: date) -> None:
    start = f"{edtf.split('/', maxsplit=1)[0].rstrip('~')}-01-01"[:10]
    lasted = {"edtf": edtf, "earliest": f"{start}T00:00:00+00:00", "latest": None}

    (found,) = read([snapshot("incident", INCIDENT, occurred=lasted)]).happenings

    assert found.when.certainly_by(begun)
    assert not found.when.certainly_by(begun - timedelta(days=1))


def test_response_without_an_announcement_counts_from_taking_effect() -> None:
    response = snapshot("diplomatic-response", "resp-x", announced=None, effective=DAY)

    (found,) = read([response]).happenings

    assert found.when.text == DAY["edtf"]


def test_an_instant_without_a_time_zone_is_refused() -> None:
    naive = DAY | {"earliest": "2022-09-07T00:00:00"}

    with pytest.raises(ValueError, match="no time zone"):
        read([snapshot("incident", INCIDENT, occurred=naive)])
