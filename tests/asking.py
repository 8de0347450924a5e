"""Asking for a review where a test is about something else than warnings."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User

from incidents.models import Record
from review.models import Request
from review.rules import reason_for_all
from review.services import request_review
from tests.build import NOON, make_user


def ask(
    records: Iterable[Record],
    *,
    by: User | None = None,
    at: datetime = NOON,
    title: str = "The case",
) -> Request:
    """Ask for a review, with a reason for whatever the rules warn of."""
    return request_review(
        records,
        by=by or make_user(),
        at=at,
        title=title,
        reasons=reason_for_all("A test record."),
    )
