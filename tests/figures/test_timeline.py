"""The timeline as SVG."""

import random
import re
from datetime import date, timedelta
from typing import Any

import pytest

from figures.marks import WORDS, mark
from figures.sheet import Sheet
from figures.svg import Point
from figures.timeline import LANES, Item, draw_timeline
from tests.figures.drawn import boxes, labels, overlapping, root, titles, words

SHEET = Sheet("July <2022>", "Timeline", "timeline", marking="TLP:GREEN")
JULY_15 = date(2022, 7, 15)
SEPTEMBER_7 = date(2022, 9, 7)


def item(
    key: str, when: str, first: date | None, last: date | None, **more: Any
) -> Item:
    """Return an event on exactly that day, or between two."""
    sure = (first, first) if first and first == last else None
    fields: dict[str, Any] = {
        "lane": "happened",
        "mark": "event",
        "who": "",
        "sure": sure,
        **more,
    }
    return Item(key=key, when=when, first=first, last=last, **{"what": key, **fields})


ATTACK = item("attack", "15 July 2022", JULY_15, JULY_15, mark="incident")
MONTH = item(
    "claim",
    "July 2022",
    date(2022, 7, 1),
    date(2022, 7, 31),
    lane="claims",
    mark="claim",
    who="Some medium",
    what="says Iran",
)
DENIAL = item(
    "denial",
    "7 September 2022",
    SEPTEMBER_7,
    SEPTEMBER_7,
    lane="denials",
    mark="denial",
    who="Iran",
    what="denies it",
)
LATER = item(
    "resp",
    "September 2022",
    date(2022, 9, 1),
    date(2022, 9, 30),
    lane="responses",
    mark="response",
    who="Albania",
    what="severs relations",
    is_certain=False,
)
ITEMS = [ATTACK, MONTH, DENIAL, LATER]


def drawn(items: list[Item] | None = None, **more: Any) -> str:
    return draw_timeline(SHEET, ITEMS if items is None else items, **more)


def height_of(svg: str, label: str) -> float:
    """Return how far down the words are."""
    return next(each.top for each in labels(svg) if each.words.startswith(label))


def test_every_item_is_there_with_all_that_is_said_of_it() -> None:
    found = titles(drawn())

    assert "attack: attack, 15 July 2022" in found
    assert "claim: Some medium: says Iran, July 2022" in found
    assert "denial or doubt: Iran: denies it, 7 September 2022" in found


def test_dates_stand_as_their_sources_give_them() -> None:
    assert {"15 Jul 2022", "Jul 2022", "7 Sep 2022", "Sep 2022"} <= set(words(drawn()))


def test_what_may_be_later_is_hollow_and_says_so() -> None:
    svg = drawn()

    [group] = [node for node in root(svg).iter() if node.get("id") == "timeline-resp"]
    shape = [node for node in group if node.tag.endswith("rect")][-1]
    assert shape.get("fill") == "#ffffff"
    assert (
        "response: Albania: severs relations, September 2022 (perhaps later)"
        in titles(svg)
    )
    assert "(perhaps later)" in " ".join(words(svg))


def test_what_was_taken_back_is_struck_through_and_says_so() -> None:
    struck = item(
        "gone",
        "15 July 2022",
        JULY_15,
        JULY_15,
        lane="claims",
        mark="claim",
        is_struck=True,
    )

    svg = drawn([struck])

    [group] = [node for node in root(svg).iter() if node.get("id") == "timeline-gone"]
    assert any(node.tag.endswith("line") for node in group)
    assert "claim: gone, 15 July 2022 (taken back)" in titles(svg)


def test_time_runs_downwards() -> None:
    svg = drawn()

    dates = ["Jul 2022", "15 Jul 2022", "Sep 2022", "7 Sep 2022"]
    heights = [height_of(svg, each) for each in dates]
    assert heights == sorted(heights)


def test_bar_of_a_month_ends_after_its_days_and_before_what_is_later() -> None:
    day = item("day", "31 July 2022", date(2022, 7, 31), date(2022, 7, 31))
    august = item("august", "20 August 2022", date(2022, 8, 20), date(2022, 8, 20))

    svg = drawn([ATTACK, MONTH, day, august])

    bars = boxes(svg, fill="#0c5563")
    assert min(each.top for each in bars) < height_of(svg, "15 Jul 2022")
    assert max(each.bottom for each in bars) > height_of(svg, "31 Jul 2022")
    assert max(each.bottom for each in bars) < height_of(svg, "20 Aug 2022")


def test_open_end_has_an_arrow() -> None:
    opened = item("open", "from July 2022", date(2022, 7, 1), None)

    svg = drawn([opened])

    [group] = [node for node in root(svg).iter() if node.get("id") == "timeline-open"]
    assert [node for node in group if node.tag.endswith("polygon")]


