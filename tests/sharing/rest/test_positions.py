"""What is computed: positions on an incident, claims on actors and states."""

from datetime import date

import pytest

from config.demo import Demonstration
from incidents.models import Record
from positions.contest import contest_states
from positions.matrix import positions_matrix
from sharing.models import PublishedRecord
from sharing.rest.concerning import record_on
from sharing.selectors import record_as_published, view
from tests.sharing.rest.asking import asking

Scene = dict[str, Record]
DAYS = [None, date(2022, 9, 7), date(2022, 9, 10), date(2024, 1, 1)]


def test_what_concerns_an_incident_gives_the_same_answers_as_the_whole_record(
    albania: Demonstration,
) -> None:
    whole, view_ = record_as_published(), view()
    incidents = PublishedRecord.objects.filter(kind="incident")

    for key in incidents.values_list("key", flat=True):
        part = record_on(view_, [key])
        for day in DAYS:
            assert contest_states(part, key, day) == contest_states(whole, key, day)
            mine, theirs = (positions_matrix(each, key, day) for each in (part, whole))
            assert mine.columns == theirs.columns
            assert mine.rows == theirs.rows


def test_positions_say_who_holds_what_and_whether_it_is_contested(scene: Scene) -> None:
    told = asking().json("incidents/inc/positions")

    assert told["matrix"]["columns"] == ["persona"]
    rows = {row["claimant"]: row["cells"]["persona"] for row in told["matrix"]["rows"]}
    assert [each["stance"] for each in rows["id-ir"]] == ["denies"]
    assert rows["id-al"][0]["target"] == "ta-persona"
    assert told["contest"]["persona"]["headline"] == "denied-only"
    assert told["contest"]["persona"]["answers"][0]["actor"] == "ta-persona"
    assert told["names"].keys() >= {"inc", "id-al", "id-ir", "ta-persona"}


def test_positions_as_of_a_day_know_only_what_was_said_by_then(scene: Scene) -> None:
    told = asking().json("incidents/inc/positions", {"as_of": "2022-09-07"})

    assert told["contest"]["persona"]["headline"] == "single-claim"
    assert told["as_of"] == "2022-09-07"
    assert told["matrix"]["possibly"] == ["claim-vague"]


@pytest.mark.parametrize(("ceiling", "shown"), [("CLEAR", False), ("GREEN", True)])
def test_positions_count_no_claim_above_the_ceiling(
    scene: Scene, ceiling: str, shown: bool
) -> None:
    response = asking(ceiling).get("incidents/inc/positions")

    assert (b"claim-secret" in response.content) == shown


def test_claims_on_an_actor_name_it_are_about_it_or_speak_on_those(
    scene: Scene,
) -> None:
    told = asking().json("actors/ta-persona/claims")

    assert {each["claim"]: each["relation"] for each in told["items"]} == {
        "claim-first": "names",
        "claim-link": "about",
        "claim-denial": "answers",
        "claim-vague": "answers",
    }
    times = [each["said"]["earliest"] for each in told["items"]]
    assert times == sorted(times)


def test_claims_on_an_actor_are_cut_to_the_members_that_are_asked_for(
    scene: Scene,
) -> None:
    query = {"fields": "stance,said", "limit": 1}
    told = asking().json("actors/ta-persona/claims", query)
    whole = asking().json("actors/ta-persona/claims", {"cursor": told["next"]})

    assert [each.keys() for each in told["items"]] == [{"claim", "stance", "said"}]
    assert "subject_kind" in whole["items"][0]
    assert asking().get("states/IR/claims", {"fields": "name"}).status_code == 400


def test_claims_on_an_actor_say_of_what_kind_they_speak_and_go_by_stance(
    scene: Scene,
) -> None:
    (told,) = asking().json("actors/ta-persona/claims", {"stance": "denies"})["items"]
    first = asking().json("actors/ta-persona/claims", {"stance": "asserts"})["items"]

    assert told["claim"] == "claim-denial"
    assert {each["claim"]: each["subject_kind"] for each in first} == {
        "claim-first": "incident",
        "claim-link": "threat-actor",
    }
    assert all(each["subject"] == each["incident"] for each in first)


def test_claims_that_name_nobody_have_a_member_of_their_own(
    albania: Demonstration,
) -> None:
    rows = asking().json("incidents/inc-2022-07-15/positions")["matrix"]["rows"]

    assert any(row["naming_nobody"] for row in rows)
    for row in rows:
        assert row["naming_nobody"] == row["cells"].get("", [])


def test_claims_on_a_state_are_those_on_its_organs_across_incidents(
    albania: Demonstration,
) -> None:
    partner = asking()
    told = partner.json("states/IR/claims", {"limit": 500})

    assert told["actors"] == [
        "ta-ir-irgc",
        "ta-ir-mfa",
        "ta-mois-cyber",
        "ta-state-iran",
    ]
    assert len({each["incident"] for each in told["items"]}) > 5
    named = {each["target"] for each in told["items"] if each["relation"] == "names"}
    assert named <= set(told["actors"])

    walked, cursor = [], None
    while True:
        query = {"limit": "7"} | ({"cursor": cursor} if cursor else {})
        page = partner.json("states/IR/claims", query)
        walked += page["items"]
        cursor = page["next"]
        if cursor is None:
            break
    assert walked == told["items"]


def test_a_state_that_nobody_stands_for_is_not_there(scene: Scene) -> None:
    """The case does not say where Iran lies, so that its actors are nobody's."""
    assert asking("RED").get("states/IR/claims").status_code == 404
