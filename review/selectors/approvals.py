"""What is approved, and who may approve what is not."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet

from incidents.models import Change, Record
from incidents.selectors import latest_changes
from review.models import Approval


def approved_changes(records: Iterable[Record]) -> dict[int, Change]:
    """Return the latest version of each record whose latest version is approved.

    By the record's row number; a record edited since its approval is not in it.
    """
    approved = latest_changes(records).filter(approval__isnull=False)
    return {change.record_id: change for change in approved}


def last_approved(records: Iterable[int]) -> dict[int, Change]:
    """Return the last approved version of each record, whatever came after it.

    By the record's row number; a record that was never approved is not in it.
    """
    changes = (
        Change.objects.filter(record__in=list(records), approval__isnull=False)
        .select_related("approval")
        .order_by("record_id", "-version")
        .distinct("record_id")
    )
    return {change.record_id: change for change in changes}


def is_approved(record: Record) -> bool:
    """Whether the record's latest version, and no earlier one, is approved."""
    return latest_changes([record]).filter(approval__isnull=False).exists()


def approval_of(change: Change) -> Approval | None:
    """Return the approval of this very version, if there is one."""
    return Approval.objects.filter(change=change).first()


def unapproved_changes(user: User) -> QuerySet[Change]:
    """Return what the user changed on records since their last approvals.

    The user may not approve these records; the database refuses it by the same rule.
    """
    approved_since = Approval.objects.filter(
        record=OuterRef("record"), change__version__gte=OuterRef("version")
    )
    return Change.objects.filter(~Exists(approved_since), by=user)


def changed_by(user: User, record: str = "record") -> Exists:
    """Return whether the user changed a row's record since its last approval.

    ``record`` is the path from the row to its record.
    """
    return Exists(unapproved_changes(user).filter(record=OuterRef(record)))
