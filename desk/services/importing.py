"""Imports: a file becomes rows to look at, the rows become drafts, or nothing does."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, transaction

from desk.importing import Unreadable, read_any
from desk.importing.comparing import Surroundings, at_home, compare_all, overlaid
from desk.models import Batch, BatchRow, BatchState, Outcome
from desk.selectors.imports import known_records, stored_snapshots, taken_keys
from incidents.services import (
    Draft,
    EditedMeanwhile,
    NotKept,
    add_records,
    revise_record,
)
from incidents.snapshot import Snapshot, references, repointed
from incidents.vocab import Door

LARGEST = 100 * 1024 * 1024
AT_ONCE = 1000


class NotReady(Exception):
    """The import is not in a state in which this can be done."""


def start_import(
    content: bytes, *, by: User, at: datetime, name: str, kind: str, marking: str
) -> Batch:
    """Keep a file that is to be imported; ``read_import`` reads it.

    Raises:
        ValidationError: the file is empty or too large, or no marking is chosen.
    """
    if not content:
        raise ValidationError({"file": "The file is empty."})
    if len(content) > LARGEST:
        raise ValidationError({"file": "The file is larger than 100 MB."})
    batch = Batch(
        by=by, at=at, file_name=name[:200], content=content, kind=kind, marking=marking
    )
    batch.full_clean(exclude=["content"])
    batch.save()
    return batch


@transaction.atomic
def read_import(batch: Batch) -> None:
    """Read the file into rows, each with what taking it over would do."""
    batch.rows.all().delete()
    try:
        reading = read_any(batch.file_name, bytes(batch.content), batch.kind)
    except Unreadable as error:
        _become(batch, BatchState.FAILED, str(error))
        return
    known = known_records(batch.by)
    rows = at_home(reading.rows, known)
    keys = [row.key for row in rows]
    around = Surroundings(
        known,
        stored_snapshots(key for key in keys if key in known.kinds),
        taken_keys(keys),
    )
    compared = compare_all(batch.file_name, rows, batch.marking, around)
    BatchRow.objects.bulk_create(
        (
            BatchRow(
                batch=batch,
                number=each.number,
                outcome=each.outcome,
                key=each.key[:120],
                name=each.name[:400],
                snapshot=(
                    {"record": each.snapshot, "given": list(each.given)}
                    if each.snapshot
                    else {}
                ),
                matches=list(each.matches),
                messages=list(each.messages),
                is_taken=each.outcome in (Outcome.NEW, Outcome.CHANGED),
            )
            for each in compared
        ),
        batch_size=AT_ONCE,
    )
    _become(batch, BatchState.READY, reading.said())


@transaction.atomic
def take_rows(batch: Batch, numbers: Iterable[int], *, are_taken: bool) -> int:
    """Choose whether these rows are taken over; return how many that could be."""
    _must_be(batch, BatchState.READY)
    can = batch.rows.filter(
        number__in=list(numbers), outcome__in=[Outcome.NEW, Outcome.CHANGED]
    )
    return can.update(is_taken=are_taken)


@transaction.atomic
def match_row(row: BatchRow, key: str) -> None:
    """Say that a new row is a record that is there; what refers to it follows.

    Raises:
        NotReady: the import was decided on, or the record is none of the candidates.
    """
    _must_be(row.batch, BatchState.READY)
    if row.outcome != Outcome.NEW or key not in row.matches:
        raise NotReady("This row cannot be that record.")
    stored = stored_snapshots([key])[key]
    given = row.snapshot["given"]
    changed = overlaid(stored, row.snapshot["record"], given)
    old = row.key
    row.key, row.outcome = key, Outcome.CHANGED
    if changed == stored:
        row.outcome, row.is_taken = Outcome.SAME, False
    row.snapshot = {"record": changed, "given": given}
    row.save()
    _follow(row.batch, old, key)


def _follow(batch: Batch, old: str, new: str) -> None:
    """Make the rows that refer to one key refer to another."""
    moved = []
    for row in batch.rows.exclude(snapshot={}):
        record = row.snapshot["record"]
        if any(key == old for _, key in references(record)):
            row.snapshot = {**row.snapshot, "record": repointed(record, old, new)}
            moved.append(row)
    BatchRow.objects.bulk_update(moved, ["snapshot"], batch_size=AT_ONCE)


@transaction.atomic
def order_import(batch: Batch, *, reason: str) -> None:
    """Say that the rows taken are to be written; ``apply_import`` writes them.

    Raises:
        NotReady: it is not ready, or no row is taken.
        ValidationError: there is no reason.
    """
    _must_be(batch, BatchState.READY)
    if not reason.strip():
        raise ValidationError({"reason": "Say where these records come from."})
    if not batch.rows.filter(is_taken=True).exists():
        raise NotReady("No row is taken over.")
    batch.reason = reason.strip()
    _become(batch, BatchState.APPLYING, "")


def apply_import(batch: Batch, *, at: datetime) -> None:
    """Write every row that is taken, as drafts of one batch, or none of them.

    Where a row does not hold, it is marked, and the import waits for a decision again.
    """
    with transaction.atomic():
        _must_be(batch, BatchState.APPLYING)
    rows = list(batch.rows.filter(is_taken=True).order_by("number"))
    problems = dict(_dangling(rows))
    if not problems:
        try:
            with transaction.atomic():
                problems = _write(batch, rows, at)
                transaction.set_rollback(bool(problems))
        except NotKept as error:
            problems = {error.key: str(error)}
    with transaction.atomic():
        _mark(batch, problems)
        if problems:
            said = f"{len(problems)} rows do not hold; leave them out or mend the file."
            _become(batch, BatchState.READY, said)
        else:
            _become(batch, BatchState.APPLIED, f"{len(rows):,} records.")


@transaction.atomic
def throw_away(batch: Batch) -> None:
    """Decide against an import; its rows go, the file's name and time stay."""
    if batch.state not in (BatchState.READY, BatchState.FAILED):
        raise NotReady("Only an import that waits for a decision can be thrown away.")
    batch.rows.all().delete()
    batch.content = b""
    _become(batch, BatchState.REFUSED, "")


