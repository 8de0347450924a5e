"""Saving a record: one call, one version, kept whole."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from incidents.models import Change, Record, StixName
from incidents.services import mint_names, save_record
from incidents.vocab import MARKING_RANK, Door, Marking
from tests.build import NOON, make_identity, make_incident, make_source, make_user

pytestmark = pytest.mark.django_db


def test_save_record_keeps_the_whole_record_as_its_first_version() -> None:
    victim = make_identity(key="id-victim")
    source = make_source(key="src-one")

    incident = make_incident(
        victims=[victim], citations=[{"source": source, "field": "occurred"}]
    )

    kept = Change.objects.get(record=incident).snapshot
    assert kept["version"] == 1
    assert kept["victims"] == ["id-victim"]
    assert kept["occurred"]["latest"] == "2022-07-15T23:59:59.999999+00:00"
    assert kept["citations"][0]["source"] == "src-one"


def test_save_record_raises_the_version_on_a_change() -> None:
    incident = make_incident()
    incident.description = "Encrypted, then wiped."

    change = save_record(incident, by=make_user(), at=NOON, door=Door.DESK)

    assert (change.version, incident.version) == (2, 2)


def test_save_record_makes_no_version_of_a_save_without_a_difference() -> None:
    incident = make_incident()

    save_record(incident, by=make_user("other"), at=NOON, door=Door.DESK)

    assert Change.objects.filter(record=incident).count() == 1


def test_save_record_makes_a_version_when_only_a_citation_differs() -> None:
    incident = make_incident()

    change = save_record(
        incident,
        by=make_user(),
        at=NOON,
        door=Door.DESK,
        owned={"citations": [{"source": make_source(), "stated_value": "17 July"}]},
    )

    assert change.version == 2
    assert change.snapshot["citations"][0]["stated_value"] == "17 July"


def test_save_record_writes_nothing_when_an_owned_row_is_wrong() -> None:
    incident = make_incident()

    with pytest.raises(ValidationError, match="quote"):
        save_record(
            incident,
            by=make_user(),
            at=NOON,
            door=Door.DESK,
            owned={"citations": [{"source": make_source(), "quote": "Wir waren es."}]},
        )

    assert Record.objects.get(pk=incident.pk).version == 1
    assert not incident.citations.exists()


def test_mint_names_draws_a_name_once_and_keeps_it() -> None:
    incident = make_incident()
    first = mint_names(incident, {"main": "incident"}, at=NOON)

    again = mint_names(incident, {"main": "incident"}, at=NOON + timedelta(days=1))

    assert again["main"].uuid == first["main"].uuid
    assert again["main"].created == NOON


def test_mint_names_gives_opinions_distinct_creation_times() -> None:
    one, two = make_incident(), make_incident()

    mint_names(one, {"opinion": "opinion"}, at=NOON)
    mint_names(two, {"opinion": "opinion"}, at=NOON)

    created = list(
        StixName.objects.order_by("created").values_list("created", flat=True)
    )
    assert created == [NOON, NOON + timedelta(milliseconds=1)]


@pytest.mark.parametrize(
    "statement",
    ["UPDATE incidents_change SET reason = 'x'", "DELETE FROM incidents_change"],
)
def test_versions_are_append_only(statement: str) -> None:
    make_incident()

    with (
        pytest.raises(DatabaseError, match=r"append-only|permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_row_hangs_only_on_a_record_of_its_own_kind() -> None:
    rows = Record.objects.filter(pk=make_incident().pk)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS incident_is_of_its_kind IMMEDIATE")

    with (
        pytest.raises(IntegrityError, match="incident_is_of_its_kind"),
        transaction.atomic(),
    ):
        rows.update(kind="campaign")


def test_a_first_marking_opens_a_draft_that_nobody_marked() -> None:
    incident = make_incident(marking="")
    assert incident.clearance == MARKING_RANK[Marking.RED]

    incident.marking = Marking.GREEN
    save_record(incident, by=make_user(), at=NOON, door=Door.DESK, reason="Green.")

    assert incident.clearance == MARKING_RANK[Marking.GREEN]


def test_a_marking_left_out_for_a_while_opens_nothing() -> None:
    incident = make_incident(marking=Marking.RED)
    for marking in ("", Marking.GREEN):
        incident.marking = marking
        save_record(incident, by=make_user(), at=NOON, door=Door.DESK, reason="So.")

    assert incident.clearance == MARKING_RANK[Marking.RED]
