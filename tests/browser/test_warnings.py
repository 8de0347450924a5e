"""The panel of warnings beside a form: live, quiet, and a way to the field."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from attribution.models import Claim
from incidents.models import Change
from incidents.services import save_record
from incidents.vocab import Door
from review.models import Acknowledgement, Request
from review.services import approve
from sharing.models import Release
from tests.asking import ask
from tests.browser.harness import Desk, axe, focused
from tests.build import make_user

MICROSOFT = "claim-microsoft-2022-09-08"


@pytest.fixture
def claim(desk: Desk) -> Claim:
    """A claim with a confidence, at which one warning was ticked with the case."""
    return Claim.objects.get(key=MICROSOFT)


def open_form(desk: Desk, claim: Claim) -> Page:
    page = desk.sign_in("analyst")
    page.goto(desk.url("admin:attribution_claim_change", claim.pk))
    expect(page.locator("[data-summary]")).to_contain_text("explained warning")
    return page


def test_the_panel_follows_what_is_typed_and_leaves_the_focus_where_it_is(
    desk: Desk, claim: Claim
) -> None:
    page = open_form(desk, claim)
    missing = page.locator("[data-finding]", has_text="No analytic confidence")
    expect(missing).to_have_count(0)

    page.locator("#id_analytic_confidence").focus()
    page.locator("#id_analytic_confidence").select_option("")

    expect(missing).to_be_visible()
    expect(missing).to_contain_text("Warning")
    expect(missing).to_contain_text("Save the form first")
    assert focused(page) == "id_analytic_confidence"
    summary = page.locator("[data-summary]")
    expect(summary).to_have_attribute("role", "status")
    expect(summary).to_contain_text("1 open warning")
    axe(page)

    page.locator("#id_analytic_confidence").select_option("low")

    expect(missing).to_have_count(0)
    assert Change.objects.filter(record=claim).count() == 1


def test_an_error_stands_first_and_its_link_leads_into_the_field(
    desk: Desk, claim: Claim
) -> None:
    page = open_form(desk, claim)

    page.locator("#id_marking").select_option("")

    first = page.locator("[data-findings] > li").first
    expect(first).to_contain_text("Error")
    expect(first).to_contain_text("Not marked")
    first.get_by_role("link", name="Go to").click()
    assert focused(page) == "id_marking"


def test_a_mixed_sentence_is_found_while_it_is_written(
    desk: Desk, claim: Claim
) -> None:
    page = open_form(desk, claim)
    box = page.locator("#id_wording")

    box.fill("")
    box.press_sequentially("It is likely, with high confidence.", delay=10)

    found = page.locator("[data-finding]", has_text="Likelihood and confidence in one")
    expect(found).to_contain_text("“likely” and “high confidence”")
    assert focused(page) == "id_wording"


def test_a_saved_warning_is_ticked_without_leaving_the_form(
    desk: Desk, claim: Claim
) -> None:
    page = open_form(desk, claim)
    page.locator("#id_analytic_confidence").select_option("")
    page.locator("#id_reason").fill("The report gives none.")
    page.keyboard.press("Control+s")
    missing = page.locator("[data-finding]", has_text="No analytic confidence")
    expect(missing.get_by_text("Tick with a reason")).to_be_visible()

    missing.get_by_text("Tick with a reason").click()
    missing.get_by_label("Why it may stand").fill("Microsoft states none.")
    page.wait_for_timeout(700)  # what else is typed meanwhile takes nothing away
    missing.get_by_role("button", name="Tick it").click()

    expect(missing).to_contain_text("Explained")
    expect(missing).to_contain_text("“Microsoft states none.”")
    (tick,) = Acknowledgement.objects.filter(rule="confidence-not-stated", record=claim)
    assert (tick.by.username, tick.reason) == ("analyst", "Microsoft states none.")


def test_a_list_leads_to_the_field_of_the_record(desk: Desk, claim: Claim) -> None:
    page = desk.sign_in("analyst")
    page.goto(desk.url("desk:warnings", query=f"?record={claim.key}&ticked=1"))

    page.get_by_role("link", name=re.compile("Analytic confidence of")).first.click()

    expect(page).to_have_url(re.compile("#id_analytic_confidence$"))
    expect(page.locator("#id_analytic_confidence")).to_be_focused()


def test_many_are_ticked_at_once_and_the_record_is_sent(
    desk: Desk, claim: Claim
) -> None:
    page = open_form(desk, claim)
    page.locator("#id_analytic_confidence").select_option("")
    page.locator("#id_reason").fill("The report gives none.")
    page.keyboard.press("Control+s")

    page.get_by_role("link", name="Send to review").click()
    page.get_by_label("Why it may stand").fill("Microsoft states none.")
    page.get_by_role("button", name="Send to review").click()

    expect(page).to_have_url(re.compile(r"/queue/\d+/$"))
    asked = Request.objects.latest("pk")
    assert [each.record_id for each in asked.changes.all()] == [claim.pk]


def test_publishing_is_looked_at_and_confirmed(desk: Desk, claim: Claim) -> None:
    claim.wording = "Microsoft said so again."
    analyst, reviewer = make_user("analyst"), make_user("reviewer")
    save_record(claim, by=analyst, at=timezone.now(), door=Door.DESK, reason="Again.")
    approve(ask([claim], by=analyst, at=timezone.now()), by=reviewer, at=timezone.now())
    page = desk.sign_in("publisher")

    page.goto(desk.url("desk:incident", "inc-2022-07-15", "preview"))
    expect(page.get_by_text("version 1 is out, version 2 would be")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Publish…").click()
    page.get_by_text("≠ changed").first.click()
    expect(page.get_by_text("our extension: wording").first).to_be_visible()
    axe(page)
    page.get_by_label("Note").fill("One wording")
    page.get_by_role("button", name="Publish 1 record").click()

    expect(page.get_by_role("heading", name="Release 2")).to_be_visible()
    assert Release.objects.get(number=2).note == "One wording"
