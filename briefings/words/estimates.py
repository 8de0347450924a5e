"""The words for likelihood and confidence: ICD 203, and the UK's yardstick."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from briefings.request import ICD_203, UK
from figures.words import say


@dataclass(frozen=True, slots=True)
class Band:
    """One step of a yardstick: its words, and the per cent that it stands for."""

    value: str
    terms: tuple[str, ...]
    percent: str


ICD: tuple[Band, ...] = (
    Band("almost-no-chance", ("almost no chance", "remote"), "1 to 5 %"),
    Band("very-unlikely", ("very unlikely", "highly improbable"), "5 to 20 %"),
    Band("unlikely", ("unlikely", "improbable"), "20 to 45 %"),
    Band(
        "roughly-even-chance",
        ("roughly even chance", "roughly even odds"),
        "45 to 55 %",
    ),
    Band("likely", ("likely", "probable"), "55 to 80 %"),
    Band("very-likely", ("very likely", "highly probable"), "80 to 95 %"),
    Band("almost-certain", ("almost certain", "nearly certain"), "95 to 99 %"),
)
PHIA: tuple[Band, ...] = (
    Band("remote-chance", ("remote chance",), "above 0 to about 5 %"),
    Band("highly-unlikely", ("highly unlikely",), "about 10 to 20 %"),
    Band("uk-unlikely", ("unlikely",), "about 25 to 35 %"),
    Band("realistic-possibility", ("realistic possibility",), "about 40 to below 50 %"),
    Band("likely-or-probable", ("likely", "probable"), "about 55 to 75 %"),
    Band("highly-likely", ("highly likely",), "about 80 to 90 %"),
    Band("uk-almost-certain", ("almost certain",), "about 95 to below 100 %"),
)
YARDSTICKS: Mapping[str, tuple[Band, ...]] = {ICD_203: ICD, UK: PHIA}
NAMES: Mapping[str, str] = {
    ICD_203: "Intelligence Community Directive 203 (United States)",
    UK: "the Probability Yardstick (United Kingdom)",
}
# The two sets of words of ICD 203, of which a text should keep to one.
TWINS: Mapping[str, str] = {
    band.terms[0]: band.terms[1] for band in ICD if len(band.terms) > 1
}
CONFIDENCE: Mapping[str, str] = {
    "high": (
        "Well-sourced information of high quality, from several independent origins; "
        "no better answer is in sight. It can still be wrong."
    ),
    "moderate": (
        "Credible and plausible information, but too little of it, or too little of it "
        "confirmed independently, for more."
    ),
    "low": (
        "Scant, questionable or fragmentary information, or sources whose reliability "
        "is in doubt."
    ),
}
CONFIDENCE_WORDS = re.compile(r"\bconfidence\b|\bconfident(ly)?\b", re.IGNORECASE)
_FORMS = {
    "almost certain": r"almost certain(?:ly)?",
    "nearly certain": r"nearly certain(?:ly)?",
    "probable": r"probabl[ey]",
    "improbable": r"improbabl[ey]",
    "highly probable": r"highly probabl[ey]",
    "highly improbable": r"highly improbabl[ey]",
    "remote": r"remote(?= chance| possibility| likelihood)|(?<=chance is )remote",
}


def terms(yardstick: str) -> tuple[str, ...]:
    """Return all words of a yardstick, the longest first."""
    found = (term for band in YARDSTICKS[yardstick] for term in band.terms)
    return tuple(sorted(found, key=lambda term: (-len(term), term)))


def words_in(text: str, yardstick: str = ICD_203) -> list[str]:
    """Return the estimative words in a text, in its order.

    "Very likely" is that and not "likely" as well.
    """
    return _found(text, terms(yardstick))


def told_apart(text: str, yardstick: str = ICD_203) -> tuple[list[str], list[str]]:
    """Return the estimative words of a yardstick in a text, and those only others have.

    "Highly likely" is no "likely" of ICD 203; "a remote chance" is its "remote".
    """
    every = {term for each in YARDSTICKS for term in terms(each)}
    found = _found(text, tuple(sorted(every, key=lambda term: (-len(term), term))))
    own = terms(yardstick)
    foreign = [each for each in found if each not in (*own, "remote chance")]
    return [each for each in found if each in own], foreign


def _found(text: str, wanted: tuple[str, ...]) -> list[str]:
    names = {f"t{number}": term for number, term in enumerate(wanted)}
    pattern = "|".join(
        rf"(?P<{name}>\b{_FORMS.get(term, re.escape(term))}\b)"
        for name, term in names.items()
    )
    found = re.finditer(pattern, text, re.IGNORECASE)
    return [names[each.lastgroup or ""] for each in found]


def term_of(likelihood: str, yardstick: str = ICD_203) -> str:
    """Return the term that a stated likelihood is; as it is written if it is none."""
    for bands in (YARDSTICKS[yardstick], ICD):
        for band in bands:
            if likelihood == band.value or likelihood.lower() in band.terms:
                own = likelihood.lower()
                return own if own in band.terms else band.terms[0]
    return likelihood


def band_of(term: str, yardstick: str = ICD_203) -> str:
    """Return the step of a yardstick that a term stands for; '' if it has none."""
    bands = (band for band in YARDSTICKS[yardstick] if term in band.terms)
    return next((band.value for band in bands), "")


def has_icd_only(used: Collection[str]) -> bool:
    """Whether a word is used that ICD 203 has and the UK's yardstick has not."""
    return any(term in used for term in {*terms(ICD_203)} - {*terms(UK)})


def named(term: str) -> str:
    """Return a term in the language of the briefing, then as the standard has it.

    The yardsticks are written in English; what stands for a term elsewhere is ours.
    """
    told = say(term)
    return told if told == term else f"{told} ({term})"


def percent(term: str, yardstick: str = ICD_203) -> str:
    """Return the per cent that a term stands for; '' if it is none of the yardstick."""
    bands = (band for band in YARDSTICKS[yardstick] if term in band.terms)
    return next((band.percent for band in bands), "")
