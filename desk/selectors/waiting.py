"""What waits for a decision about one record, for the pages that show the record."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef

from desk.clearance import rank_of
from incidents.models import Record
from review.models import Request
from review.selectors import open_requests, unapproved_changes

AUTHOR = "You changed it since its last approval. Someone else must approve it."
SENDER = "You sent it to review. Someone else must approve it."


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request that holds the version that stands now, and what the reader may do."""

    request: Request
    may_approve: bool
    may_return: bool
    why_not: str


def waiting_about(record: Record, user: User) -> list[Waiting]:
    """Return the open requests that hold the record as it stands; two queries."""
    hidden = Request.changes.through.objects.filter(
        request=OuterRef("pk"), change__record__clearance__gt=rank_of(user)
    )
    requests = (
        open_requests()
        .filter(
            changes__record=record.pk,
            changes__version=record.version,
            changes__approval__isnull=True,
        )
        .annotate(has_hidden=Exists(hidden))
    )
    is_author = unapproved_changes(user).filter(record=record.pk).exists()
    return [_waiting(each, user, is_author) for each in requests]


def _waiting(request: Request, user: User, is_author: bool) -> Waiting:
    why_not = AUTHOR if is_author else ""
    if request.by_id == user.pk:
        why_not = SENDER
    may_approve = user.has_perm("review.add_approval")
    has_hidden: bool = request.has_hidden  # type: ignore[attr-defined]
    return Waiting(
        request=request,
        may_approve=may_approve and not why_not,
        may_return=user.has_perm("review.add_return")
        and not has_hidden
        and request.by_id != user.pk,
        why_not=why_not if may_approve else "",
    )
