"""What is wrong with a case folder: each mistake with its place and its cure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

FEW = 20


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake: ``claims.yaml:12: claim-x: stance: 'assert' is not a stance``."""

    file: str
    line: int
    key: str
    field: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(filter(None, [place, self.key, self.field, self.message]))


class CaseProblems(Exception):
    """The case folder cannot be loaded; nothing was written."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(each) for each in self.problems))


class Problems:
    """The mistakes found so far in one file, or in one entry of it."""

    def __init__(self, found: list[Problem], file: str, key: str = "") -> None:
        self.found = found
        self.file = file
        self.key = key

    def add(self, line: int, field: str, message: str) -> None:
        """Note a mistake at a line; the field may be empty."""
        self.found.append(Problem(self.file, line, self.key, field, message))

    def of(self, key: str) -> "Problems":
        """Return the same list for the entry of that key; without one, as it is."""
        return Problems(self.found, self.file, key) if key else self


def suggest(word: str, known: Collection[str]) -> str:
    """Return what was likely meant, or the words that may stand there."""
    near = get_close_matches(word, known, n=1)
    meant = f"did you mean {near[0]!r}? " if near else ""
    if len(known) > FEW and near:
        return meant.strip()
    return f"{meant}(one of {', '.join(known)})"
