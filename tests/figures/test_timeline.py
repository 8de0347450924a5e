"""The timeline as SVG."""

import re
from xml.etree import ElementTree as ET

from figures.timeline import Item, draw_timeline

ITEMS = [
    Item("2022-07-15", "incident", "Attack <on> the government"),
    Item("2022-09-07", "statement", "Albania attributes"),
    Item("2022-09~", "response", "Relations severed", certain=False),
]


def texts(svg: str) -> list[str]:
    return ["".join(node.itertext()) for node in ET.fromstring(svg)]  # noqa: S314


def test_timeline_shows_each_date_as_its_source_gives_it() -> None:
    assert {"2022-07-15", "2022-09-07", "2022-09~"} <= set(
        texts(draw_timeline("July 2022", ITEMS))
    )


def test_timeline_says_in_words_what_may_be_later() -> None:
    assert "response: Relations severed (perhaps later)" in texts(
        draw_timeline("July 2022", ITEMS)
    )


def test_timeline_tells_kinds_apart_by_shape() -> None:
    svg = draw_timeline("July 2022", ITEMS)

    assert len(re.findall("<polygon|<circle|<rect x", svg)) == len(ITEMS)
    assert all(shape in svg for shape in ("<polygon", "<circle", "<rect x"))


def test_timeline_carries_no_style_no_script_and_fetches_nothing() -> None:
    svg = draw_timeline("July 2022", ITEMS)

    assert not re.search(r"<style|style=|<script|href=|url\(", svg)


def test_timeline_without_items_is_still_a_document() -> None:
    assert "July 2022" in texts(draw_timeline("July 2022", []))
