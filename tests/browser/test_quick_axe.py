"""The quicker axe finds what axe finds, to the last colour."""

from typing import Any

import pytest

from tests.browser.harness import Desk
from tests.browser.quick_axe import AS_IT_COMES, QUICK

COLOURS = (
    *("#777", "#777c", "silver", "rgb(120 120 120)", "rgba(0, 0, 0, 0.4)", "white"),
    *("hsl(1.5rad 40% 50%)", "oklch(0.7 0.2 40)", "color(display-p3 0 1 0 / 60%)"),
    *("color-mix(in srgb, currentColor 30%, Canvas)", "transparent"),
)
AROUND = (
    *("", "opacity: 0.6", "mix-blend-mode: multiply", "mix-blend-mode: hue"),
    *("background: #eee8", "background: linear-gradient(#fff, #000)"),
    *("text-shadow: 0 0 2px #555", "-webkit-text-fill-color: #999"),
)
PAGE = "<!doctype html><title>Colours</title><main><input><img src=data:,>" + "".join(
    f'<div style="{around}"><p style="color: {colour}">Words</p>'
    f'<p style="background: {colour}">Words</p></div>'
    for around in AROUND
    for colour in COLOURS
)
ALL = """async () => {
  const { violations, incomplete, passes } = await axe.run({ preload: false });
  return { violations, incomplete, passes };
}"""


@pytest.fixture
def found(shared_desk: Desk) -> dict[str, Any]:
    """What each of the two finds on a page of many colours."""
    said = {}
    for script in (AS_IT_COMES, QUICK):
        page = shared_desk.stranger()
        page.set_content(PAGE)
        page.evaluate(script)
        said[script] = page.evaluate(ALL)
    return said


def test_both_say_the_same_of_every_element(found: dict[str, Any]) -> None:
    assert found[QUICK] == found[AS_IT_COMES]


def test_bad_colours_and_missing_names_are_found(found: dict[str, Any]) -> None:
    nodes = {each["id"]: each["nodes"] for each in found[QUICK]["violations"]}

    assert {"color-contrast", "image-alt", "label"} <= nodes.keys()
    assert len(nodes["color-contrast"]) > len(COLOURS)
