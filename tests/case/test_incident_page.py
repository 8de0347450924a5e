"""The Albanian case on the incident page: every tab of every incident, in words."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from config import demo
from desk.pages.incident.tabs import TABS
from desk.services.people import set_clearance
from incidents.models import Incident, Record

JULY = "inc-2022-07-15"
# Of these only the words behind them belong on a page.
IDENTIFIERS = re.compile(
    r"\b(third-state|receiver-government|asserts-|attributed-to|official-statement"
    r"|relations-severed|government-statement|findings-of-others|not-seen"
    r"|intrusion-phase|activity-cluster|intrusion-set|diplomatic-response)\b"
)


@pytest.fixture
def client(albania: demo.Demonstration) -> Client:
    analyst = User.objects.get(username=demo.ANALYST)
    set_clearance(analyst, "RED")
    found = Client()
    found.force_login(analyst)
    return found


def words(client: Client, key: str, tab: str) -> str:
    answer = client.get(reverse("desk:incident", args=[key, tab]))
    assert answer.status_code == 200
    shown = re.sub(
        r"<(script|style|svg|pre).*?</\1>", " ", answer.content.decode(), flags=re.S
    )
    return " ".join(strip_tags(shown.replace("<", " <")).split())


def test_no_tab_of_any_incident_shows_a_key_or_an_identifier(client: Client) -> None:
    # The reason that the loader gives for its versions names the case.
    keys = set(Record.objects.values_list("key", flat=True)) - {demo.CASE}
    raw = {}
    for incident in Incident.objects.values_list("key", flat=True):
        for tab in TABS:
            shown = words(client, incident, tab)
            found = set(re.findall(r"[\w-]+-[\w-]+", shown)) & keys
            found |= set(IDENTIFIERS.findall(shown))
            if found:
                raw[incident, tab] = found

    assert not raw


def test_the_head_of_the_july_attack_says_who_is_named_and_who_objects(
    client: Client,
) -> None:
    shown = words(client, JULY, "facts")

    assert (
        "State ⇄ contested: rival culprits State-level actor, Iran named by 9" in shown
    )
    assert "Mojahedin-e Khalq, as alleged actor named instead by 1 claimant" in shown
    assert "Against it: Ministry of Foreign Affairs of Iran" in shown
    assert "Nobody is named as: unit, individual." in shown


def test_tabs_of_the_july_attack_hold_what_the_case_holds(client: Client) -> None:
    assert "Attack on" not in words(client, JULY, "evidence")
    assert "Severance of diplomatic relations" in words(client, JULY, "responses")
    assert "What single sources say" in words(client, JULY, "facts")
    assert "17 July 2022" in words(client, JULY, "facts")
    assert "independent origins" in words(client, JULY, "sources")
