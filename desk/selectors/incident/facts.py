"""What is known of an incident's course, by which sources, and where they differ."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from attribution.models import Question
from desk.selectors.incident.belonging import belonging, told
from desk.selectors.incident.dossier import Dossier, as_seen
from desk.selectors.words import in_words, read
from desk.sheets import Item, Known, Row, Sheet
from incidents.models import CheckedFact, Impact
from incidents.snapshot import Snapshot
from incidents.vocab import RecordKind

# Fields that the page shows in places of their own.
APART = frozenset(
    {"name", "description", "victims", "marking", "state", "lang", "key", "uid"}
)
TIMES = ("occurred", "discovered", "disclosed", "time_note", "dwell")


@dataclass(frozen=True, slots=True)
class Said:
    """One value that sources give for a field, and which do."""

    value: str
    cited: list[Item]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of which some source says something else than we do."""

    row: Row
    said: list[Said]


@dataclass(frozen=True, slots=True)
class Told:
    """A record that belongs to the incident, in words."""

    record: Known
    sheet: Sheet

    @property
    def rows(self) -> dict[str, Row]:
        """Its fields that say something, by name."""
        return {row.field: row for row in self.sheet.filled}

    @property
    def cited(self) -> list[Item]:
        """All its sources, of the whole and of single fields."""
        by_field = (item for row in self.sheet.rows for item in row.citations)
        return [*self.sheet.citations, *by_field]


@dataclass(frozen=True, slots=True)
class Impacted(Told):
    """An impact, with the fields that its category has."""

    @property
    def effect(self) -> list[Row]:
        """What the category says of it."""
        members = {name for names in Impact.MEMBERS.values() for name in names}
        return [row for name, row in self.rows.items() if name in members]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the tab shows."""

    description: Row
    times: list[Row]
    rows: list[Row]
    victims: Row
    cited: tuple[Item, ...]
    differences: list[Difference]
    empty: list[str]
    impacts: list[Impacted]
    questions: list[Told]
    checked: list[Told]


def facts(dossier: Dossier) -> Facts:
    """Return the facts: three reads, however many impacts and questions there are."""
    own = dossier.snapshots[dossier.incident.key]
    others = told(belonging(dossier, Impact, Question, CheckedFact))
    names = read([own, *others], dossier.user)
    sheet = in_words(as_seen(own, names), names)
    rows = {row.field: row for row in sheet.rows}

    def of_kind(kind: str) -> Iterator[Snapshot]:
        return (each for each in others if each["kind"] == kind)

    return Facts(
        description=rows["description"],
        times=[rows[name] for name in TIMES if rows[name].values],
        rows=[row for row in sheet.filled if row.field not in {*APART, *TIMES}],
        victims=rows["victims"],
        cited=sheet.citations,
        differences=list(_differences(sheet.rows)),
        empty=sheet.empty,
        impacts=[
            Impacted(*_in_words(each, names)) for each in of_kind(RecordKind.IMPACT)
        ],
        questions=[
            Told(*_in_words(each, names)) for each in of_kind(RecordKind.QUESTION)
        ],
        checked=[
            Told(*_in_words(each, names)) for each in of_kind(RecordKind.CHECKED_FACT)
        ],
    )


def known(snapshot: Snapshot) -> Known:
    """Return what a page says of a record that it shows."""
    return Known(
        key=snapshot["key"],
        name=snapshot["name"],
        kind=snapshot["kind"],
        marking=snapshot["marking"],
    )


def _in_words(snapshot: Snapshot, names: Mapping[str, Known]) -> tuple[Known, Sheet]:
    return known(snapshot), in_words(as_seen(snapshot, names), names)


def _differences(rows: Iterable[Row]) -> list[Difference]:
    """Return the fields of which sources say something of their own, value by value."""
    found = []
    for row in rows:
        by_value: dict[str, list[Item]] = {}
        for item in row.citations:
            stated = item.cells.get("stated_value")
            if stated is not None:
                by_value.setdefault(stated.text, []).append(item)
        if by_value:
            said = [Said(value, cited) for value, cited in by_value.items()]
            found.append(Difference(row, said))
    return found
