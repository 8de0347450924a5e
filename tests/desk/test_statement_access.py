"""The statement page shows and takes nothing above a person's clearance or rights."""

import pytest
from django.test import Client

from tests.build import (
    make_claim,
    make_identity,
    make_incident,
    make_source,
    make_threat_actor,
)
from tests.desk.statement_page import (
    PERMISSIONS,
    address,
    browser,
    claim_row,
    send,
    shown,
    source_row,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst(client: Client) -> Client:
    """The browser of an analyst who is cleared up to AMBER."""
    return browser(client, *PERMISSIONS)


def test_a_page_that_is_a_source_already_is_not_recorded_twice(analyst: Client) -> None:
    make_source(name="The known page", url="http://www.example.org/press/7/")

    page = send(analyst, make_incident(), claim_row(), sources=[source_row()])

    assert "recorded already: “The known page”. Choose that source" in shown(page)


def test_a_source_that_the_analyst_may_not_see_is_not_told_of(analyst: Client) -> None:
    make_source(
        name="The hidden page", url="https://example.org/press/7", marking="RED"
    )

    answer = send(analyst, make_incident(), claim_row(), sources=[source_row()])

    assert answer.status_code == 302


def test_the_marking_starts_as_that_of_the_incident(analyst: Client) -> None:
    page = analyst.get(address(make_incident(marking="GREEN"))).context["page"]

    assert page.statement["marking"].value() == "GREEN"
    offered = [value for value, _ in page.statement.fields["marking"].choices]
    assert offered == ["", "CLEAR", "GREEN", "AMBER"]


@pytest.mark.parametrize("field", ["speakers", "about", "attributed_to", "source"])
def test_a_record_that_the_analyst_may_not_see_cannot_be_chosen(
    analyst: Client, field: str
) -> None:
    hidden = {
        "speakers": make_identity,
        "about": make_claim,
        "attributed_to": make_threat_actor,
        "source": make_source,
    }[field](name="A hidden name", marking="RED").pk
    row = claim_row(**({field: hidden} if field in ("about", "attributed_to") else {}))
    more = {"speakers": [hidden]} if field == "speakers" else {}
    sources = [{"source": hidden}] if field == "source" else []

    page = send(analyst, make_incident(), row, sources=sources, **more)

    assert "not one of the available choices" in shown(page)
    assert "A hidden name" not in page.content.decode()


def test_an_incident_that_the_analyst_may_not_see_is_not_there(analyst: Client) -> None:
    assert analyst.get(address(make_incident(marking="RED"))).status_code == 404


def test_another_kind_of_record_has_no_such_page(analyst: Client) -> None:
    assert analyst.get(address(make_identity())).status_code == 404


@pytest.mark.parametrize("missing", ["add_statement", "add_claim"])
def test_whoever_may_not_add_statements_and_claims_is_refused(
    client: Client, missing: str
) -> None:
    left = [each for each in PERMISSIONS if each != missing]

    answer = browser(client, *left).get(address(make_incident()))

    assert answer.status_code == 403


def test_whoever_may_not_add_sources_chooses_recorded_ones(client: Client) -> None:
    analyst = browser(client, "add_statement", "add_claim")
    incident, known = make_incident(), make_source()

    refused = send(analyst, incident, claim_row(), sources=[source_row()])
    taken = send(analyst, incident, claim_row(), sources=[{"source": known.pk}])

    assert (refused.status_code, taken.status_code) == (403, 302)
