"""What a TAXII server says of itself, and whom it says it to."""

from uuid import UUID

import pytest

from incidents.vocab import Marking
from sharing.access import Scope
from sharing.models import Collection
from sharing.services import open_inbox
from tests.sharing.taxii.world import BOTH, TAXII, Asking, everything, token

pytestmark = pytest.mark.django_db


def test_discovery_names_the_root_at_the_host_that_was_asked() -> None:
    asking = Asking(token())

    told = asking.get("", host="testserver").json()

    assert told["default"] == "http://testserver/taxii2/api/"
    assert told["api_roots"] == [told["default"]]
    assert told["title"]


def test_the_root_speaks_taxii_2_1_and_says_how_much_it_takes() -> None:
    told = Asking(token()).get("api/").json()

    assert told["versions"] == [TAXII]
    assert told["max_content_length"] > 0


def test_a_reader_sees_the_collections_up_to_its_ceiling_by_id() -> None:
    asking = Asking(token(ceiling="AMBER"))

    told = asking.get("api/collections/").json()["collections"]

    assert {each["alias"] for each in told} == {
        *("published-clear", "published-green", "published-amber")
    }
    assert [each["id"] for each in told] == sorted(each["id"] for each in told)
    assert all(UUID(each["id"]).version == 4 for each in told)
    assert all(each["can_read"] and not each["can_write"] for each in told)


def test_a_collection_above_the_ceiling_is_as_good_as_none() -> None:
    asking = Asking(token())
    hidden, none = everything("RED").uuid, UUID(int=4)

    answers = [
        asking.get(f"api/collections/{each}/{rest}")
        for each in (hidden, none, "published-red", "nothing", "\x00")
        for rest in ("", "objects/", "manifest/", "objects/x/", "objects/x/versions/")
    ]

    assert {each.status_code for each in answers} == {404}
    assert len({each.content for each in answers}) == 1


def test_a_collection_answers_to_its_alias() -> None:
    asking = Asking(token())

    by_alias = asking.get("api/collections/published-clear/")

    assert by_alias.json()["id"] == str(everything().uuid)


@pytest.mark.parametrize("path", ["", "api/", "api/collections/", "nothing/"])
def test_who_has_no_token_is_told_nothing_but_to_bring_one(path: str) -> None:
    answer = Asking("").get(path, {"limit": "0"}, authorization="", accept="text/html")

    assert answer.status_code == 401
    assert answer.json()["http_status"] == "401"
    assert 'Basic realm="TAXII"' in answer["WWW-Authenticate"]
    assert "Set-Cookie" not in answer


def test_a_token_that_may_only_post_sees_its_inbox_and_reads_nothing() -> None:
    inbox = make_inbox()
    asking = Asking(token(scopes=[Scope.TAXII_WRITE], granted=[inbox]))

    told = asking.get(f"api/collections/{inbox.uuid}/").json()
    reading = asking.get(f"api/collections/{inbox.uuid}/objects/")

    assert (told["can_read"], told["can_write"]) == (False, True)
    assert reading.status_code == 403


def test_a_token_that_may_only_post_pays_once_for_a_request() -> None:
    asking = Asking(token(scopes=[Scope.TAXII_WRITE]))

    left = [asking.get("")["RateLimit"] for _ in range(2)]

    assert [each.partition(";t=")[0] for each in left] == [
        '"minute";r=999999',
        '"minute";r=999998',
    ]


def test_posting_to_what_is_published_is_refused() -> None:
    asking = Asking(token(scopes=BOTH))
    path = f"api/collections/{everything().uuid}/objects/"

    post = asking.client.post(
        f"/taxii2/{path}",
        "{}",
        TAXII,
        headers={"authorization": f"Bearer {asking.token}"},
    )
    delete = asking.ask("delete", f"{path}identity--{UUID(int=4)}/", "")

    assert (post.status_code, delete.status_code) == (403, 403)


def test_every_marking_has_its_collection_and_every_title_is_its_own() -> None:
    rows = Collection.objects.filter(kind="everything")

    assert {each.marking for each in rows} == set(Marking.values)
    assert len({each.title for each in rows}) == len(rows)


def make_inbox() -> Collection:
    return open_inbox("drop", title="What partners send")
