"""Figures of an incident: what they show, to whom, and as which file."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from attribution.models import Claim
from desk.models import Clearance
from desk.selectors.figures import SUBTITLES, Figure, figure_of
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
    make_response,
    make_statement,
    make_threat_actor,
    make_user,
)
from tests.desk.people import browser
from tests.figures.drawn import root, titles, words

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 5)
NAMES = [*SUBTITLES]


@pytest.fixture
def incident() -> Incident:
    """An attack: Albania says Iran, Rome endorses, Tehran denies, Doha says others."""
    incident = make_incident(key="inc", name="The attack", occurred="2022-07-15")
    iran = make_threat_actor(
        key="ta-iran", name="State actor Iran", entity_level="state"
    )
    others = make_threat_actor(key="ta-others", name="The others")
    make_event(key="evt", name="The leak", incident=incident, occurred="2022-08")
    says = make_claim(
        key="says",
        about=incident,
        attributed_to=iran,
        entity_level="state",
        claimant=make_identity(name="Albania"),
        statement=make_statement(said="2022-09-07"),
    )
    make_claim(
        key="backs",
        about=says,
        stance="endorses",
        claimant=make_identity(name="Rome"),
        statement=make_statement(said="2022-09-08"),
    )
    make_claim(
        key="denies",
        about=says,
        stance="denies",
        claimant=make_identity(key="id-tehran", name="Tehran"),
        claimant_role="accused-state",
        statement=make_statement(said="2022-09-10"),
    )
    make_claim(
        key="counters",
        about=incident,
        stance="counter-attributes",
        attributed_to=others,
        claimant=make_identity(name="Doha"),
        statement=make_statement(said="2022-10~"),
    )
    make_response(
        key="resp",
        name="Relations severed",
        answers=[says],
        responders=[make_identity(name="Tirana")],
        announced="2022-09-09",
    )
    return incident


def figure(
    incident: Incident, name: str, clearance: str = "CLEAR", **more: object
) -> Figure:
    user = make_user(f"reader-{clearance}")
    user.clearance = Clearance(marking=clearance)
    return figure_of(incident, user, name, today=TODAY, **more)  # type: ignore[arg-type]


def everything(drawn: Figure) -> str:
    """Return all words of a figure and of its table."""
    cells = [cell.text for row in drawn.table.rows for cell in row]
    return "\n".join([*words(drawn.svg), *titles(drawn.svg), *cells, *drawn.notes])


def ids(drawn: Figure) -> set[str]:
    """Return the keys of the records that a figure draws."""
    found = (node.get("id", "") for node in root(drawn.svg).iter())
    return {each.removeprefix(f"{drawn.name}-") for each in found if each}


def keys(drawn: Figure) -> set[str]:
    """Return the keys of the records that a figure's table has."""
    return {cell.key for row in drawn.table.rows for cell in row if cell.key}


# -- What they show --------------------------------------------------------------------


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


# -- To whom ------------------------------------------------------------------------


@pytest.fixture
def secret(incident: Incident) -> Incident:
    """The same attack, and four records of it that only few may read."""
    red = {"marking": "RED"}
    make_event(incident=incident, name="Hidden event", occurred="2022-07-20", **red)
    make_response(answers=[incident], name="Hidden response", **red)
    make_claim(
        key="hidden-claim",
        about=incident,
        claimant=make_identity(name="Hidden claimant", **red),
        attributed_to=make_threat_actor(name="Hidden actor", **red),
        **red,
    )
    make_claim(
        key="open-claim",
        about=incident,
        claimant=make_identity(name="Hidden speaker", **red),
        stance="suspects",
        statement=make_statement(said="2022-07-30"),
    )
    return incident


@pytest.mark.parametrize("name", NAMES)
def test_figure_names_nothing_above_the_readers_clearance(
    secret: Incident, name: str
) -> None:
    drawn = figure(secret, name)

    assert "hidden" not in f"{everything(drawn)}{drawn.svg}{drawn.movable}".casefold()
    assert "open-claim" in keys(drawn)
    assert "a record you may not see" in everything(drawn)


@pytest.mark.parametrize("name", NAMES)
def test_figure_shows_all_of_it_to_who_may_read_it(secret: Incident, name: str) -> None:
    drawn = figure(secret, name, "RED")

    assert "hidden-claim" in keys(drawn)
    assert "Hidden speaker" in everything(drawn)
    assert "TLP:RED" in words(drawn.svg)


@pytest.mark.parametrize("name", NAMES)
def test_figure_is_marked_like_the_strictest_of_what_it_shows(
    incident: Incident, name: str
) -> None:
    assert "TLP:CLEAR" in words(figure(incident, name, "RED").svg)


@pytest.mark.parametrize("name", NAMES)
def test_hidden_neighbour_of_an_incident_is_not_named(
    incident: Incident, name: str
) -> None:
    incident.campaign = make_campaign(name="Hidden campaign", marking="RED")
    save_record(incident, by=make_user(), at=NOON, door=Door.DESK)

    assert "Hidden" not in everything(figure(incident, name))


# -- As a file ----------------------------------------------------------------------


def address(name: str, file_type: str, key: str = "inc") -> str:
    return reverse("desk:figure", args=[key, name, file_type])


@pytest.fixture
def reader(db: None) -> Client:
    return browser("reader", "view_incident")


@pytest.mark.parametrize("name", NAMES)
def test_page_and_download_have_the_same_svg(
    incident: Incident, reader: Client, name: str
) -> None:
    answer = reader.get(address(name, "svg"), {"as_of": "2022-09-08"})

    drawn = figure(incident, name, as_of=date(2022, 9, 8))
    assert answer.content.decode() == drawn.svg
    assert answer["Content-Type"].startswith("image/svg+xml")
    assert (
        f'filename="inc-{name}-as-of-2022-09-08.svg"' in answer["Content-Disposition"]
    )


@pytest.mark.parametrize("name", NAMES)
def test_picture_is_a_png(incident: Incident, reader: Client, name: str) -> None:
    answer = reader.get(address(name, "png"))

    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")


@pytest.mark.parametrize("file_type", ["svg", "png"])
def test_whoever_may_not_see_incidents_gets_no_figure(
    incident: Incident, file_type: str
) -> None:
    assert browser("nobody").get(address("graph", file_type)).status_code == 403


def test_stranger_is_sent_to_sign_in(incident: Incident, client: Client) -> None:
    assert client.get(address("graph", "svg")).status_code == 302


def test_figure_of_a_hidden_incident_is_not_there(reader: Client) -> None:
    make_incident(key="inc-red", marking="RED")

    assert reader.get(address("graph", "svg", "inc-red")).status_code == 404


@pytest.mark.parametrize(("name", "file_type"), [("map", "svg"), ("graph", "gif")])
def test_figure_that_is_none_is_not_there(
    incident: Incident, reader: Client, name: str, file_type: str
) -> None:
    assert reader.get(address(name, file_type)).status_code == 404


def test_day_that_is_none_is_refused_and_says_how_to_write_one(
    incident: Incident, reader: Client
) -> None:
    answer = reader.get(address("graph", "svg"), {"as_of": "8 September"})

    assert answer.status_code == 400
    assert (
        "as_of: '8 September' is not a day; write 2022-09-08" in answer.content.decode()
    )


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
