"""Three versions of one record side by side, and what comes of joining them.

Pure: snapshots in, snapshots out. ``base`` is the version that two people opened,
``theirs`` the one saved meanwhile, ``mine`` the one that somebody wants to save.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from incidents.snapshot import Snapshot

MINE, THEIRS, BOTH = "mine", "theirs", "both"
# What no one types: numbers and names for life.
KEPT = frozenset({"uid", "key", "kind", "version"})


class Unchosen(Exception):
    """A field that two people changed differently was not decided on."""

    def __init__(self, fields: Sequence[str]) -> None:
        self.fields = list(fields)
        super().__init__(f"Choose what to keep of: {', '.join(fields)}.")


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that is not the same in all three, and what may be chosen of it.

    ``choice`` is what stands out as right: what only one of the two changed, or both
    additions to a list; empty where two people wrote different things.
    """

    field: str
    base: Any
    theirs: Any
    mine: Any
    choices: tuple[str, ...]
    choice: str

    @property
    def is_conflict(self) -> bool:
        """Whether both changed it, each otherwise."""
        return self.base not in (self.theirs, self.mine)


def differences(base: Snapshot, theirs: Snapshot, mine: Snapshot) -> list[Difference]:
    """Return the fields in which mine differs from theirs, in the snapshot's order."""
    return [
        _difference(name, base.get(name), theirs[name], mine[name])
        for name in mine
        if name not in KEPT and mine[name] != theirs[name]
    ]


def _difference(name: str, base: Any, theirs: Any, mine: Any) -> Difference:
    is_list = isinstance(theirs, list) and isinstance(mine, list)
    if base == mine:
        choice = THEIRS
    elif base == theirs:
        choice = MINE
    else:
        choice = BOTH if is_list else ""
    choices = (THEIRS, MINE, BOTH) if is_list else (THEIRS, MINE)
    return Difference(name, base, theirs, mine, choices, choice)


def join(
    base: Snapshot, theirs: Snapshot, mine: Snapshot, choices: Mapping[str, str]
) -> Snapshot:
    """Return their version with what was chosen of each field that differs.

    Raises:
        Unchosen: a field was changed by both and nothing valid was chosen.
    """
    found = differences(base, theirs, mine)
    chosen = {each.field: choices.get(each.field) or each.choice for each in found}
    open_ones = [each.field for each in found if chosen[each.field] not in each.choices]
    if open_ones:
        raise Unchosen(open_ones)
    return {
        **theirs,
        **{each.field: _taken(each, chosen[each.field]) for each in found},
    }


def _taken(difference: Difference, choice: str) -> Any:
    if choice == BOTH:
        return list(_union(difference))
    return difference.mine if choice == MINE else difference.theirs


def _union(difference: Difference) -> Iterator[Any]:
    """Yield what stands in theirs and was not removed by me, and what I added."""
    base = difference.base or []
    removed = [each for each in base if each not in difference.mine]
    for each in difference.theirs:
        if each not in removed:
            yield each
    for each in difference.mine:
        if each not in base and each not in difference.theirs:
            yield each
