"""Writing what partners post, and what analysts do with it."""

from collections.abc import Collection as Group
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Protocol
from uuid import UUID

import orjson
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest

from sharing.driver import execute
from sharing.models.inbox import (
    Act,
    Handling,
    PostedObject,
    PostedState,
    PostStatus,
    Tray,
)
from sharing.models.store import Collection
from sharing.rows import Row, copy_rows

TICK = timedelta(microseconds=1)
# What every post pays for, past the ORM, which took as long as the checks. One post of
# a partner waits here for another.
HELD = "select size, last_added from sharing_tray where partner_id = %s for update"
MADE = (
    "insert into sharing_tray (partner_id, size) values (%s, 0) on conflict do nothing"
)
FILLED = "update sharing_tray set size = %s, last_added = %s where partner_id = %s"
STANDING = """select stix_id, is_versioned, version_at, version, digest
    from sharing_postedobject where partner_id = %s and collection_id = %s
        and stix_id = any(%s) and removed_at is null"""
STATUS = """insert into sharing_poststatus (uuid, partner_id, at, content)
    values (%s, %s, %s, %s::jsonb)"""
STATUSES_KEPT = timedelta(hours=24)  # TAXII 2.1 §4.3.1
OTHER_CONTENT = (
    "another content was posted before under this id and version; a change needs a "
    "new modified, or delete the former first"
)


class StorageFull(Exception):
    """The partner has as much in quarantine as it may."""


