"""Whoever publishes waits for no preview, not even of the very same versions."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from incidents.models import Record
from sharing.models import Release
from sharing.services import publish
from tests.build import make_claim, make_user
from tests.sharing.acts import LATER, approve, edit, publish_all
from tests.sharing.test_preview import done, look, played, told

pytestmark = pytest.mark.usefixtures("fresh_database")
SOON = "2s"


def publish_soon(record: Record) -> Release:
    """Publish in a connection of its own, and give up if that has to wait."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("set lock_timeout = %s", [SOON])
        return publish([record], by=make_user("publisher"), at=LATER)
    finally:
        connection.close()


def test_a_publisher_waits_for_no_preview_of_the_same_versions() -> None:
    claim = make_claim()
    publish_all()
    edit(claim, wording="In other words.")
    approve()
    found = look(claim)

    with ThreadPoolExecutor() as pool, transaction.atomic():
        trial = played(claim)
        release = pool.submit(publish_soon, claim).result(timeout=60)
        transaction.set_rollback(True)

    assert trial.versions
    assert told(found) == done(release)


def test_a_preview_waits_for_no_publisher() -> None:
    claim = make_claim()
    publish_all()
    edit(claim, wording="In other words.")
    approve()

    def preview_soon() -> bool:
        try:
            with connection.cursor() as cursor:
                cursor.execute("set lock_timeout = %s", [SOON])
            return bool(look(claim).objects)
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool, transaction.atomic():
        publish([claim], by=make_user("publisher"), at=LATER)
        assert pool.submit(preview_soon).result(timeout=60)
