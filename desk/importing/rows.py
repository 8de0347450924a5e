"""What a file says, row by row, before anything is compared with the record."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.text import slugify

from attribution.case_files.nodes import Fields, Items, Node, Text
from incidents.vocab import RecordKind

# How keys of each kind begin, as in the shipped cases.
PREFIXES: dict[str, str] = {
    RecordKind.SOURCE: "src",
    RecordKind.IDENTITY: "id",
    RecordKind.LOCATION: "loc",
    RecordKind.INCIDENT: "inc",
    RecordKind.THREAT_ACTOR: "ta",
    RecordKind.INTRUSION_SET: "is",
    RecordKind.ATTACK_PATTERN: "ap",
    RecordKind.VULNERABILITY: "vul",
    RecordKind.RELATIONSHIP: "rel",
}
LONGEST_KEY = 120


class Unreadable(Exception):
    """A file cannot be read at all; says why and what was expected."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row: its number in the file, its kind, and the fields that it gives.

    ``key`` is the record's; ``origin`` names it in the file's own world, and
    ``wants`` are the origins of what it refers to.
    """

    number: int
    kind: str
    key: str
    name: str
    fields: Mapping[str, Node]
    origin: str = ""
    wants: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """The rows of a file, and what was left out, by the reason."""

    rows: list[ReadRow]
    left_out: Mapping[str, int]

    def said(self) -> str:
        """Return what was left out, for people to read."""
        parts = [f"{count:,} {what}" for what, count in self.left_out.items()]
        return f"Left out: {', '.join(parts)}." if parts else ""


def made_key(kind: str, name: str) -> str:
    """Return the key of a record that has none: the same for the same name."""
    prefix = PREFIXES.get(kind, str(kind))
    words = re.sub("[-_]+", "-", slugify(name)).strip("-") or "unnamed"
    return f"{prefix}-{words}"[:LONGEST_KEY].rstrip("-")


def as_text(number: int, value: str) -> Text:
    """Return one value as case files have it."""
    return Text(number, value.strip())


def as_list(number: int, values: list[str]) -> Items:
    """Return several values as case files have them, each once."""
    once = dict.fromkeys(value.strip() for value in values)
    return Items(number, tuple(Text(number, value) for value in once if value))


def as_rows(number: int, rows: list[dict[str, str]]) -> Items:
    """Return owned rows, such as other names, as case files have them."""
    return Items(
        number,
        tuple(
            Fields(
                number,
                {name: Text(number, value) for name, value in row.items()},
                dict.fromkeys(row, number),
            )
            for row in rows
        ),
    )
