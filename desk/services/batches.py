"""What was done to many records at once, undone as one; two records made one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, transaction

from desk.services.importing import mark_undone
from incidents import snapshot
from incidents.models import Change, Record
from incidents.selectors import records_referring_to
from incidents.services import Draft, EditedMeanwhile, NotKept, revise_record
from incidents.snapshot import Snapshot
from incidents.vocab import AliasKind, Door, RecordState
from sharing.models import PublishedRecord


class Refused(Exception):
    """Nothing was written; ``problems`` says of which records it could not be."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        lines = "\n".join(f"{name}: {text}" for name, text in problems.items())
        super().__init__(f"Nothing was changed.\n{lines}")


@dataclass(frozen=True, slots=True)
class Step:
    """One record as it shall stand, over the version that is there."""

    record: Record
    after: Snapshot


@transaction.atomic
def undo(batch: UUID, *, by: User, at: datetime, reason: str) -> UUID:
    """Make every record of a batch stand as before it, and return the new batch.

    A record that the batch made is rejected, for nothing is ever deleted.

    Raises:
        Refused: there is no reason or no such batch, or a record was edited since,
            or was made by the batch and is published; nothing is written.
    """
    changes = list(
        Change.objects.filter(batch=batch).select_related("record").order_by("record")
    )
    problems = {
        change.record.name: said for change in changes if (said := _stuck(change))
    }
    if not changes:
        problems["Batch"] = "there is none of that number."
    _stop(problems, reason)
    reason = f"undone: {reason.strip()}"
    steps = [Step(each.record, _before(each, by, at, reason)) for each in changes]
    mark_undone(batch)
    return _take(steps, by, at, reason)


@transaction.atomic
def unite(gone: Record, stays: Record, *, by: User, at: datetime, reason: str) -> UUID:
    """Let one record stand for two that were one from the start; return the batch.

    What refers to the one that goes refers to the other afterwards, which takes over
    its names and citations; the one that goes is rejected. ``undo`` takes it back.
    That two actors are the same is no such thing: somebody has to claim it.

    Raises:
        Refused: they are of two kinds, or some record does not hold like that, or
            there is no reason; nothing is written.
    """
    _stop(not_one(gone, stays), reason)
    reason = f"{gone.name} was entered twice: {reason.strip()}"
    return _take(steps_of_union(gone, stays, by, at, reason), by, at, reason)


def not_one(gone: Record, stays: Record) -> dict[str, str]:
    """Return why two records cannot be made one, if so."""
    if gone.pk == stays.pk:
        return {gone.name: "is one record already."}
    if gone.kind != stays.kind:
        return {gone.name: f"is of another kind than {stays.name}."}
    return {}


def steps_of_union(
    gone: Record, stays: Record, by: User, at: datetime, reason: str
) -> list[Step]:
    """Return every record that a union changes, as it shall stand."""
    referring = list(records_referring_to(gone).exclude(pk=stays.pk))
    taken = snapshot.take_all([each.pk for each in (gone, stays, *referring)])
    out = {**taken[gone.pk], **_out(by, at, reason)}
    both = snapshot.repointed(
        _joined(taken[gone.pk], taken[stays.pk]), gone.key, stays.key
    )
    return [
        Step(gone, out),
        Step(stays, both),
        *(
            Step(each, snapshot.repointed(taken[each.pk], gone.key, stays.key))
            for each in referring
        ),
    ]


def _joined(gone: Snapshot, stays: Snapshot) -> Snapshot:
    """Return the record that stays with the names and citations of the other."""
    name = {
        "name": gone["name"][:200],
        "alias_kind": AliasKind.OTHER.value,
        "lang": "",
        "namer": None,
        "remark": "",
    }
    known = {each["name"] for each in stays["aliases"]} | {stays["name"]}
    names = [each for each in (*gone["aliases"], name) if each["name"] not in known]
    ids = [each for each in gone["external_ids"] if each not in stays["external_ids"]]
    cited = [each for each in gone["citations"] if each not in stays["citations"]]
    return {
        **stays,
        "aliases": [*stays["aliases"], *names],
        "external_ids": [*stays["external_ids"], *ids],
        "citations": [*stays["citations"], *cited],
    }


def _stuck(change: Change) -> str:
    """Return why one version of a batch cannot be undone, if so."""
    if change.record.version != change.version:
        return f"was edited since, as version {change.record.version}."
    is_out = PublishedRecord.objects.filter(uid=change.record.uid).exists()
    return "is published; retract it." if change.version == 1 and is_out else ""


def _before(change: Change, by: User, at: datetime, reason: str) -> Snapshot:
    if change.version == 1:
        return {**change.snapshot, **_out(by, at, reason)}
    earlier = Change.objects.get(record=change.record, version=change.version - 1)
    return dict(earlier.snapshot)


def _out(by: User, at: datetime, reason: str) -> dict[str, Any]:
    return {
        "state": RecordState.REJECTED.value,
        "state_reason": reason,
        "state_by": by.get_username(),
        "state_at": snapshot.plain(at),
    }


def _stop(problems: Mapping[str, str], reason: str) -> None:
    found = dict(problems)
    if not reason.strip():
        found["Reason"] = "say why."
    if found:
        raise Refused(found)


def _take(steps: Sequence[Step], by: User, at: datetime, reason: str) -> UUID:
    """Write every step as a version of one batch, or raise Refused."""
    batch = uuid4()
    problems = dict(_problems(steps, by, at, reason, batch))
    if problems:
        raise Refused(problems)
    return batch


def _problems(
    steps: Sequence[Step], by: User, at: datetime, reason: str, batch: UUID
) -> Iterator[tuple[str, str]]:
    for step in steps:
        draft = Draft(step.after, at, reason)
        try:
            with transaction.atomic():
                revise_record(
                    draft,
                    by=by,
                    door=Door.DESK,
                    batch=batch,
                    base=step.record.version,
                )
                connection.check_constraints()
        except ValidationError as error:
            yield step.record.name, " ".join(error.messages)
        except (EditedMeanwhile, NotKept, IntegrityError, DataError) as error:
            yield step.record.name, str(error)
