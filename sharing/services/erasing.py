"""Erasing published bytes on legal order: what is left says that there was something.

The one change of the store that the architecture allows. It runs as the owner of the
database, since the application may not change the store at all.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef

from incidents.vocab import Marking, RecordState
from sharing.access import telling
from sharing.models import Edge, Erasure, Link, ObjectBody, PublishedRecord
from sharing.selectors import View, latest_release, objects, snapshots
from sharing.services.segmenting import places_changed

OUT = (RecordState.RETRACTED.value, RecordState.REJECTED.value)


class NotErased(Exception):
    """Nothing was erased; the text says why."""


@dataclass(frozen=True, slots=True)
class Order:
    """On what order, and who answers for it: two people."""

    reason: str
    by: User
    second: User


@dataclass(frozen=True, slots=True)
class Erased:
    """What went, and which records may hold the same words and are to be looked at."""

    records: Sequence[PublishedRecord]
    bodies: Sequence[ObjectBody]
    referring: Sequence[str]


@transaction.atomic
def erase(
    key: str, order: Order, *, at: datetime, versions: Collection[int] = ()
) -> Erased:
    """Erase versions of a record, all that no longer stand if none are named.

    With a version go the objects that it left as, unless a version that stays left as
    the same. What stands is not erased: it is corrected or retracted first, so that
    nothing published refers to nothing.

    Raises:
        NotErased: there is no reason, one person alone, nothing to erase, a version
            that still stands, or something that stands and refers to it.
    """
    if not order.reason.strip() or order.by == order.second:
        raise NotErased("An erasure has a reason, and two people answer for it.")
    rows = list(PublishedRecord.objects.filter(key=key).order_by("version"))
    chosen = _chosen(rows, versions)
    bodies = _bodies_of(rows, {each.version for each in chosen})
    _must_be_free(bodies)
    for record in chosen:
        _erase(Erasure(record=record), PublishedRecord, record.pk, order, at)
    for body in bodies:
        _erase(Erasure(body=body), ObjectBody, body.pk, order, at)
    places_changed.send(Erasure)  # what held them has to be made again
    referring = Link.objects.filter(target_key=key).exclude(record__key=key)
    names = referring.order_by("record__key").values_list("record__key", flat=True)
    return Erased(chosen, bodies, list(names.distinct()))


def _chosen(
    rows: Sequence[PublishedRecord], versions: Collection[int]
) -> list[PublishedRecord]:
    if not rows:
        raise NotErased("Nothing was ever published under this key.")
    known = {each.version for each in rows}
    if unknown := sorted(set(versions) - known):
        raise NotErased(f"There is no published version {unknown[0]}.")
    last = rows[-1]
    stands = bool(last.body) and not _is_out(last)
    if stands and last.version in versions:
        raise NotErased(
            f"Version {last.version} stands. Correct or retract the record first."
        )
    wanted = set(versions) or known - ({last.version} if stands else set())
    chosen = [each for each in rows if each.version in wanted and each.body]
    if not chosen:
        raise NotErased("Of this record nothing is left that could be erased.")
    return chosen


def _is_out(row: PublishedRecord) -> bool:
    (said,) = snapshots(PublishedRecord.objects.filter(pk=row.pk))
    return said["state"] in OUT


def _bodies_of(
    rows: Sequence[PublishedRecord], versions: Collection[int]
) -> list[ObjectBody]:
    """Return the objects that only these versions, or erased ones, left as."""
    stay = {each.version for each in rows if each.body} - set(versions)
    own = telling.versions([rows[0].uid])
    left_as = telling.versions_of_bodies(own, own)
    gone = [pk for pk, told in left_as.items() if not told & stay]
    return [*ObjectBody.objects.filter(pk__in=gone).exclude(body=b"").order_by("pk")]


def _must_be_free(bodies: Sequence[ObjectBody]) -> None:
    """Refuse to leave an object that stands with a reference to nothing.

    Raises:
        NotErased: one refers to an object of which no version would be left.
    """
    going = [each.pk for each in bodies]
    names = {each.stix_id for each in bodies}
    left = ObjectBody.objects.filter(stix_id__in=names).exclude(body=b"")
    lost = names - set(left.exclude(pk__in=going).values_list("stix_id", flat=True))
    release = latest_release()
    assert release  # something was published
    standing = objects(View(release.pk, Marking.RED)).filter(is_revoked=False)
    edges = Edge.objects.filter(target_id__in=lost, body=OuterRef("pk"))
    holding = standing.filter(Exists(edges)).exclude(pk__in=going)
    if first := holding.order_by("pk").first():
        raise NotErased(
            f"{first.stix_id} still refers to it. Correct or retract that first."
        )


def _erase(
    erasure: Erasure,
    model: type[PublishedRecord | ObjectBody],
    pk: int,
    order: Order,
    at: datetime,
) -> None:
    erasure.reason, erasure.at = order.reason.strip(), at
    erasure.by, erasure.second = order.by, order.second
    erasure.save(force_insert=True)
    model.objects.filter(pk=pk).update(body=b"")
