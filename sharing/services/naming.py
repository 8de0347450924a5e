"""Under which ids the objects of a record leave now.

An id is for life and a revoked one is dead. Where the object of a part was revoked,
or a record is now marked more strictly than its object was, the part takes a new id:
its name is kept as ``main~2``, then ``main~3``, beside the ``main`` that was.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID, uuid4

from incidents.models import StixName
from incidents.services import mint_many
from incidents.vocab import MARKING_RANK
from sharing.compile import Context, Name, parts
from sharing.models import ObjectBody
from sharing.selectors import in_chunks
from sharing.services.items import Item

AGAIN = "~"
Names = dict[tuple[str, str], Name]


@dataclass(frozen=True, slots=True)
class Stored:
    """The last version of an object in the store, without its bytes."""

    pk: int
    record_uid: UUID
    stix_id: str
    modified: datetime
    marking: str
    is_revoked: bool
    content_digest: bytes


Last = Mapping[str, Stored]


def stored(**condition: object) -> dict[str, Stored]:
    """Return the last versions of the objects that a condition on the store finds."""
    rows = (
        ObjectBody.objects.filter(**condition)
        .order_by("stix_id", "-modified")
        .distinct("stix_id")
        .values(*(each.name for each in fields(Stored)))
    )
    return {
        row["stix_id"]: Stored(
            **{**row, "content_digest": bytes(row["content_digest"])}
        )
        for row in rows
    }


def names(keys: Iterable[str]) -> Names:
    """Return the current names of these records by key and part."""
    found: Names = {}
    for chunk in in_chunks(keys):
        rows = StixName.objects.filter(record__key__in=chunk).values_list(
            "record__key", "part", "type", "uuid", "created"
        )
        ordered = sorted(rows, key=lambda row: _split(row[1])[1])
        for key, part, stix_type, uuid, created in ordered:
            base = _split(part)[0]
            found[key, base] = Name(f"{stix_type}--{uuid}", created)
    return found


def mint(items: Iterable[Item], context: Context, last: Last) -> Names:
    """Mint the names that these records lack, and return them."""
    keys = {item.pk: item.key for item in items}
    minted = mint_many(
        (pk, part, stix_type, context.versions[key].recorded_at)
        for pk, key in keys.items()
        for part, stix_type in _missing(key, context, last)
    )
    return {
        (keys[row.record_id], _split(row.part)[0]): Name(str(row), row.created)
        for row in minted
    }


def imagine(items: Iterable[Item], context: Context, last: Last) -> Names:
    """Return names such as ``mint`` would, that are kept nowhere."""
    return {
        (item.key, _split(part)[0]): Name(
            f"{stix_type}--{uuid4()}", context.versions[item.key].recorded_at
        )
        for item in items
        for part, stix_type in _missing(item.key, context, last)
    }


def _missing(key: str, context: Context, last: Last) -> Iterator[tuple[str, str]]:
    snapshot = context.versions[key].snapshot
    for part, stix_type in parts(snapshot, context).items():
        name = context.names.get((key, part))
        before = last.get(name.stix_id) if name else None
        if name is None:
            yield part, stix_type
        elif before and _is_spent(before, snapshot["marking"]):
            yield _next_part(key, part), stix_type


def _is_spent(before: Stored, marking: str) -> bool:
    """Whether an id can no longer be used: dead, or too mild for what it names now."""
    is_raised = MARKING_RANK.get(marking, 0) > MARKING_RANK[before.marking]
    return before.is_revoked or is_raised


def _next_part(key: str, part: str) -> str:
    used = StixName.objects.filter(record__key=key).values_list("part", flat=True)
    counts = [count for base, count in map(_split, used) if base == part]
    return f"{part}{AGAIN}{max(counts) + 1}"


def _split(part: str) -> tuple[str, int]:
    base, _, count = part.partition(AGAIN)
    return base, int(count or 1)