def mark_undone(batch_uid: Any) -> None:
    """Note that what an import made was undone."""
    Batch.objects.filter(uid=batch_uid).update(state=BatchState.UNDONE)


def _write(batch: Batch, rows: Sequence[BatchRow], at: datetime) -> dict[str, str]:
    new = [
        Draft(row.snapshot["record"], at, batch.reason)
        for row in rows
        if row.outcome == Outcome.NEW
    ]
    add_records(new, by=batch.by, door=Door.IMPORT, batch=batch.uid)
    changed = [row.snapshot["record"] for row in rows if row.outcome == Outcome.CHANGED]
    found = {each["key"]: _revise(batch, each, at) for each in changed}
    connection.check_constraints()
    return {key: said for key, said in found.items() if said}


def _revise(batch: Batch, record: Snapshot, at: datetime) -> str:
    """Write one changed record; return why it cannot be, or nothing."""
    draft = Draft(record, at, batch.reason)
    try:
        with transaction.atomic():
            revise_record(
                draft,
                by=batch.by,
                door=Door.IMPORT,
                batch=batch.uid,
                base=record["version"],
            )
    except ValidationError as error:
        return " ".join(error.messages)
    except (EditedMeanwhile, NotKept, IntegrityError, DataError) as error:
        return str(error)
    return ""


def _dangling(rows: Sequence[BatchRow]) -> Iterator[tuple[str, str]]:
    """Yield rows that refer to what is neither there nor taken over with them."""
    wanted = {
        row.key: {key for _, key in references(row.snapshot["record"])} for row in rows
    }
    everything = {key for keys in wanted.values() for key in keys}
    there = taken_keys(everything) | {row.key for row in rows}
    for key, keys in wanted.items():
        if missing := sorted(keys - there):
            yield key, f"refers to {', '.join(missing)}, which is not taken over"


def _mark(batch: Batch, problems: dict[str, str]) -> None:
    for row in batch.rows.filter(key__in=problems, is_taken=True):
        row.messages = [problems[row.key]]
        row.save(update_fields=["messages"])


def _become(batch: Batch, state: BatchState, message: str) -> None:
    batch.state, batch.message = state, message
    batch.save(update_fields=["state", "message", "reason", "content"])


def _must_be(batch: Batch, state: BatchState) -> None:
    """Hold the import, and refuse if it is not in this state."""
    held = Batch.objects.select_for_update().get(pk=batch.pk)
    if held.state != state:
        raise NotReady(f"{batch.file_name}: this import {held.get_state_display()}.")
