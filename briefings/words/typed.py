"""Words of likelihood in a text that somebody typed, in the language of the briefing.

The yardsticks are written in English, and no other language has a standard of its own
that goes with them: what is found in French is what our key has for their words.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from briefings.request import ICD_203
from briefings.words.estimates import YARDSTICKS, terms
from briefings.words.french.estimates import FORMS as FRENCH_FORMS
from briefings.words.languages import CATALOGUES


@dataclass(frozen=True, slots=True)
class Tongue:
    """How a language says what an officer should see to.

    ``forms`` are patterns of the terms that have more than one form; ``confident``
    says how good a basis is, ``vague`` only that something is possible.
    """

    forms: Mapping[str, str]
    confident: re.Pattern[str]
    vague: re.Pattern[str]


TONGUES: Mapping[str, Tongue] = {
    "en": Tongue(
        forms={
            "almost certain": r"almost certain(?:ly)?",
            "nearly certain": r"nearly certain(?:ly)?",
            "probable": r"probabl[ey]",
            "improbable": r"improbabl[ey]",
            "highly probable": r"highly probabl[ey]",
            "highly improbable": r"highly improbabl[ey]",
            "remote": (
                r"remote(?= chance| possibility| likelihood)|(?<=chance is )remote"
            ),
        },
        confident=re.compile(r"\bconfidence\b|\bconfident(?:ly)?\b", re.IGNORECASE),
        vague=re.compile(r"\b(?:may|might|could)\b", re.IGNORECASE),
    ),
    "fr": Tongue(
        forms=FRENCH_FORMS,
        confident=re.compile(r"\bconfiance\b|\bconfiante?s?\b", re.IGNORECASE),
        vague=re.compile(
            r"\b(?:pourrai(?:en)?t|peut-être|(?:se )?peut|peuvent|éventuellement)\b",
            re.IGNORECASE,
        ),
    ),
}


def in_language(term: str, lang: str) -> str:
    """Return what a term of a yardstick is called in a language."""
    return CATALOGUES[lang].get(term, term)


def words_in(text: str, yardstick: str = ICD_203, lang: str = "en") -> list[str]:
    """Return the terms of a yardstick that a text says, in its order.

    "Very likely" is that and not "likely" as well.
    """
    return _found(text, terms(yardstick), lang)


def told_apart(
    text: str, yardstick: str = ICD_203, lang: str = "en"
) -> tuple[list[str], list[str]]:
    """Return the terms of a yardstick in a text, and those that only others have.

    "Highly likely" is no "likely" of ICD 203; "a remote chance" is its "remote".
    """
    own = terms(yardstick)
    # Where two yardsticks have the same words in a language, they are our own.
    every = dict.fromkeys(
        (*own, *(each for held in YARDSTICKS for each in terms(held)))
    )
    found = _found(text, tuple(every), lang)
    foreign = [each for each in found if each not in (*own, "remote chance")]
    return [each for each in found if each in own], foreign


def _found(text: str, wanted: tuple[str, ...], lang: str) -> list[str]:
    """Return which of these terms a text says; the longest is tried first."""
    forms = TONGUES[lang].forms
    called = {term: in_language(term, lang) for term in wanted}
    ordered = sorted(wanted, key=lambda term: -len(called[term]))
    names = {f"t{number}": term for number, term in enumerate(ordered)}
    pattern = "|".join(
        rf"(?P<{name}>\b(?:{forms.get(term, re.escape(called[term]))})\b)"
        for name, term in names.items()
    )
    found = re.finditer(pattern, text, re.IGNORECASE)
    return [names[each.lastgroup or ""] for each in found]
