"""The page that shows the API is light or dark as the system is."""

from playwright.sync_api import Page

from tests.browser.harness import Desk

GROUND = "getComputedStyle(document.body).backgroundColor"
TEXT = "getComputedStyle(document.querySelector('.opblock-tag')).color"
WHITE, DARK = "rgb(255, 255, 255)", "rgb(28, 32, 34)"


def opened(desk: Desk, scheme: str) -> Page:
    page = desk.stranger(color_scheme=scheme)
    page.goto(f"{desk.address}/api/v1/docs")
    page.locator(".opblock-tag").first.wait_for()
    return page


def test_the_viewer_is_as_the_system_is_and_changes_with_it(shared_desk: Desk) -> None:
    page = opened(shared_desk, "dark")
    assert page.evaluate(GROUND) == DARK
    dark = page.evaluate(TEXT)

    page.emulate_media(color_scheme="light")

    page.wait_for_function(f"{GROUND} === '{WHITE}'")
    page.wait_for_function(f"{TEXT} !== '{dark}'")
