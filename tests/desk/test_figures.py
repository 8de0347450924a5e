"""What the figures of an incident show."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from attribution.models import Claim
from desk.models import Clearance
from desk.selectors.figures import SUBTITLES, figure_of
from incidents.models import Incident
from incidents.services import save_record
from incidents.vocab import Door
from tests.build import (
    NOON,
    make_campaign,
    make_claim,
    make_event,
    make_identity,
    make_incident,
    make_intrusion_set,
    make_threat_actor,
    make_user,
)
from tests.desk.attack import TODAY, everything, figure, ids, keys, make_attack
from tests.figures.drawn import titles, words

pytestmark = pytest.mark.usefixtures("in_scene")
make_scene = make_attack  # once, for all tests here
NAMES = [*SUBTITLES]


@pytest.fixture
def incident(in_scene: None) -> Incident:
    return Incident.objects.get(key="inc")


def test_timeline_shows_every_event_claim_and_response(incident: Incident) -> None:
    drawn = figure(incident, "timeline")

    all_of_them = {"inc", "evt", "says", "backs", "denies", "counters", "resp"}
    assert all_of_them <= ids(drawn)
    assert all_of_them == keys(drawn)


def test_timeline_says_who_and_what_in_words(incident: Incident) -> None:
    found = titles(figure(incident, "timeline").svg)

    assert "claim: Albania: says State actor Iran, 7 September 2022" in found
    assert (
        "denial or doubt: Tehran: denies the claim of Albania, 10 September 2022"
        in found
    )
    assert (
        "counter-claim: Doha: says instead The others, about October 2022 (month)"
        in found
    )
    assert "response: Tirana: Relations severed, 9 September 2022" in found


def test_timeline_as_of_a_day_ends_there_and_marks_what_may_be_later(
    incident: Incident,
) -> None:
    drawn = figure(incident, "timeline", as_of=date(2022, 8, 20))

    assert {"inc", "evt"} <= ids(drawn)
    assert "says" not in ids(drawn)
    assert "event: The leak, August 2022 (month) (perhaps later)" in titles(drawn.svg)
    assert "as of 20 August 2022" in words(drawn.svg)


def test_graph_has_edges_in_words_from_who_speaks_to_whom_he_names(
    incident: Incident,
) -> None:
    drawn = figure(incident, "graph")

    found = set(words(drawn.svg))
    assert {"says", "endorses", "denies", "says instead", "attributed to,"} <= found
    assert {"Albania", "Rome", "Tehran", "Doha", "State actor Iran"} <= found
    assert {"says", "backs", "denies", "counters"} <= keys(drawn)


def attributions(incident: Incident) -> dict[str, str]:
    """Return in which words the incident is attributed to each actor."""
    movable = figure(incident, "graph").movable or {}
    return {
        edge["target"]: edge["words"].replace("\n", " ")
        for edge in movable["edges"]
        if edge["source"] == incident.key
    }


def test_graph_marks_what_only_the_accused_denies(incident: Incident) -> None:
    other = make_incident()
    says = make_claim(about=other)
    make_claim(about=says, stance="denies", claimant_role="accused-state")
    alone = make_claim(about=other)

    found = attributions(other)

    assert says.attributed_to
    assert alone.attributed_to
    assert found[says.attributed_to.key] == "attributed to, denied"
    assert found[alone.attributed_to.key] == "attributed to"


def test_graph_marks_rivals_as_contested(incident: Incident) -> None:
    assert attributions(incident) == {
        "ta-iran": "attributed to, contested",
        "ta-others": "attributed to, contested",
    }


def test_graph_marks_what_a_third_party_disputes_as_contested() -> None:
    other = make_incident()
    says = make_claim(about=other)
    make_claim(about=says, stance="disputes")

    assert [*attributions(other).values()] == ["attributed to, contested"]


def test_graph_leads_from_cluster_to_who_is_behind_it_and_says_who_says_so(
    incident: Incident,
) -> None:
    cluster = make_intrusion_set(name="DEV-1")
    make_claim(about=incident, attributed_to=cluster, entity_level="activity-cluster")
    body = make_threat_actor(name="The ministry")
    make_claim(
        about=cluster, attributed_to=body, claimant=make_identity(name="A vendor")
    )

    found = set(words(figure(incident, "graph").svg))

    assert {"DEV-1", "The ministry", "(A vendor)"} <= found


def test_graph_names_actors_that_are_said_to_be_distinct_once_each(
    incident: Incident,
) -> None:
    iran = Claim.objects.get(key="says").attributed_to
    make_claim(
        about=iran,
        attributed_to=make_threat_actor(name="Nobody else"),
        proposition="distinct-from",
    )

    drawn = figure(incident, "graph")

    assert words(drawn.svg).count("Nobody else") == 1
    assert "distinct from" in words(drawn.svg)


def test_graph_has_the_campaign_and_the_incidents_around_it(incident: Incident) -> None:
    incident.campaign = make_campaign(name="The campaign")
    save_record(incident, by=make_user(), at=NOON, door=Door.DESK)
    make_incident(name="The second wave", follows=incident)

    found = set(words(figure(incident, "graph").svg))

    assert {"The campaign", "part of", "The second wave", "follows"} <= found


def test_graph_has_responses_only_if_asked(incident: Incident) -> None:
    assert "Relations severed" not in everything(figure(incident, "graph"))
    assert "Relations severed" in everything(
        figure(incident, "graph", with_responses=True)
    )


def test_claim_that_is_only_said_again_does_not_name_its_speaker_twice(
    incident: Incident,
) -> None:
    says = Claim.objects.get(key="says")
    make_claim(
        about=incident,
        attributed_to=says.attributed_to,
        entity_level="state",
        claimant=says.claimant,
        restates=says,
        key="again",
    )

    drawn = figure(incident, "graph")

    assert words(drawn.svg).count("Albania") == 1
    assert "again" in keys(drawn)


def test_matrix_has_every_claim_under_its_level(incident: Incident) -> None:
    drawn = figure(incident, "matrix")

    assert ids(drawn) >= {"says", "backs", "denies", "counters"}
    rows = {(row[0].text, row[1].text, row[2].key) for row in drawn.table.rows}
    assert ("Albania", "State", "says") in rows
    assert ("Doha", "Organisation", "counters") in rows


@pytest.mark.parametrize("name", NAMES)
def test_withdrawn_claim_stays_and_is_struck_through(
    incident: Incident, name: str
) -> None:
    says = Claim.objects.get(key="says")
    make_claim(stance="withdraws", about=says, claimant=says.claimant)

    drawn = figure(incident, name)

    struck = {c.key for row in drawn.table.rows for c in row if c.is_struck}
    assert struck == {"says"}


@pytest.mark.parametrize(
    ("name", "count"), [("timeline", 4), ("matrix", 4), ("graph", 6)]
)
def test_number_of_queries_does_not_grow(
    incident: Incident,
    name: str,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    incident.campaign = make_campaign()
    save_record(incident, by=make_user(), at=NOON, door=Door.DESK)
    for number in range(3):
        long = make_identity(name=f"Ministry number {number} with a long name")
        make_claim(about=incident, claimant=long)
        make_event(incident=incident, name=f"Event {number}")
    user = make_user("reader")
    user.clearance = Clearance(marking="CLEAR")

    with django_assert_num_queries(count):
        figure_of(incident, user, name, today=TODAY)
