"""Two versions of one record come together without losing what either said."""

from typing import Any

import pytest

from desk.merging import BOTH, MINE, THEIRS, Unchosen, differences, join

BASE = {"key": "one", "name": "A name", "note": "", "citations": [{"source": "s-1"}]}


def version(**changes: Any) -> dict[str, Any]:
    return {**BASE, **changes}


def test_what_only_one_changed_is_chosen_already() -> None:
    theirs, mine = version(name="Theirs"), version(note="Mine")

    found = {each.field: each.choice for each in differences(BASE, theirs, mine)}

    assert found == {"name": THEIRS, "note": MINE}
    assert join(BASE, theirs, mine, {}) == version(name="Theirs", note="Mine")


def test_what_both_changed_alike_is_no_difference() -> None:
    both = version(name="The same")

    assert differences(BASE, both, both) == []


def test_what_both_changed_otherwise_has_to_be_chosen() -> None:
    theirs, mine = version(name="Theirs"), version(name="Mine")

    (found,) = differences(BASE, theirs, mine)
    with pytest.raises(Unchosen, match="name"):
        join(BASE, theirs, mine, {})

    assert found.is_conflict
    assert join(BASE, theirs, mine, {"name": MINE})["name"] == "Mine"
    assert join(BASE, theirs, mine, {"name": THEIRS})["name"] == "Theirs"


def test_a_choice_that_was_not_offered_counts_as_none() -> None:
    theirs, mine = version(name="Theirs"), version(name="Mine")

    with pytest.raises(Unchosen):
        join(BASE, theirs, mine, {"name": BOTH})


def test_rows_that_both_added_stand_together() -> None:
    theirs = version(citations=[{"source": "s-1"}, {"source": "s-2"}])
    mine = version(citations=[{"source": "s-1"}, {"source": "s-3"}])

    joined = join(BASE, theirs, mine, {})

    assert [row["source"] for row in joined["citations"]] == ["s-1", "s-2", "s-3"]


def test_a_row_that_one_removed_stays_removed() -> None:
    theirs = version(citations=[{"source": "s-1"}, {"source": "s-2"}])
    mine = version(citations=[])

    assert join(BASE, theirs, mine, {})["citations"] == [{"source": "s-2"}]


def test_numbers_and_names_for_life_are_never_merged() -> None:
    theirs = version(version=3)

    assert join(BASE, theirs, version(version=2), {})["version"] == 3
