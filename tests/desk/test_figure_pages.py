"""To whom the figures of an incident are shown, and as which file."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from desk.selectors.figures import SUBTITLES
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
    make_response,
    make_statement,
    make_threat_actor,
    make_user,
)
from tests.desk.attack import everything, figure, keys, make_attack
from tests.desk.people import browser
from tests.figures.drawn import words

pytestmark = pytest.mark.usefixtures("in_scene")
make_scene = make_attack  # once, for all tests here
NAMES = [*SUBTITLES]


@pytest.fixture
def incident(in_scene: None) -> Incident:
    return Incident.objects.get(key="inc")


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


def address(name: str, file_type: str, key: str = "inc") -> str:
    return reverse("desk:figure", args=[key, name, file_type])


@pytest.fixture
def reader(in_scene: None) -> Client:
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
