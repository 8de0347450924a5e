"""The figures of the Albanian case in a browser: readable, movable, by keyboard."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.harness import Desk, axe, focused, in_every_look

KEY = "inc-2022-07-15"
TABS = {"timeline": "timeline", "graph": "relations"}
# Pairs of words that lie on one another, by the browser's own measure of its fonts.
OVERLAPS = """
() => {
  const boxes = [...document.querySelectorAll(".figure svg text")].map((node) => {
    const { left, right, top, bottom } = node.getBoundingClientRect();
    const slack = (bottom - top) * 0.16; // what lies above and below the letters
    const words = node.textContent;
    return { left, right, top: top + slack, bottom: bottom - slack, words };
  });
  const found = [];
  boxes.forEach((one, at) => {
    for (const other of boxes.slice(at + 1)) {
      if (Math.min(one.right, other.right) - Math.max(one.left, other.left) > 0.5
          && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 0.5) {
        found.push([one.words, other.words]);
      }
    }
  });
  return found;
}
"""


def opened(desk: Desk, figure: str, **options: Any) -> Page:
    page = desk.sign_in("analyst", **options)
    page.goto(desk.url("desk:incident", KEY, TABS[figure]))
    return page


def moved(page: Page) -> Page:
    """Ask for the movable graph and wait until it is drawn."""
    page.get_by_role("button", name="Move the boxes").click()
    page.wait_for_selector("[data-graph-ready]")
    return page


@pytest.mark.parametrize("figure", TABS)
def test_no_words_of_a_figure_lie_on_one_another(
    shared_desk: Desk, figure: str
) -> None:
    page = opened(shared_desk, figure)

    assert page.locator(".figure svg text").count() > 100
    assert page.evaluate(OVERLAPS) == []


@pytest.mark.parametrize("figure", TABS)
def test_figure_is_accessible(shared_desk: Desk, figure: str) -> None:
    page = opened(shared_desk, figure)

    page.get_by_text("Show as table").click()

    in_every_look(page, within=".figure")


@pytest.mark.parametrize("figure", TABS)
def test_table_has_heads_for_rows_and_columns(shared_desk: Desk, figure: str) -> None:
    page = opened(shared_desk, figure)
    page.get_by_text("Show as table").click()

    table = page.locator(".figure table")
    assert table.locator("thead th[scope=col]").count() == 5
    assert table.locator("tbody th[scope=row]").count() > 50


def test_download_is_the_figure_that_the_page_shows(shared_desk: Desk) -> None:
    page = opened(shared_desk, "graph")
    shown = page.locator(".figure-paper").inner_html()

    with page.expect_download() as download:
        page.get_by_role("link", name="Download SVG").click()

    saved = download.value.path().read_text(encoding="utf-8")
    assert page.evaluate(SAME, [saved, shown])


# Both read as HTML, so that what is compared is the figure and not its spelling.
SAME = """
([saved, shown]) => {
  const box = document.createElement("template");
  box.innerHTML = saved;
  return box.innerHTML.trim() === shown.trim();
}
"""


def test_graph_is_moved_without_a_pointer(shared_desk: Desk) -> None:
    page = moved(opened(shared_desk, "graph"))

    page.keyboard.press("n")
    told = page.locator("[data-graph-told]").inner_text()
    before = page.evaluate(PLACE)
    page.keyboard.press("ArrowRight")
    after = page.evaluate(PLACE)

    assert "Destructive attack on the Albanian government" in told
    assert "attributed to" in told
    assert after["x"] > before["x"]
    assert after["y"] == before["y"]


# Where the chosen box is in the graph, and how large the graph is shown.
PLACE = """
() => {
  const { graph } = document.querySelector("[data-graph-canvas]");
  const chosen = graph.$("node:selected");
  return { ...(chosen.nonempty() ? chosen.position() : {}), zoom: graph.zoom() };
}
"""


def test_keys_change_the_size_and_show_all(shared_desk: Desk) -> None:
    page = moved(opened(shared_desk, "graph"))

    sizes = []
    for key in ("0", "+", "-", "-"):
        page.keyboard.press(key)
        sizes.append(page.evaluate(PLACE)["zoom"])

    whole, larger, again, smaller = sizes
    assert larger > whole > smaller
    assert again == pytest.approx(whole)


def test_buttons_do_what_keys_do(shared_desk: Desk) -> None:
    page = moved(opened(shared_desk, "graph"))

    page.get_by_role("button", name="Next box").click()
    before = page.evaluate(PLACE)
    page.get_by_role("button", name="Down", exact=True).click()
    moved_to = page.evaluate(PLACE)
    page.get_by_role("button", name="Put all back").click()
    page.get_by_role("button", name="Next box").click()

    assert moved_to["y"] > before["y"]
    assert page.evaluate(PLACE)["y"] == before["y"]


def test_box_is_moved_by_dragging(shared_desk: Desk) -> None:
    page = moved(opened(shared_desk, "graph"))
    page.get_by_role("button", name="Next box").click()
    before = page.evaluate(PLACE)
    box = page.locator("[data-graph-canvas]").bounding_box()
    assert box is not None
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] + 60, middle[1] + 30, steps=4)
    page.mouse.up()

    assert page.evaluate(PLACE)["x"] > before["x"] + 10


def test_movable_graph_is_accessible_and_leads_back_to_the_picture(
    shared_desk: Desk,
) -> None:
    page = moved(opened(shared_desk, "graph"))
    axe(page, within=".figure")

    page.get_by_role("button", name="Show the picture").click()

    assert page.locator(".figure-paper svg").is_visible()
    assert not page.locator("[data-graph-canvas]").is_visible()


def test_movable_graph_takes_the_focus_and_lets_it_go(shared_desk: Desk) -> None:
    page = moved(opened(shared_desk, "graph"))
    inside = page.evaluate("document.activeElement.hasAttribute('data-graph-canvas')")

    page.keyboard.press("Tab")

    assert inside
    assert not page.evaluate(
        "document.activeElement.hasAttribute('data-graph-canvas')"
    ), focused(page)


def test_without_scripts_the_picture_and_the_table_are_there(shared_desk: Desk) -> None:
    page = opened(shared_desk, "graph", java_script_enabled=False)

    assert page.locator(".figure-paper svg").is_visible()
    assert not page.get_by_role("button", name="Move the boxes").is_visible()
    page.get_by_text("Show as table").click()
    assert page.locator(".figure table").is_visible()
