"""What is approved, and what waits for it."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet

from incidents.models import Change, Record
from incidents.selectors import latest_changes
from review.models import Approval, Request, Return


def approved_changes(records: Iterable[Record]) -> dict[int, Change]:
    """Return the latest version of each record whose latest version is approved.

    By the record's row number; a record edited since its approval is not in it.
    """
    approved = latest_changes(records).filter(approval__isnull=False)
    return {change.record_id: change for change in approved}


def is_approved(record: Record) -> bool:
    """Whether the record's latest version, and no earlier one, is approved."""
    return latest_changes([record]).filter(approval__isnull=False).exists()


def approval_of(change: Change) -> Approval | None:
    """Return the approval of this very version, if there is one."""
    return Approval.objects.filter(change=change).first()


def waiting_changes(request: Request) -> QuerySet[Change]:
    """Return the versions in a request that nobody has approved, by record."""
    return (
        request.changes.filter(approval__isnull=True)
        .select_related("record")
        .order_by("record")
    )


def unapproved_changes(user: User) -> QuerySet[Change]:
    """Return what the user changed on records since their last approvals.

    The user may not approve these records; the database refuses it by the same rule.
    """
    approved_since = Approval.objects.filter(
        record=OuterRef("record"), change__version__gte=OuterRef("version")
    )
    return Change.objects.filter(~Exists(approved_since), by=user)


def open_requests() -> QuerySet[Request]:
    """Return the requests not wholly approved and not returned, oldest first."""
    waiting = Change.objects.filter(
        review_requests=OuterRef("pk"), approval__isnull=True
    )
    returned = Return.objects.filter(request=OuterRef("pk"))
    return (
        Request.objects.filter(Exists(waiting), ~Exists(returned))
        .select_related("by")
        .order_by("at", "pk")
    )


def review_queue(user: User) -> QuerySet[Request]:
    """Return the open requests that the user may decide on, oldest first.

    One whose waiting records were all changed by the user is for somebody else.
    """
    decidable = Change.objects.filter(
        review_requests=OuterRef("pk"), approval__isnull=True
    ).exclude(record__in=unapproved_changes(user).values("record"))
    return open_requests().filter(Exists(decidable))
