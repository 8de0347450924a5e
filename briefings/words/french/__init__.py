"""The fixed words of a briefing in French.

Written plainly here, and those of the vocabularies in `labels.txt`, one to a line;
apostrophes and the spaces before high signs get their form when the catalogue is made.
What is quoted from the record stays in the record's language.
"""

import re
from pathlib import Path

from briefings.words.french.estimates import ESTIMATES
from briefings.words.french.sentences import SENTENCES
from briefings.words.french.titles import TITLES
from briefings.words.french.words import WORDS
from figures.words import Catalogue

LABELS = dict(
    line.split(" = ", 1)
    for line in Path(__file__).with_name("labels.txt").read_text("utf-8").splitlines()
)
HIGH = re.compile(r" (?=[:;?!%»])|(?<=«) ")


def _set(words: str) -> str:
    """Return words as French sets them: no line ends before a high sign."""
    apostrophe = "\N{RIGHT SINGLE QUOTATION MARK}"
    return HIGH.sub("\N{NO-BREAK SPACE}", words).replace("'", apostrophe)


FRENCH: Catalogue = {
    english: _set(french)
    for part in (TITLES, SENTENCES, WORDS, ESTIMATES, LABELS)
    for english, french in part.items()
}
