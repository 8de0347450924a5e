"""The record versions and STIX names that an object is compiled from."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property

from attribution.vocab.claims import Stance
from sharing.compile.values import Name, Snapshot, Version


class Context:
    """What a compiler may see: versions by key, names by key and part, the keeper.

    It is never changed. Two contexts with equal content give equal bytes.
    """

    def __init__(
        self,
        versions: Mapping[str, Version],
        names: Mapping[tuple[str, str], Name],
        keeper: str,
    ) -> None:
        self.versions = versions
        self.names = names
        self.keeper = keeper

    def snapshot(self, key: str) -> Snapshot | None:
        """Return the record's snapshot, or None if the record is not here."""
        version = self.versions.get(key)
        return None if version is None else version.snapshot

    @cached_property
    def withdrawals(self) -> Mapping[str, list[Snapshot]]:
        """The claims that take a claim back, by the claim that they take back."""
        found: dict[str, list[Snapshot]] = defaultdict(list)
        for version in self.versions.values():
            if version.snapshot.get("stance") == Stance.WITHDRAWS:
                found[version.snapshot["about"]].append(version.snapshot)
        return dict(found)

    @cached_property
    def recorded_by_id(self) -> dict[str, datetime]:
        """When the record behind each STIX id was recorded, for case-file reports."""
        return {
            name.stix_id: self.versions[key].recorded_at
            for (key, _), name in self.names.items()
            if key in self.versions
        }
