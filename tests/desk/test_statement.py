"""One page for a public statement: what it records and what it keeps."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from attribution.models import Claim, Statement
from incidents.models import Change, Record, Source
from tests.build import (
    make_claim,
    make_incident,
    make_source,
)
from tests.desk.pages import address as page_address
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


def test_a_statement_with_its_sources_and_claims_is_recorded(analyst: Client) -> None:
    incident = make_incident()
    known = make_source()

    answer = send(
        analyst,
        incident,
        claim_row(),
        claim_row(about=make_claim().pk, stance="corroborates", cites="2: page 4"),
        sources=[{"source": known.pk, "locator": "p. 1"}, source_row()],
        reason="Read today.",
        _claims="1",
    )

    assert answer.status_code == 302
    assert answer.url == reverse("desk:incident", args=[incident.key, "claims"])
    statement = Statement.objects.latest("pk")
    assert (statement.said, statement.marking) == ("2022-09-07", "CLEAR")
    first, second = statement.claims.order_by("pk")
    assert first.about == incident.record_ptr
    assert second.citations.get().locator == "page 4"
    made = Source.objects.get(publisher="Example Office")
    assert (made.url, made.published) == ("https://example.org/press/7", "2022-09-07")
    assert Change.objects.get(record=statement).reason == "Read today."


def test_staying_leads_to_an_empty_page_that_says_what_was_recorded(
    analyst: Client,
) -> None:
    incident = make_incident()

    answer = send(analyst, incident, claim_row(), _another="1")

    page = analyst.get(answer.url).content.decode()
    assert answer.url == address(incident)
    assert "Statement of" in page
    assert "with 1 claim." in page


def test_continuing_leads_to_the_statement(analyst: Client) -> None:
    answer = send(analyst, make_incident(), claim_row(), _continue="1")

    made = Statement.objects.get()
    assert answer.url == page_address(Statement, "change", made.pk)


def test_rows_that_nobody_wrote_into_do_not_count(analyst: Client) -> None:
    blank = {"proposition": "attributed-to", "claimant_role": "third-state"}

    send(analyst, make_incident(), claim_row(), blank, sources=[{}, {"lang": "en"}])

    assert Claim.objects.count() == 1
    assert not Source.objects.exists()


def test_what_is_wrong_stands_at_its_field_and_all_that_was_typed_is_kept(
    analyst: Client,
) -> None:
    page = send(
        analyst,
        make_incident(),
        claim_row(wording="Something long that nobody wants to type again."),
        claim_row(stance="denies", wording="Typed, too.", attributed_to=""),
        sources=[source_row(published="03/04/2021")],
        said="2021-13",
    )

    assert page.status_code == 422
    said = shown(page)
    assert "When: '2021-13' is not a date; write 2022-07-15, 2022-07" in said
    assert "Source 1, Published: '03/04/2021' can be 3 April 2021 or 4 March" in said
    body = page.content.decode()
    for typed in ("Something long that nobody", "Typed, too.", "2021-13", "03/04/2021"):
        assert typed in body
    assert not Record.objects.filter(kind__in=("statement", "claim", "source")).exists()


def test_what_only_the_service_knows_stands_at_its_field(analyst: Client) -> None:
    page = send(
        analyst,
        make_incident(),
        claim_row(),
        claim_row(stance="denies"),
        claim_row(stance="withdraws", attributed_to="", entity_level=""),
    )

    said = shown(page)
    assert "Claim 2, What is denied: Say what exactly is denied." in said
    assert "Claim 2, Whom it names: Leave this empty" in said
    assert "Claim 3, About: With this stance it speaks on another claim" in said
    assert not Statement.objects.exists()


def test_half_a_ground_and_a_citation_of_nothing_are_refused(analyst: Client) -> None:
    grounds = {
        "grounds-TOTAL_FORMS": 1,
        "grounds-INITIAL_FORMS": 0,
        "grounds-0-ground": "malware",
    }

    page = send(analyst, make_incident(), claim_row(**grounds, cites="one"))

    assert "grounds, How far it was shown: Say how far it was shown." in shown(page)
    assert "Write the numbers of sources above" in shown(page)


def test_grounds_are_recorded(analyst: Client) -> None:
    grounds = {
        "grounds-TOTAL_FORMS": 2,
        "grounds-INITIAL_FORMS": 0,
        "grounds-0-ground": "malware",
        "grounds-0-disclosed": "shown",
    }

    send(analyst, make_incident(), claim_row(**grounds))

    (ground,) = Claim.objects.get().grounds.all()
    assert (ground.ground, ground.disclosed) == ("malware", "shown")


def test_a_citation_means_the_number_that_stands_at_the_source(analyst: Client) -> None:
    known = make_source()

    send(
        analyst,
        make_incident(),
        claim_row(cites="2"),
        sources=[{}, {"source": known.pk}],
    )

    assert Claim.objects.get().citations.get().source == known


def test_certainty_starts_empty(analyst: Client) -> None:
    page = analyst.get(address(make_incident())).context["page"]

    claim, source = page.claims.forms[0], page.sources.forms[0]
    for name in ("likelihood", "analytic_confidence", "standard_of_proof"):
        assert not claim[name].value()
    for name in ("reliability", "credibility", "seen_extent", "source_kind"):
        assert not source[name].value()


def test_a_withdrawal_marks_the_earlier_claim_if_the_box_is_ticked(
    analyst: Client,
) -> None:
    earlier = make_claim()
    row = {
        "stance": "withdraws",
        "about": earlier.pk,
        "claimant": earlier.claimant.pk,
        "claimant_role": "third-state",
        "wording": "No longer held.",
    }

    send(analyst, make_incident(), row)
    earlier.refresh_from_db()
    assert earlier.state == "in-use"

    send(analyst, make_incident(), {**row, "takes_back": "on"})
    earlier.refresh_from_db()
    assert earlier.state == "withdrawn"


def test_the_page_asks_a_fixed_number_of_queries(
    analyst: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    incident = make_incident()
    for _ in range(3):
        make_claim(about=incident)
    analyst.get(address(incident))

    with django_assert_num_queries(9):
        analyst.get(address(incident))


def test_more_rows_are_there_for_whoever_has_no_scripts(analyst: Client) -> None:
    asked = f"{address(make_incident())}?sources=2&claims=3"

    page = analyst.get(asked).context["page"]

    assert (len(page.sources.forms), len(page.claims.forms)) == (2, 3)
