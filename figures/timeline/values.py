"""What a timeline shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from figures.marks import WORDS
from figures.words import say

UNDATED = "date not known"
# Side by side, in this order.
LANES: Mapping[str, str] = {
    "happened": "What happened",
    "claims": "Claims",
    "denials": "Denials and counter-claims",
    "responses": "Responses",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on the timeline; ``when`` is its date in words, as its source gives it.

    ``lane`` is one of ``LANES``, ``mark`` one of ``figures.marks.WORDS``. ``first``
    and ``last`` bound what the date can mean, None where it is open; ``sure`` are the
    first and last day that it certainly covers, if any. What may lie after the day
    asked about is not certain; what was taken back is struck.
    """

    key: str
    lane: str
    mark: str
    who: str
    what: str
    when: str
    first: date | None
    last: date | None
    sure: tuple[date, date] | None = None
    is_about: bool = False
    is_certain: bool = True
    is_struck: bool = False

    @property
    def is_dated(self) -> bool:
        """Whether anybody gave a date, however vague."""
        return self.first is not None or self.last is not None

    @property
    def is_exact(self) -> bool:
        """Whether it was on that one day, and no other."""
        return self.sure is not None and self.first == self.last and not self.is_about

    @property
    def order(self) -> tuple[bool, date, date, bool, str, str]:
        """Sorts by first day, by last, by how exact; what has no date comes last."""
        first, last = self.first or date.min, self.last or date.max
        is_vague = not self.is_exact
        return not self.is_dated, first, last, is_vague, self.when, self.key

    @property
    def sentence(self) -> str:
        """All that the figure says of it."""
        said = say("{0}: {1}", self.who, self.what) if self.who else self.what
        marks = (say(" (taken back)") if self.is_struck else "") + self.doubt
        told = say("{0}: {1}", say(WORDS[self.mark]), said)
        return f"{told}, {self.when or say(UNDATED)}{marks}"

    @property
    def doubt(self) -> str:
        """What is said of an item that may lie after the day asked about."""
        return "" if self.is_certain else say(" (perhaps later)")
