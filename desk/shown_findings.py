"""What the rules find, as one reader is shown it: plain values with their counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from review.models import Acknowledgement
from review.rules import Rule, Severity

Key = str


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding for one reader.

    ``input`` is the input of the form that it is about, ``address`` where that form
    is; ``token`` stands for it in a form that ticks, and tells nothing of it.
    """

    rule: Rule
    parts: tuple[tuple[str, Key], ...]
    label: str
    input: str
    address: str
    token: str
    tick: Acknowledgement | None
    is_error: bool
    is_saved: bool = True

    @property
    def is_open(self) -> bool:
        """Whether it is in the way: an error, or a warning that nobody ticked."""
        return self.is_error or self.tick is None

    @property
    def may_tick(self) -> bool:
        """Whether it can be ticked: a warning, found at what is saved, not ticked."""
        return self.is_saved and self.is_open and not self.is_error

    @property
    def sort(self) -> str:
        """What it is, in a word of a class: error, warning, ticked."""
        if self.is_error:
            return "error"
        return "ticked" if self.tick else "warning"


@dataclass(frozen=True, slots=True)
class Panel:
    """The findings at one record, the gravest first."""

    found: Sequence[Shown]

    @property
    def errors(self) -> int:
        """How many stop the record."""
        return sum(each.is_error for each in self.found)

    @property
    def warnings(self) -> int:
        """How many wait for a reason."""
        return sum(each.sort == "warning" for each in self.found)

    @property
    def ticked(self) -> int:
        """How many have one."""
        return sum(each.sort == "ticked" for each in self.found)

    @property
    def summary(self) -> str:
        """The counts in words, for who hears the page."""
        return in_numbers(self.errors, self.warnings, self.ticked)


@dataclass(frozen=True, slots=True)
class AtRecord:
    """A record, as far as a list of findings shows it, and one finding there."""

    key: str
    name: str
    kind: str
    marking: str
    shown: Shown


@dataclass(frozen=True, slots=True)
class OfRule:
    """One rule with what it finds in a selection, as far as it is listed."""

    rule: Rule
    found: Sequence[AtRecord]
    count: int

    @property
    def more(self) -> int:
        """How many are not listed."""
        return self.count - len(self.found)

    @property
    def is_error(self) -> bool:
        """Whether what it finds stops the records."""
        return self.rule.severity == Severity.ERROR

    @property
    def may_tick(self) -> bool:
        """Whether any of it waits for a reason."""
        return any(each.shown.may_tick for each in self.found)


def in_numbers(errors: int, warnings: int, ticked: int) -> str:
    """Return how many findings there are of each sort, in words."""
    counts = [
        _count(errors, "error"),
        _count(warnings, "open warning"),
        _count(ticked, "explained warning"),
    ]
    return ", ".join(each for each in counts if each) or "No warnings"


def _count(number: int, words: str) -> str:
    if not number:
        return ""
    return f"{number} {words}" if number == 1 else f"{number} {words}s"
