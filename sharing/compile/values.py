"""What goes into a compiler and what comes out of it: plain values, no rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Snapshot = Mapping[str, Any]
Bounds = tuple[datetime | None, datetime | None]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a record: its snapshot and when it was recorded."""

    snapshot: Snapshot
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Name:
    """The id under which one STIX object of a record leaves, and its ``created``."""

    stix_id: str
    created: datetime


@dataclass(frozen=True, slots=True)
class Compiled:
    """One STIX object with what the store must know of it.

    ``is_act`` says that a day decides on it, ``acted`` bounds that day; both are None
    if it is not known. ``embeds`` are the records whose words or values it holds, its
    own among them: a new version of any of these may change it.
    """

    object: dict[str, Any]
    record: str
    part: str
    marking: str
    is_act: bool
    acted: Bounds
    embeds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a record cannot leave: which record, which of its fields, and what is wrong.

    The field of an owned row is dotted, like ``citations.source``.
    """

    record: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.record}, {self.field}: {self.message}"


class CannotCompile(Exception):
    """An object was asked for alone and cannot be made; ``problems`` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


class UnknownKind(ValueError):
    """No compiler is known for this kind of record."""
