"""What is new about compiled objects: those that differ from their last version."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson

from sharing.compile import Compiled, to_bytes
from sharing.compile.dates import timestamp
from sharing.ledger import Pairs, pairs
from sharing.models import ObjectBody
from sharing.objects import content_digest, modified, references
from sharing.rows import NewObject
from sharing.services.naming import Stored

LEAST = timedelta(milliseconds=1)  # STIX tells versions apart by the millisecond


@dataclass(frozen=True, slots=True)
class Fresh:
    """An object version that the store lacks; its bytes are still to be made."""

    compiled: Compiled
    record_uid: UUID
    content_digest: bytes
    edges: Pairs

    @property
    def stix_id(self) -> str:
        """The object's id."""
        return str(self.compiled.object["id"])

    def row(self) -> NewObject:
        """Return it with its bytes, to be appended."""
        obj, compiled = self.compiled.object, self.compiled
        return NewObject(
            record_uid=self.record_uid,
            stix_id=obj["id"],
            type=obj["type"],
            modified=modified(obj),
            marking=compiled.marking,
            is_act=compiled.is_act,
            acted=compiled.acted,
            is_revoked=obj.get("revoked", False),
            content_digest=self.content_digest,
            body=to_bytes(obj),
            edges=self.edges,
        )


def fresh(compiled: Compiled, record_uid: UUID, last: Stored | None) -> Fresh | None:
    """Return the object if its content differs from its last version, else None.

    Its ``modified`` is moved on where it would not rise.
    """
    obj = compiled.object
    digest = content_digest(obj)
    if last and last.content_digest == digest:
        return None
    if last and modified(obj) <= last.modified:
        later = timestamp(last.modified + LEAST)
        compiled = replace(compiled, object={**obj, "modified": later})
    return Fresh(compiled, record_uid, digest, pairs(references(obj)))


def revoked(last: Stored, at: datetime) -> NewObject:
    """Return the last version that an object will ever have: the same, revoked."""
    stored = ObjectBody.objects.get(pk=last.pk)
    obj: dict[str, Any] = {}
    for name, value in orjson.loads(stored.body).items():
        obj[name] = value
        if name == "modified":
            obj[name] = timestamp(max(at, last.modified + LEAST))
            obj["revoked"] = True
    return NewObject(
        record_uid=stored.record_uid,
        stix_id=stored.stix_id,
        type=stored.type,
        modified=modified(obj),
        marking=stored.marking,
        is_act=stored.is_act,
        acted=(stored.acted_earliest, stored.acted_latest),
        is_revoked=True,
        content_digest=content_digest(obj),
        body=to_bytes(obj),
        edges=pairs(references(obj)),
    )
