"""The clients that partners have, against a live server with the Albanian case."""

import json
import shutil
import subprocess
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
import requests
from django.db import transaction
from stix2 import Filter, TAXIICollectionSource, TAXIICollectionStore
from stix2.datastore import DataSourceError
from stix2.v21 import Identity
from taxii2client.v21 import Collection as Client
from taxii2client.v21 import Server, as_pages

from sharing.models import Collection, Entry, PublishedRecord
from sharing.services import open_collection, open_inbox
from tests.build import make_user
from tests.sharing.taxii.world import (
    BOTH,
    TAXII,
    everything,
    made_up,
    release,
    stix_id,
    token,
)

pytestmark = pytest.mark.usefixtures("albania_alone")
LAST = "X-TAXII-Date-Added-Last"
USER = "anything"


def objects_of(live: str, collection: Collection) -> str:
    return f"{live}/taxii2/api/collections/{collection.uuid}/objects/"


def client(live: str, collection: Collection, secret: str) -> Client:
    url = objects_of(live, collection).removesuffix("objects/")
    return Client(url, user=USER, password=secret)


def entries(collection: Collection) -> list[Entry]:
    return list(collection.entries.filter(is_last=True).order_by("position"))


def test_taxii2_client_finds_its_way_from_discovery_to_every_object(live: str) -> None:
    server = Server(f"{live}/taxii2/", user=USER, password=token(ceiling="AMBER"))

    root = server.default
    collections = {each.title: each for each in root.collections}

    assert server.api_roots[0].url == root.url
    assert root.versions == [TAXII]
    assert len(collections) == 3
    found = collections["Published up to TLP:AMBER"]
    pages = list(as_pages(found.get_objects, per_request=500))
    ids = [each["id"] for page in pages for each in page["objects"]]
    assert ids == [each.stix_id for each in entries(everything("AMBER"))]
    assert len(pages) > 1


def test_taxii2_client_reads_manifest_object_and_versions(live: str) -> None:
    found = client(live, everything(), token())
    pages = as_pages(found.get_manifest, per_request=1000)
    records = [each for page in pages for each in page["objects"]]
    row = entries(everything())[-1]

    one = found.get_object(row.stix_id)["objects"]
    versions = found.object_versions(row.stix_id)["versions"]

    assert [each["id"] for each in records] == [
        each.stix_id for each in entries(everything())
    ]
    assert [each["id"] for each in one] == [row.stix_id]
    assert versions == [one[0]["modified"]]
    assert found.can_read
    assert not found.can_write


def test_stix2_source_queries_and_gets(live: str) -> None:
    source = TAXIICollectionSource(client(live, everything(), token()))
    row = entries(everything())[-1]

    claims = source.query([Filter("type", "=", "report")])
    one = source.get(row.stix_id)

    assert {each["type"] for each in claims} == {"report"}
    assert (
        len(claims) == everything().entries.filter(type="report", is_last=True).count()
    )
    assert one["id"] == row.stix_id
    assert source.get("identity--00000000-0000-4000-8000-000000000000") is None
    assert [each["id"] for each in source.all_versions(row.stix_id)] == [row.stix_id]


def test_stix2_store_reads_and_adds_where_it_may(live: str) -> None:
    inbox = open_inbox("drop", title="What partners send")
    secret = token("Sender", scopes=BOTH, granted=[inbox])
    store = TAXIICollectionStore(client(live, inbox, secret))
    sent = Identity(name="A ministry", identity_class="organization")

    store.add(sent)

    assert store.get(sent.id) == sent
    assert [each.id for each in store.query([Filter("type", "=", "identity")])] == [
        sent.id
    ]
    with pytest.raises(DataSourceError, match="write access"):
        TAXIICollectionStore(client(live, everything(), secret))


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl_needs_no_header_but_its_token(live: str) -> None:
    secret, url = token(), objects_of(live, everything())

    basic = curl("-u", f":{secret}", f"{url}?limit=3")
    bearer = curl("-H", f"Authorization: Bearer {secret}", f"{url}?limit=3")
    gzipped = curl("--compressed", "-u", f":{secret}", url.removesuffix("/"))

    assert json.loads(basic) == json.loads(bearer)
    assert len(json.loads(basic)["objects"]) == 3
    assert len(json.loads(gzipped)["objects"]) == 500


def curl(*arguments: str) -> bytes:
    done = subprocess.run(["curl", "-sSf", *arguments], capture_output=True, check=True)  # noqa: S607 - as whoever types it
    return done.stdout


def poll(live: str, secret: str, since: str | None) -> tuple[list[Any], str | None]:
    """Do as OpenCTI's connectors: next while there is more, then keep the last date.

    The date is cut to milliseconds, and added_after left out beside next.
    """
    with requests.Session() as session:
        session.auth = (USER, secret)
        session.headers["Accept"] = TAXII
        query = {"limit": "700", **({"added_after": since} if since else {})}
        found: list[Any] = []
        while True:
            answer = session.get(objects_of(live, everything()), params=query)
            answer.raise_for_status()
            told = answer.json()
            found += told.get("objects", [])
            last = answer.headers.get(LAST, since)
            if not told.get("more"):
                return found, f"{last[:23]}Z" if last else None
            query = {"limit": "700", "next": told["next"]}


def test_a_loop_like_that_of_opencti_misses_nothing(live: str) -> None:
    secret = token()

    first, since = poll(live, secret, None)
    with transaction.atomic():
        release([made_up(n) for n in range(5)], at=datetime.now(UTC))
    second, since = poll(live, secret, since)
    third, _ = poll(live, secret, since)

    ids = [each["id"] for each in first]
    assert len(ids) == len(set(ids))
    assert {stix_id(n) for n in range(5)} <= {each["id"] for each in second}
    known = {*ids, *(each["id"] for each in second)}
    assert known == {each.stix_id for each in entries(everything())}
    assert {each["id"] for each in third} <= known


def test_an_incident_s_own_collection_is_pulled_by_whoever_was_granted_it(
    live: str,
) -> None:
    key = Entry.objects.filter(type="incident").values_list("body__record_uid")[0][0]
    about = orjson.loads(record_of(key))["key"]
    opened = open_collection(
        about, "CLEAR", by=make_user("publisher"), at=datetime.now(UTC)
    )

    granted = client(live, opened, token("In", granted=[opened]))
    stranger = requests.get(
        objects_of(live, opened), auth=(USER, token("Out")), timeout=30
    )

    found = [
        each["id"] for page in as_pages(granted.get_objects) for each in page["objects"]
    ]
    assert found == [each.stix_id for each in entries(opened)]
    assert stranger.status_code == 404


def record_of(uid: Any) -> bytes:
    return bytes(PublishedRecord.objects.filter(uid=uid).latest("version").body)
