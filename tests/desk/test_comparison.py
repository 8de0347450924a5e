"""What differs between two snapshots: fields, rows matched by what they are, words."""

import random
from typing import Any

import pytest

from desk.comparison import (
    NothingToTake,
    Piece,
    Sign,
    compare,
    mark_words,
    match_rows,
    take_back,
)
from desk.comparison.rows import IDENTITY
from incidents.snapshot import record_models

SOURCE = {
    "field": "",
    "source": "source-1",
    "locator": "",
    "stated_value": "",
    "quote": "",
}
BASE: dict[str, Any] = {
    "key": "claim-1",
    "version": 1,
    "name": "A claim",
    "analytic_confidence": "low",
    "wording": "They did it.",
    "citations": [SOURCE, {**SOURCE, "source": "source-2"}],
}


def changed(**values: Any) -> dict[str, Any]:
    return {**BASE, "version": 2, **values}


def signs(name: str, before: list[Any], after: list[Any]) -> list[Sign]:
    return [pair.sign for pair in match_rows(name, before, after).pairs]


def shown(before: str, after: str) -> str:
    marks = {Sign.SAME: "{}", Sign.REMOVED: "[-{}-]", Sign.ADDED: "[+{}+]"}
    pieces = mark_words(before, after)
    return "".join(marks[each.sign].format(each.text) for each in pieces)


def test_a_changed_field_an_added_source_and_another_order_are_two_changes() -> None:
    third = {**SOURCE, "source": "source-3"}
    after = changed(
        analytic_confidence="high",
        citations=[third, BASE["citations"][1], BASE["citations"][0]],
    )

    found = compare(BASE, after, owned=["citations"])

    assert found.count == 2
    (field,) = [pair for pair in found.fields if pair.sign is not Sign.SAME]
    (row,) = [pair for pair in found.groups[0].pairs if pair.sign is not Sign.SAME]
    assert (field.name, field.sign) == ("analytic_confidence", Sign.CHANGED)
    assert (row.after, row.sign) == (third, Sign.ADDED)


def test_fields_stand_in_the_forms_order_and_others_after_them() -> None:
    found = compare(BASE, changed(), owned=["citations"], order=["wording", "name"])

    assert [pair.name for pair in found.fields] == [
        *("wording", "name"),
        *("analytic_confidence", "key"),
    ]


def test_a_first_version_is_all_added() -> None:
    found = compare({}, BASE, owned=["citations"])

    assert {pair.sign for pair in found.fields} == {Sign.ADDED}
    assert {pair.sign for pair in found.groups[0].pairs} == {Sign.ADDED}


def test_nothing_empty_text_and_an_empty_list_are_the_same() -> None:
    found = compare({"a": None, "b": ""}, {"a": "", "b": []}, owned=[])

    assert found.count == 0


@pytest.mark.parametrize("name", list(IDENTITY))
def test_rows_in_another_order_are_the_same_rows(name: str) -> None:
    rows = [
        {field: f"{field}-{number}" for look in IDENTITY[name] for field in look}
        for number in range(3)
    ]

    assert set(signs(name, rows, rows[::-1])) == {Sign.SAME}


def test_every_sort_of_owned_rows_has_an_identity() -> None:
    owned = {name for model in record_models().values() for name in model.OWNED}

    assert owned == IDENTITY.keys()


def test_a_quote_added_to_a_citation_changes_that_citation() -> None:
    other = {**SOURCE, "source": "source-2"}

    found = match_rows(
        "citations", [SOURCE, other], [{**other, "quote": "Words."}, SOURCE]
    )

    assert [pair.sign for pair in found.pairs] == [Sign.CHANGED, Sign.SAME]
    assert found.pairs[0].before == other


def test_of_two_citations_of_one_source_the_likest_is_the_changed_one() -> None:
    at_four = {**SOURCE, "locator": "page 4", "stated_value": "95"}
    at_nine = {**SOURCE, "locator": "page 9", "stated_value": "120"}

    found = match_rows(
        "citations", [at_four, at_nine], [{**at_nine, "locator": "page 10"}]
    )

    assert (found.pairs[0].before, found.pairs[0].sign) == (at_nine, Sign.CHANGED)
    assert (found.pairs[1].before, found.pairs[1].sign) == (at_four, Sign.REMOVED)


def test_a_position_put_between_others_changes_none_of_them() -> None:
    one, two = {"rank": 1, "position": "One."}, {"rank": 2, "position": "Two."}
    new = {"rank": 2, "position": "Between."}

    found = match_rows("sides", [one, two], [one, new, {**two, "rank": 3}])

    assert [pair.sign for pair in found.pairs] == [Sign.SAME, Sign.ADDED, Sign.SAME]
    assert not found.is_reordered


def test_positions_that_change_places_are_one_change() -> None:
    one, two = {"rank": 1, "position": "One."}, {"rank": 2, "position": "Two."}

    found = match_rows("sides", [one, two], [{**two, "rank": 1}, {**one, "rank": 2}])

    assert found.is_reordered
    assert found.count == 1


def test_words_that_came_are_marked_among_those_that_stayed() -> None:
    assert shown("They did it.", "They almost certainly did it.") == (
        "They [+almost certainly +]did it."
    )


