"""What is on a page: filters, versions, order, cursors (TAXII 2.1, 3.3 to 3.5)."""

from datetime import timedelta
from typing import Any

import orjson
import pytest

from sharing.models import Entry
from tests.build import NOON
from tests.sharing.taxii.world import (
    Asking,
    everything,
    made_up,
    release,
    stix_id,
    token,
)

pytestmark = pytest.mark.django_db
FIRST, LAST = "X-TAXII-Date-Added-First", "X-TAXII-Date-Added-Last"
OBJECTS = "api/collections/published-clear/objects/"
MANIFEST = "api/collections/published-clear/manifest/"


@pytest.fixture
def asking() -> Asking:
    """Ten objects, then a newer version of the first three, then five more."""
    release([made_up(number) for number in range(10)])
    release(
        [made_up(number, version=1) for number in range(3)],
        at=NOON + timedelta(hours=1),
    )
    release([made_up(number) for number in range(10, 15)], at=NOON + timedelta(hours=2))
    return Asking(token())


def walk(asking: Asking, path: str, **query: Any) -> list[list[dict[str, Any]]]:
    """Return all pages, by ``next`` alone."""
    told = asking.get(path, query).json()
    pages = [told.get("objects", [])]
    while told.get("more"):
        told = asking.get(path, {"next": told["next"]}).json()
        assert told["objects"]
        pages.append(told["objects"])
    assert "next" not in told
    return pages


def in_a_row(pages: list[list[dict[str, Any]]]) -> list[tuple[str, str]]:
    return [(each["name"], each["id"]) for page in pages for each in page]


def test_objects_are_the_bytes_that_were_published(asking: Asking) -> None:
    content = asking.get(OBJECTS, {"match[id]": stix_id(5)}).content

    assert content == b'{"more":false,"objects":[%s]}' % made_up(5).body


