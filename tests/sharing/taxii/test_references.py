"""No reference in any collection leads nowhere, nor to what is hidden at its level."""

from collections.abc import Iterator
from typing import Any

import orjson
import pytest

from incidents.models import Record
from incidents.vocab import MARKING_RANK, Marking
from sharing.models import Collection, Entry, PublishedRecord
from sharing.objects import EXTENSIONS, references
from sharing.services import open_collection, open_sample
from sharing.taxii.parts import version
from sharing.wire import timestamp
from tests.build import make_user
from tests.sharing.acts import LATER
from tests.sharing.taxii.world import Asking, token


def objects(asking: Asking, alias: str) -> Iterator[dict[str, Any]]:
    """Yield every version of every object of a collection, as its partner gets them."""
    path = f"api/collections/{alias}/objects/"
    query = {"match[version]": "all", "limit": "1000"}
    while query:
        told = asking.get(path, query).json()
        yield from told.get("objects", [])
        query = {"next": told["next"]} if told.get("more") else {}


def danglers(asking: Asking, alias: str) -> list[tuple[str, str, str]]:
    """Return the references whose target the collection has not."""
    whole = list(objects(asking, alias))
    there = {each["id"] for each in whole}
    assert whole
    return [
        (each["id"], name, target)
        for each in whole
        for name, target in references(each)
        # Definitions of others' extensions come along if they are published at all.
        if target not in there and name != EXTENSIONS
    ]


def levels(asking: Asking, alias: str) -> set[str]:
    """Return the markings of the objects that a collection gives out."""
    ids = {each["id"] for each in objects(asking, alias)}
    rows = Entry.objects.filter(collection__alias=alias, stix_id__in=ids)
    return set(rows.values_list("body__marking", flat=True))


@pytest.mark.usefixtures("scene")
@pytest.mark.parametrize("marking", Marking.values)
def test_every_reference_of_the_scene_resolves_at_every_level(marking: str) -> None:
    asking = Asking(token(ceiling=marking))

    told = asking.get("api/collections/").json()["collections"]

    assert len(told) == MARKING_RANK[marking] + 1
    for each in told:
        assert danglers(asking, each["alias"]) == []


@pytest.mark.usefixtures("scene")
@pytest.mark.parametrize("marking", Marking.values)
def test_the_same_holds_for_collections_of_less_than_all(marking: str) -> None:
    roots = Record.objects.filter(kind__in=["case", "incident", "campaign"])
    by = make_user("publisher")
    opened = [
        open_collection(each.key, marking, by=by, at=LATER)
        for each in roots
        if PublishedRecord.objects.filter(key=each.key, marking="CLEAR").exists()
    ]
    assert opened
    opened.append(open_sample(marking, by=by, at=LATER))
    asking = Asking(token(ceiling=marking, granted=opened))

    for each in opened:
        assert danglers(asking, each.alias) == []
        assert all(
            MARKING_RANK[found] <= MARKING_RANK[marking]
            for found in levels(asking, each.alias)
        )


@pytest.mark.usefixtures("albania")
def test_every_reference_of_the_shipped_case_resolves() -> None:
    asking = Asking(token(ceiling="RED"))

    for each in asking.get("api/collections/").json()["collections"]:
        assert danglers(asking, each["alias"]) == []


@pytest.mark.usefixtures("albania")
def test_manifest_and_objects_spell_every_version_alike() -> None:
    """The manifest is written from columns, not bodies; others' have six digits."""
    rows = Collection.objects.get(alias="published-red").entries.select_related("body")

    for row in rows:
        obj = orjson.loads(row.body.body)
        assert version(timestamp(row.modified)) == (
            obj.get("modified") or obj["created"]
        )
