"""Objects are checked where they are few, and on other processors where many."""

import pytest

from sharing.compile import Compiled
from sharing.services.checking import CHUNK, MANY, WAITING, checker


def compiled(number: int, **members: object) -> Compiled:
    """A location, valid unless told otherwise."""
    return Compiled(
        object={
            "type": "location",
            "spec_version": "2.1",
            "id": "location--7f5d8c1e-8d4b-4c89-8a51-3f3ffb1df38e",
            "created": "2026-01-05T12:00:00.000Z",
            "modified": "2026-01-05T12:00:00.000Z",
            "country": "AL",
            **members,
        },
        record=f"loc-{number}",
        part="main",
        marking="CLEAR",
        is_act=False,
        acted=(None, None),
    )


@pytest.mark.parametrize("expected", [1, MANY])
def test_what_is_wrong_is_told_with_record_and_part_in_order(expected: int) -> None:
    made = [compiled(number) for number in range(CHUNK * (WAITING + 2))]
    made[7] = compiled(7, modified="2025-01-05T12:00:00.000Z")
    made[-1] = compiled(len(made) - 1, spec_version="3.0")

    with checker(expected) as checks:
        checks.add(made)
        problems = checks.problems()

    assert [(each.record, each.field) for each in problems] == [
        ("loc-7", "main"),
        (f"loc-{len(made) - 1}", "main"),
    ]
