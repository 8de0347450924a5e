"""Case files against the database: what is new, changed, the same, or in conflict."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from uuid import UUID

from attribution.case_files.entries import Entry
from attribution.case_files.folder import CaseFolder
from attribution.case_files.stored import Stored, Version
from incidents.snapshot import Snapshot


class Outcome(Enum):
    """What loading an entry comes to."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    KEPT = "kept"  # the desk has edited it since, the file stayed: the desk's stands


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcome for each entry, with the snapshot that it asks for."""

    outcomes: dict[str, Outcome] = field(default_factory=dict)
    snapshots: dict[str, Snapshot] = field(default_factory=dict)

    def keys(self, outcome: Outcome) -> list[str]:
        """Return the keys of the records with that outcome, as in the folder."""
        return [key for key, each in self.outcomes.items() if each is outcome]


def reasons(case: str) -> tuple[str, str]:
    """Return the reasons that versions made by a case's files carry: first, later."""
    return f"case files of {case}", f"case files of {case} changed"


def compare(folder: CaseFolder, stored: Mapping[str, Stored]) -> Comparison:
    """Return what loading would do; conflicts go to the folder's problems."""
    comparison = Comparison()
    for key, entry in folder.entries.items():
        asked = entry.snapshot()
        comparison.snapshots[key] = asked
        there = stored.get(key)
        if there is None:
            comparison.outcomes[key] = Outcome.NEW
            continue
        names = folder.names.get(key)
        _check_identity(entry, there, names.uid if names else None)
        outcome = _outcome(asked, there)
        comparison.outcomes[key] = outcome
        if outcome is Outcome.CHANGED:
            _check_change(entry, asked, there, folder.case)
    return comparison


def _outcome(asked: Snapshot, there: Stored) -> Outcome:
    if asked == there.last.content:
        return Outcome.UNCHANGED
    if there.from_files and asked == there.from_files.content:
        return Outcome.KEPT
    return Outcome.CHANGED


def _check_identity(entry: Entry, there: Stored, uid: UUID | None) -> None:
    row = entry.row
    if there.kind != entry.model.KIND:
        said = f"is the key of a record of kind {there.kind} in the database"
        row.wrong(row.line, "key", said)
    if uid and uid != there.uid:
        row.wrong(
            row.line, "uid", f"names.yaml has {uid}, the database has {there.uid}"
        )


def _check_change(entry: Entry, asked: Snapshot, there: Stored, case: str) -> None:
    row = entry.row
    base = there.from_files or there.last
    changed = _differences(asked, base)
    line = row.lines.get(changed[0], row.line)
    what = ", ".join(changed)
    if not there.reasons & set(reasons(case)):
        said = "is recorded already with another content, not by this case's files"
        row.wrong(line, what, said)
    elif base.number != there.last.number and base.content != there.last.content:
        edited = ", ".join(_differences(there.last.content, base))
        row.wrong(
            line,
            what,
            f"changed in the file, and {edited} by hand since (version "
            f"{there.last.number}); bring the file up to the record, or the reverse",
        )
    elif entry.recorded_at and entry.recorded_at <= there.last.at:
        row.wrong(
            row.lines.get("recorded_at", line),
            "recorded_at",
            f"the entry has changed ({what}) since it was recorded at "
            f"{there.last.at:%Y-%m-%dT%H:%M:%SZ}; give it a later recorded_at",
        )


def _differences(asked: Snapshot, base: Version) -> list[str]:
    names = {**asked, **base.content}
    return [name for name in names if asked.get(name) != base.content.get(name)]
