"""Loading a case folder whole, or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from attribution.case_files import CaseProblems, Problem
from attribution.case_files.compare import Comparison, Outcome, compare, reasons
from attribution.case_files.constraints import constraints, message
from attribution.case_files.folder import CaseFolder, read_folder
from attribution.case_files.minted import new_names
from attribution.case_files.rules import check_folder
from attribution.case_files.stored import kinds_of, loaded_for, stored_records
from incidents.services import (
    Draft,
    NotKept,
    add_records,
    keep_names,
    revise_record,
)
from incidents.vocab import Door


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a case came to."""

    case: str
    outcomes: Mapping[str, Outcome]  # by record key
    kinds: Mapping[str, str]  # by record key
    gone: list[str]  # loaded by this case before, in its folder no more; they stay


@transaction.atomic
def load_case(path: Path, *, by: User) -> Loaded:
    """Make the database hold what a case folder says; a second load changes nothing.

    A record that the desk has edited since stays as edited, if its entry did not
    change. Every version is recorded at the time that the folder gives.

    Raises:
        CaseProblems: anything is wrong with the folder; nothing is written.
    """
    folder = read_folder(path)
    keys = folder.entries.keys()
    referred = {
        each.key for entry in folder.entries.values() for each in entry.references
    }
    check_folder(folder, kinds_of(referred - keys))
    _stop_if(folder.problems)
    comparison = compare(folder, stored_records(keys))
    gone = loaded_for(reasons(folder.case)) - keys
    _stop_if(folder.problems)
    try:
        _write(folder, comparison, by)
        connection.check_constraints()
    except NotKept as error:
        raise CaseProblems([_refused(folder, error)]) from error
    except IntegrityError as error:
        raise CaseProblems([Problem(path.name, 0, "", "", str(error))]) from error
    return Loaded(
        folder.case,
        comparison.outcomes,
        {key: str(entry.model.KIND) for key, entry in folder.entries.items()},
        sorted(gone),
    )


def _stop_if(problems: list[Problem]) -> None:
    """Raise CaseProblems if there are any."""
    if problems:
        raise CaseProblems(problems)


def _write(folder: CaseFolder, comparison: Comparison, by: User) -> None:
    first, later = reasons(folder.case)
    new = [
        _draft(folder, comparison, key, first) for key in comparison.keys(Outcome.NEW)
    ]
    add_records(new, by=by, door=Door.CASE_FILES)
    for key in comparison.keys(Outcome.CHANGED):
        draft = _draft(folder, comparison, key, later)
        try:
            revise_record(draft, by=by, door=Door.CASE_FILES)
        except ValidationError as error:
            row = folder.entries[key].row
            row.wrong(row.line, "", " ".join(error.messages))
    names = new_names(folder)
    _stop_if(folder.problems)
    keep_names(names)


def _draft(folder: CaseFolder, comparison: Comparison, key: str, reason: str) -> Draft:
    values = comparison.snapshots[key]
    names = folder.names.get(key)
    if names and names.uid:
        values = {**values, "uid": str(names.uid)}
    at = folder.entries[key].recorded_at
    assert at is not None  # case.yaml has one, or there were problems
    return Draft(values, at, reason)


def _refused(folder: CaseFolder, error: NotKept) -> Problem:
    """Return the database's refusal at the line of the entry that it refused."""
    entry = folder.entries[error.key]
    rules = {each.name: message(each) for each in constraints(entry.model)}
    said = rules.get(
        error.constraint, f"must hold: {error.constraint.replace('_', ' ')}"
    )
    row = entry.row
    return Problem(row.problems.file, row.line, error.key, "", f"{said} ({error})")
