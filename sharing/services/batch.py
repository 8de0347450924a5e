"""What is new about some records: versions, objects, objects that come to an end."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

import orjson

from incidents.vocab import RecordKind, RecordState
from review.rules import Known, Severity, check
from sharing.compile import Compiled, Context, Problem, acted, compile_record
from sharing.compile.values import Snapshot
from sharing.ledger import pairs
from sharing.rows import NewObject, NewRecord
from sharing.services.changes import Fresh, fresh, revoked
from sharing.services.items import Item
from sharing.services.library import Shelf
from sharing.services.naming import Last, Stored

OUT = (RecordState.RETRACTED, RecordState.REJECTED)
NOT_OUT = "is neither published nor in this publication"
NOT_SAVED = "was never saved as a version; save it, and publish it with this"


@dataclass
class Batch:
    """What is to be appended, and what is wrong with it.

    ``last`` holds the objects that these records, and others, have in the store;
    ``touched`` are the records for which lists of what belongs together may change.
    """

    last: Last
    records: list[NewRecord] = field(default_factory=list)
    objects: list[Fresh] = field(default_factory=list)
    ended: list[NewObject] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)

    def add(self, item: Item, context: Context) -> None:
        """Compile a record and keep what is new about it."""
        compiled, problems = compile_record(item.key, context)
        objects = [each for made in compiled if (each := self._fresh(made, item))]
        self.problems += problems
        if problems:
            return
        # A case's reports are made apart, after all else.
        ended = (
            [] if item.kind == RecordKind.CASE else self.end(item, compiled, context)
        )
        self.objects += objects
        is_listed_anew = any(each.stix_id not in self.last for each in objects)
        if not item.published or ended or is_listed_anew:
            self.touched.add(item.key)

    def add_version(self, item: Item, context: Context, found: Shelf) -> None:
        """Keep the version of a record itself, unless the store has it."""
        snapshot = found.versions[item.key].snapshot
        if item.is_new and snapshot["marking"]:
            self.records.append(
                NewRecord(
                    uid=item.uid,
                    key=item.key,
                    kind=item.kind,
                    version=item.version,
                    marking=snapshot["marking"],
                    acted=acted(snapshot, context)[1],
                    body=as_told(snapshot, context),
                    links=pairs(found.links[item.key]),
                )
            )

    def hold_against_rules(self, keys: Sequence[str], found: Shelf) -> None:
        """Note the rules' errors at these records where nothing is noted yet."""
        noted = {(each.record, each.field) for each in self.problems}
        known = Known(each.snapshot for each in found.versions.values())
        own = [found.versions[key].snapshot for key in keys]
        self.problems += [
            Problem(each.record, each.field, each.text)
            for each in check(own, known, Severity.ERROR)
            if (each.record, each.field) not in noted
        ]

    def add_report(self, report: Compiled, case: Item) -> None:
        """Keep a case-file report, if there is anything new about it."""
        each = self._fresh(report, case)
        if each:
            self.objects.append(each)

    def end(
        self, item: Item, compiled: Sequence[Compiled], context: Context
    ) -> list[NewObject]:
        """Revoke the objects of a record that it no longer leaves as."""
        made = {each.object["id"] for each in compiled}
        at = context.versions[item.key].recorded_at
        ended = [
            revoked(each, at)
            for each in self._standing[item.uid]
            if each.stix_id not in made
        ]
        self.ended += ended
        return ended

    def _fresh(self, made: Compiled, item: Item) -> Fresh | None:
        return fresh(made, item.uid, self.last.get(made.object["id"]))

    @cached_property
    def _standing(self) -> dict[UUID, list[Stored]]:
        """The objects in the store that are not revoked, by record."""
        found: dict[UUID, list[Stored]] = defaultdict(list)
        for each in self.last.values():
            if not each.is_revoked:
                found[each.record_uid].append(each)
        return found


def as_told(snapshot: Snapshot, context: Context) -> bytes:
    """Return a record version as partners get it: no account of ours is named in it.

    Who took a record back is told by the name of whoever keeps the record.
    """
    keeper = context.snapshot(context.keeper)
    if snapshot["state_by"] and keeper:
        snapshot = {**snapshot, "state_by": keeper["name"]}
    return orjson.dumps(snapshot, option=orjson.OPT_SORT_KEYS)


def examined(item: Item, found: Shelf) -> Iterator[Problem]:
    """Yield what keeps a chosen version from leaving, its objects apart."""
    state = found.versions[item.key].snapshot["state"]
    if state in OUT:
        yield Problem(item.key, "state", f"is {state}: no further version leaves")
    for name, key in sorted(found.links[item.key]):
        state = found.versions[key].snapshot["state"]
        if key in found.unsaved:
            yield Problem(item.key, name, f"{key} {NOT_SAVED}")
        elif key in found.absent:
            yield Problem(item.key, name, f"{key} {NOT_OUT}")
        elif state in OUT:
            yield Problem(item.key, name, f"{key} is {state}; point at another")


def rests(item: Item, found: Shelf) -> bool:
    """Whether a published record is left as it is: it, or what it tells of, is out.

    What was said on a retracted claim stays as it was said, until somebody edits it.
    """
    told = (item.key, *(key for _, key in found.links[item.key]))
    return any(found.versions[key].snapshot["state"] in OUT for key in told)
