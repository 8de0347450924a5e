"""A whole collection as one streamed bundle; the list of collections."""

import gc
import gzip
import tracemalloc
from itertools import islice
from random import Random
from typing import Any

import orjson
import pytest
from django.db import connection, transaction
from django.test import Client
from zstandard import ZstdDecompressor

from config.demo import Demonstration
from incidents.models import Record
from sharing.access import Scope
from sharing.deflate import texts
from sharing.models import Entry, Pull
from sharing.objects import EXTENSIONS, references
from sharing.pages import shelf
from sharing.rest.views.collections import Sent, whole
from sharing.services import open_inbox, open_sample
from tests.build import make_user
from tests.sharing.acts import LATER, edit_and_send
from tests.sharing.partners import make_partner
from tests.sharing.rest.asking import Asking, asking, problem
from tests.sharing.taxii.world import made_up, release, token

Scene = dict[str, Record]
ADDRESS = "collections/published-{}/bundle"


def unpacked(content: bytes) -> bytes:
    return ZstdDecompressor().decompressobj().decompress(content)


def sent(partner: Asking, path: str, **headers: str) -> bytes:
    response: Any = partner.get(path, **headers)
    assert response.status_code == 200
    assert response.streaming
    return b"".join(response.streaming_content)


@pytest.mark.parametrize("marking", ["clear", "green", "amber", "amber-strict", "red"])
def test_a_stream_holds_the_last_version_of_every_object(
    scene: Scene, marking: str
) -> None:
    edit_and_send(scene["claim-first"], at=LATER, wording="Changed since")

    objects = orjson.loads(sent(asking("RED"), ADDRESS.format(marking)))["objects"]

    entries = Entry.objects.filter(
        collection__alias=f"published-{marking}", is_last=True
    )
    assert [each["id"] for each in objects] == list(
        entries.order_by("position").values_list("stix_id", flat=True)
    )
    ids = {each["id"] for each in objects}
    for each in objects:
        assert {to for name, to in references(each) if name != EXTENSIONS} <= ids


@pytest.mark.parametrize(
    ("coding", "opened"),
    [("gzip", gzip.decompress), ("zstd", unpacked)],
)
def test_a_stream_is_encoded_as_the_client_likes_it(
    albania: Demonstration, coding: str, opened: Any
) -> None:
    partner = asking()

    plain = sent(partner, ADDRESS.format("clear"))
    packed = sent(partner, ADDRESS.format("clear"), accept_encoding=coding)

    assert opened(packed) == plain
    assert len(packed) < len(plain) / 2
    entries = Entry.objects.filter(collection__alias="published-clear", is_last=True)
    assert len(orjson.loads(plain)["objects"]) == entries.count()


def test_a_stream_is_noted_with_how_far_it_was_sent(scene: Scene) -> None:
    content = sent(asking(), ADDRESS.format("clear"))

    pull = Pull.objects.get()
    assert pull.size == len(content)
    assert (pull.first, pull.last) == (1, pull.head)
    assert pull.count == len(orjson.loads(content)["objects"])


@pytest.mark.usefixtures("fresh_database")
def test_who_leaves_a_stream_before_its_end_leaves_no_transaction_open() -> None:
    noise = Random(4)  # noqa: S311 - what cannot be compressed, the same each time
    with transaction.atomic():
        release(
            [made_up(each, name=noise.randbytes(700).hex()) for each in range(6_000)]
        )
    bearer = f"Bearer {token(scopes=[Scope.REST_READ])}"
    gc.disable()  # nobody may wait for it
    try:
        for coding in ("identity", "gzip", "zstd"):
            answer: Any = Client().get(
                f"/api/v1/{ADDRESS.format('clear')}",
                headers={"Authorization": bearer, "Accept-Encoding": coding},
            )
            assert len(list(islice(answer.streaming_content, 3))) == 3
            answer.close()

            assert not connection.in_atomic_block, coding
        assert all(0 < each.count < 6_000 for each in Pull.objects.all())
        assert Pull.objects.count() == 3
    finally:
        gc.enable()
        connection.close()


def test_a_stream_needs_no_more_memory_than_a_few_chunks(
    albania: Demonstration,
) -> None:
    found = shelf("published-clear")
    assert found
    whole_size = sum(map(len, texts(whole(found, Sent(), 50))))

    tracemalloc.start()
    largest = max(map(len, texts(whole(found, Sent(), 50))))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert largest < whole_size / 10
    assert peak < 4 * largest + 200_000


def test_the_collections_of_a_token_are_listed(scene: Scene) -> None:
    items = asking("GREEN").json("collections")["items"]

    assert {each["alias"] for each in items} == {"published-clear", "published-green"}
    assert all(each["last_position"] > 0 for each in items)


def test_a_grant_changes_the_list_without_a_release(scene: Scene) -> None:
    sample = open_sample("CLEAR", by=make_user("publisher"), at=LATER)
    partner = asking()
    tag = partner.get("collections").headers["ETag"]

    make_partner("Partner up to CLEAR", ceiling="CLEAR", collections=(sample,))

    changed = partner.get("collections", if_none_match=tag)
    assert changed.status_code == 200
    assert "Last-Modified" not in changed.headers


def test_an_inbox_is_no_part_of_the_record(scene: Scene) -> None:
    inbox = open_inbox("drop", title="What partners send")
    partner = asking()
    make_partner("Partner up to CLEAR", ceiling="CLEAR", collections=(inbox,))

    listed = partner.json("collections")["items"]

    assert {each["alias"] for each in listed} == {"published-clear"}
    for name in (inbox.alias, str(inbox.uuid)):
        told = problem(partner.get(f"collections/{name}/bundle"), 404)
        assert "by TAXII alone" in told["detail"]


def test_a_collection_is_found_by_its_id_as_by_its_alias(scene: Scene) -> None:
    partner = asking()
    (own,) = partner.json("collections")["items"]

    assert sent(partner, f"collections/{own['id']}/bundle") == sent(
        partner, ADDRESS.format("clear")
    )
