"""Constraints asked in memory give the database's answer."""

from itertools import product
from typing import Any

import pytest
from django.db.models import CheckConstraint, F, IntegerField, Q, TextField, Value

from attribution.case_files.constraints import LOOKUPS, constraints, holds
from incidents.snapshot import owned_model, record_models

CONDITIONS = [
    Q(one="a"),
    ~Q(one="a"),
    Q(one=F("two")),
    ~Q(one=F("two")),
    Q(one="a") | ~Q(two=""),
    (Q(one="a") & Q(two="b")) | Q(three__isnull=True),
    Q(one__in=["a", "b"], two__regex=r"^[a-z]$"),
    ~(Q(one="a") | Q(two="a")) & Q(three__lte=2),
    Q(one="a", three__gt=1) | Q(one="b", three__gte=3) | Q(three__lt=1),
]
VALUES = [
    {"one": one, "two": two, "three": three}
    for one, two, three in product(["a", "b", ""], ["a", "b", ""], [None, 0, 2, 3])
]


@pytest.mark.django_db
@pytest.mark.parametrize("condition", CONDITIONS, ids=str)
def test_holds_answers_as_the_database_does(condition: Q) -> None:
    for values in VALUES:
        row: dict[str, Any] = {
            name: Value(each, IntegerField() if name == "three" else TextField())
            for name, each in values.items()
        }

        assert (holds(condition, values) is not False) is condition.check(row), values


def test_every_check_of_a_record_can_be_asked_in_memory() -> None:
    models = [
        each
        for model in record_models().values()
        for each in (model, *(owned_model(model, name) for name in model.OWNED))
    ]
    checks = [
        each
        for model in models
        for each in constraints(model)
        if isinstance(each, CheckConstraint)
    ]

    assert lookups(checks) <= {*LOOKUPS, "isnull", ""}


def lookups(checks: list[CheckConstraint]) -> set[str]:
    found: set[str] = set()
    conditions: list[Any] = [check.condition for check in checks]
    while conditions:
        for child in conditions.pop().children:
            if isinstance(child, Q):
                conditions.append(child)
            else:
                found.add(child[0].partition("__")[2])
    return found
