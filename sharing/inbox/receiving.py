"""A post from the partner's bytes to rows in quarantine, and away again."""

from collections.abc import Collection as Group
from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from sharing.access import Reader
from sharing.inbox.checks import NotSound, Sound, checked
from sharing.inbox.envelope import Item, items
from sharing.inbox.limits import Limits, limits
from sharing.inbox.markings import defined_in
from sharing.inbox.reading import of_versions, posted_by
from sharing.inbox.refusals import NotTaken
from sharing.inbox.text import shown
from sharing.models.inbox import PostStatus
from sharing.models.store import Collection
from sharing.services import quarantine
from sharing.services.quarantine import STATUSES_KEPT, Kept, StorageFull, stamp

Status = dict[str, Any]  # TAXII 2.1 §4.3, ready to be sent
LONGEST_NAMED = 200


def receive(
    reader: Reader, collection: Collection, raw: bytes, *, at: datetime
) -> Status:
    """Keep what is sound of an envelope or bundle; return the status resource (202).

    ``raw`` is the whole body as it came, in UTF-8; a door that reads a stream stops at
    ``limits().content`` + 1 bytes. An exact duplicate counts as a success, makes no
    second row and leaves ``date_added``. What is refused is named under ``failures``
    with its reason; the sound rest is kept. Status is always ``complete``.

    Raises:
        NotTaken: nothing is kept: no JSON, too deep or no list of objects (400), an
            object that cannot be named or too many objects (422), too large (413), or
            the partner's storage is full (403).
    """
    bounds = limits()
    found = items(raw, bounds)
    _named(found)
    sound, refused = _sorted(found, at)
    with transaction.atomic():
        kept = _kept(reader, collection, sound, bounds, at)
        content = _status(kept, refused, at)
        quarantine.keep_status(reader.partner, UUID(content["id"]), content, at=at)
    return content


def status(reader: Reader, uuid: str, *, at: datetime) -> Status | None:
    """Return the status of a post of this partner of the last 24 hours, or None.

    What is no UUID has no status.
    """
    try:
        wanted = UUID(uuid)
    except ValueError:
        return None
    rows = PostStatus.objects.filter(
        uuid=wanted, partner=reader.partner, at__gt=at - STATUSES_KEPT
    )
    found = rows.values_list("content", flat=True).first()
    return dict(found) if found else None


def remove(
    reader: Reader,
    collection: Collection,
    stix_id: str,
    *,
    versions: Group[str | datetime] = ("all",),
    spec_versions: Group[str] = (),
    at: datetime,
) -> bool:
    """Remove what this partner posted under an id; return whether anything was there.

    ``versions`` as in ``Wanted``. The partner never finds it again; analysts do, as
    removed, until the cleaning takes its text. Posted again it is new.
    """
    rows = posted_by(reader.partner, collection).filter(stix_id=stix_id)
    if spec_versions:
        rows = rows.filter(spec_version__in=list(spec_versions))
    return quarantine.take_away(rows.filter(of_versions(versions)), at=at)


def _named(found: Sequence[Item]) -> None:
    """Refuse a post with an object that no status could name."""
    for item in found:
        if not isinstance(item.content.get("id"), str) or not item.content["id"]:
            raise NotTaken(
                HTTPStatus.UNPROCESSABLE_ENTITY,
                "An object has no id",
                f"objects/{item.place} has no id, so nothing could be said of it. "
                "Nothing was stored.",
            )


def _sorted(
    found: Sequence[Item], at: datetime
) -> tuple[list[Sound], list[tuple[str, str, str]]]:
    """Return what is sound, and id, version and reason of what is refused."""
    defined = defined_in(item.content for item in found)
    sound, refused = [], []
    for item in found:
        try:
            sound.append(checked(item, defined, at=at))
        except NotSound as error:
            refused.append((*_spelled(item.content, at), str(error)))
    return sound, refused


def _spelled(thing: dict[str, Any], at: datetime) -> tuple[str, str]:
    """Return id and version of a refused object as far as they can be told."""
    version = thing.get("modified") or thing.get("created")
    said = version if isinstance(version, str) else stamp(at)
    return _short(thing["id"]), _short(said)


def _kept(
    reader: Reader,
    collection: Collection,
    sound: Sequence[Sound],
    bounds: Limits,
    at: datetime,
) -> list[Kept]:
    if not sound:
        return []
    try:
        return quarantine.keep(
            reader.partner, collection, sound, storage=bounds.storage, at=at
        )
    except StorageFull as error:
        raise NotTaken(
            HTTPStatus.FORBIDDEN,
            "Storage is full",
            f"{error}. Delete what is no longer needed, and tell us. Nothing was "
            "stored.",
        ) from error


def _status(
    kept: Sequence[Kept], refused: Sequence[tuple[str, str, str]], at: datetime
) -> Status:
    """Return the status resource: counts that add up, no empty list (§4.3.1)."""
    failures = [
        {"id": stix_id, "version": version, "message": why}
        for stix_id, version, why in (
            *((each.stix_id, each.version, each.refusal) for each in kept),
            *refused,
        )
        if why
    ]
    successes = [
        {"id": each.stix_id, "version": each.version}
        for each in kept
        if not each.refusal
    ]
    content: Status = {
        "id": str(uuid4()),
        "status": "complete",
        "request_timestamp": stamp(at),
        "total_count": len(kept) + len(refused),
        "success_count": len(successes),
        "failure_count": len(failures),
        "pending_count": 0,
    }
    if successes:
        content["successes"] = successes
    if failures:
        content["failures"] = failures
    return content


def _short(text: str) -> str:
    return shown(text[:LONGEST_NAMED])
