"""The words for likelihood and confidence: ICD 203, and the UK's yardstick."""

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


def terms(yardstick: str) -> tuple[str, ...]:
    """Return all words of a yardstick, the longest first."""
    found = (term for band in YARDSTICKS[yardstick] for term in band.terms)
    return tuple(sorted(found, key=lambda term: (-len(term), term)))


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
