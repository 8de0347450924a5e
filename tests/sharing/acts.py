"""What people do in the tests of publishing: approve, publish, look into the store."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import orjson

from incidents.models import Case, Change, Record
from incidents.services import save_record
from incidents.vocab import Door
from review import services as review
from review.rules import Severity
from review.selectors import approved_changes, findings
from sharing.models import ObjectBody, Release
from sharing.services import publish
from tests.asking import ask
from tests.build import NOON, make_case, make_identity, make_incident, make_user

LATER = NOON + timedelta(hours=1)
MUCH_LATER = NOON + timedelta(days=1)


def approve(*records: Record, at: datetime = NOON) -> None:
    """The reviewer approves these as they stand; all records, if none is told."""
    wanted = list(records or Record.objects.all())
    open_ones = [each for each in wanted if each.pk not in approved_changes(wanted)]
    if open_ones:
        _review(open_ones, at)


def _review(records: Sequence[Record], at: datetime) -> None:
    """Have them reviewed; what no reviewer would get to see is approved regardless."""
    reviewer = make_user("reviewer")
    found = findings([each.key for each in records], Severity.ERROR)
    broken = {each.record for each in found}
    whole = [each for each in records if each.key not in broken]
    if whole:
        review.approve(ask(whole, at=at), by=reviewer, at=at)
    for each in records:
        if each.key in broken:
            review.break_glass(each, by=reviewer, at=at, reason="For the test.")


def publish_all(at: datetime = NOON) -> Release:
    """Approve and publish every record there is; a case among them, by any means."""
    if not Case.objects.exists():
        keeper = make_identity(key="id-keeper", name="The record-keeper")
        make_case(key="case", keeper=keeper, incidents=[make_incident()])
    approve(at=at)
    return publish(Record.objects.all(), by=make_user("publisher"), at=at)


def send(*records: Record, at: datetime = LATER) -> Release:
    """The publisher publishes these."""
    return publish(records, by=make_user("publisher"), at=at)


def edit(record: Record, at: datetime = LATER, **fields: Any) -> Change:
    """The analyst changes fields of a record."""
    for name, value in fields.items():
        setattr(record, name, value)
    return save_record(record, by=make_user(), at=at, door=Door.DESK)


def edit_and_send(record: Record, at: datetime = LATER, **fields: Any) -> Release:
    """The analyst edits, the reviewer approves, the publisher publishes."""
    edit(record, at, **fields)
    approve(record, at=at)
    return send(record, at=at)


def objects_of(record: Record) -> list[dict[str, Any]]:
    """Return all versions of the objects of a record, as sent, oldest first."""
    bodies = ObjectBody.objects.filter(record_uid=record.uid).order_by("pk")
    return [orjson.loads(body.body) for body in bodies]


def bodies(release: Release) -> list[dict[str, Any]]:
    """Return the objects that a release appended."""
    return [orjson.loads(each.body) for each in release.bodies.order_by("rank")]


def only(found: Iterable[dict[str, Any]], stix_type: str) -> dict[str, Any]:
    """Return the one object of a type."""
    (one,) = (each for each in found if each["type"] == stix_type)
    return one
