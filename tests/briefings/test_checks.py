"""What the checks beside the text find, and what they leave alone."""

import pytest

from briefings.checks import check
from briefings.found import Rested
from briefings.request import ICD_203, UK, Typed
from briefings.words.estimates import has_icd_only, percent, term_of
from briefings.words.languages import CATALOGUES
from briefings.words.typed import TONGUES, words_in

SOURCED = ("src-news",)
NO_NOTE = ": nothing of that key is published, and it leaves no note."


def codes(*judgements: Typed, **told: str) -> list[str]:
    return [each.code for each in check(judgements, **told)]  # type: ignore[arg-type]


def test_a_plain_judgement_passes() -> None:
    typed = Typed("It is likely that Iran did it.", "likely", "low", SOURCED)

    assert codes(typed) == []


@pytest.mark.parametrize("word", ["may", "might", "could", "Might"])
def test_a_word_that_says_only_that_it_is_possible_is_found(word: str) -> None:
    (found,) = check([Typed(f"Iran {word} have done it.", rests_on=SOURCED)])

    assert (found.code, found.place) == ("vague", 1)


def test_the_month_of_may_is_taken_for_the_word() -> None:
    """A date in a judgement is rare; a "may" that slips through is not."""
    assert codes(Typed("It began in May 2021.", rests_on=SOURCED)) == ["vague"]


def test_confidence_and_likelihood_in_one_sentence_are_found() -> None:
    together = "We say with high confidence that Iran very likely did it."
    apart = "Iran very likely did it. We say so with high confidence."

    assert codes(Typed(together, rests_on=SOURCED)) == ["confidence-with-likelihood"]
    assert codes(Typed(apart, rests_on=SOURCED)) == []


def test_two_sets_of_words_are_found_across_judgements_and_summary() -> None:
    one = Typed("It is likely.", "likely", rests_on=SOURCED)
    other = Typed("It is improbable.", rests_on=SOURCED)

    assert codes(one, other) == ["mixed-words"]
    assert codes(one, summary="It is highly probable.") == ["mixed-words"]


def test_a_judgement_without_a_source_is_found() -> None:
    assert codes(Typed("Iran did it.")) == ["no-source"]


def test_a_mention_of_a_source_is_a_source_and_an_address_of_mail_is_none() -> None:
    assert codes(Typed("Iran did it @src-news.")) == []
    assert codes(Typed("Write to a@b-c.example.")) == ["no-source"]


def test_a_source_that_nobody_published_is_named() -> None:
    (found,) = check(
        [Typed("Iran did it.", rests_on=("src-gone",))], rested=[Rested("src-gone")]
    )

    assert found.words == "It rests on src-gone, which is not published."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is very likely and not just likely.", ["very likely", "likely"]),
        ("Almost certainly so.", ["almost certain"]),
        ("It is unlikely.", ["unlikely"]),
        ("A remote chance, by remote access.", ["remote"]),
        ("Probably not.", ["probable"]),
        ("Nothing of the kind.", []),
    ],
)
def test_estimative_words_are_found_whole(text: str, found: list[str]) -> None:
    assert words_in(text) == found


def test_a_term_stands_for_its_band_of_its_own_yardstick() -> None:
    assert percent("very likely") == "80 to 95 %"
    assert percent("highly likely", UK) == "about 80 to 90 %"
    assert percent("very likely", UK) == ""


def test_a_value_of_the_record_is_told_by_its_term() -> None:
    assert term_of("roughly-even-chance") == "roughly even chance"
    assert term_of("Highly probable") == "highly probable"


def test_a_word_that_differs_from_the_chosen_one_is_found() -> None:
    typed = Typed("It is likely that Iran did it.", "very likely", rests_on=SOURCED)

    (found,) = check([typed])

    assert found.words == (
        "The text says “likely”, and “very likely” is chosen beside it."
    )


