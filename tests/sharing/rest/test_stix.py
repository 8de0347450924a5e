"""Bundles: what is in them, that nothing dangles, that they are what was published."""

from datetime import date

import orjson
import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from incidents.models import Record
from incidents.vocab import Marking
from sharing.bundle import Query, bundle
from sharing.models import ObjectBody
from sharing.objects import EXTENSIONS, references
from tests.build import NOON
from tests.databases import as_owner, copied_database
from tests.sharing.acts import LATER, MUCH_LATER, edit_and_send
from tests.sharing.rest.asking import asking

Scene = dict[str, Record]
LISTS = [
    "incidents",
    "campaigns",
    "actors",
    "claims",
    "evidence",
    "responses",
    "sources",
]
BUNDLES = [*LISTS, "incidents/inc", "claims/claim-first", "releases/1"]


@pytest.mark.parametrize("ceiling", Marking.values)
@pytest.mark.parametrize("path", BUNDLES)
def test_no_reference_dangles_at_any_level(
    scene: Scene, ceiling: str, path: str
) -> None:
    objects = asking(ceiling).stix(path)

    ids = {each["id"] for each in objects}
    for each in objects:
        missing = {
            target for name, target in references(each) if name != EXTENSIONS
        } - ids
        assert not missing, (each["id"], missing)


@pytest.mark.parametrize("path", BUNDLES)
def test_every_object_is_as_it_was_stored(scene: Scene, path: str) -> None:
    stored = [orjson.loads(each.body) for each in ObjectBody.objects.all()]

    objects = asking("RED").stix(path)

    assert objects
    assert all(each in stored for each in objects)
    assert len({each["id"] for each in objects}) == len(objects)


@pytest.mark.parametrize(
    "query",
    [
        Query("inc", "GREEN"),
        Query("inc", "GREEN", as_of=date(2022, 9, 7)),
        Query("inc", "GREEN", known_at=NOON),
        Query("inc", "CLEAR"),
    ],
)
def test_an_incidents_bundle_is_the_one_that_is_exported(
    scene: Scene, query: Query
) -> None:
    asked = {"marking": query.marking, "format": "stix"}
    if query.as_of:
        asked["as_of"] = query.as_of.isoformat()
    if query.known_at:
        asked["known_at"] = query.known_at.isoformat().replace("+00:00", "Z")

    content = asking("GREEN").get("incidents/inc", asked).content

    assert content == b"".join(bundle(query).chunks())


def test_a_bundle_as_of_a_day_leaves_out_what_came_later(scene: Scene) -> None:
    partner = asking()

    now = {each["id"] for each in partner.stix("incidents/inc")}
    then = {
        each["id"] for each in partner.stix("incidents/inc", {"as_of": "2022-09-07"})
    }

    assert then < now
    assert partner.get("incidents/inc", {"as_of": "2000-01-01"}).status_code == 404


def test_the_bundle_of_a_source_holds_what_rests_on_it(scene: Scene) -> None:
    objects = asking("GREEN").stix("sources/src-secret")

    secret = ObjectBody.objects.filter(record_uid=scene["claim-secret"].uid)
    assert {each.stix_id for each in secret} <= {each["id"] for each in objects}


def test_a_list_without_records_is_a_bundle_without_objects(scene: Scene) -> None:
    bundle_ = asking().json("claims", {"stance": "abstains", "format": "stix"})

    assert bundle_.keys() == {"type", "id"}


def test_the_bundle_of_a_release_is_what_it_changed(scene: Scene) -> None:
    edit_and_send(scene["claim-vague"], at=LATER, wording="Changed since")
    edit_and_send(scene["claim-first"], at=MUCH_LATER, wording="Changed later")

    second = asking().stix("releases/2")

    text = orjson.dumps(second).decode()
    assert "Changed since" in text
    assert "Changed later" not in text


def test_the_accept_header_asks_for_stix_as_the_parameter_does(scene: Scene) -> None:
    partner = asking()

    by_header = partner.get("claims", accept="application/stix+json;version=2.1")

    assert by_header.content == partner.get("claims", {"format": "stix"}).content
    assert by_header.headers["Content-Type"] == "application/stix+json;version=2.1"


def test_an_incident_that_was_erased_has_no_bundle_any_more(
    scene_database: str, django_db_blocker: DjangoDbBlocker
) -> None:
    with copied_database(scene_database, "erased", django_db_blocker):
        partner = asking()
        before = partner.get("incidents/inc", {"format": "stix"})

        erase("inc")

        assert before.status_code == 200
        assert partner.get("incidents/inc", {"format": "stix"}).status_code == 404


def erase(key: str) -> None:
    """Take a record's text out of the store, as the owner may on legal order."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("alter table sharing_publishedrecord disable trigger user")
        cursor.execute(
            "update sharing_publishedrecord set body = '' where key = %s", [key]
        )
        cursor.execute("alter table sharing_publishedrecord enable trigger user")
