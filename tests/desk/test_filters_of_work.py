"""Lists are narrowed by how far records have come, whose they are, and by contest."""

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from desk.models import Clearance
from incidents.models import Incident, Record
from incidents.services import save_record
from incidents.vocab import Door
from review.services import approve
from sharing.models import PublishedRecord, Release
from tests.asking import ask
from tests.build import (
    NOON,
    make_claim,
    make_identity,
    make_incident,
    make_source,
    make_threat_actor,
    make_user,
)
from tests.desk.test_filters import count

pytestmark = pytest.mark.django_db


def approved(*records: Record) -> None:
    approve(ask(records, at=NOON), by=make_user("reviewer"), at=NOON)


def published(record: Record, version: int) -> None:
    """The version is in the store, as far as lists look into it."""
    release = Release.objects.first() or Release.objects.create(
        number=1, at=NOON, by=make_user(), previous_hash=None, hash=b"\x01"
    )
    PublishedRecord.objects.create(
        release=release,
        rank=PublishedRecord.objects.count(),
        uid=record.uid,
        key=record.key,
        kind=record.kind,
        version=version,
        marking="CLEAR",
        digest=b"",
        body=b"",
    )


def edited(record: Record, by: str = "analyst") -> None:
    record.name = f"{record.name}, edited"
    save_record(record, by=make_user(by), at=NOON, door=Door.DESK)


# -- How far, and whose ----------------------------------------------------------------


def test_records_are_found_by_what_partners_have_of_them(admin: Client) -> None:
    incident, whole, behind = make_incident(), make_incident(), make_incident()
    published(whole, 1)
    published(behind, 1)
    edited(behind)

    assert count(admin, Incident, "progress=unpublished") == 1
    assert count(admin, Incident, "progress=published") == 1
    assert count(admin, Incident, "progress=behind") == 1
    assert count(admin, Incident, "progress=behind&progress=unpublished") == 2
    assert incident.version == 1


def test_records_are_found_by_how_far_their_newest_version_has_come(
    admin: Client,
) -> None:
    draft, asked, done, edited_since = (make_incident() for _ in range(4))
    approved(done, edited_since)
    edited(edited_since)
    ask([asked], at=NOON)

    assert count(admin, Incident, "progress=draft") == 2
    assert count(admin, Incident, "progress=review") == 1
    assert count(admin, Incident, "progress=approved") == 1
    assert draft.version == 1


def test_my_drafts_are_what_i_wrote_last_and_nobody_approved(admin: Client) -> None:
    mine, asked, others, done = (make_incident(by=make_user("admin")) for _ in range(4))
    edited(others, by="analyst")
    approved(done)
    ask([asked], by=make_user("admin"), at=NOON)

    assert count(admin, Incident, "mine=drafts") == 1
    assert count(admin, Incident, "mine=asked") == 1
    assert count(admin, Incident, "mine=drafts&mine=asked") == 2
    assert mine.version == 1


def test_what_awaits_my_review_is_none_of_my_own(admin: Client) -> None:
    mine, others = make_incident(by=make_user("admin")), make_incident()
    ask([others], at=NOON)
    ask([mine], by=make_user("admin"), at=NOON)

    assert count(admin, Incident, "mine=queue") == 1


def test_records_are_found_by_state_and_kind(admin: Client) -> None:
    make_source()
    make_incident(
        state="retracted", state_reason="Twice.", state_by="analyst", state_at=NOON
    )

    assert count(admin, Incident, "state=retracted") == 1
    assert count(admin, Incident, "state=in-use") == 0
    assert count(admin, Record, "kind=source&kind=incident") == 2


# -- Contested -------------------------------------------------------------------------


def contested_incidents() -> None:
    """One for each way in which an answer can stand, and one of which nobody spoke."""
    make_incident()
    make_claim(about=make_incident())
    rival, disputed, denied, withdrawn = (make_incident() for _ in range(4))
    for _ in range(2):
        make_claim(about=rival, attributed_to=make_threat_actor())
    make_claim(stance="disputes", about=make_claim(about=disputed))
    make_claim(
        stance="denies", about=make_claim(about=denied), claimant_role="accused-state"
    )
    claimant = make_identity()
    given_up = make_claim(about=withdrawn, claimant=claimant)
    make_claim(stance="withdraws", about=given_up, claimant=claimant)


def test_incidents_are_found_by_how_their_answers_stand(admin: Client) -> None:
    contested_incidents()
    right = {
        "contest=any": 3,
        "contest=rival": 1,
        "contest=disputed": 1,
        "contest=denied-only": 1,
        "contest=rival&contest=disputed": 2,
        "contest=withdrawn": 1,
        # The lone claim, and those that are disputed and denied: one voice each.
        "contest=single-claim": 1,
        "contest=unattributed": 1,
        "contest=any&contest=unattributed": 4,
    }

    assert {query: count(admin, Incident, query) for query in right} == right


def test_what_only_hidden_claims_contest_is_not_contested(admin: Client) -> None:
    claim = make_claim()
    make_claim(stance="disputes", about=claim, marking="RED")

    assert count(admin, Incident, "contest=any") == 0
    Clearance.objects.create(user=make_user("admin"), marking="RED")
    assert count(admin, Incident, "contest=any") == 1


def test_contest_takes_as_many_queries_for_many_incidents_as_for_one(
    admin: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    queries = 19  # the list's seven, four for which are contested; the rest keep that
    make_claim(stance="disputes")
    with django_assert_num_queries(queries):
        count(admin, Incident, "contest=any")
    contested_incidents()

    with django_assert_num_queries(queries):
        assert count(admin, Incident, "contest=any") == 4
    with django_assert_num_queries(10):
        assert count(admin, Incident, "contest=any") == 4