def test_last_versions_come_in_the_order_in_which_they_were_added(
    asking: Asking,
) -> None:
    numbers = [*range(3, 10), 0, 1, 2, *range(10, 15)]

    assert asking.ids(OBJECTS) == [stix_id(number) for number in numbers]
    assert asking.ids(MANIFEST) == [stix_id(number) for number in numbers]


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 7, 14, 15, 16, 1000, 10**30])
@pytest.mark.parametrize("path", [OBJECTS, MANIFEST])
def test_pages_of_any_size_make_the_whole(
    asking: Asking, path: str, limit: int
) -> None:
    pages = walk(asking, path, limit=str(limit))

    ids = [each["id"] for page in pages for each in page]
    assert ids == asking.ids(path)
    assert len(pages) == -(-15 // min(limit, 15))


@pytest.mark.parametrize(
    ("version", "names"),
    [
        ("last", ["Object 0, version 1"]),
        ("first", ["Object 0, version 0"]),
        ("all", ["Object 0, version 0", "Object 0, version 1"]),
        ("first,last", ["Object 0, version 0", "Object 0, version 1"]),
        ("2026-01-01T00:00:00Z", ["Object 0, version 0"]),
        ("2026-01-01T00:00:01.000000000Z", ["Object 0, version 1"]),
        ("last,2026-01-01T00:00:01.0Z", ["Object 0, version 1"]),
        (
            "2026-01-01T00:00:00Z,2026-01-01T00:00:01Z",
            [f"Object 0, version {n}" for n in (0, 1)],
        ),
        ("2026-01-01T00:00:01.0000001Z", []),
        ("2030-01-01T00:00:00Z", []),
    ],
)
def test_versions_are_chosen_over_all_that_the_reader_may_see(
    asking: Asking, version: str, names: list[str]
) -> None:
    answers = [
        asking.get(OBJECTS, {"match[id]": stix_id(0), "match[version]": version}),
        asking.get(f"{OBJECTS}{stix_id(0)}/", {"match[version]": version}),
    ]

    for answer in answers:
        found = answer.json().get("objects", [])
        assert [each["name"] for each in found] == names


def test_an_old_version_is_not_the_last_because_it_was_asked_for_before(
    asking: Asking,
) -> None:
    """First and last are decided before ``added_after`` is applied."""
    hour = {"added_after": "2026-01-05T12:30:00Z"}

    firsts = asking.get(OBJECTS, {**hour, "match[version]": "first"}).json()

    assert [each["id"] for each in firsts["objects"]] == [
        stix_id(number) for number in range(10, 15)
    ]


@pytest.mark.parametrize("digits", ["", ".0", ".000", ".000000", ".000000000"])
def test_added_after_is_an_instant_and_exclusive(asking: Asking, digits: str) -> None:
    first = Entry.objects.get(collection=everything(), position=11)
    assert first.added == NOON + timedelta(hours=1)

    found = asking.ids(OBJECTS, {"added_after": f"2026-01-05T13:00:00{digits}Z"})

    assert found == [stix_id(number) for number in (1, 2, *range(10, 15))]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({"match[type]": "identity"}, [4, 8, 0, 12]),
        ({"match[type]": "identity,malware"}, [4, 5, 8, 9, 0, 1, 12, 13]),
        ({"match[type]": "x-unknown"}, []),
        ({"match[type]": "identity", "match[version]": "all"}, [0, 4, 8, 0, 12]),
        ({"match[type]": "identity", "match[version]": "first"}, [0, 4, 8, 12]),
        ({"match[spec_version]": "2.1"}, [*range(3, 10), 0, 1, 2, *range(10, 15)]),
        ({"match[spec_version]": "2.0"}, []),
        ({"match[spec_version]": "2.0,2.1", "match[type]": "malware"}, [5, 9, 1, 13]),
        ({"match[id]": f"{stix_id(4)},{stix_id(1)},{stix_id(99)}"}, [4, 1]),
        ({"match[id]": f"{stix_id(4)},{stix_id(1)}", "match[type]": "identity"}, [4]),
        ({"match[version]": "2026-01-01T00:00:01Z"}, [0, 1, 2]),
        ({"match[version]": "2026-01-01T00:00:01Z", "match[type]": "malware"}, [1]),
    ],
)
def test_filters_choose_alike_in_objects_and_manifest(
    asking: Asking, query: dict[str, str], numbers: list[int]
) -> None:
    wanted = [stix_id(number) for number in numbers]

    assert asking.ids(OBJECTS, query) == wanted
    assert asking.ids(MANIFEST, query) == wanted
    for limit in (1, 2, 3):
        pages = walk(asking, OBJECTS, **query, limit=str(limit))
        assert [each["id"] for page in pages for each in page] == wanted


def test_a_quiet_collection_answers_with_an_empty_object(asking: Asking) -> None:
    since = "2027-01-01T00:00:00.5Z"

    answer = asking.get(OBJECTS, {"added_after": since})

    assert answer.content == b"{}"
    assert answer[FIRST] == answer[LAST] == "2027-01-01T00:00:00.500000Z"
    assert FIRST not in asking.get(OBJECTS, {"match[type]": "x-none"})


def test_the_date_headers_are_those_of_the_page(asking: Asking) -> None:
    rows = Entry.objects.filter(collection=everything(), is_last=True)
    added = [
        f"{each.added:%Y-%m-%dT%H:%M:%S.%f}Z" for each in rows.order_by("position")
    ]

    for path in (OBJECTS, MANIFEST):
        answer = asking.get(path, {"limit": "4"})
        assert (answer[FIRST], answer[LAST]) == (added[0], added[3])
    one = asking.get(f"{OBJECTS}{stix_id(9)}/")
    assert one[FIRST] == one[LAST] == added[6]


def test_a_walk_by_the_last_date_loses_and_repeats_nothing(asking: Asking) -> None:
    found: list[str] = []
    query = {"limit": "2"}
    while True:
        answer = asking.get(OBJECTS, query)
        page = [each["id"] for each in answer.json().get("objects", [])]
        if not page:
            break
        found += page
        query["added_after"] = answer[LAST]

    assert found == asking.ids(OBJECTS)


