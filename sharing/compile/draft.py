"""One STIX object in the making: what it reads, what it refers to, what is wrong."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from incidents.vocab import MARKING_RANK, Marking, RecordState
from sharing.compile.anchors import anchor
from sharing.compile.constants import EXTENSION, MARKING_REFS
from sharing.compile.context import Context
from sharing.compile.dates import timestamp
from sharing.compile.values import Name, Problem, Snapshot

TAKEN_BACK_BY_US = (RecordState.RETRACTED, RecordState.REJECTED)


class Unreadable(Exception):
    """The object needs something that is not here; the problem has been noted."""


@dataclass(slots=True)
class Content:
    """What is particular to an object; the draft adds what all objects have.

    ``ours`` are the members of our extension, ``standard`` other extensions whole.
    """

    properties: dict[str, Any]
    labels: Iterable[str] = ()
    references: list[dict[str, Any]] = field(default_factory=list)
    ours: dict[str, Any] = field(default_factory=dict)
    standard: dict[str, Any] = field(default_factory=dict)
    confidence: int | None = None


class Draft:
    """The look-ups of one object, so that its marking and ``modified`` come out right.

    Whatever is read goes into ``modified``; whatever is read or referred to may not
    be marked more strictly than the record itself.
    """

    def __init__(self, context: Context, key: str, part: str) -> None:
        self.context = context
        self.key = key
        self.part = part
        self.own = context.versions[key].snapshot
        self.problems: list[Problem] = []
        self._read = {key: None}

    def problem(self, field: str, message: str) -> None:
        """Note what is wrong with a field of this record."""
        self.problems.append(Problem(self.key, field, message))

    def read(self, field: str, key: str) -> Snapshot:
        """Return another record, to put words or values of it into this object.

        Raises:
            Unreadable: it is not here.
        """
        snapshot = self._reachable(field, key)
        self._read[key] = None
        return snapshot

    def name_of(self, field: str, key: str) -> str:
        """Return the name of another record, to put it into this object."""
        return str(self.read(field, key)["name"])

    def names_of(self, field: str) -> list[str]:
        """Return the names of the records that a field of this record lists."""
        return [self.name_of(field, key) for key in self.own[field]]

    def ref(self, field: str, key: str, part: str = "") -> str:
        """Return the id of another record's object: the one that stands for it.

        Raises:
            Unreadable: there is none.
        """
        snapshot = self._reachable(field, key)
        part = part or anchor(snapshot) or ""
        name = self.context.names.get((key, part))
        if name is None:
            self.problem(field, f"{key} has no STIX id; publish it with this record")
            raise Unreadable(key)
        if self._is_gone(snapshot):
            self.problem(field, f"{key} is {snapshot['state']}; point at another")
        return name.stix_id

    def refs(self, field: str, keys: Iterable[str]) -> list[str]:
        """Return the ids of those records that leave as an object, each once."""
        found: dict[str, None] = {}
        for key in keys:
            if anchor(self._reachable(field, key)):
                found[self.ref(field, key)] = None
        return list(found)

    def own_name(self, part: str = "") -> Name:
        """Return the id and ``created`` of this object or a sister object.

        Raises:
            Unreadable: it was not minted.
        """
        part = part or self.part
        name = self.context.names.get((self.key, part))
        if name is None:
            self.problem(part, "no STIX id was minted for this part")
            raise Unreadable(part)
        return name

    @property
    def created(self) -> datetime:
        """When this object was first recorded."""
        return self.own_name().created

    @property
    def embeds(self) -> tuple[str, ...]:
        """The records that were read, this one among them, in alphabetical order."""
        return tuple(sorted(self._read))

    def finish(self, stix_type: str, content: Content) -> dict[str, Any]:
        """Return the whole object, its properties always in the same order."""
        name = self.own_name()
        keeper = self.context.keeper
        whole = {
            "type": stix_type,
            "spec_version": "2.1",
            "id": name.stix_id,
            # The keeper's own identity names no maker: it would be a circle.
            "created_by_ref": (
                None if self.key == keeper else self.ref("created_by_ref", keeper)
            ),
            "created": timestamp(name.created),
            "modified": timestamp(max(name.created, *self._recorded())),
            "revoked": True if self._is_ours_and_gone() else None,
            **content.properties,
            "labels": list(dict.fromkeys(content.labels)),
            "confidence": content.confidence,
            "lang": self.own["lang"],
            "external_references": content.references,
            "object_marking_refs": self._marking(),
            "extensions": {**content.standard, **_ours(self.own, content.ours)},
        }
        return without_empties(whole)

    def _recorded(self) -> list[datetime]:
        return [self.context.versions[key].recorded_at for key in self._read]

    def _marking(self) -> list[str]:
        marking = self.own["marking"]
        return [MARKING_REFS[marking]] if marking else []

    def _is_ours_and_gone(self) -> bool:
        return self.own["state"] in TAKEN_BACK_BY_US

    def _is_gone(self, snapshot: Snapshot) -> bool:
        return snapshot["state"] in TAKEN_BACK_BY_US and not self._is_ours_and_gone()

    def _reachable(self, field: str, key: str) -> Snapshot:
        snapshot = self.context.snapshot(key)
        if snapshot is None:
            self.problem(field, f"{key} is not among the records to publish")
            raise Unreadable(key)
        self._compare_marking(field, snapshot)
        return snapshot

    def _compare_marking(self, field: str, other: Snapshot) -> None:
        theirs, ours = other["marking"], self.own["marking"]
        if not theirs:
            self.problem(field, f"{other['key']} is not marked")
        elif ours and MARKING_RANK[theirs] > MARKING_RANK[ours]:
            self.problem(
                field,
                f"{other['key']} is {Marking(theirs).label}, more strictly marked "
                f"than this record's {Marking(ours).label}",
            )


def _ours(own: Snapshot, members: dict[str, Any]) -> dict[str, Any]:
    return {
        EXTENSION: {
            "extension_type": "property-extension",
            "record_key": own["key"],
            "record_kind": own["kind"],
            **members,
        }
    }


def without_empties(value: dict[str, Any]) -> dict[str, Any]:
    """Return the value without nulls, empty texts, lists and members, at any depth."""
    out = {name: _full(each) for name, each in value.items()}
    return {name: each for name, each in out.items() if each not in (None, "", [], {})}


def _full(value: Any) -> Any:
    if isinstance(value, dict):
        return without_empties(value)
    if isinstance(value, list):
        return [full for each in value if (full := _full(each)) not in (None, "", {})]
    return value
