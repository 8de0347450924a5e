"""The positions matrix as SVG."""

import re

from figures.matrix import Column, Entry, Row, draw_matrix
from figures.sheet import Sheet
from tests.figures.drawn import labels, overlapping, root, titles, words

SHEET = Sheet("The attack", "Positions", "matrix", marking="TLP:RED")
COLUMNS = [Column("Organisation", "one claim alone"), Column("State")]
SAYS = Entry("claim-1", "claim", "says The state", "7 September 2022")
GONE = Entry("claim-2", "claim", "says The army", "July 2022 (month)", is_struck=True)
DENIES = Entry("claim-3", "denial", "denies the claim of Albania", "8 September 2022")
ROWS = [Row("Albania", ((GONE,), (SAYS,))), Row("Iran", ((), (DENIES,)))]


def drawn(rows: list[Row] | None = None, note: str = "") -> str:
    return draw_matrix(SHEET, COLUMNS, ROWS if rows is None else rows, note)


def test_matrix_has_claimants_levels_and_claims_in_words() -> None:
    found = set(words(drawn()))

    assert {"Albania", "Iran", "Organisation", "one claim alone", "State"} <= found
    assert {"says The state", "7 September 2022"} <= found


def test_claims_stand_under_their_level_and_beside_their_claimant() -> None:
    at = {each.words: each for each in labels(drawn())}

    assert at["says The army"].left > at["Organisation"].left
    assert at["says The army"].right < at["State"].left < at["says The state"].left
    assert at["Iran"].top > at["says The state"].bottom


def test_what_was_taken_back_stays_struck_through() -> None:
    svg = drawn()

    [gone] = [node for node in root(svg).iter() if node.get("id") == "matrix-claim-2"]
    [says] = [node for node in root(svg).iter() if node.get("id") == "matrix-claim-1"]
    assert any(node.tag.endswith("line") for node in gone)
    assert not any(node.tag.endswith("line") for node in says)
    assert "says The army, July 2022 (month) (taken back)" in titles(svg)


def test_note_stands_below() -> None:
    svg = drawn(note="Perhaps said only later: Rome names nobody.")

    note = next(each for each in labels(svg) if each.words.startswith("Perhaps"))
    assert note.top > max(each.bottom for each in labels(svg) if each.words == "Iran")


def test_words_never_lie_on_one_another() -> None:
    long = Entry("long", "claim", "says " + "very much " * 30, "about 20 July 2022")
    rows = [Row("The Ministry of very long names " * 4, ((long, SAYS), (long,)))]

    assert not overlapping(labels(drawn(rows * 3)))


def test_matrix_carries_no_style_no_script_and_fetches_nothing() -> None:
    assert not re.search(r"<style|style=|<script|href=|url\(| on\w+=", drawn())


def test_matrix_without_claims_is_still_a_figure() -> None:
    assert "Claimant" in words(draw_matrix(SHEET, [], []))


def test_same_rows_give_the_same_bytes() -> None:
    assert drawn() == drawn()
