"""The page of warnings, and sending records with reasons for them."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from attribution.models import Claim
from desk.selectors.warnings import token_of
from incidents.models import Incident, Record
from review.models import Acknowledgement, Request
from review.selectors import findings
from tests.build import (
    make_claim,
    make_incident,
    make_user,
)
from tests.desk.people import browser
from tests.desk.warning_pages import REASON, RIGHTS, analyst_browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst(db: None) -> Client:
    return analyst_browser()


def sure(**fields: Any) -> Claim:
    return make_claim(**{"analytic_confidence": "low", **fields})


def listed(client: Client, **asked: str) -> dict[str, int]:
    """Return how much each rule finds, as the list has it."""
    page = client.get(reverse("desk:warnings"), asked)
    return {each.rule.id: each.count for each in page.context["groups"]}


def test_the_list_begins_with_ones_own_drafts(analyst: Client) -> None:
    make_incident()
    make_incident(by=make_user("somebody else"))

    assert listed(analyst)["no-victim"] == 1
    assert listed(analyst, scope="drafts")["no-victim"] == 2


def test_the_list_of_an_incident_holds_all_that_is_told_of_it(analyst: Client) -> None:
    incident = make_incident()
    claim = make_claim(about=incident, by=make_user("somebody else"))
    make_claim(stance="corroborates", about=claim)
    make_claim()

    assert listed(analyst, incident=incident.key)["confidence-not-stated"] == 2


def test_the_list_shows_one_rule_alone(analyst: Client) -> None:
    make_incident()

    assert listed(analyst, rule="no-victim") == {"no-victim": 1}


def test_explained_warnings_are_listed_if_they_are_asked_for(analyst: Client) -> None:
    incident = make_incident()
    (found,) = (
        each for each in findings([incident.key]) if each.rule.id == "no-victim"
    )
    analyst.post(
        reverse("desk:acknowledge"), {"finding": token_of(found), "reason": REASON}
    )

    assert "no-victim" not in listed(analyst)
    page = analyst.get(reverse("desk:warnings"), {"ticked": "1"})
    assert REASON in page.content.decode()


def test_the_list_takes_as_many_reads_for_many_records(
    analyst: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_claim()
    listed(analyst)
    with django_assert_num_queries(12):
        listed(analyst)
    for _ in range(5):
        make_claim()

    with django_assert_num_queries(12):
        listed(analyst)


def send(client: Client, *records: Record, **sent: str) -> Any:
    keys = [each.key for each in records]
    return client.post(reverse("desk:send"), {"record": keys, **sent})


def test_records_are_sent_with_the_reasons_typed_on_the_page(analyst: Client) -> None:
    incident = make_incident()
    reasons = {"reason-no-victim": "Nobody said.", "reason-no-source-given": REASON}

    send(analyst, incident, act="send", title="The wiper", note="Please.", **reasons)

    request = Request.objects.get()
    assert (request.title, request.note) == ("The wiper", "Please.")
    assert set(Acknowledgement.objects.values_list("rule", "reason")) == {
        ("no-victim", "Nobody said."),
        ("no-source-given", REASON),
    }


def test_records_with_a_warning_unexplained_come_back_with_what_was_typed(
    analyst: Client,
) -> None:
    typed = {"title": "The wiper", "reason-no-victim": "Nobody said."}

    page = send(analyst, make_incident(), act="send", **typed)

    assert page.status_code == 409
    assert "Nobody said." in page.content.decode()
    assert page.context["name"] == "The wiper"
    assert not Request.objects.exists()
    assert not Acknowledgement.objects.exists()


def test_records_with_an_error_cannot_be_sent(analyst: Client) -> None:
    page = send(analyst, make_incident(marking="", key="inc"), act="send", title="x")

    assert page.status_code == 404  # nobody below RED sees what is unmarked
    red = browser("chief", *RIGHTS, cleared="RED")
    page = send(red, Incident.objects.get(), act="send", title="x")
    assert "has to be mended first" in page.content.decode()


def test_nobody_sends_what_he_may_not_see(analyst: Client) -> None:
    hidden = make_incident(marking="RED")

    assert send(analyst, hidden, act="send", title="x").status_code == 404
