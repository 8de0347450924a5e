"""Taking over what partners posted: an import like any other, whose source is known."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from django.contrib.auth.models import User
from django.db import transaction

from desk.models import Batch
from desk.selectors.posted import with_what_they_refer_to
from desk.services.importing import start_import
from incidents.vocab import MARKING_RANK, Marking
from sharing.models import PostedObject
from sharing.services.quarantine import note_taken

REASON = "Posted by {} to the inbox “{}” on {:%d %B %Y} as {}."
FEW = 3


class NothingToTake(Exception):
    """None of these has a text any more."""


@transaction.atomic
def take_over(posted: Sequence[PostedObject], *, by: User, at: datetime) -> Batch:
    """Hand posted objects, with what they refer to, to an import of the analyst's.

    Its rows are looked at there and become drafts, or nothing does. New records that
    say nothing of their own are marked as the strictest of these objects.

    Raises:
        NothingToTake: their texts are erased.
    """
    whole = [each for each in posted if each.body]
    if not whole:
        raise NothingToTake("Their texts are erased; nothing can be taken over.")
    bodies = [bytes(each.body) for each in with_what_they_refer_to(whole)]
    bundle = b'{"type":"bundle","id":"bundle--%s","objects":[%s]}' % (
        str(uuid4()).encode(),
        b",".join(bodies),
    )
    batch = start_import(
        bundle, by=by, at=at, name=_name(whole), kind="", marking=_strictest(whole)
    )
    batch.reason = " ".join(_reasons(whole))
    batch.save(update_fields=["reason"])
    note_taken(whole, by=by, at=at, batch=batch.uid)
    return batch


def _name(posted: Sequence[PostedObject]) -> str:
    first = f"{posted[0].partner} {posted[0]}"
    more = f" and {len(posted) - 1} more" if len(posted) > 1 else ""
    return f"{first[:150]}{more}.json"


def _reasons(posted: Sequence[PostedObject]) -> list[str]:
    """Return where they come from; of many, the first few."""
    told = [
        REASON.format(each.partner, each.collection, each.added, each.stix_id)
        for each in posted[:FEW]
    ]
    more = len(posted) - FEW
    return [*told, f"And {more} more of that post."] if more > 0 else told


def _strictest(posted: Sequence[PostedObject]) -> str:
    markings = [each.marking or Marking.RED.value for each in posted]
    return max(markings, key=lambda each: MARKING_RANK[each])
