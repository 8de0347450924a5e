"""A record version in words, as plain values: what ``desk.selectors.words`` returns."""

from dataclasses import dataclass

from incidents.vocab import Reliability

# How a record was taken back: nothing to say of one that stands.
TAKEN_BACK = ("state_reason", "state_by", "state_at")


@dataclass(frozen=True, slots=True)
class Known:
    """What a page says of a record that another one refers to.

    ``about`` tells sources of one title apart; ``reliability`` is that of a source.
    """

    key: str
    name: str
    kind: str
    marking: str
    about: str = ""
    reliability: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field in words; ``lang`` is that of words not in ours."""

    text: str
    shape: str = "word"
    record: Known | None = None
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One field: what it is called, its values, and the sources of just this field."""

    field: str
    label: str
    values: tuple[Value, ...]
    citations: tuple["Item", ...] = ()

    @property
    def text(self) -> str:
        """All of it as plain words, several values one to a line."""
        return "\n".join(value.text for value in self.values)

    @property
    def words(self) -> str:
        """All of it in one line."""
        return ", ".join(value.text for value in self.values)


@dataclass(frozen=True, slots=True)
class Item:
    """One owned row, such as a citation: its fields that say something, by name."""

    rows: tuple[Row, ...]

    @property
    def cells(self) -> dict[str, Row]:
        """The fields by name."""
        return {row.field: row for row in self.rows}

    @property
    def grading(self) -> str:
        """Of a citation: source and item by the Admiralty code, like “B2”."""
        source, item = self.cells.get("source"), self.cells.get("credibility")
        known = source.values[0].record if source else None
        return (known.reliability if known else "") + (item.text[:1] if item else "")

    @property
    def grading_in_words(self) -> str:
        """Return what the grading means."""
        source, item = self.cells.get("source"), self.cells.get("credibility")
        known = source.values[0].record if source else None
        letter = known.reliability if known else ""
        graded = f"source {Reliability(letter).label}" if letter else ""
        told = (graded, f"item {item.text}" if item else "")
        return "; ".join(each for each in told if each)


@dataclass(frozen=True, slots=True)
class Owned:
    """The owned rows of one sort, such as a claim's grounds."""

    name: str
    label: str
    items: tuple[Item, ...]

    @property
    def columns(self) -> dict[str, str]:
        """What is said in any of them, by field: the heads of a table."""
        return {row.field: row.label for item in self.items for row in item.rows}

    @property
    def table(self) -> list[list[Row | None]]:
        """The rows of a table with these columns."""
        return [[item.cells.get(name) for name in self.columns] for item in self.items]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A record version in words; see the top of this file."""

    kind: str
    rows: tuple[Row, ...]
    citations: tuple[Item, ...]
    owned: tuple[Owned, ...]

    @property
    def filled(self) -> list[Row]:
        """The fields that say something."""
        return [row for row in self.rows if row.values or row.citations]

    @property
    def empty(self) -> list[str]:
        """What the fields are called that say nothing, but of how it was taken back."""
        return [
            row.label
            for row in self.rows
            if not row.values and not row.citations and row.field not in TAKEN_BACK
        ]
