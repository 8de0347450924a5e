"""Asking for a review."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from incidents.models import Record
from incidents.selectors import latest_changes
from review.models import Request
from review.services.acknowledging import NO_REASONS, Reasons, must_be_explained
from review.services.refusals import NeverSaved, NothingToReview


@transaction.atomic
def request_review(
    records: Iterable[Record],
    *,
    by: User,
    at: datetime,
    title: str,
    note: str = "",
    reasons: Reasons = NO_REASONS,
) -> Request:
    """Ask for a review of the latest version of each record.

    What is not approved yet has no error, and of each warning it is said why it may
    stand: ticked before, or by a reason given here for all warnings of its rule.

    Raises:
        ErrorsFound: the rules find something that has to be mended first.
        WarningsOpen: a warning has no reason.
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
        told = ", ".join(sorted(missing.values()))
        raise NeverSaved(f"There is no version to review of: {told}.")
    waiting = latest_changes(wanted).filter(approval__isnull=True)
    keys = set(waiting.values_list("record__key", flat=True))
    if not keys:
        raise NothingToReview("Nothing waits for approval among these records.")
    must_be_explained(keys, by=by, at=at, reasons=reasons)
    request = Request(by=by, at=at, title=title, note=note)
    request.full_clean()
    request.save()
    request.changes.set(changes)
    return request
