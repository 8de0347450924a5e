"""Segments: pages hold the same with them and without, whatever happens meanwhile."""

import random
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from incidents.models import Record
from sharing import pages, segments
from sharing.deflate import deflated, joined, listed
from sharing.models import Collection, Erasure, Segment
from sharing.pages import Shelf, Wanted
from sharing.segments import MARK, SIZE
from sharing.services import segmenting
from sharing.services.segmenting import make_segments
from sharing.verify import verify_store
from tests.build import NOON, make_user
from tests.databases import as_owner
from tests.sharing.acts import LATER, edit_and_send
from tests.sharing.taxii.world import everything, made_up, release

ALL = 10_000  # more than any test publishes
LIMITS = (1, 49, 50, 51, 99, 100, 101, 150, 199, 200, 201, 500, 1000)
Found = tuple[object, ...]


def shelf() -> Shelf:
    found = pages.shelf("published-clear")
    assert found
    return found


def publish(numbers: Sequence[int], version: int = 0) -> None:
    with transaction.atomic():
        release([made_up(number, version=version) for number in numbers], at=NOON)


def stretches() -> list[tuple[int, int]]:
    """Return what the segments of the mildest collection cover."""
    rows = Segment.objects.filter(collection=everything())
    return list(rows.values_list("after", "last"))


def by_rows(after: int, limit: int) -> Found:
    page = pages.page(everything().pk, Wanted(after=after), limit=limit)
    text = b",".join(page.bodies)
    return text, len(page.bodies), page.first, page.last, page.more


def by_segments(after: int, limit: int) -> Found:
    run = segments.page(shelf(), Wanted(after=after), limit=limit)
    return joined(listed(run.parts)), run.count, run.first, run.last, run.more


@pytest.mark.django_db
def test_full_runs_become_segments_and_the_rest_stays_rows() -> None:
    publish(range(2 * SIZE + 30))

    made = make_segments()

    assert stretches() == [(0, SIZE), (SIZE, 2 * SIZE)]
    assert made == 2 * Collection.objects.filter(kind="everything").count()
    assert make_segments() == 0


@pytest.mark.django_db
def test_a_command_makes_them_without_a_worker(
    capsys: pytest.CaptureFixture[str],
) -> None:
    publish(range(SIZE))

    call_command("make_segments")

    assert capsys.readouterr().out == "5 segments were made.\n"


@pytest.mark.django_db
def test_later_releases_fill_the_next_segment() -> None:
    publish(range(SIZE + 30))
    make_segments()
    publish(range(SIZE + 30, 2 * SIZE))

    make_segments()

    assert stretches() == [(0, SIZE), (SIZE, 2 * SIZE)]


@pytest.mark.django_db
def test_superseding_a_version_unmakes_its_segment_at_once() -> None:
    publish(range(3 * SIZE))
    make_segments()

    publish([SIZE + 5], version=1)

    assert stretches() == [(0, SIZE), (2 * SIZE, 3 * SIZE)]
    assert by_segments(0, ALL) == by_rows(0, ALL)


@pytest.mark.django_db
def test_what_is_left_in_a_gap_is_shared_out_with_the_segment_behind_it() -> None:
    publish(range(3 * SIZE))
    make_segments()
    publish(range(SIZE + 3, 2 * SIZE), version=1)  # three of the second are left

    make_segments()

    places = [
        len(bytes(each.marks)) // MARK.size
        for each in Segment.objects.filter(collection=everything())
    ]
    assert places == [SIZE, 52, 51]
    assert by_segments(0, ALL) == by_rows(0, ALL)


@pytest.mark.django_db
def test_a_gap_larger_than_what_is_read_at_once_is_filled_step_by_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(segmenting, "MOST", 2 * SIZE)
    publish(range(8 * SIZE))
    make_segments()
    publish([each * SIZE for each in (1, 2, 3, 4, 6)], version=1)
    assert stretches() == [(0, 100), (500, 600), (700, 800)]

    make_segments()

    ends = [0, *(last for _, last in stretches())]
    assert stretches() == list(pairwise(ends))  # no gap is left
    assert ends[-1] == 8 * SIZE
    assert by_segments(0, ALL) == by_rows(0, ALL)


