"""Every write of a review: ask for it, approve, return, break the glass."""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from incidents.models import Change, Record
from incidents.selectors import latest_changes
from incidents.services import settle_clearance
from review.models import Approval, ApprovalKind, Notice, Request, Return
from review.selectors import (
    is_approved,
    open_requests,
    unapproved_changes,
    waiting_changes,
)

logger = logging.getLogger(__name__)

REVIEWERS = "reviewer"  # the group that is told when somebody breaks the glass
BATCH = 500


class ReviewRefused(Exception):
    """What was asked of a review cannot be done; the text says why."""


class NothingToReview(ReviewRefused):
    """No record was given, or every one is approved as it stands."""


class NeverSaved(ReviewRefused):
    """A record has no version that could be reviewed."""


class EditedSince(ReviewRefused):
    """A record has a later version than the one that the request shows."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self.records = [change.record for change in changes]
        edited = ", ".join(
            f"{change.record.key} (version {change.version} was sent to review, "
            f"version {change.record.version} stands now)"
            for change in changes
        )
        super().__init__(f"Edited since the request: {edited}. Send them again.")


class ApprovedByAuthor(ReviewRefused):
    """The approver changed a record since its last approval."""

    def __init__(self, records: Sequence[Record], by: User) -> None:
        self.records = list(records)
        keys = ", ".join(record.key for record in records)
        super().__init__(
            f"{by} changed these records since their last approval and may not "
            f"approve them: {keys}. A second person must."
        )


class NotOpen(ReviewRefused):
    """A request is decided already: wholly approved, or returned."""


class AlreadyApproved(ReviewRefused):
    """A record is approved as it stands, so there is no glass to break."""


@transaction.atomic
def request_review(
    records: Iterable[Record], *, by: User, at: datetime, title: str, note: str = ""
) -> Request:
    """Ask for a review of the latest version of each record.

    Raises:
        NeverSaved: a record has no version.
        NothingToReview: no record is given, or all are approved as they stand.
        ValidationError: the title is empty or too long; nothing is written.
    """
    wanted = list(records)
    changes = list(latest_changes(wanted))
    missing = {record.pk: record.key for record in wanted}
    for change in changes:
        missing.pop(change.record_id)
    if missing:
        keys = ", ".join(sorted(missing.values()))
        raise NeverSaved(f"There is no version to review of: {keys}.")
    if not latest_changes(wanted).filter(approval__isnull=True).exists():
        raise NothingToReview("Nothing waits for approval among these records.")
    request = Request(by=by, at=at, title=title, note=note)
    request.full_clean()
    request.save()
    request.changes.set(changes)
    return request


@transaction.atomic
def approve(
    request: Request,
    *,
    by: User,
    at: datetime,
    records: Iterable[Record] | None = None,
) -> list[Approval]:
    """Approve the versions in a request, or those of some of its records.

    All or none; versions that are approved already are passed over. The person must
    not have changed any of the records since its last approval.

    Raises:
        NotOpen: the request is returned or wholly approved.
        NothingToReview: none of the given records waits in it.
        EditedSince: a record has a later version than the request holds.
        ApprovedByAuthor: the person is an author; the database refuses it.
    """
    _must_be_open(request)
    waiting = waiting_changes(request)
    if records is not None:
        waiting = waiting.filter(record__in=[record.pk for record in records])
    changes = _lock(list(waiting.defer("snapshot")))
    if not changes:
        raise NothingToReview("None of these records waits in this request.")
    edited = [each for each in changes if each.version != each.record.version]
    if edited:
        raise EditedSince(edited)
    _insert(_reviewed(change, request, by, at) for change in changes)
    return list(Approval.objects.filter(change__in=changes).select_related("record"))


@transaction.atomic
def return_for_changes(
    request: Request, *, by: User, at: datetime, reason: str
) -> Return:
    """Send an open request back with a reason; what it holds stays as it is.

    Raises:
        NotOpen: the request is returned already or wholly approved.
        ValidationError: there is no reason.
    """
    _must_be_open(request)
    returned = Return(request=request, by=by, at=at, reason=reason.strip())
    returned.full_clean()
    returned.save()
    return returned


@transaction.atomic
def break_glass(record: Record, *, by: User, at: datetime, reason: str) -> Approval:
    """Approve a record as it stands without a second person, and tell all reviewers.

    For a person in need only: no command uses it. It is marked as what it is, every
    active reviewer but the person gets a notice, and the log a warning.

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


def _must_be_open(request: Request) -> None:
    """Hold the request, so that nobody else decides on it at the same time."""
    Request.objects.select_for_update().get(pk=request.pk)
    if not open_requests().filter(pk=request.pk).exists():
        raise NotOpen(f"{request} is decided already.")


def _lock(changes: Sequence[Change]) -> Sequence[Change]:
    """Return these versions with their records, held until the transaction ends.

    In the order of the records, so that two reviewers never wait for each other.
    """
    keys = [change.record_id for change in changes]
    held = Record.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    records = {record.pk: record for record in held}
    for change in changes:
        change.record = records[change.record_id]
    return changes


def _reviewed(change: Change, request: Request, by: User, at: datetime) -> Approval:
    return Approval(
        record_id=change.record_id,
        change=change,
        request=request,
        kind=ApprovalKind.REVIEW,
        by=by,
        at=at,
    )


def _insert(given: Iterable[Approval]) -> None:
    """Write the approvals; say of which records the person is an author if refused."""
    approvals = list(given)
    try:
        with transaction.atomic():
            Approval.objects.bulk_create(approvals, batch_size=BATCH)
            settle_clearance(each.record_id for each in approvals)
    except IntegrityError as error:
        if _constraint(error) != "approval_by_a_second_person":
            raise
        by = approvals[0].by
        changed = unapproved_changes(by).filter(
            record__in=[each.record_id for each in approvals]
        )
        authored = Record.objects.filter(pk__in=changed.values("record"))
        raise ApprovedByAuthor(list(authored), by) from error


def _constraint(error: IntegrityError) -> str | None:
    """Return the name of the constraint that the database says was broken."""
    diag = getattr(error.__cause__, "diag", None)
    return getattr(diag, "constraint_name", None)


def _tell_reviewers(approval: Approval) -> int:
    """Give every active reviewer but the actor a notice, and return how many."""
    reviewers = User.objects.filter(is_active=True, groups__name=REVIEWERS).exclude(
        pk=approval.by.pk
    )
    notices = [Notice(approval=approval, to=reviewer) for reviewer in reviewers]
    return len(Notice.objects.bulk_create(notices))
