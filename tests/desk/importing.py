"""Files of others on their way in, and what came of them."""

from typing import Any

import orjson

from desk.models import Batch
from desk.services import importing
from tests.build import NOON, make_user


def imported(
    content: str | bytes, name: str = "x.csv", kind: str = "identity"
) -> Batch:
    raw = content.encode() if isinstance(content, str) else content
    batch = importing.start_import(
        raw, by=make_user("analyst"), at=NOON, name=name, kind=kind, marking="CLEAR"
    )
    importing.read_import(batch)
    return batch


def applied(batch: Batch) -> Batch:
    importing.order_import(batch, reason="From a partner's list.")
    importing.apply_import(batch, at=NOON)
    return batch


def outcomes(batch: Batch) -> list[str]:
    return [str(row.outcome) for row in batch.rows.order_by("number")]


def messages(batch: Batch) -> str:
    return " ".join(each for row in batch.rows.all() for each in row.messages)


def identities(*names: str) -> str:
    rows = "".join(f"{name},organization,company\n" for name in names)
    return f"name,identity_class,body_kind\n{rows}"


def bundle(*objects: dict[str, Any]) -> bytes:
    return orjson.dumps({"type": "bundle", "id": "bundle--1", "objects": objects})


def stix(kind: str, number: int, **fields: Any) -> dict[str, Any]:
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": f"{kind}--00000000-0000-4000-8000-{number:012}",
        "modified": "2026-01-01T00:00:00.000Z",
        **fields,
    }
