"""Retracting: an error of ours is taken back, once and for all."""

import orjson
import pytest
from django.core.exceptions import ValidationError

from incidents.models import Record
from sharing.models import PublishedRecord, Release
from sharing.services import CannotPublish, retract
from tests.build import (
    make_case,
    make_claim,
    make_identity,
    make_incident,
    make_source,
    make_user,
)
from tests.sharing.acts import (
    LATER,
    MUCH_LATER,
    approve,
    bodies,
    edit,
    edit_and_send,
    objects_of,
    publish_all,
    send,
)

pytestmark = pytest.mark.django_db


def take_back(record: Record, reason: str = "We misread the source.") -> Release:
    return retract(record, by=make_user("chief"), at=LATER, reason=reason)


def test_retract_sends_every_object_once_more_revoked_and_otherwise_the_same() -> None:
    claim = make_claim()
    publish_all()
    sent = objects_of(claim)

    release = take_back(claim)

    revoked = {each["id"]: each for each in bodies(release) if "revoked" in each}
    assert revoked == {
        each["id"]: {**each, "revoked": True, "modified": "2026-01-05T13:00:00.000Z"}
        for each in sent
    }


def test_retract_says_why_who_and_when() -> None:
    claim = make_claim()
    publish_all()

    take_back(claim)

    claim.refresh_from_db()
    assert (claim.state, claim.state_reason) == ("retracted", "We misread the source.")
    assert (claim.state_by, claim.state_at) == ("chief", LATER)
    published = PublishedRecord.objects.get(key=claim.key, version=2)
    told = orjson.loads(published.body)
    assert told["state_reason"] == "We misread the source."
    assert told["state_by"] == "The record-keeper"


def test_retract_publishes_no_word_of_a_draft() -> None:
    party = make_identity(name="As published")
    publish_all()
    edit(party, name="A draft nobody approved")

    take_back(party)

    published = PublishedRecord.objects.get(key=party.key, version=3)
    assert orjson.loads(published.body)["name"] == "As published"
    assert objects_of(party)[-1]["name"] == "As published"


def test_a_retracted_record_never_leaves_again() -> None:
    claim = make_claim(key="claim")
    publish_all()
    take_back(claim)
    claim.refresh_from_db()
    edit(claim, at=MUCH_LATER, wording="Back again.")
    approve(claim, at=MUCH_LATER)

    with pytest.raises(CannotPublish, match="is retracted: no further version leaves"):
        send(claim, at=MUCH_LATER)
    with pytest.raises(CannotPublish, match="is retracted already"):
        take_back(claim)


def test_nothing_new_may_refer_to_a_retracted_record() -> None:
    source = make_source(key="src-wrong")
    publish_all()
    take_back(source)
    make_claim(citations=[{"source": source}])

    with pytest.raises(CannotPublish, match="src-wrong is retracted; point at another"):
        publish_only_new()


def publish_only_new() -> Release:
    approve()
    published = PublishedRecord.objects.values("key")
    return send(*Record.objects.exclude(key__in=published), at=MUCH_LATER)


def test_what_was_said_on_a_retracted_claim_stays_as_it_was_said() -> None:
    speaker = make_identity()
    claim = make_claim(claimant=speaker)
    denial = make_claim(stance="denies", about=claim)
    publish_all()
    take_back(claim)

    edit_and_send(speaker, at=MUCH_LATER, name="Another name")

    assert len(objects_of(denial)) == 2


def test_retract_needs_a_reason_and_something_that_is_out() -> None:
    claim = make_claim()
    with pytest.raises(CannotPublish, match="was never published"):
        take_back(claim)
    publish_all()

    with pytest.raises(ValidationError):
        take_back(claim, reason="")

    assert Release.objects.count() == 1


def test_a_retracted_claim_leaves_the_case_file_report() -> None:
    incident = make_incident()
    case = make_case(key="case", incidents=[incident])
    claim = make_claim(about=incident)
    publish_all()

    take_back(claim)

    before, after = (set(each["object_refs"]) for each in objects_of(case))
    assert before - after == {each["id"] for each in objects_of(claim)}
