"""A record system as full as one gets, made up, for measuring the desk.

The same seed makes the same records. Names share common words, and a few have a rare
one; actors and parties have names in other scripts; one incident has 400 claims.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import connection

from desk.management.crowd import rows
from desk.management.crowd.happened import Happened
from desk.management.crowd.said import BUSY, BUSY_CLAIMS, Said
from desk.management.crowd.words import CODES, COUNTRIES, RARE
from incidents.vocab import RecordKind
from sharing.selectors import in_chunks

__all__ = ["BUSY", "BUSY_CLAIMS", "RARE", "Crowd", "fill"]

RECORDED = datetime(2026, 1, 5, 12, tzinfo=UTC)
CHUNK = 5000
MARKINGS = (
    *["CLEAR"] * 85,
    *["GREEN"] * 8,
    *["AMBER"] * 4,
    "AMBER_STRICT",
    *["RED"] * 2,
)
# How many of each kind there are in a thousand; whoever is referred to comes first.
SHARES: Mapping[str, int] = {
    RecordKind.IDENTITY: 90,
    RecordKind.THREAT_ACTOR: 40,
    RecordKind.INTRUSION_SET: 40,
    RecordKind.SOURCE: 150,
    RecordKind.CAMPAIGN: 10,
    RecordKind.INCIDENT: 120,
    RecordKind.EVENT: 110,
    RecordKind.MALWARE: 30,
    RecordKind.INDICATOR: 50,
    RecordKind.RELATIONSHIP: 70,
    RecordKind.STATEMENT: 110,
    RecordKind.CLAIM: 140,
    RecordKind.RESPONSE: 40,
}


class Crowd(Happened, Said):
    """About so many records as snapshots, each referring to earlier ones only."""

    def __init__(self, size: int) -> None:
        super().__init__({kind: max(1, size * n // 1000) for kind, n in SHARES.items()})

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield the snapshots, complete."""
        for name, code in zip(COUNTRIES, CODES, strict=True):
            place = {"name": name, "country": code, "marking": "CLEAR"}
            yield self._record(RecordKind.LOCATION, f"loc-{code.lower()}", place)
        for kind, count in self.counts.items():
            make = getattr(self, kind.replace("-", "_"))
            for number in range(count):
                yield self._record(kind, f"{kind}-{number:06}", make(number))
        for kind, key, own in self.busy():
            yield self._record(kind, key, own)

    def _record(self, kind: str, key: str, own: Mapping[str, Any]) -> dict[str, Any]:
        common = {
            "uid": str(UUID(int=self.random.getrandbits(128), version=4)),
            "kind": str(kind),
            "key": key,
            "marking": self.random.choice(MARKINGS),
            "description": self.text(2),
        }
        return rows.whole({**common, **own})


def fill(size: int, *, analyst: User, reviewer: User) -> int:
    """Write a crowd, most of it approved; return how many records it has."""
    snapshots = list(Crowd(size).records())
    ids = rows.draw_ids(len(snapshots))
    by_key = {each["key"]: pk for each, pk in zip(snapshots, ids, strict=True)}
    at = RECORDED.isoformat()
    for chunk in in_chunks(snapshots, CHUNK):
        rows.write(chunk, by_key, by=analyst, at=at)
    rows.approve_all(at, by=reviewer, every=20)
    rows.ask_for_some(at, by=analyst, most=200)
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    return len(snapshots)
