"""One edit of many records: tried on each, then saved of all or of none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, transaction

from desk.bulk import Edit, changed, edited
from incidents import snapshot
from incidents.models import Record
from incidents.services import Draft, EditedMeanwhile, NotKept, revise_record
from incidents.snapshot import Snapshot
from incidents.vocab import Door

MOST = 1000  # records in one edit: what a preview can show and a person can check


@dataclass(frozen=True, slots=True)
class Tried:
    """What an edit would do to one record; ``problem`` says why it cannot be."""

    record: Record
    before: Snapshot
    after: Snapshot
    fields: list[str]
    problem: str


class BulkRefused(Exception):
    """Nothing was saved; ``problems`` says of which records it could not be."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        lines = "\n".join(f"{name}: {text}" for name, text in problems.items())
        super().__init__(f"Nothing was saved.\n{lines}")


def try_edits(
    records: Sequence[Record], edits: Sequence[Edit], *, by: User, at: datetime
) -> list[Tried]:
    """Return what the edits would do to each record; nothing is written."""
    before = snapshot.take_all([record.pk for record in records])
    return [_try(record, before[record.pk], edits, by, at) for record in records]


@transaction.atomic
def save_edits(
    versions: Mapping[int, int],
    edits: Sequence[Edit],
    *,
    by: User,
    at: datetime,
    reason: str,
) -> UUID:
    """Save the edits of these records, given with the versions that were shown.

    All versions that are made bear the batch that is returned.

    Raises:
        BulkRefused: there is no reason, or some record does not hold with the edits
            or was saved meanwhile; nothing is written.
    """
    if not reason.strip():
        raise BulkRefused({"Reason": "say why these records are changed."})
    batch = uuid4()
    problems = {}
    before = snapshot.take_all(versions)
    for record in Record.objects.filter(pk__in=versions).order_by("pk"):
        draft = _draft(before[record.pk], edits, at, reason.strip())
        base = versions[record.pk]
        if problem := _save(draft, by, base, batch):
            problems[record.name] = problem
    if problems:
        raise BulkRefused(problems)
    return batch


def _try(
    record: Record, before: Snapshot, edits: Sequence[Edit], by: User, at: datetime
) -> Tried:
    draft = _draft(before, edits, at, "tried")
    fields = changed(before, draft.snapshot)
    problem = ""
    if fields:
        with transaction.atomic():
            problem = _save(draft, by, record.version, uuid4())
            transaction.set_rollback(True)
    return Tried(record, before, draft.snapshot, fields, problem)


def _draft(before: Snapshot, edits: Sequence[Edit], at: datetime, reason: str) -> Draft:
    after = edited(before, edits)
    model = snapshot.record_models()[before["kind"]]
    for field in model._meta.many_to_many:
        after[field.name] = sorted(after[field.name])
    return Draft(after, at, reason)


def _save(draft: Draft, by: User, base: int, batch: UUID) -> str:
    """Save one draft; return why it cannot be, or nothing."""
    try:
        with transaction.atomic():
            revise_record(draft, by=by, door=Door.DESK, base=base, batch=batch)
            connection.check_constraints()
    except ValidationError as error:
        return " ".join(error.messages)
    except EditedMeanwhile:
        return "Somebody saved it meanwhile; look at it again."
    except (NotKept, IntegrityError, DataError) as error:
        return f"The database refused it: {error}"
    return ""
