"""Deciding on a request: approve its versions, or send it back."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from incidents.models import Change, Record
from incidents.services import settle_clearance
from review.models import Approval, ApprovalKind, Request, Return
from review.selectors import open_requests, unapproved_changes, waiting_changes
from review.services.acknowledging import must_be_explained
from review.services.mail import tell_sender
from review.services.refusals import (
    ApprovedByAuthor,
    ApprovedBySender,
    EditedSince,
    NothingToReview,
    NotOpen,
    ReviewRefused,
)

BATCH = 500


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
        ErrorsFound, WarningsOpen: something is found by now that nobody explained.
        ApprovedByAuthor: the person is an author; the database refuses it.
        ApprovedBySender: the person sent the request; the database refuses it.
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
    # Who may not approve at all hears that first; what is refused below undoes it.
    _insert(_reviewed(change, request, by, at) for change in changes)
    must_be_explained({each.record.key for each in changes}, by=by, at=at)
    return list(Approval.objects.filter(change__in=changes).select_related("record"))


@transaction.atomic
def return_for_changes(
    request: Request, *, by: User, at: datetime, reason: str
) -> Return:
    """Send an open request back with a reason; what it holds stays as it is.

    Whoever sent it is told once, however many records it holds.

    Raises:
        NotOpen: the request is returned already or wholly approved.
        ValidationError: there is no reason.
    """
    _must_be_open(request)
    returned = Return(request=request, by=by, at=at, reason=reason.strip())
    returned.full_clean()
    returned.save()
    tell_sender(returned)
    return returned


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
    """Write the approvals; say in words why the database refuses the person."""
    approvals = list(given)
    try:
        with transaction.atomic():
            Approval.objects.bulk_create(approvals, batch_size=BATCH)
            settle_clearance(each.record_id for each in approvals)
    except IntegrityError as error:
        refusal = _refusal(_constraint(error), approvals)
        if refusal is None:
            raise
        raise refusal from error


def _refusal(
    constraint: str | None, approvals: Sequence[Approval]
) -> ReviewRefused | None:
    """Return what a broken constraint means, if it is about who approves."""
    by, request = approvals[0].by, approvals[0].request
    if constraint == "approval_not_by_the_sender":
        assert request is not None
        return ApprovedBySender(request.title, by)
    if constraint != "approval_by_a_second_person":
        return None
    changed = unapproved_changes(by).filter(
        record__in=[each.record_id for each in approvals]
    )
    authored = Record.objects.filter(pk__in=changed.values("record"))
    return ApprovedByAuthor(list(authored), by)


def _constraint(error: IntegrityError) -> str | None:
    """Return the name of the constraint that the database says was broken."""
    diag = getattr(error.__cause__, "diag", None)
    return getattr(diag, "constraint_name", None)
