"""What the desk hands over for one public statement, and what comes back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from attribution.models import Claim, Statement
from incidents.models import Identity, Incident, Record, Source
from incidents.services import save_record
from incidents.vocab import Door

Values = Mapping[str, Any]
Links = Mapping[str, Sequence[Record]]
Rows = Mapping[str, Sequence[Mapping[str, Any]]]
PARTS = {"sources": "Source", "claims": "Claim", "statement": "Statement"}


@dataclass(frozen=True, slots=True)
class SourcePart:
    """One source of a statement: one that is there, or the values of a new one.

    ``sha256`` is the digest of the copy that was fetched for it, if one was.
    """

    source: Source | None = None
    values: Values = field(default_factory=dict)
    sha256: str = ""
    locator: str = ""
    credibility: str = ""


@dataclass(frozen=True, slots=True)
class ClaimPart:
    """One proposition: values of the claim's fields by name, and what it rests on.

    Without ``about`` it is about the incident, without ``claimant`` its claimant is
    the first speaker. ``cites`` are sources of the statement by their row, counted
    from 0, each with the place in it. ``takes_back`` asks that the earlier claim
    that it withdraws or revises be marked so.
    """

    values: Values
    grounds: Sequence[Mapping[str, str]] = ()
    cites: Sequence[tuple[int, str]] = ()
    takes_back: bool = False


@dataclass(frozen=True, slots=True)
class NewStatement:
    """A public statement about an incident, as somebody wants it to be recorded."""

    incident: Incident
    speakers: Sequence[Identity]
    values: Values
    spokespersons: Sequence[Identity] = ()
    sources: Sequence[SourcePart] = ()
    claims: Sequence[ClaimPart] = ()
    marking: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was written: all of it versions of one batch."""

    statement: Statement
    claims: Sequence[Claim]
    sources: Sequence[Source]  # those that are new
    taken_back: Sequence[Claim]
    batch: UUID


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with one field of one row; rows are counted from 0."""

    message: str
    part: str = "statement"
    row: int | None = None
    field: str = ""

    def __str__(self) -> str:
        number = "" if self.row is None else f" {self.row + 1}"
        name = f", {self.field.replace('_', ' ')}" if self.field else ""
        return f"{PARTS[self.part]}{number}{name}: {self.message}"


class StatementRefused(Exception):
    """A statement that cannot be recorded; nothing of it was written."""

    def __init__(self, problems: Sequence[RowProblem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


class Recording:
    """One go at recording: who, when, by which door, why; and what was found wrong."""

    def __init__(
        self, by: User, at: datetime, door: Door, reason: str, batch: UUID
    ) -> None:
        self.by, self.at, self.door = by, at, door
        self.reason, self.batch = reason, batch
        self.problems: list[RowProblem] = []

    def wrong(self, part: str, row: int | None, name: str, message: str) -> None:
        """Note that a field is wrong; without a name it is the row as a whole."""
        self.problems.append(RowProblem(message, part, row, name))

    def keep(
        self,
        record: Record,
        part: str,
        row: int | None = None,
        *,
        links: Links | None = None,
        owned: Rows | None = None,
    ) -> bool:
        """Save a record as a version of this act; where that is refused, note why."""
        try:
            save_record(
                record,
                by=self.by,
                at=self.at,
                door=self.door,
                reason=self.reason,
                links=links,
                owned=owned,
                batch=self.batch,
            )
        except ValidationError as error:
            for name, messages in _by_field(error):
                self.wrong(part, row, name, " ".join(messages))
            return False
        return True


def _by_field(error: ValidationError) -> Iterator[tuple[str, list[str]]]:
    if not hasattr(error, "error_dict"):
        yield "", error.messages
        return
    for name, messages in error.message_dict.items():
        yield "" if name == NON_FIELD_ERRORS else name, messages
