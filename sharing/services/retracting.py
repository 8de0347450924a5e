"""Retracting: what we recorded wrongly is taken back, for everybody to see."""

from datetime import datetime
from typing import Any

import orjson
from django.contrib.auth.models import User
from django.db import transaction

from incidents.models import Record
from incidents.services import save_record
from incidents.snapshot import plain, typed
from incidents.vocab import Door, Marking, RecordState
from sharing import store
from sharing.compile import Problem
from sharing.ledger import pairs
from sharing.models import PublishedRecord, Release
from sharing.rows import NewObject, NewRecord
from sharing.selectors import View
from sharing.selectors import records as published
from sharing.services.batch import OUT
from sharing.services.cases import keepers
from sharing.services.changes import revoked
from sharing.services.checking import Checker
from sharing.services.items import as_published
from sharing.services.naming import stored
from sharing.services.problems import CannotPublish
from sharing.services.publication import Publication
from sharing.services.publishing import seal
from sharing.services.withdrawing import Withdrawals


@transaction.atomic
def retract(record: Record, *, by: User, at: datetime, reason: str) -> Release:
    """Take a published record back: an error of ours, not of whom it tells of.

    Its objects leave once more, unchanged but revoked, and never again; nothing that
    was not published before leaves with them, so no review stands before it. What was
    published about it stays, and what is published later may not refer to it.

    Raises:
        CannotPublish: the record was never published, or is retracted already.
        ValidationError: no reason is given.
    """
    release = store.begin(by=by, at=at, note=reason)
    view = View(release.pk, Marking.RED)
    last = _standing(record, view)
    (keeper,) = keepers([], view=view)
    withdrawals = Withdrawals({})
    told_of_it = withdrawals.targets([last.key], view=view)
    taken_back = {
        "state": RecordState.RETRACTED,
        "state_reason": reason,
        "state_by": by.get_username(),
        "state_at": at,
    }
    row = typed(Record.objects.get(pk=record.pk))
    for name, value in taken_back.items():
        setattr(row, name, value)
    change = save_record(row, by=by, at=at, door=Door.SERVICE, reason=reason)
    # Partners are told who takes it back, and not by the name of an account of ours.
    told = {**taken_back, "state_by": _name_of(keeper, view)}
    release.append_records([_version(last, told, change.version)])
    ended = _ended(last, at)
    release.append_objects(ended, superseding={each.stix_id for each in ended})
    publication = Publication(
        release, {}, keeper, [], Checker(), withdrawals, touched={last.key}
    )
    # A withdrawal that we took back takes nothing back.
    publication.add(as_published(told_of_it))
    return seal(publication)


def _ended(last: PublishedRecord, at: datetime) -> list[NewObject]:
    """Return the record's objects as they leave once more, revoked."""
    found = stored(record_uid=last.uid).values()
    return [revoked(each, at) for each in found if not each.is_revoked]


def _standing(record: Record, view: View) -> PublishedRecord:
    """Return the published version of a record that can be retracted."""
    last = published(view).filter(uid=record.uid).first()
    if last is None:
        raise CannotPublish([Problem(record.key, "version", "was never published")])
    if not last.body:
        raise CannotPublish([Problem(record.key, "state", "is erased")])
    state = orjson.loads(last.body)["state"]
    if state in OUT:
        raise CannotPublish([Problem(record.key, "state", f"is {state} already")])
    return last


def _name_of(keeper: str, view: View) -> str:
    """Return the name under which the record-keeper is published."""
    body = published(view).values_list("body", flat=True).get(key=keeper)
    return str(orjson.loads(body)["name"])


def _version(
    last: PublishedRecord, taken_back: dict[str, Any], number: int
) -> NewRecord:
    """Return what was published last, taken back: no word of a later draft is in it."""
    state = {name: plain(value) for name, value in taken_back.items()}
    snapshot = {**orjson.loads(last.body), **state, "version": number}
    links = last.links.values_list("field", "target_key")
    return NewRecord(
        uid=last.uid,
        key=last.key,
        kind=last.kind,
        version=number,
        marking=last.marking,
        acted=(last.acted_earliest, last.acted_latest),
        body=orjson.dumps(snapshot, option=orjson.OPT_SORT_KEYS),
        links=pairs(links),
    )
