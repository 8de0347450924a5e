"""What the database itself refuses, whoever asks and by whatever way."""

from contextlib import nullcontext

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from incidents.models import Change, Record
from incidents.services import save_record
from incidents.vocab import Door
from review.models import Approval
from tests.build import NOON, make_incident, make_user
from tests.databases import as_owner

INSERT = """
    insert into review_approval (record_id, change_id, kind, reason, by_id, at, authors)
    values (%s, %s, %s, '', %s, now(), %s)
"""


def change_of(record: Record, version: int = 1) -> Change:
    return Change.objects.get(record_id=record.pk, version=version)


def approval(record: Record, *, by: str, version: int = 1) -> Approval:
    return Approval(
        record_id=record.pk,
        change=change_of(record, version),
        kind="review",
        by=make_user(by),
        at=NOON,
    )


@pytest.mark.django_db
def test_approval_by_the_author_is_refused_in_the_orm() -> None:
    incident = make_incident()

    with pytest.raises(IntegrityError, match="changed the record since"):
        approval(incident, by="analyst").save()


@pytest.mark.django_db
def test_approval_by_the_author_is_refused_in_raw_sql() -> None:
    incident = make_incident()
    author = make_user("analyst").pk

    # The authors are the database's to say: an empty list given is not believed.
    with connection.cursor() as cursor, pytest.raises(IntegrityError):
        cursor.execute(
            INSERT, [incident.pk, change_of(incident).pk, "review", author, []]
        )


@pytest.mark.django_db
def test_a_temporary_table_does_not_hide_the_author_from_the_database() -> None:
    incident = make_incident()
    author, other = make_user("analyst").pk, make_user("other").pk
    change = change_of(incident).pk

    with connection.cursor() as cursor:
        cursor.execute("create temp table incidents_change as table incidents_change")
        cursor.execute("update incidents_change set by_id = %s", [other])
        with pytest.raises(IntegrityError, match="changed the record since"):
            cursor.execute(
                INSERT.replace("review_approval", "public.review_approval"),
                [incident.pk, change, "review", author, []],
            )


@pytest.mark.django_db
def test_approval_of_an_old_version_is_refused() -> None:
    incident = make_incident()
    incident.name = "Edited"
    save_record(incident, by=make_user(), at=NOON, door=Door.DESK)

    with pytest.raises(IntegrityError, match="only the latest version"):
        approval(incident, by="reviewer", version=1).save()


@pytest.mark.django_db
def test_approval_of_another_records_version_is_refused() -> None:
    incident, other = make_incident(), make_incident()
    crossed = approval(incident, by="reviewer")
    crossed.change = change_of(other)

    with pytest.raises(IntegrityError, match="only the latest version"):
        crossed.save()


@pytest.mark.django_db
def test_break_glass_without_a_reason_is_refused() -> None:
    unreasoned = approval(make_incident(), by="analyst")
    unreasoned.kind = "break-glass"

    with pytest.raises(IntegrityError, match="approval_break_glass_has_a_reason"):
        unreasoned.save()


@pytest.mark.usefixtures("fresh_database")
@pytest.mark.parametrize("role", ["application", "owner"])
@pytest.mark.parametrize(
    "statement",
    [
        "update review_approval set by_id = by_id",
        "delete from review_approval",
        "truncate review_approval cascade",
    ],
)
def test_approvals_are_append_only(role: str, statement: str) -> None:
    approval(make_incident(), by="reviewer").save()

    with (
        as_owner() if role == "owner" else nullcontext(),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert Approval.objects.count() == 1
