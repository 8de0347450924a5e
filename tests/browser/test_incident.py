"""The incident page in a browser: readable, foldable, linked, without a script."""

import pytest
from playwright.sync_api import Page

from attribution.models import Claim
from tests.browser.harness import Desk, in_both_colours, scrolls_sideways
from tests.build import make_claim, make_statement

INCIDENT = "inc-2022-07-15"
# Whether words are cut off, or stand outside the window.
CUT = """card => [...card.querySelectorAll("summary > span")].some(span => {
  const box = span.getBoundingClientRect();
  const isCut = span.scrollWidth > span.clientWidth + 1;
  return box.left < 0 || box.right > innerWidth || isCut;
})"""


def opened(desk: Desk, tab: str, query: str = "", **options: object) -> Page:
    page = desk.sign_in("analyst", **options)
    page.goto(desk.url("desk:incident", INCIDENT, tab, query=query))
    return page


def test_five_claims_are_read_without_scrolling_sideways(shared_desk: Desk) -> None:
    page = opened(shared_desk, "claims")

    cards = page.locator(".claim-card")
    cards.first.scroll_into_view_if_needed()
    page.evaluate("document.querySelector('.claim-card').scrollIntoView()")

    assert not scrolls_sideways(page)
    for number in range(5):
        card = cards.nth(number)
        assert not card.evaluate(CUT)
        box = card.bounding_box()
        assert box
        assert box["y"] + box["height"] <= 900


def test_a_withdrawn_claim_is_struck_through_and_its_support_warned_of(
    desk: Desk,
) -> None:
    claim = Claim.objects.get(key="claim-eu-2022-09-08")
    make_claim(
        stance="withdraws",
        about=claim,
        claimant=claim.claimant,
        statement=make_statement(said="2022-10-01", speakers=[claim.claimant]),
    )
    page = opened(desk, "claims", "?stance=endorses")
    warning = page.locator(".claim-card .claim-warning").first
    assert warning.inner_text() == (
        "⚠ What it speaks for was withdrawn on 1 October 2022 by European Union."
    )

    page.goto(desk.url("desk:incident", INCIDENT, "claims", query="?claimant=id-eu"))
    struck = page.locator(".claim-card .claim-who.struck").first
    line = struck.evaluate("each => getComputedStyle(each).textDecorationLine")
    assert line == "line-through"
    assert page.get_by_text("withdrawn on 1 October 2022 by European Union").count()


def test_a_position_leads_to_its_card_and_opens_it_without_a_script(
    shared_desk: Desk,
) -> None:
    page = opened(shared_desk, "claims", java_script_enabled=False)
    link = page.locator(".positions a").last
    target = (link.get_attribute("href") or "").partition("#")[2]

    link.click()

    body = page.locator(f"#{target}")
    assert body.is_visible()
    assert body.locator(".prose").inner_text()


def test_the_reasons_unfold_and_lead_to_the_claims(shared_desk: Desk) -> None:
    page = opened(shared_desk, "facts")
    state = page.locator(".level").first

    state.get_by_text("Why").click()
    state.locator(".claim-line").first.click()

    assert "/claims/" in page.url
    assert page.locator(".claim-card[open]").count() == 1


def test_a_day_is_chosen_and_the_claims_stand_as_they_did(shared_desk: Desk) -> None:
    page = opened(shared_desk, "claims")

    page.get_by_label("As of").fill("2022-08-31")
    page.get_by_role("button", name="Show", exact=True).click()

    assert page.get_by_text("As it stood on 31 August 2022").is_visible()
    assert page.locator(".claim-card").count() < 10
    page.locator(".tabs").get_by_role("link", name="Responses").click()
    assert "as_of=2022-08-31" in page.url


@pytest.mark.parametrize("width", [1366, 360])
def test_an_unfolded_claim_is_for_everybody(shared_desk: Desk, width: int) -> None:
    page = opened(shared_desk, "claims", viewport={"width": width, "height": 800})

    page.locator("details.claim-card > summary").first.click()

    in_both_colours(page)
