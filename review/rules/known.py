"""What rules may see: the versions looked at, and those of the records around them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from attribution.vocab.claims import Proposition, Stance
from incidents.reach import fold, rank
from incidents.vocab import RecordKind, RecordState
from positions.reading import read
from positions.standing import Standing

Snapshot = Mapping[str, Any]
Cited = tuple[int, Snapshot, Snapshot]
ACTORS = (RecordKind.THREAT_ACTOR, RecordKind.INTRUSION_SET)
OUT = (RecordState.RETRACTED, RecordState.REJECTED)


class Known:
    """Snapshots by key, with what is worked out from all of them together.

    Whoever makes it decides which versions these are, and whose eyes they are for;
    what is not among them is not known, and no rule guesses. ``dead`` are the keys of
    the sources whose address did not answer when it was last looked at.
    """

    def __init__(
        self, snapshots: Iterable[Snapshot], dead: Collection[str] = ()
    ) -> None:
        self.snapshots = {each["key"]: each for each in snapshots}
        self.dead = frozenset(dead)
        self._stands: dict[int, Standing] = {}

    def get(self, key: str | None) -> Snapshot | None:
        """Return a record by its key, if it is known."""
        return self.snapshots.get(key or "")

    def cited(self, own: Snapshot) -> Iterator[Cited]:
        """Yield place, citation and source of each citation whose source is known."""
        for row, citation in enumerate(own["citations"]):
            source = self.get(citation["source"])
            if source:
                yield row, citation, source

    def sources(self, own: Snapshot) -> dict[str, Snapshot]:
        """Return the sources that a record stands on: of a claim its statement's too.

        Those that we took back are none.
        """
        said_in = self.get(own.get("statement"))
        standing_on = (own, said_in) if said_in else (own,)
        return {
            source["key"]: source
            for each in standing_on
            for _, _, source in self.cited(each)
            if source["state"] not in OUT
        }

    def lineages(self, own: Snapshot) -> set[str]:
        """Return the lineages of a record's sources; one without a group is its own."""
        return {
            source["lineage_group"] or key for key, source in self.sources(own).items()
        }

    def chain(self, claim: Snapshot) -> Iterator[Snapshot]:
        """Yield what a claim is about, and if that is a claim what that is about, …"""
        seen: set[str] = set()
        at = self.get(claim["about"])
        while at and at["key"] not in seen:
            seen.add(at["key"])
            yield at
            at = self.get(at["about"]) if at["kind"] == RecordKind.CLAIM else None

    def is_taken_back(self, key: str, own: Snapshot) -> bool:
        """Whether a claim, or what it leans on, was withdrawn or revised since.

        As far as a reader of this record may know: not by stricter claims.
        """
        standing = self._standing(rank(own["marking"]))
        claim = standing.record.claims.get(key)
        return claim is not None and standing.is_taken_back(claim)

    def may_tell(self, own: Snapshot, other: Snapshot) -> bool:
        """Whether who may read one record may know of another that it does not name."""
        return rank(other["marking"]) <= rank(own["marking"])

    @cached_property
    def bearers(self) -> dict[str, set[str]]:
        """The actors by the names that they bear, folded as searches fold them."""
        found: dict[str, set[str]] = defaultdict(set)
        for each in self._of(*ACTORS):
            for name in names_of(each):
                found[fold(name)].add(each["key"])
        return found

    @cached_property
    def joined(self) -> set[frozenset[str]]:
        """The pairs of actors that somebody says something of: same, other, part."""
        return {
            frozenset((each["about"], each["attributed_to"]))
            for each in self._of(RecordKind.CLAIM)
            if each["proposition"] not in ("", Proposition.ATTRIBUTED_TO)
            and each["state"] not in OUT
        }

    @cached_property
    def withdrawals(self) -> dict[str, list[Snapshot]]:
        """The claims that take a claim back, by the claim that they take back."""
        found: dict[str, list[Snapshot]] = defaultdict(list)
        for each in self._of(RecordKind.CLAIM):
            if each["stance"] == Stance.WITHDRAWS:
                found[each["about"]].append(each)
        return found

    def _standing(self, upto: int) -> Standing:
        """Return what of the claims stands, by those not above a rank of marking."""
        if upto not in self._stands:
            seen = (
                each
                for each in self.snapshots.values()
                if rank(each["marking"]) <= upto
            )
            self._stands[upto] = Standing(read(seen), None)
        return self._stands[upto]

    def _of(self, *kinds: str) -> Iterator[Snapshot]:
        return (each for each in self.snapshots.values() if each["kind"] in kinds)


def names_of(actor: Snapshot) -> list[str]:
    """Return the names that a record bears, its own first."""
    return [actor["name"], *(each["name"] for each in actor["aliases"])]
