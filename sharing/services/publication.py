"""One publication in the making, batch by batch; all problems before any is raised."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from incidents.vocab import Marking, RecordKind, RecordState
from sharing.compile import Compiled, Context, Name, Problem, Version, furniture
from sharing.compile.constants import EXTENSION
from sharing.objects import references
from sharing.selectors import View
from sharing.services.batch import Batch, examined, rests
from sharing.services.changes import Fresh, fresh
from sharing.services.checking import Checker
from sharing.services.items import Item, standing_in
from sharing.services.library import NEVER, Shelf, put, relinked
from sharing.services.naming import Last, Names, mint, names, stored
from sharing.services.withdrawing import Withdrawals
from sharing.store import Appending

NOBODYS = UUID(int=0)  # the record of what no record makes
# Signs where no case says who keeps the record, so that all else can be looked at.
NO_KEEPER = ""
STAND_IN = Version(
    {
        "key": NO_KEEPER,
        "kind": RecordKind.IDENTITY.value,
        "name": "Nobody",
        "marking": Marking.CLEAR.value,
        "state": RecordState.IN_USE.value,
    },
    NEVER,
)
ITS_NAME = Name(f"identity--{UUID(int=0, version=4)}", NEVER)


@dataclass(slots=True)
class Publication:
    """What is to be published and what stands in its way.

    It appends only as long as there is no problem, and looks on to the end, so that
    all problems are told at once. ``touched`` are the records for which lists of what
    belongs together may change, ``changed`` those with a new version.
    """

    release: Appending
    items: Mapping[str, Item]
    keeper: str
    problems: list[Problem]
    checker: Checker
    withdrawals: Withdrawals
    done: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    laid: set[str] = field(default_factory=set)

    @property
    def view(self) -> View:
        """The store with all that this release has appended so far."""
        return View(self.release.pk, Marking.RED)

    def add(self, items: Iterable[Item]) -> None:
        """Compile some records, chosen ones or dependents, and append what is new.

        Chosen ones that these refer to are taken along, since they are read anyway.
        """
        wanted = [item for item in items if item.key not in self.done]
        found = self.shelf([item.key for item in wanted])
        chosen = [self.items[key] for key in found.versions.keys() & self.items.keys()]
        last = stored(
            record_uid__in={each.uid for each in (*chosen, *wanted) if each.published}
        )
        named = {*chosen, *wanted, *standing_in(found.absent)}
        context = self.context(found, named, last)
        new = Batch(last)
        todo = {each for each in (*chosen, *wanted) if each.key not in self.done}
        again = [item for item in todo if item.is_new and item.published]
        new.touched |= relinked(again, found) if again else set()
        for item in sorted(todo, key=lambda each: each.order):
            self.done.add(item.key)
            if item.key in self.items:
                new.problems += examined(item, found)
                new.add_version(item, context, found)
            elif rests(item, found):
                continue
            new.add(item, context)
        new.hold_against_rules([each.key for each in todo if each in chosen], found)
        self.append(new, context)

    def shelf(self, keys: Collection[str]) -> Shelf:
        """Return these records and the keeper with all they refer to.

        And of the claims among them those that take them back.
        """
        found = Shelf()
        if self.keeper == NO_KEEPER:
            found.versions[NO_KEEPER] = STAND_IN
        self._put(found, [*keys, self.keeper])
        asked: set[str] = set()
        while claims := found.of_kind(RecordKind.CLAIM) - asked:
            asked |= claims
            self._put(found, self.withdrawals.of(claims, view=self.view))
        return found

    def _put(self, found: Shelf, keys: Iterable[str]) -> None:
        put(found, keys, items=self.items, view=self.view)

    def context(self, found: Shelf, named: Iterable[Item], last: Last) -> Context:
        """Return what compilers see of a shelf, with names for all that needs one."""
        known = {(NO_KEEPER, "main"): ITS_NAME} | self.names(found.versions)
        context = Context(found.versions, known, self.keeper)
        minted = self.mint(sorted(named, key=lambda item: item.order), context, last)
        return Context(found.versions, known | minted, self.keeper)

    def names(self, keys: Iterable[str]) -> Names:
        """Return the names that these have."""
        return names(keys)

    def mint(self, items: Iterable[Item], context: Context, last: Last) -> Names:
        """Return the names that these lack; they are kept from now on."""
        return mint(items, context, last)

    def append(self, new: Batch, context: Context) -> None:
        """Append what is new, unless there is a problem."""
        furniture = list(self.furniture(new.objects, context))
        self.checker.add(each.compiled for each in (*furniture, *new.objects))
        self.problems += new.problems
        if self.problems:
            return
        self.release.append_records(new.records)
        # What ends goes first: nobody is left with the old and the new at once.
        rows = [*new.ended, *(each.row() for each in (*furniture, *new.objects))]
        earlier = {each.stix_id for each in rows} & new.last.keys()
        self.release.append_objects(rows, superseding=earlier)
        self.touched |= new.touched
        self.changed |= {record.key for record in new.records}

    def furniture(self, objects: Iterable[Fresh], context: Context) -> Iterator[Fresh]:
        """Yield what these need and no record makes: markings, definitions."""
        all_of_it = {each.object["id"]: each for each in furniture(context)}
        needed = {target for each in objects for _, target in each.edges}
        needed = _with_their_own(needed & all_of_it.keys() - self.laid, all_of_it)
        last = stored(stix_id__in=needed) if needed else {}
        for stix_id, each in all_of_it.items():
            # Others' objects never change; a new version of ours may come with us.
            if stix_id in needed and (stix_id not in last or stix_id == EXTENSION):
                new = fresh(each, NOBODYS, last.get(stix_id))
                if new:
                    yield new
        self.laid |= needed


def _with_their_own(ids: set[str], furniture: Mapping[str, Compiled]) -> set[str]:
    """Return the ids with what their objects refer to in turn."""
    found: set[str] = set()
    while new := ids - found:
        found |= new
        targets = {
            target for each in new for _, target in references(furniture[each].object)
        }
        ids = targets & furniture.keys()
    return found
