"""The desk by keyboard, and the menu of a narrow window."""

import pytest
from playwright.sync_api import Page, expect

from desk.models import Settings
from tests.browser.harness import Desk, focused

LIST = "/admin/attribution/claim/"


@pytest.fixture
def page(shared_desk: Desk) -> Page:
    return shared_desk.sign_in("analyst")


def test_two_letters_lead_to_a_list(page: Page) -> None:
    page.goto("/admin/")

    page.keyboard.press("g")
    page.keyboard.press("i")

    page.wait_for_url("**/incidents/incident/")


def test_a_slash_leads_to_the_search(page: Page) -> None:
    page.goto("/admin/")

    page.keyboard.press("/")

    assert focused(page) == "desk-search"
    expect(page.locator("#desk-search")).to_have_value("")


def test_n_makes_a_new_record_in_a_list(page: Page) -> None:
    page.goto(LIST)

    page.keyboard.press("n")

    page.wait_for_url("**/claim/add/")


def test_letters_in_a_field_are_letters(page: Page) -> None:
    page.goto(LIST)
    page.focus("#searchbar")

    page.keyboard.type("n g i ?")

    expect(page.locator("#searchbar")).to_have_value("n g i ?")
    assert page.url.endswith(LIST)


def test_escape_leaves_a_field(page: Page) -> None:
    page.goto(LIST)
    page.focus("#searchbar")

    page.keyboard.press("Escape")

    assert focused(page) != "searchbar"


def test_a_question_mark_lists_the_keys_of_the_page(page: Page) -> None:
    page.goto(LIST)

    page.keyboard.press("?")

    sheet = page.get_by_role("dialog", name="Keys of this page")
    expect(sheet).to_be_visible()
    expect(sheet.get_by_role("row", name="n New claim")).to_be_visible()
    page.keyboard.press("n")
    assert page.url.endswith(LIST), "Behind a dialog no key does anything."
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()


def test_control_s_saves_a_form_and_stays(desk: Desk) -> None:
    page = desk.sign_in("analyst")
    page.goto("/admin/incidents/location/add/")
    page.locator("#id_name").press_sequentially("Tirana")
    page.fill("#id_country", "AL")
    page.select_option("#id_marking", "CLEAR")

    page.keyboard.press("Control+s")

    page.wait_for_url("**/change/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tirana")


def test_single_letters_can_be_switched_off(desk: Desk) -> None:
    analyst = desk.person("quiet", is_superuser=True)
    Settings.objects.create(user=analyst, has_shortcuts=False)
    page = desk.sign_in(analyst)
    page.goto(LIST)

    for key in ("n", "?", "/"):
        page.keyboard.press(key)

    assert page.url.endswith(LIST)
    assert focused(page) not in ("searchbar", "desk-search")
    expect(page.locator("#keys")).to_be_hidden()


def test_the_menu_of_a_narrow_window_works_by_keyboard(shared_desk: Desk) -> None:
    page = shared_desk.sign_in("analyst", viewport={"width": 360, "height": 740})
    page.goto("/admin/")
    menu = page.get_by_role("button", name="Menu")
    sources = page.get_by_role("link", name="Sources", exact=True)
    expect(sources).to_be_hidden()

    menu.focus()
    page.keyboard.press("Enter")
    expect(sources).to_be_visible()
    page.keyboard.press("Escape")
    expect(sources).to_be_hidden()
    assert focused(page) == "Menu"
    page.keyboard.press("Enter")
    sources.press("Enter")

    page.wait_for_url("**/incidents/source/")


def test_colours_change_at_once_and_stay(desk: Desk) -> None:
    page = desk.sign_in("analyst", color_scheme="light")
    page.goto("/admin/")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")

    page.get_by_role("button", name="analyst").click()
    with page.expect_response("**/settings/"):
        page.get_by_role("button", name="Dark").click()
    expect(page.locator("body")).not_to_have_css("background-color", light)
    page.reload()

    expect(page.locator("body")).not_to_have_css("background-color", light)
    assert Settings.objects.get(user__username="analyst").theme == "dark"


def test_errors_lead_to_their_fields(desk: Desk) -> None:
    page = desk.sign_in("analyst")
    page.goto("/admin/attribution/claim/add/")

    page.keyboard.press("Control+s")

    summary = page.get_by_role("alert", name="Nothing was saved yet.")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="In our words").click()
    assert focused(page) == "id_wording"
    summary.get_by_role("link", name="Claimant", exact=True).click()
    box = page.locator(".field-claimant .select2-selection")
    expect(box).to_be_focused()


def test_every_box_of_an_owned_row_has_a_name(desk: Desk) -> None:
    page = desk.sign_in("analyst")
    page.goto("/admin/attribution/claim/add/")

    page.get_by_role("button", name="Add source").click()

    row = page.locator("#citations-0")
    for box in row.locator("input:visible, select:visible, textarea:visible").all():
        assert box.evaluate("(box) => box.labels.length || box.ariaLabel")
