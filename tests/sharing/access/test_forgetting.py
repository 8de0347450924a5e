"""Old pulls are thinned out, and a recall still finds everybody."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from incidents.models import Record
from sharing.access import Outlet, Reader, Served, note_pull
from sharing.access.received import holders_of_edition, received
from sharing.models import PublishedRecord, Pull
from sharing.services.forgetting import forget_pulls
from tests.databases import as_owner
from tests.sharing.partners import HOME, ask, make_partner, make_token

NOW = datetime.now(UTC)
LONG_AGO, BEFORE = NOW - timedelta(days=900), NOW - timedelta(days=730)


@pytest.fixture
def reader(scene: dict[str, Record]) -> Reader:
    """A partner's program, where something is published."""
    return ask(make_token(make_partner()))


def pulled(reader: Reader, at: datetime = LONG_AGO, **told: Any) -> None:
    fields = {"outlet": Outlet.REST, "query": "/x", "count": 1, "size": 1, **told}
    note_pull(reader, Served(**fields), at=at, address=HOME)


def test_what_stays_says_neither_from_where_nor_how(reader: Reader) -> None:
    pulled(reader, records=(1,))

    assert forget_pulls(before=BEFORE) == (0, 1)

    (kept,) = Pull.objects.all()
    assert (kept.records, kept.address, kept.query) == ([1], None, "")
    assert forget_pulls(before=BEFORE) == (0, 0)


def test_what_names_nothing_goes(reader: Reader) -> None:
    pulled(reader)
    pulled(reader, outlet=Outlet.MANIFEST)
    pulled(reader, count=0, records=(1,))

    assert forget_pulls(before=BEFORE)[0] == 3


def test_of_repetitions_the_first_and_the_last_stay(reader: Reader) -> None:
    for day in range(5):
        pulled(reader, LONG_AGO + timedelta(days=day), records=(1,))
    pulled(ask(make_token(make_partner("Another"))), records=(1,))
    pulled(reader, records=(2,))

    assert forget_pulls(before=BEFORE)[0] == 3

    own = Pull.objects.filter(partner=reader.partner, records=[1])
    assert set(own.values_list("at", flat=True)) == {
        LONG_AGO,
        LONG_AGO + timedelta(days=4),
    }


def test_newer_ones_are_not_touched(reader: Reader) -> None:
    pulled(reader, NOW)

    assert forget_pulls(before=BEFORE) == (0, 0)
    assert Pull.objects.get().query == "/x"


def test_a_recall_finds_whom_it_found_before(reader: Reader) -> None:
    row = PublishedRecord.objects.get(key="claim-first")
    for day in range(3):
        pulled(reader, LONG_AGO + timedelta(days=day), records=(row.pk,))
    pulled(reader, outlet=Outlet.BRIEFING, key="BN-2026-001/1")
    (before,) = received(row.uid)

    forget_pulls(before=BEFORE)

    (after,) = received(row.uid)
    assert (after.partner, after.versions) == (before.partner, before.versions)
    assert (after.first, after.last) == (before.first, before.last)
    assert [each.pk for each in holders_of_edition("BN-2026-001", 1)] == [
        reader.partner
    ]


def test_the_last_thirty_days_cannot_be_forgotten(reader: Reader) -> None:
    pulled(reader, NOW - timedelta(days=20))

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        forget_pulls(before=NOW)
    assert Pull.objects.count() == 1


def test_the_application_changes_no_entry_by_itself(reader: Reader) -> None:
    pulled(reader)

    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Pull.objects.update(query="")


@pytest.mark.usefixtures("fresh_database")
def test_nor_does_the_owner_change_what_was_sent() -> None:
    pulled(ask(make_token(make_partner())), records=(1,))

    with as_owner():
        with pytest.raises(DatabaseError, match="append-only"):
            Pull.objects.update(records=[2])
        connection.close()


def test_the_command_goes_by_the_setting(
    reader: Reader, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    pulled(reader, NOW - timedelta(days=60), records=(1,))
    settings.PULL_LOG_DAYS = 50

    call_command("clean_pulls")

    assert capsys.readouterr().out == "0 entries removed, 1 stripped of addresses.\n"
