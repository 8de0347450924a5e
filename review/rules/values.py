"""What a rule is, and what it finds: plain values that name records by their keys."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices

from review.rules.known import Known

Snapshot = Mapping[str, Any]
HIDDEN = "a record you may not see"


class Severity(TextChoices):
    """An error stops the record; a warning needs a tick with a reason."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Other:
    """Another record that a finding speaks of."""

    key: str


Words = tuple[str | Other, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule's function finds: the field to look at, and what is wrong there.

    ``row`` is the place in the list where the field is that of an owned row, like
    ``citations.source``; counted from 0 in the snapshot's order.
    """

    field: str
    words: Words
    row: int | None = None


def found(field: str, *words: str | Other, row: int | None = None) -> Found:
    """Return a finding at a field, its words in the order of the sentence."""
    return Found(field, words, row)


Find = Callable[[Snapshot, Known], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One check: whom it looks at, how grave it is, why it is there, what to do.

    No kinds means every kind. ``find`` is pure: equal snapshots, equal findings.
    """

    severity: Severity
    id: str
    kinds: tuple[str, ...]
    title: str
    help: str
    find: Find

    def looks_at(self, kind: str) -> bool:
        """Whether the rule has anything to say about records of a kind."""
        return not self.kinds or kind in self.kinds


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found at one record."""

    record: str
    rule: Rule
    field: str
    words: Words
    row: int | None = None

    @property
    def is_error(self) -> bool:
        """Whether it stops the record."""
        return self.rule.severity == Severity.ERROR

    @property
    def text(self) -> str:
        """The sentence with other records by their keys: it stays when they change
        their names. An acknowledgement holds for this text.
        """
        return "".join(
            each.key if isinstance(each, Other) else each for each in self.words
        )

    @property
    def others(self) -> set[str]:
        """The keys of the other records that it speaks of."""
        return {each.key for each in self.words if isinstance(each, Other)}

    @property
    def id(self) -> tuple[str, str, str]:
        """What an acknowledgement is found by: record, rule and text."""
        return self.record, self.rule.id, self.text

    def parts(self, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Yield the sentence for a reader in pieces: the words, and the key they name.

        ``names`` has the records that the reader may see. The key is empty where the
        piece names no record, or none that is in ``names``.
        """
        for each in self.words:
            if isinstance(each, str):
                yield each, ""
            elif each.key in names:
                yield f"“{names[each.key]}”", each.key
            else:
                yield HIDDEN, ""
