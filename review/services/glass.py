"""Breaking the glass: an approval by nobody else, told to every reviewer."""

import logging
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from incidents.models import Record
from incidents.selectors import latest_changes
from incidents.services import settle_clearance
from review.models import Approval, ApprovalKind, Notice
from review.selectors import is_approved
from review.services.mail import tell_of_broken_glass
from review.services.refusals import AlreadyApproved, NeverSaved

logger = logging.getLogger(__name__)

REVIEWERS = "reviewer"  # the group that is told when somebody breaks the glass


@transaction.atomic
def break_glass(record: Record, *, by: User, at: datetime, reason: str) -> Approval:
    """Approve a record as it stands without a second person, and tell all reviewers.

    For a person in need only: no command uses it. It is marked as what it is, every
    active reviewer but the person gets a notice and a mail, and the log a warning.

    Raises:
        NeverSaved: the record has no version.
        AlreadyApproved: the record is approved as it stands.
        ValidationError: there is no reason.
    """
    Record.objects.select_for_update().get(pk=record.pk)
    change = latest_changes([record]).first()
    if change is None:
        raise NeverSaved(f"There is no version to approve of: {record.key}.")
    if is_approved(record):
        raise AlreadyApproved(f"{record.key} is approved as it stands.")
    approval = Approval(
        record_id=record.pk,
        change=change,
        kind=ApprovalKind.BREAK_GLASS,
        reason=reason.strip(),
        by=by,
        at=at,
    )
    approval.full_clean()
    approval.save()
    settle_clearance([record.pk])
    told = _tell_reviewers(approval)
    logger.warning(
        "break-glass: %s approved %s without review, %d reviewers told: %s",
        by,
        change,
        told,
        approval.reason,
    )
    approval.refresh_from_db()
    return approval


def _tell_reviewers(approval: Approval) -> int:
    """Give every active reviewer but the actor a notice, and return how many."""
    reviewers = User.objects.filter(is_active=True, groups__name=REVIEWERS).exclude(
        pk=approval.by.pk
    )
    notices = [Notice(approval=approval, to=reviewer) for reviewer in reviewers]
    Notice.objects.bulk_create(notices)
    tell_of_broken_glass(approval, [notice.to for notice in notices])
    return len(notices)


def see_notices(*, by: User, at: datetime) -> int:
    """Note that the person has seen all break-glass notices so far; how many."""
    return Notice.objects.filter(to=by, seen_at__isnull=True).update(seen_at=at)
