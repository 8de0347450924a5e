"""Posting to an inbox, reading it back, and taking it away again, by TAXII."""

from typing import Any
from uuid import uuid4

import orjson
import pytest

from sharing.models import Entry, ServiceToken
from sharing.services import open_inbox
from tests.sharing.taxii.world import BOTH, TAXII, Asking, stix_id, token

pytestmark = pytest.mark.django_db
OBJECTS = "api/collections/drop/objects/"
MANIFEST = "api/collections/drop/manifest/"


@pytest.fixture
def asking() -> Asking:
    inbox = open_inbox("drop", title="What partners send")
    return Asking(token("Sender", scopes=BOTH, granted=[inbox]))


def identity(number: int, modified: str = "2026-01-01T00:00:00.000Z") -> dict[str, Any]:
    return {
        "type": "identity",
        "spec_version": "2.1",
        "id": f"identity--{stix_id(number).partition('--')[2]}",
        "created": "2026-01-01T00:00:00.000Z",
        "modified": modified,
        "name": f"Ministry {number}",
        "identity_class": "organization",
        "x_kept": "as it is",
    }


def post(asking: Asking, *objects: dict[str, Any], **headers: str) -> Any:
    headers["authorization"] = f"Bearer {asking.token}"
    return asking.client.post(
        *(f"/taxii2/{OBJECTS}", orjson.dumps({"objects": objects}), TAXII),
        headers=headers,
    )


def test_an_empty_list_is_told_apart_from_what_is_no_envelope(asking: Asking) -> None:
    answer = post(asking)

    assert answer.status_code == 400
    assert "is empty" in answer.json()["description"]


def test_what_is_posted_is_taken_and_comes_back_as_it_was(asking: Asking) -> None:
    sent = [identity(number) for number in range(3)]

    taken = post(asking, *sent)
    again = asking.get(f"api/status/{taken.json()['id']}/")
    read = asking.get(OBJECTS)

    told = taken.json()
    assert taken.status_code == 202
    assert (told["status"], told["total_count"], told["success_count"]) == (
        *("complete", 3, 3),
    )
    assert again.json() == told
    assert read.json() == {"more": False, "objects": sent}
    assert read["X-TAXII-Date-Added-First"] < read["X-TAXII-Date-Added-Last"]
    assert not Entry.objects.exists()


def test_an_inbox_is_walked_like_every_collection(asking: Asking) -> None:
    sent = [identity(number) for number in range(5)]
    post(asking, *sent)

    for path in (OBJECTS, MANIFEST):
        found: list[str] = []
        query: dict[str, str] = {"limit": "2"}
        while query:
            told = asking.get(path, query).json()
            found += [each["id"] for each in told["objects"]]
            query = {"next": told["next"]} if told["more"] else {}
        assert found == [each["id"] for each in sent]


def test_versions_of_what_was_posted_are_told_apart(asking: Asking) -> None:
    first, second = identity(1), identity(1, "2026-02-01T00:00:00.000Z")
    post(asking, first, second)
    path = f"{OBJECTS}{first['id']}/"

    assert asking.get(path).json()["objects"] == [second]
    assert asking.get(path, {"match[version]": "first"}).json()["objects"] == [first]
    assert asking.get(f"{path}versions/").json()["versions"] == [
        *(first["modified"], second["modified"])
    ]


def test_what_was_posted_can_be_taken_away(asking: Asking) -> None:
    sent = identity(1)
    post(asking, sent)
    path = f"{OBJECTS}{sent['id']}/"

    gone = asking.ask("delete", path, "")

    assert (gone.status_code, gone.content) == (200, b"")
    assert asking.ask("delete", path, "").status_code == 404
    assert asking.get(path).status_code == 404
    assert asking.get(OBJECTS).content == b"{}"


def test_nobody_else_finds_it(asking: Asking) -> None:
    taken = post(asking, identity(1)).json()
    inbox = Asking(
        token("Other", scopes=BOTH, granted=[open_inbox("other", title="Another")])
    )

    assert inbox.get(OBJECTS).status_code == 404
    assert inbox.get(f"api/status/{taken['id']}/").status_code == 404
    assert inbox.get(f"api/status/{uuid4()}/").status_code == 404


def test_whoever_may_only_post_neither_reads_nor_deletes(asking: Asking) -> None:
    post(asking, identity(1))
    ServiceToken.objects.update(scopes=["taxii:write"])

    assert post(asking, identity(2)).status_code == 202
    assert asking.get(OBJECTS).status_code == 403
    path = f"{OBJECTS}{identity(1)['id']}/"
    assert asking.ask("delete", path, "").status_code == 403


def test_whoever_may_do_neither_is_told_that_there_is_nothing(asking: Asking) -> None:
    post(asking, identity(1))
    path = f"{OBJECTS}{identity(1)['id']}/"
    ours = path.replace("drop", "published-clear")

    assert asking.ask("delete", ours, "").status_code == 403
    ServiceToken.objects.update(scopes=["taxii:write"])
    assert asking.ask("delete", ours, "").status_code == 404


def test_a_page_of_an_inbox_is_sent_once_until_it_changes(asking: Asking) -> None:
    post(asking, identity(1))
    tag = asking.get(OBJECTS)["ETag"]

    assert asking.get(OBJECTS, if_none_match=tag).status_code == 304
    post(asking, identity(2))
    assert asking.get(OBJECTS, if_none_match=tag).status_code == 200
