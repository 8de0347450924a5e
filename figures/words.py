"""Fixed words in the language that is being written.

A text or a drawing is made of words of ours around those of the record. Ours go
through `say`; whoever makes a text in another language than English does it while
that language is spoken.

with speaking({"{0} incidents": "{0} incidents", "the act of {0}": "l'acte {0:de}"}):
    say("the act of {0}", "Albania")
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from string import Formatter
from unicodedata import normalize

# English words with those of another language; what is not in it stays English.
Catalogue = Mapping[str, str]
ENGLISH: Catalogue = {}
_spoken: ContextVar[Catalogue] = ContextVar("spoken", default=ENGLISH)


@contextmanager
def speaking(catalogue: Catalogue) -> Iterator[None]:
    """Say fixed words in a language until the end of the block, in this thread only."""
    before = _spoken.set(catalogue)
    try:
        yield
    finally:
        _spoken.reset(before)


def say(words: str, /, *told: object, **named: object) -> str:
    """Return fixed words of ours, with what is told in the places that they have.

    What is told is never looked up and never read as a place itself.
    """
    said = _spoken.get().get(words, words)
    return _PLACES.vformat(said, told, named) if told or named else said


class _Places(Formatter):
    """Fills places; ``{0:de}`` joins what is told to a French "de"."""

    def format_field(self, value: object, format_spec: str) -> str:
        if format_spec != "de":
            return str(super().format_field(value, format_spec))
        first = normalize("NFD", str(value)[:1]).casefold()[:1]
        elided = "d\N{RIGHT SINGLE QUOTATION MARK}"
        return f"{elided}{value}" if first in set("aeiouy") else f"de {value}"


_PLACES = _Places()
