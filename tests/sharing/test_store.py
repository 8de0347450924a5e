"""The store lets nobody change what was sent, and shows it if somebody did."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from threading import Thread

import orjson
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from incidents.models import Record
from sharing.models import Collection, Entry, Release
from sharing.services import publish
from sharing.verify import verify_store
from tests.build import NOON, make_claim, make_identity, make_user
from tests.databases import as_owner
from tests.sharing.acts import LATER, approve, edit_and_send, publish_all

TABLES = ["release", "publishedrecord", "link", "objectbody", "edge", "entry"]
CHANGES = [
    "update sharing_{} set id = id",
    "delete from sharing_{}",
    "truncate sharing_{} cascade",
]


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@contextmanager
def without_guards() -> Iterator[None]:
    """As the owner, with all triggers off: what a thief of its password could do."""
    with as_owner():
        for table in TABLES:
            run(f"alter table sharing_{table} disable trigger user")
        yield
        for table in TABLES:
            run(f"alter table sharing_{table} enable trigger user")


def make_scene() -> None:
    """Publish a claim."""
    make_claim()
    publish_all()


@pytest.mark.usefixtures("in_scene")
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("table", TABLES)
def test_the_application_may_not_change_the_store(table: str, change: str) -> None:
    with pytest.raises(DatabaseError, match=r"permission denied|append-only"):
        run(change.format(table))


@pytest.mark.usefixtures("fresh_database")
def test_not_even_the_owner_changes_the_store() -> None:
    make_claim()
    publish_all()

    with as_owner():
        for table in TABLES:
            for change in CHANGES:
                with pytest.raises(DatabaseError, match="append-only"):
                    run(change.format(table))


@pytest.mark.django_db
def test_an_entry_may_cease_to_be_the_last_and_nothing_else() -> None:
    make_claim()
    publish_all()
    entry = Entry.objects.filter(is_last=True).first()
    assert entry

    Entry.objects.filter(pk=entry.pk).update(is_last=False)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(is_last=True)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(position=9999)


@pytest.mark.django_db
def test_each_release_carries_the_hash_of_the_one_before() -> None:
    claim = make_claim()
    first = publish_all()

    second = edit_and_send(claim, wording="Otherwise.")

    assert first.previous_hash is None
    assert bytes(second.previous_hash or b"") == bytes(first.hash)
    assert [first.number, second.number] == [1, 2]


@pytest.mark.django_db
def test_a_release_is_never_dated_before_the_last_one() -> None:
    claim = make_claim()
    publish_all(at=LATER)

    second = edit_and_send(claim, at=NOON, wording="Otherwise.")

    assert second.at > LATER


@pytest.mark.django_db
def test_a_store_nobody_touched_is_whole() -> None:
    claim = make_claim()
    publish_all()
    edit_and_send(claim, wording="Otherwise.")

    assert verify_store() == []


TAMPERINGS = {
    "bytes": (
        "update sharing_objectbody set body = body || ' ' where rank = 3",
        "sharing_objectbody",
    ),
    "snapshot": (
        "update sharing_publishedrecord set body = body || ' ' where rank = 2",
        "sharing_publishedrecord",
    ),
    "acted": (
        "update sharing_objectbody set acted_latest = now() where rank = 3",
        "sharing_release",
    ),
    "marking": (
        "update sharing_publishedrecord set marking = 'RED' where rank = 1",
        "sharing_release",
    ),
    "edge": (
        "delete from sharing_edge where id = (select min(id) from sharing_edge)",
        "sharing_objectbody",
    ),
    "link": (
        "update sharing_link set target_key = 'another' "
        "where id = (select min(id) from sharing_link)",
        "sharing_release",
    ),
    "added": (
        "update sharing_entry set added = added - interval '1 day' where position = 2",
        "sharing_release",
    ),
    "position": (
        "update sharing_entry set position = 9999 where position = 2",
        "sharing_release",
    ),
    "is_last": (
        "update sharing_entry set is_last = false where position = 2",
        "sharing_entry",
    ),
    "note": ("update sharing_release set note = 'other'", "sharing_release"),
    "number": ("update sharing_release set number = 7", "sharing_release"),
}


@pytest.mark.usefixtures("fresh_database")
@pytest.mark.parametrize("what", TAMPERINGS)
def test_tampering_is_named(what: str) -> None:
    make_claim()
    publish_all()
    statement, table = TAMPERINGS[what]

    with without_guards():
        run(statement)

    first = verify_store()[0]
    assert first.table == table
    with pytest.raises(
        CommandError, match=f"broken at release {first.release}, {table}"
    ):
        call_command("verify_store")


@pytest.mark.usefixtures("fresh_database")
def test_a_forged_digest_is_found_by_the_hash() -> None:
    make_claim()
    publish_all()
    release = Release.objects.get()
    body = release.bodies.get(rank=3)
    forged = orjson.dumps({**orjson.loads(body.body), "lang": "sq"})

    with without_guards(), connection.cursor() as cursor:
        cursor.execute(
            "update sharing_objectbody set body = %s, digest = %s where id = %s",
            [forged, sha256(forged).digest(), body.pk],
        )

    assert "sharing_release" in {each.table for each in verify_store()}


@pytest.mark.usefixtures("fresh_database")
def test_parallel_publishers_number_their_releases_in_commit_order() -> None:
    publish_all()
    parties = [make_identity() for _ in range(4)]
    approve()
    threads = [Thread(target=publish_one, args=(party,)) for party in parties]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    releases = list(Release.objects.order_by("number"))
    assert [each.number for each in releases] == [1, 2, 3, 4, 5]
    assert sorted(releases, key=lambda each: each.at) == releases
    assert verify_store() == []


def publish_one(record: Record) -> None:
    try:
        publish([record], by=make_user("publisher"), at=NOON)
    finally:
        connection.close()


@pytest.mark.usefixtures("fresh_database")
def test_verify_store_says_that_the_store_is_whole(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("verify_store")
    publish_all()
    call_command("verify_store")

    empty, whole = capsys.readouterr().out.splitlines()
    assert empty == "The store is empty."
    assert bytes(Release.objects.get().hash).hex() in whole


@pytest.mark.django_db
def test_a_collection_holds_what_is_milder_too() -> None:
    make_claim()
    make_identity(marking="AMBER")

    publish_all()

    counts = [each.entries.count() for each in Collection.objects.order_by("pk")]
    assert counts[0] == counts[1] < counts[2] == counts[3] == counts[4]