@pytest.mark.django_db
def test_a_gap_at_the_end_waits_until_a_run_is_full() -> None:
    publish(range(2 * SIZE))
    make_segments()
    publish([SIZE + 5], version=1)

    make_segments()

    # 99 are left of the second run, and the new version makes it full again.
    assert stretches() == [(0, SIZE), (SIZE, 2 * SIZE + 1)]


@pytest.mark.django_db
def test_a_gap_at_the_beginning_is_mended() -> None:
    publish(range(3 * SIZE))
    make_segments()
    publish([0], version=1)

    make_segments()

    assert stretches()[0] == (0, SIZE + 1)
    assert by_segments(0, ALL) == by_rows(0, ALL)


@pytest.mark.django_db
@examples(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    seed=st.integers(0, 2**32),
    asked=st.lists(
        st.tuples(st.floats(0, 1), st.sampled_from(LIMITS)), min_size=10, max_size=40
    ),
)
def test_a_page_is_the_same_with_segments_and_without(
    seed: int, asked: list[tuple[float, int]]
) -> None:
    """Each example publishes, supersedes some, and makes segments now and then."""
    chance = random.Random(seed)  # noqa: S311 - to be the same each time
    with transaction.atomic():
        known = 0
        for version in range(1, chance.randint(3, 6)):
            publish(range(known, known := known + chance.randint(20, 250)))
            if chance.random() < 0.6:
                make_segments()
            publish(chance.sample(range(known), known // 9), version=version)
            if chance.random() < 0.6:
                make_segments()
        for share, limit in asked:
            after = round(share * (shelf().head + 3))
            assert by_segments(after, limit) == by_rows(after, limit)
        transaction.set_rollback(True)


@pytest.fixture
def owned(fresh_database: None) -> Iterator[None]:
    """A database of the test's own, worked in as the owner."""
    with as_owner():
        yield
        connection.close()


def erase(number: int) -> None:
    """Erase the bytes of an object's place, as an order of a court would."""
    body = everything().entries.get(position=number).body
    by, second = make_user("publisher"), make_user("reviewer")
    Erasure.objects.create(body=body, reason="Court", at=NOON, by=by, second=second)
    type(body).objects.filter(pk=body.pk).update(body=b"")


@pytest.mark.usefixtures("owned")
def test_what_is_erased_is_in_no_segment_and_keeps_its_place() -> None:
    publish(range(3 * SIZE))
    make_segments()

    for number in (1, 2, 150, SIZE * 2):
        erase(number)

    assert stretches() == [(2 * SIZE, 3 * SIZE)]
    make_segments()
    assert len(stretches()) == 3
    for after, limit in ((0, 1), (0, 60), (1, 60), (1, ALL), (149, 60), (149, 1)):
        assert by_segments(after, limit) == by_rows(after, limit)
    assert verify_store() == []


@pytest.mark.usefixtures("owned")
@pytest.mark.parametrize(
    "broken",
    [
        {"deflated": deflated(b'{"type":"malware"}').deflated},
        {"deflated": b"no deflate at all"},
        {"last": ALL},
        {"filled": 0},
        {"size": 3},
        {"crc": 3},
        {"marks": bytes(MARK.size * SIZE)},
    ],
    ids=["other objects", "broken", "last", "filled", "size", "crc", "marks"],
)
def test_a_segment_that_says_something_else_is_a_break_of_the_store(
    broken: dict[str, Any],
) -> None:
    publish(range(SIZE))
    make_segments()
    assert verify_store() == []

    Segment.objects.filter(collection=everything()).update(**broken)

    (fault,) = verify_store()
    assert fault.table == "sharing_segment"


def test_a_release_puts_the_making_of_segments_into_the_queue(
    scene: dict[str, Record], settings: Any
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

    edit_and_send(scene["claim-vague"], LATER, wording="Other words.")

    waiting = DBTaskResult.objects.values_list("task_path", flat=True)
    assert "sharing.tasks.make_segments" in waiting
