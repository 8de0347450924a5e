"""A whole case is approved in one go."""

from time import perf_counter

import pytest
from django.db import connection

from incidents.models import Change, Record
from review import services
from tests.build import NOON, make_user
from tests.conftest import as_owner

pytestmark = pytest.mark.usefixtures("fresh_database")


def analyze() -> None:
    """Have the planner know the tables, as it does a minute after any bulk load.

    Tests that roll back leave it with tables of many pages and no rows.
    """
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("analyze incidents_record, incidents_change, review_approval")


def test_approve_takes_1500_versions_in_under_two_seconds() -> None:
    analyst, reviewer = make_user(), make_user("reviewer")
    records = Record.objects.bulk_create(
        Record(key=f"r-{n}", kind="tool", name=f"Tool {n}", version=1)
        for n in range(1500)
    )
    Change.objects.bulk_create(
        Change(
            record=record, version=1, at=NOON, by=analyst, door="import", snapshot={}
        )
        for record in records
    )
    request = services.request_review(records, by=analyst, at=NOON, title="All")
    analyze()

    start = perf_counter()
    services.approve(request, by=reviewer, at=NOON)

    assert perf_counter() - start < 2
