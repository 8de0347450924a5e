"""The records of a view, by key, as the tables look them up."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from incidents.vocab import RecordKind
from positions import reading
from positions.standing import Standing
from positions.values import Claim
from sharing.selectors import View, records, snapshots
from sharing.wire import timestamp

Snapshot = Mapping[str, Any]
KINDS = (
    RecordKind.SOURCE,
    RecordKind.IDENTITY,
    RecordKind.LOCATION,
    RecordKind.INCIDENT,
    RecordKind.CAMPAIGN,
    RecordKind.THREAT_ACTOR,
    RecordKind.INTRUSION_SET,
    RecordKind.STATEMENT,
    RecordKind.CLAIM,
    RecordKind.RESPONSE,
)
EUREPOC = "eurepoc:"


@dataclass(frozen=True, slots=True)
class World:
    """All that the tables are made of; of incidents perhaps only one is wanted."""

    known: Mapping[str, Snapshot]
    releases: Mapping[str, str]  # when each was published last, by key
    standing: Standing
    only: str | None = None

    def of(self, kind: str) -> Iterator[Snapshot]:
        """Yield the records of a kind that still stand, by key."""
        for each in self.known.values():
            if each["kind"] == kind and each["state"] not in reading.OUT:
                yield each

    def incidents(self) -> Iterator[Snapshot]:
        """Yield the incidents that are wanted."""
        for each in self.of(RecordKind.INCIDENT):
            if self.only in (None, each["key"]):
                yield each

    def is_wanted(self, incident: str | None) -> bool:
        """Whether an incident is one that the tables are asked for."""
        if incident is None or self.known.get(incident, {}).get("kind") != "incident":
            return False
        return self.only in (None, incident)

    def claims(self) -> Iterator[tuple[Snapshot, Claim, str]]:
        """Yield the claims on incidents in order of time: snapshot, value, incident."""
        values = self.standing.record.claims.values()
        for claim in sorted(values, key=lambda each: each.order):
            incident = None if claim.retracted else self.standing.subject(claim)
            if incident and self.is_wanted(incident):
                yield self.known[claim.key], claim, incident

    def name(self, key: str | None) -> str:
        """Return what a record is called; '' for none."""
        return str(self.known.get(key or "", {}).get("name", ""))

    def country(self, key: str | None) -> str:
        """Return the country of a party or an actor as two letters; '' if not known.

        That of an organ is its state's, wherever it sits.
        """
        seen: set[str] = set()
        while key and key not in seen:
            seen.add(key)
            record = self.known.get(key, {})
            if record.get("kind") == RecordKind.LOCATION:
                return str(record["country"])
            key = (
                record.get("state_of")
                or record.get("located_at")
                or record.get("identity")
            )
        return ""

    def id_of(self, key: str) -> str:
        """Return EuRepoC's own id of an incident, our key where it has none."""
        for each in self.known[key]["external_ids"]:
            if each.startswith(EUREPOC):
                return str(each.removeprefix(EUREPOC))
        return key

    def cited(self, snapshot: Snapshot) -> list[Snapshot]:
        """Return the sources that a record cites; a claim, with its statement."""
        rows: Iterable[Snapshot] = snapshot["citations"]
        if snapshot["kind"] == RecordKind.CLAIM:
            statement = self.known.get(snapshot["statement"], {})
            rows = [*rows, *statement.get("citations", ())]
        keys = dict.fromkeys(each["source"] for each in rows)
        return [self.known[key] for key in keys if key in self.known]


def world(of: View, only: str | None = None) -> World:
    """Return the records of a view, for the tables."""
    rows = records(of).filter(kind__in=KINDS).exclude(body=b"")
    known = {each["key"]: each for each in snapshots(rows)}
    times = dict(rows.order_by().values_list("key", "release__at"))
    stamps = {key: timestamp(at) for key, at in times.items()}
    return World(known, stamps, Standing(reading.read(known.values()), None), only)
