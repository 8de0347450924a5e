"""The languages that a briefing's fixed words can be in."""

from collections.abc import Mapping

from briefings.words.french import FRENCH
from figures.words import ENGLISH, Catalogue

CATALOGUES: Mapping[str, Catalogue] = {"en": ENGLISH, "fr": FRENCH}
# What each is called in the forms, in English and in itself.
LANGUAGES: Mapping[str, str] = {"en": "English", "fr": "French (français)"}