def test_the_manifest_spells_versions_as_the_objects_do(asking: Asking) -> None:
    records = asking.get(MANIFEST, {"match[version]": "all"}).json()["objects"]
    bodies = asking.get(OBJECTS, {"match[version]": "all"}).json()["objects"]

    assert [(each["id"], each["version"]) for each in records] == [
        (each["id"], each["modified"]) for each in bodies
    ]
    assert {each["media_type"] for each in records} == {
        "application/stix+json;version=2.1"
    }
    assert len({each["date_added"] for each in records}) == 18
    assert all(len(each["date_added"]) == 27 for each in records)


def test_versions_lists_all_in_order_and_pages_too(asking: Asking) -> None:
    path = f"{OBJECTS}{stix_id(0)}/versions/"

    whole = asking.get(path)
    first = asking.get(path, {"limit": "1"}).json()
    second = asking.get(path, {"next": first["next"]}).json()

    versions = ["2026-01-01T00:00:00.000Z", "2026-01-01T00:00:01.000Z"]
    assert whole.json() == {"more": False, "versions": versions}
    assert [first["versions"], second["versions"]] == [[each] for each in versions]
    assert not second["more"]
    assert whole[FIRST] < whole[LAST]


def test_an_unknown_object_is_not_found_and_a_filtered_one_is_empty(
    asking: Asking,
) -> None:
    for path in (f"{OBJECTS}{stix_id(99)}/", f"{OBJECTS}{stix_id(99)}/versions/"):
        assert asking.get(path).status_code == 404
    for name in ("x", "identity--x", "%00", "a" * 5000):
        assert asking.get(f"{OBJECTS}{name}/").status_code == 404
    there = asking.get(
        f"{OBJECTS}{stix_id(1)}/", {"match[version]": "2030-01-01T00:00:00Z"}
    )
    assert (there.status_code, there.content) == (200, b"{}")


def test_a_cursor_remembers_the_whole_query_and_stays_good(asking: Asking) -> None:
    query = {
        "match[type]": "identity",
        "added_after": "2026-01-05T12:00:00Z",
        "limit": "1",
    }
    first = asking.get(OBJECTS, query).json()
    cursor = {"next": first["next"]}

    alone = asking.get(OBJECTS, cursor).content
    again = asking.get(OBJECTS, cursor).content
    with_all = asking.get(OBJECTS, {**query, **cursor}).content
    # OpenCTI 5 sent another added_after along; others change the limit.
    moved = asking.get(OBJECTS, {**cursor, "added_after": "2030-01-01T00:00:00Z"})
    larger = asking.get(OBJECTS, {**cursor, "limit": "50"}).json()

    assert alone == again == with_all == moved.content
    assert [each["id"] for each in orjson.loads(alone)["objects"]] == [stix_id(8)]
    assert [each["id"] for each in larger["objects"]] == [
        stix_id(number) for number in (8, 0, 12)
    ]


def test_a_filter_that_contradicts_its_cursor_is_refused(asking: Asking) -> None:
    cursor = asking.get(OBJECTS, {"match[type]": "identity", "limit": "1"}).json()[
        "next"
    ]

    for other in ({"match[type]": "report"}, {"match[version]": "all"}):
        answer = asking.get(OBJECTS, {"next": cursor, **other})
        assert answer.status_code == 400
        assert "match[" in answer.json()["description"]
    usual = asking.get(OBJECTS, {"next": cursor, "match[version]": "last"})
    assert usual.json() == asking.get(OBJECTS, {"next": cursor}).json()


def test_a_cursor_is_good_for_its_own_address_only(asking: Asking) -> None:
    cursor = asking.get(OBJECTS, {"limit": "1"}).json()["next"]

    for path in (MANIFEST, f"{OBJECTS}{stix_id(1)}/"):
        assert asking.get(path, {"next": cursor}).status_code == 400


def test_a_reader_of_more_sees_more_in_an_order_of_its_own() -> None:
    release([made_up(1), made_up(2, marking="RED"), made_up(3, marking="AMBER")])
    low, high = Asking(token("Low")), Asking(token("High", ceiling="RED"))

    assert low.ids(OBJECTS) == [stix_id(1)]
    assert high.ids("api/collections/published-red/objects/") == [
        stix_id(number) for number in (1, 2, 3)
    ]