def test_another_word_of_the_chosen_step_is_none() -> None:
    typed = Typed("Iran probably did it.", "likely", rests_on=SOURCED)

    assert codes(typed, yardstick=UK) == []


@pytest.mark.parametrize(
    ("used", "is_found"),
    [({"likely"}, False), ({"highly likely", "low confidence"}, False)]
    + [({"likely", term}, True) for term in ("very likely", "roughly even odds")],
)
def test_what_only_the_other_yardstick_has_is_told_from_what_both_have(
    used: set[str], is_found: bool
) -> None:
    assert has_icd_only(used) is is_found


@pytest.mark.parametrize(
    ("text", "yardstick", "found"),
    [
        ("It is highly likely.", ICD_203, ["other-yardstick"]),
        ("It is highly likely.", UK, []),
        ("It is very likely.", UK, ["other-yardstick"]),
        ("There is a remote chance.", ICD_203, []),
    ],
)
def test_a_word_of_the_other_yardstick_is_found(
    text: str, yardstick: str, found: list[str]
) -> None:
    assert codes(Typed(text, rests_on=SOURCED), yardstick=yardstick) == found


def test_the_summary_is_held_to_what_a_judgement_is_held_to() -> None:
    summary = "It may happen, it might; highly likely, and with high confidence."

    assert codes(summary=summary) == [
        *("confidence-with-likelihood", "vague", "other-yardstick")
    ]
    assert codes(summary="The record tells what happened.") == []


def test_a_mark_that_leads_nowhere_is_named_where_it_stands() -> None:
    gone, late = Rested("src-gone"), Rested("src-late", "Late", "CLEAR", "came later")

    found = check(
        [Typed("So it was @src-late.")],
        summary="He said so @src-gone.",
        rested=[gone, late],
    )

    assert [(each.place, each.words) for each in found] == [
        (0, f"The mark @src-gone{NO_NOTE}"),
        (1, "The mark @src-late: “Late” came later."),
    ]


# -- In French ------------------------------------------------------------------------


def test_each_language_of_a_briefing_says_what_the_checks_look_for() -> None:
    assert TONGUES.keys() == CATALOGUES.keys()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("C'est très probable, et non probable.", ["very likely", "likely"]),
        ("C'est très peu probable.", ["very unlikely"]),
        ("Presque certainement.", ["almost certain"]),
        ("Une attribution quasi-certaine.", ["nearly certain"]),
        ("C'est improbable, ou vraisemblable.", ["improbable", "probable"]),
        ("Environ une chance sur deux.", ["roughly even chance"]),
        ("Une chance infime, un groupe infime.", ["remote"]),
        ("It is likely.", []),
    ],
)
def test_french_words_are_found_as_the_terms_that_they_stand_for(
    text: str, found: list[str]
) -> None:
    assert words_in(text, lang="fr") == found


def test_words_that_two_yardsticks_share_in_french_are_those_of_the_chosen_one() -> (
    None
):
    typed = Typed("C'est hautement improbable.", "highly unlikely", rests_on=SOURCED)

    assert codes(typed, yardstick=UK, lang="fr") == []


def test_a_french_judgement_is_held_to_what_an_english_one_is() -> None:
    joined = "Avec une confiance élevée, il est probable que l'Iran l'a fait."
    typed = Typed(joined, "very likely", rests_on=SOURCED)

    found = check([typed], lang="fr")

    assert [each.code for each in found] == [
        "confidence-with-likelihood",
        "other-likelihood",
    ]
    assert found[1].words == (
        "The text says “probable”, and “très probable” is chosen beside it."
    )
    assert codes(
        Typed("L'Iran pourrait l'avoir fait.", rests_on=SOURCED), lang="fr"
    ) == ["vague"]
    mixed = Typed("C'est probable.", "likely", rests_on=SOURCED)
    assert codes(mixed, summary="C'est improbable.", lang="fr") == ["mixed-words"]