def test_what_lasted_is_dark_only_where_it_is_certain() -> None:
    lasted = item(
        "lasted",
        "May to July 2022",
        date(2022, 5, 1),
        date(2022, 7, 31),
        sure=(date(2022, 5, 31), date(2022, 7, 1)),
    )
    days = [item(str(n), f"{n}", date(2022, n, 2), date(2022, n, 2)) for n in (6, 9)]

    svg = drawn([lasted, *days])

    [group] = [node for node in root(svg).iter() if node.get("id") == "timeline-lasted"]
    rects = [node for node in group if node.tag.endswith("rect")]
    dark = [node for node in rects if node.get("fill-opacity") is None]
    assert len(dark) == 1
    assert (
        0
        < float(dark[0].attrib["height"])
        < sum(float(node.attrib["height"]) for node in rects)
    )


def test_long_gap_is_broken_and_says_how_long_it_is() -> None:
    early = item("early", "16 April 1949", date(1949, 4, 16), date(1949, 4, 16))

    svg = drawn([early, ATTACK])

    assert "73 years" in words(svg)
    assert height_of(svg, "15 Jul 2022") - height_of(svg, "16 Apr 1949") < 80


def test_line_stands_between_what_was_and_what_is_later() -> None:
    svg = drawn(line_on=date(2022, 8, 1), line_words="as of 1 August 2022")

    line = height_of(svg, "as of 1 August 2022")
    assert height_of(svg, "15 Jul 2022") < line < height_of(svg, "7 Sep 2022")


def test_undated_items_come_last_and_say_so() -> None:
    svg = drawn([item("lost", "", None, None), ATTACK])

    assert height_of(svg, "date not") > height_of(svg, "15 Jul 2022")


def test_speaker_of_several_things_on_one_day_is_named_once() -> None:
    two = [
        item(
            key,
            "7 September 2022",
            SEPTEMBER_7,
            SEPTEMBER_7,
            lane="claims",
            mark="claim",
            who="Iran",
            what=key,
        )
        for key in ("one", "two")
    ]

    assert " ".join(words(drawn(two))).count("Iran:") == 1
    assert "claim: Iran: two, 7 September 2022" in titles(drawn(two))


def test_kinds_are_told_apart_by_shape_and_word_not_by_colour_alone() -> None:
    shapes = {re.sub("#[0-9a-f]{6}", "", mark(kind, Point(0, 0))) for kind in WORDS}

    assert len(shapes) == len(WORDS)
    assert set(WORDS.values()) <= set(words(drawn()))


def test_timeline_says_in_its_head_what_it_is_and_how_far_it_may_travel() -> None:
    svg = drawn()

    assert titles(svg)[0] == "July <2022>: Timeline"
    assert "TLP:GREEN" in words(svg)
    assert root(svg).get("role") == "img"


def test_ids_begin_with_the_prefix_and_are_there_once() -> None:
    ids = re.findall(r' id="([^"]*)"', drawn())

    assert len(set(ids)) == len(ids)
    assert all(each.startswith("timeline-") for each in ids)


def test_timeline_carries_no_style_no_script_and_fetches_nothing() -> None:
    svg = drawn()

    assert not re.search(r"<style|style=|<script|href=|url\(| on\w+=", svg)


def test_same_items_in_any_order_give_the_same_bytes() -> None:
    assert drawn(ITEMS[::-1]) == drawn(ITEMS)


def test_names_of_lanes_have_room_where_little_is_in_them() -> None:
    many = [
        item(f"item-{number}", "15 July 2022", JULY_15, JULY_15, what="a " * 60)
        for number in range(40)
    ]

    assert not overlapping(labels(drawn([*many, DENIAL])))


def test_timeline_without_items_is_still_a_figure() -> None:
    assert "July <2022>" in words(drawn([]))
    assert "Nothing is recorded." in drawn([])


@pytest.mark.parametrize("seed", range(12))
def test_words_never_lie_on_one_another(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311

    svg = drawn(crowd(chance, 90), line_on=date(2023, 1, 1), line_words="as of then")

    assert not overlapping(labels(svg))


@pytest.mark.parametrize("seed", range(4))
def test_nothing_leaves_the_paper(seed: int) -> None:
    svg = drawn(crowd(random.Random(seed), 60))  # noqa: S311

    wide, high = (float(root(svg).attrib[name]) for name in ("width", "height"))
    assert all(each.left >= 0 and each.right <= wide for each in labels(svg))
    assert all(each.top >= 0 and each.bottom <= high for each in labels(svg))


def crowd(chance: random.Random, count: int) -> list[Item]:
    """Return things that happened, most of them within few days, with long names."""
    return [random_item(chance, f"item-{number}") for number in range(count)]


def random_item(chance: random.Random, key: str) -> Item:
    first = date(2022, 9, 7) + timedelta(days=round(chance.gauss(0, 1) ** 5 * 9))
    last = first + timedelta(days=chance.choice([0, 0, 0, 1, 30, 365]))
    names = ["Ministry", "of", "Foreign", "Affairs", "وزارت", "Министерство", "denies"]
    return item(
        key,
        f"{first:%-d %B %Y}" if first == last else f"{first:%B %Y} (month)",
        chance.choice([first, first, None]),
        chance.choice([last, last, None]),
        lane=chance.choice([*LANES]),
        mark=chance.choice([*WORDS]),
        who=" ".join(chance.choices(names, k=chance.randrange(5))),
        what=" ".join(chance.choices(names, k=chance.randrange(1, 12))),
        is_certain=chance.random() > 0.2,
    )
