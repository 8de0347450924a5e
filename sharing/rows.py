"""The rows of the store in the making: by value, as lines of the ledger, by COPY."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection, models
from psycopg import sql

from sharing.ledger import ObjectLine, Pairs, RecordLine, in_utc
from sharing.models import Edge, Entry, Link, PostedObject

SPEC_VERSION = "2.1"
Bounds = tuple[datetime | None, datetime | None]
Row = tuple[Any, ...]


@dataclass(frozen=True)
class NewRecord:
    """A record version to append: its snapshot as bytes, and what is found by it."""

    uid: UUID
    key: str
    kind: str
    version: int
    marking: str
    acted: Bounds
    body: bytes
    links: Pairs

    @cached_property
    def digest(self) -> bytes:
        """The hash of its bytes."""
        return sha256(self.body).digest()

    def row(self, pk: int, release: int, rank: int) -> Row:
        """Return it as a row of PublishedRecord."""
        return (
            *(pk, release, rank, self.uid, self.key, self.kind, self.version),
            *(self.marking, *self.acted, self.digest, self.body),
        )

    def line(self, rank: int) -> RecordLine:
        """Return it as a line of the ledger."""
        earliest, latest = self.acted
        return RecordLine(
            rank=rank,
            uid=self.uid,
            key=self.key,
            kind=self.kind,
            version=self.version,
            marking=self.marking,
            acted_earliest=in_utc(earliest),
            acted_latest=in_utc(latest),
            digest=self.digest.hex(),
            links=self.links,
        )


@dataclass(frozen=True)
class NewObject:
    """A STIX object version to append: the bytes to send, and what is found by them."""

    record_uid: UUID
    stix_id: str
    type: str
    modified: datetime
    marking: str
    is_act: bool
    acted: Bounds
    is_revoked: bool
    content_digest: bytes
    body: bytes
    edges: Pairs

    @cached_property
    def digest(self) -> bytes:
        """The hash of its bytes."""
        return sha256(self.body).digest()

    def row(self, pk: int, release: int, rank: int) -> Row:
        """Return it as a row of ObjectBody."""
        return (
            *(pk, release, rank, self.record_uid, self.stix_id, self.type),
            *(self.modified, SPEC_VERSION, self.marking, self.is_act, *self.acted),
            *(self.is_revoked, self.digest, self.content_digest, self.body),
        )

    def line(self, rank: int) -> ObjectLine:
        """Return it as a line of the ledger."""
        earliest, latest = self.acted
        return ObjectLine(
            rank=rank,
            record_uid=self.record_uid,
            stix_id=self.stix_id,
            type=self.type,
            modified=in_utc(self.modified),
            spec_version=SPEC_VERSION,
            marking=self.marking,
            is_act=self.is_act,
            acted_earliest=in_utc(earliest),
            acted_latest=in_utc(latest),
            is_revoked=self.is_revoked,
            digest=self.digest.hex(),
            content_digest=self.content_digest.hex(),
            edges=self.edges,
        )


# What COPY is told of a column's type, by the kind of its field.
TYPES = {
    "BigAutoField": "int8",
    "BigIntegerField": "int8",
    "BinaryField": "bytea",
    "BooleanField": "bool",
    "CharField": "text",
    "DateTimeField": "timestamptz",
    "ForeignKey": "int8",
    "PositiveIntegerField": "int4",
    "TextField": "text",
    "UUIDField": "uuid",
}
# These draw their own row numbers: nothing that is written with them needs to know.
UNNUMBERED = (Link, Edge, Entry, PostedObject)


def copy_rows(model: type[models.Model], rows: Iterable[Row]) -> None:
    """Write rows whose values stand in the order of the model's fields."""
    fields = [
        each
        for each in model._meta.concrete_fields
        if not (each.primary_key and model in UNNUMBERED)
    ]
    statement = sql.SQL("copy {} ({}) from stdin (format binary)").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join([sql.Identifier(str(each.column)) for each in fields]),
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types([TYPES[each.get_internal_type()] for each in fields])
        for row in rows:
            copy.write_row(row)


def next_ids(model: type[models.Model], count: int) -> list[int]:
    """Draw row numbers ahead, so that rows can point at each other in one COPY."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select nextval(pg_get_serial_sequence(%s, 'id')) "
            "from generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [number for (number,) in cursor.fetchall()]
