"""How wide words are, and how they break."""

import pytest

from figures.text import ELLIPSIS, Run, line_width, width, wrap, wrap_runs

SENTENCE = "The Ministry of Foreign Affairs denies what the Government of Albania says"


@pytest.mark.parametrize("within", [70, 90, 140, 400])
def test_wrapped_lines_fit_and_lose_no_word(within: float) -> None:
    lines = wrap(SENTENCE, within, 11)

    assert " ".join(lines) == SENTENCE
    assert all(width(each, 11) <= within for each in lines)


def test_what_does_not_fit_into_the_lines_allowed_is_cut_and_says_so() -> None:
    lines = wrap(SENTENCE, 120, 11, most=2)

    assert len(lines) == 2
    assert lines[-1].endswith(ELLIPSIS)
    assert width(lines[-1], 11) <= 120


def test_word_that_is_too_long_for_a_line_is_broken() -> None:
    lines = wrap("Bundesverfassungsschutzgesetz", 60, 11)

    assert "".join(lines) == "Bundesverfassungsschutzgesetz"
    assert all(width(each, 11) <= 60 for each in lines)


def test_runs_keep_their_weight_over_lines() -> None:
    lines = wrap_runs(
        [Run("Ministry of Iran:", is_bold=True), Run("denies it")], 80, 11
    )

    written = [run for line in lines for run in line]
    assert "".join(run.text for run in written if run.is_bold) == "Ministry ofIran:"
    assert all(line_width(line, 11) <= 80 for line in lines)


@pytest.mark.parametrize(
    "words", ["Shqipëri, çështje", "Министерство", "وزارت اطلاعات", "日本"]
)
def test_letters_of_every_script_take_room(words: str) -> None:
    assert width(words, 10) > 4 * len(words)


def test_marks_on_letters_take_none() -> None:
    assert width("Shqipëri", 11) == width("Shqiperi", 11)
