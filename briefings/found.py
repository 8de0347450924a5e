"""What a view of the store holds of the incidents asked about, cut to its level."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from briefings.cut import Snapshot
from positions import reading
from positions.standing import Standing
from positions.values import Claim, Record, When

# What the computed views are made of; the rest says nothing there.
VIEWED = frozenset(
    {
        *("source", "identity", "incident", "event", "threat-actor"),
        *("intrusion-set", "statement", "claim", "diplomatic-response"),
    }
)
LONG = 30  # names longer than this are given by their abbreviation, where room is short
NOWHEN = When("", None, None)


@dataclass(frozen=True, slots=True)
class Rested:
    """A record that typed text draws on and the briefing does not tell, or not so.

    Without name and marking nothing of that key is published. ``why`` says what is
    amiss with one that the marking allows.
    """

    key: str
    name: str = ""
    marking: str = ""
    why: str = ""


@dataclass(frozen=True)
class Found:
    """The records of a briefing, and what follows from them on the day asked about.

    ``snapshots`` refer only to each other and to ``neighbours``, which are in the view
    too and are named, not told. ``taken_out`` are records of ours that we took back.
    """

    release: int
    released_at: datetime
    as_of: date | None
    marking: str
    root: Snapshot | None
    incidents: tuple[str, ...]
    snapshots: Mapping[str, Snapshot]
    neighbours: Mapping[str, Snapshot] = field(default_factory=dict)
    taken_out: Mapping[str, Snapshot] = field(default_factory=dict)

    def of(self, kind: str) -> Iterator[Snapshot]:
        """Yield the records of a kind, by key."""
        return (each for each in self.snapshots.values() if each["kind"] == kind)

    def at(self, kind: str, incident: str) -> list[Snapshot]:
        """Return the records of a kind that are of an incident, by key."""
        return self._by_incident.get((kind, incident), [])

    @cached_property
    def _by_incident(self) -> Mapping[tuple[str, str], list[Snapshot]]:
        found: dict[tuple[str, str], list[Snapshot]] = {}
        for each in self.snapshots.values():
            if each.get("incident"):
                found.setdefault((each["kind"], each["incident"]), []).append(each)
        return found

    def name(self, key: str | None) -> str:
        """Return what a record is called."""
        each = self.snapshots.get(key or "") or self.neighbours.get(key or "")
        return each["name"] if each else ""

    def short(self, key: str | None) -> str:
        """Return a record's name, a long one by its abbreviation if it has one."""
        name = self.name(key)
        if len(name) <= LONG:
            return name
        each = self.snapshots.get(key or "") or self.neighbours.get(key or "") or {}
        own = (a["name"] for a in each["aliases"] if a["alias_kind"] == "abbreviation")
        is_persona = each.get("body_kind") == "persona"
        return name if is_persona else min(own, default=name)

    def side(self, key: str) -> str:
        """Return the key of the state whose organ or official it is, else its own."""
        return (self.snapshots.get(key) or {}).get("state_of") or key

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What every record is called that is told or named."""
        known = {**self.neighbours, **self.snapshots}
        return {key: each["name"] for key, each in known.items()}

    @cached_property
    def record(self) -> Record:
        """The plain values for the computed views."""
        seen = (each for each in self.snapshots.values() if each["kind"] in VIEWED)
        return reading.read(seen)

    @cached_property
    def standing(self) -> Standing:
        """What stands on the day."""
        return Standing(self.record, self.as_of)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim that was certainly made by the day, in order of time."""
        made = filter(self.standing.is_said, self.record.claims.values())
        return tuple(sorted(made, key=lambda each: each.order))

    @cached_property
    def when(self) -> Mapping[str, When]:
        """When each happening was, by key."""
        return {each.key: each.when for each in self.record.happenings}

    @cached_property
    def in_time(self) -> tuple[str, ...]:
        """The incidents in order of time."""
        return self.by_time(self.incidents)

    def by_time(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Return these happenings in order of time."""
        return tuple(
            sorted(keys, key=lambda key: (self.when.get(key, NOWHEN).order, key))
        )

    @cached_property
    def about(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims on each incident and on those claims, made by the day."""
        return {
            key: tuple(filter(self.standing.is_said, self.standing.concerning(key)))
            for key in self.in_time
        }

    def incident_of(self, claim: Claim) -> str:
        """Return the incident that a claim is about in the end; '' if about none."""
        subject = self.standing.subject(claim) or ""
        return subject if subject in self.snapshots and subject in self._chosen else ""

    @cached_property
    def _chosen(self) -> frozenset[str]:
        return frozenset(self.incidents)

    def cited(self, snapshot: Snapshot) -> list[Snapshot]:
        """Return the citations of a record; of a claim its statement's as well."""
        rows = list(snapshot["citations"])
        if snapshot["kind"] == "claim":
            statement = self.snapshots.get(snapshot["statement"], {})
            seen = {row["source"] for row in rows}
            rows += [
                row
                for row in statement.get("citations", ())
                if row["source"] not in seen and not row["field"]
            ]
        return rows
