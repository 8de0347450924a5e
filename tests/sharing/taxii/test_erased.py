"""What was erased on legal order: passed over, and nothing behind it is lost."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from tests.sharing.taxii.world import Asking, made_up, release, stix_id, token

pytestmark = pytest.mark.django_db
OBJECTS = "api/collections/published-clear/objects/"
STANDING = [stix_id(number) for number in (0, 6, 7)]


@pytest.fixture
def asking() -> Asking:
    """Eight objects of which five in a row were erased."""
    rows = [made_up(number) for number in range(8)]
    release(
        [replace(each, body=b"") if 0 < n < 6 else each for n, each in enumerate(rows)]
    )
    return Asking(token())


def by_cursor(asking: Asking, limit: int) -> Iterator[str]:
    told = asking.get(OBJECTS, {"limit": limit}).json()
    while told:
        yield from (each["id"] for each in told["objects"])
        told = told["more"] and asking.get(OBJECTS, {"next": told["next"]}).json()


def by_time(asking: Asking, limit: int) -> Iterator[str]:
    query = {"limit": limit}
    while told := (answer := asking.get(OBJECTS, query)).json():
        yield from (each["id"] for each in told["objects"])
        query["added_after"] = answer["X-TAXII-Date-Added-Last"]


@pytest.mark.parametrize("limit", [1, 2, 3, 8])
@pytest.mark.parametrize("walk", [by_cursor, by_time])
def test_whoever_walks_past_them_gets_all_that_stands(
    asking: Asking, walk: Callable[[Asking, int], Iterator[str]], limit: int
) -> None:
    assert list(walk(asking, limit)) == STANDING


def test_versions_behind_an_erased_one_are_found_by_id() -> None:
    release([replace(made_up(1), body=b"")])
    release([made_up(1, version=1)])

    found = Asking(token()).get(
        f"{OBJECTS}{stix_id(1)}/", {"match[version]": "all", "limit": 1}
    )

    assert [each["name"] for each in found.json()["objects"]] == ["Object 1, version 1"]


def test_where_everything_behind_was_erased_a_page_is_the_last() -> None:
    release([made_up(0), *(replace(made_up(n), body=b"") for n in range(1, 4))])
    asking = Asking(token())

    assert list(by_cursor(asking, 2)) == list(by_time(asking, 2)) == [stix_id(0)]
