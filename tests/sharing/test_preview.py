"""A preview tells what publishing would do, does none of it, and holds nobody up."""

from collections.abc import Callable, Iterable
from typing import Any

import orjson
import pytest

from incidents.models import Record, StixName
from sharing import store
from sharing.models import Edge, Entry, Link, ObjectBody, PublishedRecord, Release
from sharing.objects import content_digest
from sharing.services import Preview, preview, publish
from sharing.services.preview import CHANGED, NEW, REVOKED, Trial
from sharing.services.publishing import compiled
from tests.build import (
    make_case,
    make_claim,
    make_event,
    make_identity,
    make_incident,
    make_location,
    make_response,
    make_source,
    make_statement,
    make_user,
)
from tests.sharing.acts import LATER, approve, edit, publish_all

pytestmark = pytest.mark.django_db
STORE = (Release, PublishedRecord, Link, ObjectBody, Edge, Entry, StixName)
Told = set[tuple[str, str, str, str]]


def look(*records: Record) -> Preview:
    return preview(records, by=make_user("publisher"), at=LATER)


def sizes() -> list[int]:
    return [table.objects.count() for table in STORE]


def told(found: Preview) -> Told:
    """Return what a preview says of each object: whose, of which type, its fate.

    And its id where it is out already; others are not minted yet.
    """
    return {
        (
            each.record,
            each.type,
            each.fate,
            each.stix_id if each.fate != NEW else each.part,
        )
        for each in found.objects
    }


def done(release: Release) -> Told:
    """Return the same of a release."""
    keys = dict(Record.objects.values_list("uid", "key"))
    names = {str(each): each.part for each in StixName.objects.all()}
    earlier = set(
        ObjectBody.objects.filter(release__number__lt=release.number).values_list(
            "stix_id", flat=True
        )
    )
    found = set()
    for body in release.bodies.all():
        fate = CHANGED if body.stix_id in earlier else NEW
        if body.is_revoked:
            fate = REVOKED
        own = names.get(body.stix_id, body.stix_id).split("~")[0]
        key = keys.get(body.record_uid, "")
        found.add((key, body.type, fate, body.stix_id if fate != NEW else own))
    return found


def a_new_claim() -> Iterable[Record]:
    incident = make_incident(key="inc-new")
    make_case(key="case", incidents=[incident])
    make_claim(stance="denies", about=make_claim(about=incident))
    return Record.objects.all()


def an_edited_claim() -> Iterable[Record]:
    claim = make_claim()
    make_claim(stance="endorses", about=claim)
    publish_all()
    edit(claim, wording="In other words.")
    return [claim]


def a_source_with_another_title() -> Iterable[Record]:
    source = make_source()
    make_claim(citations=[{"source": source}])
    make_event(citations=[{"source": source}])
    publish_all()
    edit(source, name="Another title")
    return [source]


def a_part_that_ends() -> Iterable[Record]:
    party = make_identity(located_at=make_location())
    publish_all()
    edit(party, located_at=None)
    return [party]


def a_marking_that_is_raised() -> Iterable[Record]:
    claim = make_claim()
    publish_all()
    edit(claim, marking="AMBER")
    return [claim]


def a_withdrawal() -> Iterable[Record]:
    claim = make_claim()
    publish_all()
    withdrawal = make_claim(stance="withdraws", about=claim)
    return [withdrawal, withdrawal.statement, *new_sources()]


def new_sources() -> Iterable[Record]:
    out = PublishedRecord.objects.values("uid")
    return Record.objects.exclude(uid__in=out)


def a_new_incident_of_the_case() -> Iterable[Record]:
    case = make_case(key="case", incidents=[make_incident()])
    publish_all()
    incident = make_incident(key="inc-second")
    case.incidents.add(incident)
    edit(case, name="Two incidents")
    return [case, incident]


CHANGES: dict[str, Callable[[], Iterable[Record]]] = {
    each.__name__: each
    for each in (
        a_new_claim,
        an_edited_claim,
        a_source_with_another_title,
        a_part_that_ends,
        a_marking_that_is_raised,
        a_withdrawal,
        a_new_incident_of_the_case,
    )
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_publishing_does_what_the_preview_says(
    change: Callable[[], Iterable[Record]],
) -> None:
    records = list(change())
    approve()

    found = look(*records)
    release = publish(records, by=make_user("publisher"), at=LATER)

    assert not found.problems
    assert told(found) == done(release)
    assert {(each.key, each.version) for each in found.records} == set(
        release.records.values_list("key", "version")
    )


def test_changed_objects_are_told_to_the_letter() -> None:
    records = list(an_edited_claim())
    approve()

    found = look(*records)
    release = publish(records, by=make_user("publisher"), at=LATER)

    sent = {each.stix_id: orjson.loads(each.body) for each in release.bodies.all()}
    assert {each.stix_id: content_digest(each.object) for each in found.objects} == {
        stix_id: content_digest(obj) for stix_id, obj in sent.items()
    }


def test_a_preview_keeps_nothing() -> None:
    records = list(a_new_claim())
    approve()
    before = sizes()

    look(*records)

    assert sizes() == before


def test_a_preview_tells_each_property_that_differs() -> None:
    claim = make_claim(wording="They did it.")
    publish_all()
    edit(claim, wording="They did it, we say.", analytic_confidence="high")
    approve()

    (report,) = (each for each in look(claim).objects if each.type == "report")

    found = {each.path: (each.before, each.after) for each in report.differences}
    assert found["extensions", "ours", "wording"] == (
        "They did it.",
        "They did it, we say.",
    )
    assert found["extensions", "ours", "analytic_confidence"] == (None, "high")
    assert ("modified",) not in found


def test_of_references_only_those_that_went_and_came_are_told() -> None:
    response = make_response(rests_on=[make_claim()])
    publish_all()
    other = make_claim()
    response.rests_on.add(other)
    edit(response, name="Resting on two")
    approve()

    records = [response, *new_sources()]
    (report,) = (each for each in look(*records).objects if each.record == response.key)

    (refs,) = (each for each in report.differences if each.path == ("object_refs",))
    assert refs.before == []
    assert len(refs.after) == 1


def test_a_preview_tells_all_problems_and_what_would_change_besides() -> None:
    publish_all()
    good = make_incident(key="inc-good")
    bad = make_claim(key="claim-bad", citations=[], statement=bare_statement())
    draft = make_incident(key="inc-draft")
    approve(good, bad, *Record.objects.filter(kind__in=["identity", "threat-actor"]))

    found = look(good, bad, draft)

    problems = {(each.record, each.field) for each in found.problems}
    assert {("claim-bad", "citations"), ("inc-draft", "version")} <= problems
    assert any(each.record == "inc-good" for each in found.objects)


def bare_statement() -> Any:
    return make_statement(citations=[])


def test_nothing_to_publish_is_an_empty_preview() -> None:
    incident = make_incident()
    publish_all()

    assert look(incident).is_empty


def played(*records: Record) -> Trial:
    """Return a preview at the moment when all its rows are written."""
    release = store.rehearse(by=make_user("publisher"), at=LATER)
    with compiled(records, release, Trial) as trial:
        release.play()
        return trial
