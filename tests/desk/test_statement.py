"""One page for a public statement: who may use it, what it records, what it keeps."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from attribution.models import Claim, Statement
from desk.models import Clearance
from incidents.models import Change, Incident, Record, Source
from tests.build import (
    make_claim,
    make_identity,
    make_incident,
    make_source,
    make_threat_actor,
    make_user,
)

pytestmark = pytest.mark.django_db
PERMISSIONS = ["add_statement", "add_claim", "add_source", "change_claim"]


@pytest.fixture
def analyst(client: Client) -> Client:
    """The browser of an analyst who is cleared up to AMBER."""
    return browser(client, *PERMISSIONS)


def browser(client: Client, *permissions: str, marking: str = "AMBER") -> Client:
    user = make_user("ann", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    Clearance.objects.update_or_create(user=user, defaults={"marking": marking})
    client.force_login(user)
    return client


def address(incident: Record) -> str:
    return reverse("desk:statement-add", args=[incident.key])


def rows(prefix: str, *given: dict[str, Any]) -> dict[str, Any]:
    sent: dict[str, Any] = {
        f"{prefix}-TOTAL_FORMS": len(given),
        f"{prefix}-INITIAL_FORMS": 0,
    }
    for number, row in enumerate(given):
        sent |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
        if prefix == "claims" and f"claims-{number}-grounds-TOTAL_FORMS" not in sent:
            sent |= rows(f"claims-{number}-grounds")
    return sent


def source_row(**changes: Any) -> dict[str, Any]:
    return {
        "url": "https://example.org/press/7?utm_source=mail",
        "name": "Statement on the attack",
        "publisher": "Example Office",
        "published": "7 September 2022",
        "source_kind": "government-statement",
        "seen_extent": "full",
        **changes,
    }


def claim_row(**changes: Any) -> dict[str, Any]:
    actor = changes.pop("attributed_to", None) or make_threat_actor().pk
    return {
        "stance": "asserts",
        "attributed_to": actor,
        "entity_level": "state",
        "claimant_role": "third-state",
        "proposition": "attributed-to",
        "wording": "It did it.",
        **changes,
    }


def send(
    client: Client,
    incident: Incident,
    *claims: dict[str, Any],
    sources: list[dict[str, Any]] | None = None,
    **changes: Any,
) -> Any:
    sent = {
        "speakers": [make_identity(name="Example Office").pk],
        "said": "7 September 2022",
        "form": "official-statement",
        "marking": "CLEAR",
        **changes,
    }
    sent |= rows("sources", *(sources or []))
    sent |= rows("claims", *claims)
    return client.post(address(incident), sent)


def shown(page: Any) -> str:
    """Return the errors that the page lists, one to a line."""
    return "\n".join(f"{place}: {words}" for _, place, words in page.context["errors"])


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

    answer = send(analyst, incident, claim_row(), _stay="1")

    page = analyst.get(answer.url).content.decode()
    assert answer.url == address(incident)
    assert "Statement of" in page
    assert "with 1 claim." in page


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


def test_certainty_starts_empty(analyst: Client) -> None:
    page = analyst.get(address(make_incident())).context["page"]

    claim, source = page.claims.forms[0], page.sources.forms[0]
    for name in ("likelihood", "analytic_confidence", "standard_of_proof"):
        assert not claim[name].value()
    for name in ("reliability", "credibility", "seen_extent", "source_kind"):
        assert not source[name].value()


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
