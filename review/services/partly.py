"""One decision that goes two ways: some records are approved, the others returned."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from incidents.models import Record
from review.models import Approval, Request
from review.selectors import waiting_changes
from review.services.decisions import approve, return_for_changes


@transaction.atomic
def approve_and_return_rest(
    request: Request,
    *,
    by: User,
    at: datetime,
    records: Iterable[Record],
    reason: str,
) -> list[Approval]:
    """Approve some records of a request and send back what else waits in it.

    Both or neither; where nothing else waits, nothing is returned.

    Raises:
        ReviewRefused: as for ``approve``.
        ValidationError: something is to be returned and there is no reason.
    """
    given = approve(request, by=by, at=at, records=records)
    if waiting_changes(request).exists():
        return_for_changes(request, by=by, at=at, reason=reason)
    return given
