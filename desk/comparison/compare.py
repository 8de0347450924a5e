"""Two versions of a record, field by field and row by row."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desk.comparison.rows import Group, match_rows
from desk.comparison.signs import Sign, sign_of

# Known of a version from outside; never edited.
NOT_COMPARED = frozenset({"version", "uid", "kind"})


@dataclass(frozen=True, slots=True)
class FieldPair:
    """One field as it was and as it became."""

    name: str
    before: Any
    after: Any

    @property
    def sign(self) -> Sign:
        """What became of the field."""
        return sign_of(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All fields and owned rows of two versions of one record."""

    fields: tuple[FieldPair, ...]
    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        """How many changes there are: fields, rows, and orders of rows."""
        fields = sum(pair.sign is not Sign.SAME for pair in self.fields)
        return fields + sum(group.count for group in self.groups)


def compare(
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    owned: Collection[str],
    order: Sequence[str] = (),
) -> Comparison:
    """Compare two snapshots of a record; an empty one stands for no version.

    ``owned`` names the lists of owned rows; ``order`` the fields in the order in
    which the form has them, any others follow by name.
    """
    names = _ordered({*before, *after} - {*owned} - NOT_COMPARED, order)
    return Comparison(
        fields=tuple(
            FieldPair(name, before.get(name), after.get(name)) for name in names
        ),
        groups=tuple(
            match_rows(name, before.get(name, ()), after.get(name, ()))
            for name in owned
        ),
    )


def compare_rows(
    before: Mapping[str, Any], after: Mapping[str, Any], *, order: Iterable[str] = ()
) -> tuple[FieldPair, ...]:
    """Return the fields of two owned rows in the form's order."""
    names = _ordered({*before, *after}, tuple(order))
    return tuple(FieldPair(name, before.get(name), after.get(name)) for name in names)


def _ordered(names: Collection[str], order: Sequence[str]) -> list[str]:
    places = {name: place for place, name in enumerate(order)}
    return sorted(names, key=lambda name: (places.get(name, len(places)), name))
