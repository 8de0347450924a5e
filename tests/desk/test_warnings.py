"""The warnings beside a form, in the list, and where records are sent to review."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from attribution.models import Claim
from desk.selectors.warnings import token_of
from incidents.models import Record
from review.models import Acknowledgement
from review.rules import RULES
from review.selectors import findings
from tests.build import (
    make_claim,
    make_identity,
    make_incident,
    make_source,
    make_statement,
    make_threat_actor,
    make_user,
)
from tests.desk.pages import address, messages, typed_in
from tests.desk.people import browser
from tests.desk.warning_pages import JSON, REASON, analyst_browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst(db: None) -> Client:
    return analyst_browser()


def live(client: Client, record: Record | None, form: dict[str, Any]) -> Any:
    """Return what is found at a form as it is typed."""
    asked = f"?kind=claim&pk={record.pk}" if record else "?kind=claim"
    return client.post(f"{reverse('desk:warnings')}{asked}", form, headers=JSON)


def open_form(client: Client, record: Record | None, **changes: Any) -> dict[str, Any]:
    """Return what a browser sends of a claim's form after these changes."""
    page = address(Claim, "change", record.pk) if record else address(Claim, "add")
    named = {name.replace("__", "-"): value for name, value in changes.items()}
    return typed_in(client.get(page), named)


def states(answer: Any) -> dict[str, str]:
    """Return what was found, by the rule's title, and whether it can be ticked."""
    titles = {each.title for each in RULES}
    return {
        title: each["state"]
        for each in answer.json()["findings"]
        for title in titles
        if f"<strong>{title}</strong>" in each["html"]
    }


def sure(**fields: Any) -> Claim:
    return make_claim(**{"analytic_confidence": "low", **fields})


def test_a_form_that_is_opened_tells_what_is_found_at_the_saved_record(
    analyst: Client,
) -> None:
    claim = make_claim(statement=make_statement(citations=[]))

    answer = live(analyst, claim, open_form(analyst, claim))

    assert states(answer) == {
        "No analytic confidence": "warning",
        "Only one source": "warning",
    }
    assert answer.json()["summary"] == "2 open warnings"


def test_a_form_that_is_typed_in_is_judged_as_typed_and_nothing_is_saved(
    analyst: Client,
) -> None:
    claim = sure()
    form = open_form(analyst, claim, analytic_confidence="", marking="")

    answer = live(analyst, claim, form)

    found = states(answer)
    assert found["No analytic confidence"] == "warning-unsaved"
    assert found["Not marked"] == "error-unsaved"
    claim.refresh_from_db()
    assert (claim.analytic_confidence, claim.version) == ("low", 1)


def test_a_form_of_a_new_record_is_judged_before_it_has_a_key(analyst: Client) -> None:
    form = open_form(
        analyst,
        None,
        claimant=make_identity().pk,
        statement=make_statement(citations=[]).pk,
        about=make_incident().pk,
        attributed_to=make_threat_actor().pk,
        stance="asserts",
        proposition="attributed-to",
    )

    found = states(live(analyst, None, form))

    assert found["Claim without a source"] == "error-unsaved"
    assert found["No analytic confidence"] == "warning-unsaved"
    assert not Claim.objects.exists()


def test_a_form_with_nonsense_in_it_is_still_judged(analyst: Client) -> None:
    claim = sure()
    form = open_form(
        analyst, claim, stance="guesses", claimant="x", citations__0__source="0"
    )

    answer = live(analyst, claim, form)

    assert answer.status_code == 200
    assert "Claim without a source" not in states(answer)  # its statement has one


def test_a_finding_in_a_row_leads_to_that_row_of_the_form(analyst: Client) -> None:
    claim = sure()
    form = open_form(
        analyst,
        claim,
        citations__1__source=make_source().pk,
        citations__1__quote="Ata e bënë.",
        citations__1__quote_lang="sq",
    )

    (finding,) = (
        each
        for each in live(analyst, claim, form).json()["findings"]
        if "Quotation without a translation" in each["html"]
    )

    assert 'data-show="citations-1-translation"' in finding["html"]
    assert 'href="#id_citations-1-translation"' in finding["html"]


def test_a_row_that_is_ticked_to_go_counts_no_more(analyst: Client) -> None:
    claim = sure(statement=make_statement(citations=[]))
    form = open_form(analyst, claim, citations__0__DELETE="on")

    found = states(live(analyst, claim, form))

    assert found["Claim without a source"] == "error-unsaved"


def test_the_form_of_a_hidden_record_is_not_judged(analyst: Client) -> None:
    claim = make_claim(marking="RED")

    assert live(analyst, claim, {}).status_code == 404


def test_a_form_tells_nothing_of_what_its_user_may_not_see(analyst: Client) -> None:
    secret = make_source(marking="RED", name="Secret paper", seen_extent="not-seen")
    claim = sure()
    form = open_form(analyst, claim, citations__0__source=secret.pk)

    answer = live(analyst, claim, form)

    assert "Secret" not in answer.content.decode()
    assert secret.key not in answer.content.decode()


def test_who_may_not_change_a_record_has_no_form_of_it_judged() -> None:
    reader = browser("reader", "view_claim")

    assert live(reader, make_claim(), {}).status_code == 403


def token(record: Record, rule: str) -> str:
    """Return what stands for a finding in the page's forms."""
    (found,) = (each for each in findings([record.key]) if each.rule.id == rule)
    return token_of(found)


def tick(client: Client, *tokens: str, reason: str = REASON, **given: Any) -> Any:
    sent = {"finding": tokens, "reason": reason, **given.pop("sent", {})}
    return client.post(reverse("desk:acknowledge"), sent, **given)


def test_a_tick_records_who_and_why(analyst: Client) -> None:
    incident = make_incident()

    answer = tick(analyst, token(incident, "no-victim"), sent={"next": "/admin/queue/"})

    ticked = Acknowledgement.objects.get()
    assert (ticked.by, ticked.reason) == (make_user("analyst"), REASON)
    assert answer["Location"] == "/admin/queue/"
    assert messages(answer) == ["Ticked 1 warning."]


def test_many_findings_are_ticked_with_one_reason(analyst: Client) -> None:
    incidents = [make_incident() for _ in range(3)]

    tick(analyst, *(token(each, "no-victim") for each in incidents))

    assert Acknowledgement.objects.filter(rule="no-victim").count() == 3


def test_a_tick_needs_a_reason(analyst: Client) -> None:
    answer = tick(analyst, token(make_incident(), "no-victim"), reason=" ")

    assert messages(answer) == ["Say why it may stand."]
    assert not Acknowledgement.objects.exists()


def test_what_is_not_found_like_this_any_more_is_not_ticked(analyst: Client) -> None:
    answer = tick(analyst, f"{make_incident().key}.0123", headers=JSON)

    assert answer.status_code == 409
    assert "not found like this any more" in answer.json()["said"]


def test_nothing_is_ticked_at_a_hidden_record(analyst: Client) -> None:
    hidden = make_incident(marking="RED")

    answer = tick(analyst, token(hidden, "no-victim"), headers=JSON)

    assert answer.status_code == 409
    assert not Acknowledgement.objects.exists()


def test_who_may_not_tick_is_refused() -> None:
    reader = browser("reader")

    assert tick(reader, token(make_incident(), "no-victim")).status_code == 403


def test_a_tick_leads_to_no_other_host(analyst: Client) -> None:
    elsewhere = {"next": "https://example.org/"}

    answer = tick(analyst, token(make_incident(), "no-victim"), sent=elsewhere)

    assert answer["Location"] == reverse("desk:warnings")
