"""The statement page and the sheet for a new record, in a browser."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from desk.pages import fetch_source
from incidents.models import Change, Identity, Source
from incidents.webpages import Fetcher
from tests.browser.harness import Desk, axe, in_both_colours
from tests.incidents.pages import limits, web_server

INCIDENT = "inc-2022-07-15"
SIZES = [{"width": 1366, "height": 900}, {"width": 360, "height": 740}]


def opened(desk: Desk, **options: Any) -> Page:
    page = desk.sign_in("analyst", **options)
    page.goto(desk.url("desk:statement-add", INCIDENT))
    expect(page.locator("[data-field=speakers] .select2-search__field")).to_be_focused()
    return page


def in_row(page: Page, number: int, field: str) -> Any:
    return page.locator(f"#id_claims-{number}-{field}")


@pytest.mark.parametrize("size", SIZES)
def test_the_page_and_its_sheet_are_for_everybody(
    shared_desk: Desk, size: dict[str, int]
) -> None:
    page = opened(shared_desk, viewport=size)
    page.keyboard.press("Alt+c")
    page.keyboard.press("Alt+c")
    in_row(page, 0, "stance").select_option("denies")

    in_both_colours(page)
    page.get_by_role("button", name="New").first.click()
    expect(page.get_by_role("dialog", name="New identity")).to_be_visible()
    in_both_colours(page)


def test_what_a_stance_needs_is_marked_and_said(shared_desk: Desk) -> None:
    page = opened(shared_desk)
    level = page.locator("#claims-0-row [data-field=entity_level]")

    in_row(page, 0, "stance").select_option("asserts")

    expect(level.locator("label")).to_have_attribute("data-required", "")
    expect(level).to_contain_text("Needed with “Asserts”.")
    expect(in_row(page, 0, "entity_level")).to_have_attribute("aria-required", "true")
    tie = page.locator("#claims-0-row [data-field=state_nexus]")
    expect(tie).not_to_contain_text("Needed")


def test_control_s_saves_and_stays_with_the_statement(desk: Desk) -> None:
    page = opened(desk)
    page.keyboard.type("Government of Albania")
    option = page.get_by_role("option", name=re.compile("^Government of Albania"))
    option.first.click()
    page.fill("#id_said", "7 September 2022")
    page.select_option("#id_form", "official-statement")
    page.select_option("#id_marking", "CLEAR")
    in_row(page, 0, "stance").select_option("abstains")
    in_row(page, 0, "claimant_role").select_option("receiver-government")
    in_row(page, 0, "wording").fill("It names nobody yet.")

    page.keyboard.press("Control+s")

    page.wait_for_url("**/attribution/statement/*/change/")
    expect(page.locator(".messagelist")).to_contain_text("Recorded: Statement of")


def test_a_speaker_is_made_without_leaving_the_page(desk: Desk) -> None:
    page = opened(desk)

    page.keyboard.type("Ministry of Examples")
    expect(page.get_by_text("Add new identity “Ministry of Examples”…")).to_be_visible()
    page.keyboard.press("Alt+n")
    sheet = page.get_by_role("dialog", name="New identity")
    expect(sheet.get_by_label("Name")).to_have_value("Ministry of Examples")
    expect(sheet.get_by_label("Marking")).to_have_value("CLEAR")
    expect(sheet.get_by_label("Kind of party")).to_be_focused()
    page.keyboard.type("gov")
    page.keyboard.press("Tab")
    page.keyboard.type("org")
    page.keyboard.press("Control+Enter")

    expect(sheet).to_be_hidden()
    chosen = page.locator("[data-field=speakers] .select2-selection__choice")
    expect(chosen).to_contain_text("Ministry of Examples")
    expect(page.locator("[data-field=speakers] .select2-search__field")).to_be_focused()
    made = Identity.objects.get(key="id-ministry-of-examples")
    assert Change.objects.get(record=made).by.username == "analyst"
    assert page.locator("#id_speakers").input_value() == str(made.pk)


def test_the_last_entry_of_a_list_opens_the_sheet(desk: Desk) -> None:
    page = opened(desk)

    page.keyboard.type("Nobody Knows Us")
    entry = page.get_by_text("Add new identity “Nobody Knows Us”…")
    expect(entry).to_be_visible()
    page.keyboard.press("Enter")

    sheet = page.get_by_role("dialog", name="New identity")
    expect(sheet.get_by_label("Name")).to_have_value("Nobody Knows Us")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(page.locator("[data-field=speakers] .select2-search__field")).to_be_focused()


def test_what_is_wrong_in_the_sheet_is_said_and_kept(desk: Desk) -> None:
    desk.allow("status of 422")
    page = opened(desk)
    page.keyboard.press("Alt+n")
    sheet = page.get_by_role("dialog", name="New identity")
    sheet.get_by_label("Name").fill("Half a party")

    page.keyboard.press("Control+Enter")

    expect(sheet.get_by_text("This field is required.").first).to_be_visible()
    expect(sheet.get_by_label("Name")).to_have_value("Half a party")
    expect(sheet.get_by_label("Kind of party")).to_be_focused()
    assert not Identity.objects.filter(name="Half a party").exists()


def test_a_culprit_may_be_of_two_kinds(desk: Desk) -> None:
    page = opened(desk)
    in_row(page, 0, "stance").select_option("asserts")
    page.locator("[data-field=attributed_to] button").first.click()

    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_role("heading")).to_have_text("New threat actor")
    sheet.get_by_role("button", name="intrusion set instead").click()

    expect(sheet.get_by_role("heading")).to_have_text("New intrusion set")


def test_a_stance_shows_the_fields_that_it_asks_for(shared_desk: Desk) -> None:
    page = opened(shared_desk)
    named = page.locator("#claims-0-row [data-field=attributed_to]")
    scope = page.locator("#claims-0-row [data-field=denial_scope]")
    expect(named).to_be_hidden()

    in_row(page, 0, "stance").select_option("asserts")
    expect(named).to_be_visible()
    expect(scope).to_be_hidden()
    in_row(page, 0, "stance").select_option("denies")

    expect(named).to_be_hidden()
    expect(scope).to_be_visible()
    assert in_row(page, 0, "attributed_to").is_disabled()


def test_rows_are_added_copied_and_removed_by_keyboard(shared_desk: Desk) -> None:
    page = opened(shared_desk)
    page.keyboard.press("Alt+c")
    expect(in_row(page, 0, "stance")).to_be_focused()
    page.keyboard.type("den")
    in_row(page, 0, "wording").fill("It did nothing of the kind.")
    in_row(page, 0, "claimant_role").select_option("accused-state")

    page.keyboard.press("Alt+p")
    expect(in_row(page, 1, "stance")).to_be_focused()
    expect(in_row(page, 1, "wording")).to_have_value("It did nothing of the kind.")
    page.keyboard.press("Alt+c")
    expect(in_row(page, 2, "claimant_role")).to_have_value("accused-state")
    expect(in_row(page, 2, "wording")).to_have_value("")
    in_row(page, 0, "wording").focus()
    page.keyboard.press("Alt+r")

    expect(page.locator("#id_claims-TOTAL_FORMS")).to_have_value("2")
    assert page.locator("[name=claims-2-stance]").count() == 0
    assert page.locator("[data-rows=claims] > div > [data-row]").count() == 2


def test_a_slip_of_enter_saves_nothing(shared_desk: Desk) -> None:
    page = opened(shared_desk)
    page.locator("#id_said").fill("May 2021")
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)

    expect(page.locator("#id_said")).to_have_value("May 2021")


def test_the_date_box_says_at_once_how_a_date_is_read(shared_desk: Desk) -> None:
    page = opened(shared_desk)
    read = page.locator("#id_said_read")

    page.locator("#id_said").press_sequentially("May 2021")
    expect(read).to_have_text("May 2021 (month)")
    page.locator("#id_said").fill("03/04/2021")

    expect(read).to_contain_text("can be 3 April 2021 or 4 March 2021")
    assert read.get_attribute("role") == "status"
    expect(page.locator("#id_said")).to_have_attribute("aria-invalid", "true")


def test_a_known_address_offers_its_source(desk: Desk) -> None:
    known = Source.objects.exclude(url="").earliest("pk")
    page = opened(desk)

    page.locator("#id_sources-0-url").press_sequentially(f"{known.url}?utm_source=x")
    page.get_by_role("button", name="Use it").click()

    expect(page.locator("#id_sources-0-source")).to_have_value(str(known.pk))
    expect(page.locator("#id_sources-0-url")).to_have_value("")
    expect(page.locator("#id_sources-0-name")).to_be_hidden()


def test_the_analyst_types_on_while_a_page_is_read_and_guesses_are_marked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with web_server() as (address, port, _):
        monkeypatch.setattr(fetch_source, "fetcher", Fetcher(limits(port)))
        page = opened(desk)
        url = page.locator("#id_sources-0-url")
        url.press_sequentially(f"{address}/slow?utm_medium=mail")
        expect(page.get_by_text("Looking it up… type on.")).to_be_visible()
        page.locator("#id_sources-0-publisher").press_sequentially(
            "A publisher of ours"
        )

        title = page.locator("#id_sources-0-name")
        expect(title).to_have_value("Minister names culprit")

    expect(page.locator("#id_sources-0-publisher")).to_have_value("A publisher of ours")
    expect(page.locator("#id_sources-0-published")).to_have_value("2022-09-07")
    expect(url).to_have_value(f"{address}/slow")
    expect(page.locator("label[for=id_sources-0-name]")).to_contain_text(
        "guessed, check"
    )
    expect(page.locator("label[for=id_sources-0-publisher]")).not_to_contain_text(
        "guess"
    )
    assert len(page.locator("#id_sources-0-sha256").input_value()) == 64
    axe(page)
    title.press_sequentially("!")
    expect(page.locator("label[for=id_sources-0-name]")).not_to_contain_text("guess")