def test_a_sentence_that_was_added_is_marked_whole() -> None:
    before = "He was attacked by them."

    assert shown(before, f"{before} He says so.") == f"{before}[+ He says so.+]"
    assert shown(before, "He was often attacked by them. He says so.") == (
        "He was [+often +]attacked by them.[+ He says so.+]"
    )


def test_other_space_between_words_changes_no_word() -> None:
    assert shown("One two. Three.", "One two.\nThree.") == "One two.[- -][+\n+]Three."


def test_a_sentence_that_was_rewritten_is_not_cut_into_splinters() -> None:
    assert shown("One. It was the army of a state. Two.", "One. He says so. Two.") == (
        "One. [-It was the army of a state-][+He says so+]. Two."
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "Now it says something."),
        ("Now it says something.", ""),
        ("One.\n\nTwo \u2013 three.", "One.\nTwo \u2014 four!"),
        ("حمله سایبری به آلبانی", "حمله به آلبانی"),
        ("same", "same"),
    ],
)
def test_the_pieces_are_both_texts_to_the_letter(before: str, after: str) -> None:
    pieces = mark_words(before, after)

    assert before == "".join(p.text for p in pieces if p.sign is not Sign.ADDED)
    assert after == "".join(p.text for p in pieces if p.sign is not Sign.REMOVED)


def test_the_pieces_of_any_two_texts_are_both_to_the_letter() -> None:
    chance = random.Random(7)  # noqa: S311 - nothing to be kept secret

    for _ in range(500):
        before, after = (
            "".join(chance.choices(["a", "b ", ". ", "! ", "\n", "cd"], k=20))
            for _ in range(2)
        )
        pieces = mark_words(before, after)
        assert before == "".join(p.text for p in pieces if p.sign is not Sign.ADDED)
        assert after == "".join(p.text for p in pieces if p.sign is not Sign.REMOVED)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("the " * 25_000, "the a " * 17_000),
        ("a. b. " * 16_000, "b. c. a. " * 11_000),
        (
            " ".join(f"w{n}" for n in range(15_000)),
            " ".join(f"w{n ^ 1}" for n in range(15_000)),
        ),
    ],
    ids=["one word", "short sentences", "every two words exchanged"],
)
def test_what_would_take_quadratic_time_counts_as_replaced(
    before: str, after: str
) -> None:
    stayed = [p.text for p in mark_words(before, after) if p.sign is Sign.SAME]

    assert sum(map(len, stayed)) < 10


def test_a_word_changed_in_a_long_text_is_still_found() -> None:
    text = "".join(f"Sentence {number} of the text. " for number in range(4_000))

    pieces = mark_words(text, text.replace("Sentence 77 of", "Sentence 77 out of"))

    assert [p for p in pieces if p.sign is not Sign.SAME] == [Piece(Sign.ADDED, "out ")]


def test_one_field_is_taken_back_and_the_rest_stays() -> None:
    now = changed(analytic_confidence="high", wording="They might have.")

    taken = take_back(now, BASE, "wording", owned=["citations"])

    assert taken == {**now, "wording": "They did it."}


def test_the_whole_version_is_taken_back_but_for_what_is_for_life() -> None:
    now = changed(name="Other", citations=[])

    taken = take_back(now, BASE, "", owned=["citations"])

    assert taken == {**BASE, "version": 2}


@pytest.mark.parametrize(
    ("rows", "place"), [([], 0), ([SOURCE], 1), ([{**SOURCE, "quote": "x"}], 0)]
)
def test_one_row_is_taken_back(rows: list[Any], place: int) -> None:
    now = {**BASE, "citations": rows}
    earlier = {**BASE, "citations": [SOURCE] if place == 0 else [SOURCE, SOURCE]}

    taken = take_back(now, earlier, f"citations:{place}", owned=["citations"])

    assert taken["citations"][place] == SOURCE


def test_a_row_that_was_not_there_is_taken_away() -> None:
    earlier = {**BASE, "citations": BASE["citations"][:1]}

    taken = take_back(BASE, earlier, "citations:1", owned=["citations"])

    assert taken["citations"] == earlier["citations"]


def test_a_row_comes_back_last_where_its_place_is_taken() -> None:
    old = {"rank": 1, "position": "Old."}
    new = {"rank": 1, "position": "Quite another."}
    kept = {"rank": 2, "position": "Kept."}

    taken = take_back(
        {"sides": [new, kept]},
        {"sides": [kept, {**old, "rank": 3}, {**new, "rank": 4}]},
        "sides:2",
        owned=["sides"],
    )

    assert [row["rank"] for row in taken["sides"]] == [1, 2, 3]


@pytest.mark.parametrize(
    "part", ["name", "uid", "key", "nonsense", "citations:9", "citations:x"]
)
def test_what_is_the_same_or_not_there_is_not_taken(part: str) -> None:
    with pytest.raises(NothingToTake):
        take_back(changed(), BASE, part, owned=["citations"])


def test_how_a_record_was_taken_back_goes_together() -> None:
    before = {"state": "in-use", "state_reason": "", "state_by": "", "state_at": None}
    after = {"state": "retracted", "state_reason": "x", "state_by": "y", "state_at": 1}

    assert take_back(after, before, "state", owned=[]) == before
