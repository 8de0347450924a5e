"""A whole case is approved in one go."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.models import Record
from incidents.services import Draft, add_records
from incidents.vocab import Door
from review import services
from tests.asking import ask
from tests.build import NOON, make_user

pytestmark = pytest.mark.django_db


def tool(number: int) -> dict[str, Any]:
    name = {"key": f"tool-{number}", "name": f"Tool {number}", "kind": "tool"}
    return {**name, "marking": "CLEAR", "citations": [], "aliases": []}


def queries_to_approve(numbers: range) -> int:
    analyst, reviewer = make_user(), make_user("reviewer")
    drafts = [Draft(tool(number), NOON) for number in numbers]
    add_records(drafts, by=analyst, door=Door.IMPORT)
    keys = [f"tool-{number}" for number in numbers]
    request = ask(Record.objects.filter(key__in=keys), by=analyst)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        given = services.approve(request, by=reviewer, at=NOON)
    assert len(given) == len(numbers)
    return len(queries)


def test_300_versions_are_approved_with_as_many_queries_as_three() -> None:
    assert queries_to_approve(range(3, 303)) == queries_to_approve(range(3))
