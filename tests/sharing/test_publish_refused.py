"""Broken inputs to publish: record and field are named, and nothing is written."""

from collections.abc import Callable

import pytest

from incidents.models import Record, Source
from sharing.models import Edge, Entry, Link, ObjectBody, PublishedRecord, Release
from sharing.services import CannotPublish
from tests.build import (
    make_case,
    make_checked_fact,
    make_claim,
    make_event,
    make_evidence,
    make_identity,
    make_incident,
    make_indicator,
    make_relationship,
    make_response,
    make_source,
    make_statement,
    make_threat_actor,
)
from tests.sharing.acts import approve, edit, publish_all, send

pytestmark = pytest.mark.django_db
STORE = (Release, PublishedRecord, Link, ObjectBody, Edge, Entry)
Broken = Callable[[], Record]


def never_approved() -> Record:
    return make_incident(key="x")


def edited_since() -> Record:
    record = make_incident(key="x")
    approve(record)
    edit(record, name="Another name")
    return record


def unmarked() -> Record:
    return approved(make_incident(key="x", marking=""))


def without_a_source() -> Record:
    statement = make_statement(citations=[])
    return approved(make_claim(key="x", statement=statement, citations=[]))


def citing_a_stricter_source() -> Record:
    secret = make_source(key="src-secret", marking="RED")
    return approved(make_incident(key="x", citations=[{"source": secret}]))


def naming_a_stricter_actor() -> Record:
    secret = make_threat_actor(key="ta-secret", marking="AMBER")
    return approved(make_claim(key="x", attributed_to=secret))


def answered_by_a_stricter_party() -> Record:
    secret = make_identity(key="id-secret", marking="AMBER")
    return approved(make_response(key="x", responders=[secret]))


def pointing_at_a_stricter_statement() -> Record:
    secret = make_statement(key="stmt-secret", marking="RED")
    return approved(make_event(key="x", about=[secret]))


def bearing_on_a_stricter_claim() -> Record:
    secret = make_claim(key="claim-secret", marking="GREEN")
    return approved(make_evidence(key="x", bearings=[{"claim": secret, "sign": "C"}]))


def joining_a_stricter_end() -> Record:
    secret = make_identity(key="id-secret", marking="RED")
    return approved(make_relationship(key="x", target=secret))


def with_a_pattern_that_is_none() -> Record:
    return approved(make_indicator(key="x", pattern="[ipv4-addr:value ="))


def about_nothing() -> Record:
    return approved(make_checked_fact(key="x", about=[]))


def approved(record: Record) -> Record:
    """Return the record; all that it needs is published, itself only approved."""
    approve()
    others = Record.objects.exclude(pk=record.pk)
    send(*others)
    return record


@pytest.mark.parametrize(
    ("broken", "field", "message"),
    [
        (never_approved, "version", "approved"),
        (edited_since, "version", "approved"),
        (unmarked, "marking", "not marked"),
        (without_a_source, "citations", "source"),
        (citing_a_stricter_source, "citations.source", "src-secret"),
        (naming_a_stricter_actor, "attributed_to", "ta-secret"),
        (answered_by_a_stricter_party, "responders", "id-secret"),
        (pointing_at_a_stricter_statement, "about", "stmt-secret"),
        (bearing_on_a_stricter_claim, "bearings.claim", "claim-secret"),
        (joining_a_stricter_end, "target", "id-secret"),
        (with_a_pattern_that_is_none, "", "pattern"),
        (about_nothing, "about", ""),
    ],
)
def test_publish_names_the_record_and_the_field(
    broken: Broken, field: str, message: str
) -> None:
    publish_all()
    record = broken()
    before = [table.objects.count() for table in STORE]

    with pytest.raises(CannotPublish) as refused:
        send(record)

    told = [each for each in refused.value.problems if each.record == "x"]
    assert any(field in each.field and message in each.message for each in told), told
    assert [table.objects.count() for table in STORE] == before


def test_publish_lists_every_problem_where_no_case_names_a_keeper_either() -> None:
    make_incident(key="inc-unmarked", marking="")
    make_claim(key="claim-bare", statement=make_statement(citations=[]), citations=[])
    make_indicator(key="ind-bad", pattern="[ipv4-addr:value =")
    approve()

    with pytest.raises(CannotPublish) as refused:
        send(*Record.objects.all())

    told = {(each.record, each.field) for each in refused.value.problems}
    assert {
        ("", "keeper"),
        ("inc-unmarked", "marking"),
        ("claim-bare", "citations"),
        ("ind-bad", "main"),
    } <= told


def test_publish_lists_every_problem_where_cases_name_several_keepers() -> None:
    make_case(keeper=make_identity(key="id-one"))
    make_case(keeper=make_identity(key="id-two"))
    make_incident(key="inc-unmarked", marking="")
    approve()

    with pytest.raises(CannotPublish) as refused:
        send(*Record.objects.all())

    told = {each.field: each.message for each in refused.value.problems}
    assert told["keeper"] == "cases name several keepers: id-one, id-two"
    assert told["marking"] == "is not marked"


def test_publish_tells_each_error_once() -> None:
    publish_all()
    record = without_a_source()

    with pytest.raises(CannotPublish) as refused:
        send(record)

    assert [each.field for each in refused.value.problems] == ["citations"]


def test_publish_runs_the_rules_errors() -> None:
    claim = make_claim()
    make_claim(key="x", stance="withdraws", about=claim)
    edit(claim, claimant=make_identity())

    with pytest.raises(CannotPublish, match="x, about: It withdraws a claim of someb"):
        publish_all()


def test_publish_names_a_record_of_which_no_version_was_kept() -> None:
    publish_all()
    source = Source(
        key="src-unkept",
        kind="source",
        name="Never saved",
        source_kind="news",
        publisher="The Gazette",
        seen_extent="full",
        marking="CLEAR",
    )
    source.save()
    make_claim(key="x", citations=[{"source": source}])
    others = Record.objects.exclude(pk=source.pk)
    approve(*others)

    with pytest.raises(CannotPublish) as refused:
        send(*others)

    (told,) = refused.value.problems
    assert (told.record, told.field) == ("x", "citations.source")
    assert told.message.startswith("src-unkept was never saved as a version")
