"""What the page of a conflict shows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desk import labels
from desk.clearance import Person
from desk.merging import BOTH, MINE, THEIRS, Difference, differences
from desk.selectors import words
from desk.sheets import Item, Sheet
from incidents.models import Change, Record
from incidents.snapshot import Snapshot

CHOICES = {THEIRS: "theirs", MINE: "mine", BOTH: "what both have added"}


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One field on the page: what it is called, said thrice, and what may be taken."""

    field: str
    label: str
    base: list[str]
    theirs: list[str]
    mine: list[str]
    choices: list[tuple[str, str, bool]]  # value, words, whether it is chosen
    is_conflict: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """The version that was opened, the one saved meanwhile, and what was typed."""

    base: Change
    theirs: Change
    mine: Snapshot
    reason: str
    differences: list[Difference]

    def rows(self, user: Person, chosen: Mapping[str, str]) -> Iterator[ChoiceRow]:
        """Yield the fields that differ, in words that this reader may read."""
        versions = (self.base.snapshot, self.theirs.snapshot, self.mine)
        known = words.read(versions, user)
        base, theirs, mine = (words.in_words(each, known) for each in versions)
        for each in self.differences:
            taken = chosen.get(each.field) or each.choice
            yield ChoiceRow(
                field=each.field,
                label=labels.label(each.field, self.mine["kind"]),
                base=_said(base, each.field),
                theirs=_said(theirs, each.field),
                mine=_said(mine, each.field),
                choices=[(name, CHOICES[name], name == taken) for name in each.choices],
                is_conflict=each.is_conflict,
            )


def conflict(record: Record, base: int, mine: Snapshot, reason: str) -> Conflict:
    """Return what stands against what was typed."""
    versions = Change.objects.filter(record_id=record.pk).select_related("by")
    opened = versions.get(version=base)
    theirs = versions.order_by("-version")[0]
    found = differences(opened.snapshot, theirs.snapshot, mine)
    return Conflict(opened, theirs, mine, reason, found)


def _said(sheet: Sheet, field: str) -> list[str]:
    """Return what a version says in one field, one text for each of its values."""
    if field == "citations":
        inside = [item for row in sheet.rows for item in row.citations]
        return [_item(item) for item in (*sheet.citations, *inside)]
    for owned in sheet.owned:
        if owned.name == field:
            return [_item(item) for item in owned.items]
    return [
        value.text for row in sheet.rows if row.field == field for value in row.values
    ]


def _item(item: Item) -> str:
    return "; ".join(f"{row.label}: {row.text}" for row in item.rows)
