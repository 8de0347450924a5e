"""Two people at the same record at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from django.db import connection, transaction

from incidents.models import Incident
from incidents.services import save_record
from incidents.vocab import Door
from review import services
from review.models import Approval
from review.selectors import is_approved
from tests.asking import ask
from tests.build import NOON, make_incident, make_user

pytestmark = pytest.mark.usefixtures("fresh_database")
T = TypeVar("T")


def in_a_thread(work: Callable[[], T]) -> T:
    try:
        return work()
    finally:
        connection.close()


def waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select 1 from pg_locks where not granted")
        return cursor.fetchone() is not None


def test_approve_waits_for_an_edit_and_is_then_refused() -> None:
    incident, reviewer = make_incident(), make_user("reviewer")
    request = ask([incident])

    def approve() -> list[Approval]:
        return services.approve(request, by=reviewer, at=NOON)

    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            incident.name = "Edited"
            save_record(incident, by=make_user(), at=NOON, door=Door.DESK)
            approving = pool.submit(in_a_thread, approve)
            while not waits_for_a_lock():
                pass
        with pytest.raises(services.EditedSince):
            approving.result()

    assert not Approval.objects.exists()


def test_an_edit_waits_for_an_approval_and_then_voids_it() -> None:
    incident, reviewer = make_incident(), make_user("reviewer")
    request = ask([incident])

    def edit() -> None:
        record = Incident.objects.get(pk=incident.pk)
        record.name = "Edited"
        save_record(record, by=make_user(), at=NOON, door=Door.DESK)

    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            services.approve(request, by=reviewer, at=NOON)
            editing = pool.submit(in_a_thread, edit)
            while not waits_for_a_lock():
                pass
        editing.result()

    assert Approval.objects.count() == 1
    assert not is_approved(incident)


def test_two_reviewers_approve_once() -> None:
    incident, first, second = make_incident(), make_user("first"), make_user("second")
    request = ask([incident])

    def approve() -> list[Approval]:
        return services.approve(request, by=second, at=NOON)

    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            services.approve(request, by=first, at=NOON)
            approving = pool.submit(in_a_thread, approve)
            while not waits_for_a_lock():
                pass
        with pytest.raises(services.NotOpen):
            approving.result()

    assert Approval.objects.get().by == first
