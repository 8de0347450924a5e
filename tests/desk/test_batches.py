"""What was done to many records is undone as one; two records can be made one."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from desk.bulk import Edit, How
from desk.services.batches import Refused, undo, unite
from desk.services.bulk import save_edits
from incidents.models import Change, Incident, Record
from incidents.services import save_record
from incidents.vocab import Door, RecordState
from tests.build import (
    NOON,
    make_claim,
    make_evidence,
    make_incident,
    make_intrusion_set,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db


def bulk_edited(*records: Record) -> UUID:
    versions = {record.pk: 1 for record in records}
    edits = [Edit("note", How.SET, "Changed.")]
    return save_edits(
        versions, edits, by=make_user("analyst"), at=NOON, reason="A note."
    )


def undone(batch: UUID) -> UUID:
    return undo(batch, by=make_user("analyst"), at=NOON, reason="A mistake.")


def united(gone: Record, stays: Record) -> UUID:
    return unite(gone, stays, by=make_user("analyst"), at=NOON, reason="One report.")


def test_undoing_makes_every_record_stand_as_before() -> None:
    one, other = make_incident(note="One"), make_incident(note="Other")

    undone(bulk_edited(one, other))

    for record, note in ((one, "One"), (other, "Other")):
        record.refresh_from_db()
        assert (record.note, record.version) == (note, 3)


def test_undoing_says_why_in_every_version() -> None:
    incident = make_incident()

    batch = undone(bulk_edited(incident))

    (change,) = Change.objects.filter(batch=batch)
    assert change.reason == "undone: A mistake."


def test_nothing_is_undone_where_one_record_was_edited_since() -> None:
    one, other = make_incident(note="One"), make_incident(name="Edited since")
    batch = bulk_edited(one, other)
    other.refresh_from_db()
    other.note = "Later"
    save_record(other, by=make_user("analyst"), at=NOON, door=Door.DESK)

    with pytest.raises(Refused, match="Edited since: was edited since, as version 3"):
        undone(batch)

    one.refresh_from_db()
    assert one.note == "Changed."


def test_a_record_that_the_batch_made_is_rejected() -> None:
    batch = UUID(int=7)
    incident = make_incident()
    copy = Incident(
        key="made-by-it",
        name="Made by it",
        occurred="2022",
        determination=incident.determination,
        investigation_status=incident.investigation_status,
    )
    save_record(copy, by=make_user("x"), at=NOON, door=Door.IMPORT, batch=batch)

    undone(batch)

    copy.refresh_from_db()
    assert (copy.state, copy.version) == (RecordState.REJECTED, 2)


def test_a_batch_that_never_was_cannot_be_undone() -> None:
    with pytest.raises(Refused, match="there is none"):
        undone(UUID(int=7))


def test_what_referred_to_the_one_refers_to_the_other() -> None:
    gone, stays = make_source(name="Twice"), make_source(name="Once")
    claim = make_claim(citations=[{"source": gone}])

    united(gone, stays)

    assert [each.source for each in claim.citations.all()] == [stays]
    gone.refresh_from_db()
    assert gone.state == RecordState.REJECTED
    assert [each.name for each in stays.aliases.all()] == ["Twice"]


def test_a_union_is_undone_with_every_reference_back() -> None:
    gone, stays = make_source(name="Twice"), make_source(name="Once")
    claim = make_claim(citations=[{"source": gone}])
    evidence = make_evidence(citations=[{"source": gone}, {"source": stays}])

    undone(united(gone, stays))

    assert [each.source for each in claim.citations.all()] == [gone]
    assert {each.source for each in evidence.citations.all()} == {gone, stays}
    gone.refresh_from_db()
    assert gone.state == RecordState.IN_USE
    assert not stays.aliases.exists()


def test_a_row_that_named_both_names_the_one_once() -> None:
    gone, stays = make_source(), make_source()
    evidence = make_evidence(citations=[{"source": gone}, {"source": stays}])

    united(gone, stays)

    assert [each.source for each in evidence.citations.all()] == [stays]


def test_an_actor_that_claims_name_can_be_made_one_with_its_double() -> None:
    gone, stays = make_intrusion_set(), make_intrusion_set()
    claim = make_claim(attributed_to=gone, entity_level="activity-cluster")

    united(gone, stays)

    claim.refresh_from_db()
    assert claim.attributed_to_id == stays.pk


def test_records_of_two_kinds_are_never_one() -> None:
    with pytest.raises(Refused, match="another kind"):
        united(make_source(), make_incident())


def test_a_union_that_a_rule_forbids_changes_nothing() -> None:
    one, other = make_incident(), make_incident()
    follower = make_incident(follows=other)

    with pytest.raises(Refused):
        united(other, follower)

    other.refresh_from_db()
    assert other.state == RecordState.IN_USE
    assert one.version == 1


def test_the_page_shows_what_would_change_before_it_does(admin: Client) -> None:
    gone, stays = make_source(name="Twice"), make_source(name="Once")
    claim = make_claim(name="Rests on it", citations=[{"source": gone}])

    page: Any = admin.get(reverse("desk:merge"), {"gone": gone.key, "stays": stays.key})

    assert "Rests on it" in page.content.decode()
    claim.refresh_from_db()
    assert claim.version == 1


def test_the_page_does_it_and_leads_to_its_undoing(admin: Client) -> None:
    gone, stays = make_source(), make_source()
    sent = {"gone": gone.key, "stays": stays.key, "reason": "One report."}

    answer: Any = admin.post(reverse("desk:merge"), sent)
    page: Any = admin.post(answer.url, {"reason": "They were two."})

    assert page.status_code == 302
    gone.refresh_from_db()
    assert gone.state == RecordState.IN_USE


def test_who_may_not_see_what_refers_to_it_may_not_make_them_one(
    admin: Client,
) -> None:
    gone, stays = make_source(), make_source()
    make_claim(name="Nobody knows", marking="RED", citations=[{"source": gone}])

    page: Any = admin.get(reverse("desk:merge"), {"gone": gone.key, "stays": stays.key})

    assert page.status_code == 403
    assert "Nobody knows" not in page.content.decode()


def test_a_batch_with_a_hidden_record_is_not_there(admin: Client) -> None:
    incident = make_incident(marking="RED")
    batch = bulk_edited(incident)

    assert admin.get(reverse("desk:undo", args=[batch])).status_code == 404