class NewObject(Protocol):
    """What is kept of an object; ``version_at`` is None where it has no version."""

    @property
    def stix_id(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def version_at(self) -> datetime | None: ...
    @property
    def spec_version(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def marking(self) -> str: ...
    @property
    def remarks(self) -> Sequence[str]: ...
    @property
    def digest(self) -> bytes: ...
    @property
    def body(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of one object: under which version it stands, or why it does not."""

    stix_id: str
    version: str
    refusal: str = ""


@transaction.atomic(savepoint=False)
def keep(
    partner: int,
    collection: Collection,
    new: Sequence[NewObject],
    *,
    storage: int,
    at: datetime,
) -> list[Kept]:
    """Keep objects that a partner posted; return what became of each, in order.

    What stands already is passed over and keeps its time. ``storage`` is how many
    bytes the partner may have in quarantine.

    Raises:
        StorageFull: it would be more; nothing is kept.
    """
    size, moment = _held(partner, at)
    found = _standing(partner, collection, {each.stix_id for each in new})
    fresh: list[tuple[NewObject, str, datetime]] = []
    outcomes = []
    for each in new:
        key = (each.stix_id, each.version_at)
        if key not in found:
            found[key] = (each.version or stamp(moment), each.digest)
            fresh.append((each, found[key][0], moment))
            moment += TICK
        version, digest = found[key]
        refusal = "" if digest == each.digest else OTHER_CONTENT
        outcomes.append(Kept(each.stix_id, version, refusal))
    if fresh:
        whole = size + sum(len(each.body) for each, _, _ in fresh)
        if whole > storage:
            raise StorageFull(
                f"{size:,} of {storage:,} bytes are in use, and this would make it "
                f"{whole:,}"
            )
        execute(FILLED, [whole, moment - TICK, partner])
        place = (collection.pk, partner)
        copy_rows(PostedObject, map(partial(_row, place), fresh))
    return outcomes


def _held(partner: int, at: datetime) -> tuple[int, datetime]:
    """Return how much is in a partner's tray, and the first free moment from ``at`` on.

    The tray is this transaction's from here on.
    """
    rows = execute(HELD, [partner])
    if not rows:
        execute(MADE, [partner])
        rows = execute(HELD, [partner])
    size, last_added = rows[0]
    return size, max(at, last_added + TICK) if last_added else at


def _standing(
    partner: int, collection: Collection, ids: Group[str]
) -> dict[tuple[str, datetime | None], tuple[str, bytes]]:
    """Return version and digest of what the partner has there under these ids."""
    rows = execute(STANDING, [partner, collection.pk, list(ids)])
    return {
        (stix_id, at if is_versioned else None): (version, digest)
        for stix_id, is_versioned, at, version, digest in rows
    }


def _row(place: tuple[int, int], kept: tuple[NewObject, str, datetime]) -> Row:
    """Return a row of PostedObject, its values in the order of the fields."""
    new, version, added = kept
    return (
        *(*place, added, new.stix_id, new.type, version, new.version_at or added),
        *(new.version_at is not None, new.spec_version, new.name, new.marking),
        *("\n".join(new.remarks), new.digest, new.body, len(new.body)),
        *(PostedState.NEW.value, None),
    )


def stamp(at: datetime) -> str:
    """Return a time as TAXII writes it: UTC, six digits (§2)."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def keep_status(
    partner: int, uuid: UUID, content: dict[str, Any], *, at: datetime
) -> None:
    """Keep a status resource for its day."""
    execute(STATUS, [uuid, partner, at, orjson.dumps(content).decode()])


def take_away(rows: QuerySet[PostedObject], *, at: datetime) -> bool:
    """Note that a partner removed some of its objects; return whether it had any."""
    return bool(rows.update(removed_at=Greatest(at, F("added"))))


@transaction.atomic
def clean(*, at: datetime, removed_before: datetime) -> tuple[int, int]:
    """Delete statuses of over 24 hours, and erase the texts of what was removed.

    An object that was taken over keeps its text: drafts came of it. Returns how many
    statuses went and how many texts were erased; their bytes are free again.
    """
    old = PostStatus.objects.filter(at__lte=at - STATUSES_KEPT)
    statuses, _ = old.delete()
    gone = PostedObject.objects.filter(
        removed_at__lte=removed_before, size__gt=0
    ).exclude(state=PostedState.TAKEN)
    freed: dict[int, int] = {}
    held = gone.select_for_update().values_list("partner", "size")
    count = 0
    for partner, size in held:
        freed[partner] = freed.get(partner, 0) + size
        count += 1
    gone.update(body=b"", size=0, name="", remarks="")
    for partner, size in freed.items():
        Tray.objects.filter(partner=partner).update(size=F("size") - size)
    return statuses, count


@transaction.atomic
def look_at(posted: PostedObject, *, by: User, at: datetime) -> None:
    """Note that somebody looked at an object for the first time."""
    held = PostedObject.objects.select_for_update().get(pk=posted.pk)
    if held.state == PostedState.NEW:
        _handle([held], Act.LOOKED, PostedState.SEEN, by=by, at=at)


@transaction.atomic
def dismiss(
    posted: Iterable[PostedObject], *, by: User, at: datetime, reason: str
) -> int:
    """Dismiss objects that were not decided on; return how many that were.

    Raises:
        ValidationError: there is no reason.
    """
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is dismissed."})
    held = _open(posted)
    _handle(
        held, Act.DISMISSED, PostedState.DISMISSED, by=by, at=at, reason=reason.strip()
    )
    return len(held)


@transaction.atomic
def note_taken(
    posted: Iterable[PostedObject], *, by: User, at: datetime, batch: UUID
) -> None:
    """Note that objects were handed to an import, which makes the drafts."""
    held = list(
        PostedObject.objects.select_for_update().filter(pk__in=[p.pk for p in posted])
    )
    _handle(held, Act.TAKEN, PostedState.TAKEN, by=by, at=at, batch=batch)


def _open(posted: Iterable[PostedObject]) -> list[PostedObject]:
    undecided = Q(state__in=(PostedState.NEW, PostedState.SEEN))
    found = PostedObject.objects.select_for_update().filter(
        undecided, pk__in=[each.pk for each in posted]
    )
    return list(found)


def _handle(
    held: Sequence[PostedObject], act: Act, state: PostedState, **said: Any
) -> None:
    Handling.objects.bulk_create(
        Handling(posted=each, act=act, **said) for each in held
    )
    PostedObject.objects.filter(pk__in=[each.pk for each in held]).update(state=state)
