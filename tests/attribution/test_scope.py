"""Reads of what concerns an incident answer as reads of the whole record do."""

import random
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from attribution import selectors
from attribution.models import Claim
from attribution.models.claims import LINKS_BACK
from config import demo
from incidents.models import Incident, Record
from positions import contest, levels, lineage, matrix, reading, responses
from positions import timeline as time_order
from positions.values import Record as Plain
from tests.attribution.tangle import make_tangle
from tests.build import (
    make_claim,
    make_event,
    make_incident,
    make_intrusion_set,
    make_response,
    make_threat_actor,
)

VIEWS: tuple[Callable[[Plain, str, date | None], Any], ...] = (
    contest.contest_states,
    matrix.positions_matrix,
    time_order.timeline,
)


def as_visible(clearance: int) -> Plain:
    """Return the whole record as far as a clearance reaches."""
    changes = selectors.as_they_stand(
        Record.objects.filter(clearance__lte=clearance).values_list("pk", flat=True)
    )
    return reading.read(changes.values_list("snapshot", flat=True))


def days(record: Plain) -> Iterator[date | None]:
    """Yield no day, and those on which something was said or done."""
    yield None
    latest = (each.when.latest for each in record.happenings)
    yield from sorted({moment.date() for moment in latest if moment})


def assert_equal_answers(incident: Record, every: int = 1) -> None:
    whole = selectors.record_as_it_stands()
    part = selectors.record_concerning(incident)
    for day in [*days(whole)][::every]:
        for view in VIEWS:
            assert view(part, incident.key, day) == view(whole, incident.key, day), day


def test_links_back_are_those_that_the_chain_follows_back() -> None:
    assert set(LINKS_BACK) == levels.DOWN | levels.SAME


def test_albania_is_answered_from_what_concerns_each_incident(
    albania: demo.Demonstration,
) -> None:
    for incident in Incident.objects.all():
        assert_equal_answers(incident, every=12)


def test_responses_and_lineages_of_albania_are_read_from_what_concerns_the_claim(
    albania: demo.Demonstration,
) -> None:
    whole = selectors.record_as_it_stands()
    for claim in Claim.objects.all():
        part = selectors.record_concerning(claim)
        answers = [
            (
                responses.dependent_responses(record, claim.key, None),
                lineage.independent_lineages(record, claim.key),
            )
            for record in (part, whole)
        ]
        assert answers[0] == answers[1]


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_a_tangle_of_claims_is_answered_from_what_concerns_the_incident(
    seed: int,
) -> None:
    incidents = make_tangle(random.Random(seed))  # noqa: S311 - nothing to guard

    for incident in incidents:
        assert_equal_answers(incident)


@pytest.mark.django_db
def test_what_a_claim_says_again_decides_whether_it_stands() -> None:
    first = make_claim()
    make_claim(stance="withdraws", about=first, claimant=first.claimant)
    again = make_claim(restates=first)

    incident = Incident.objects.get(pk=again.about_id)

    assert not selectors.contest_state(incident, "organisation").answers
    assert_equal_answers(incident)


@pytest.mark.django_db
def test_a_response_rests_on_a_claim_through_one_that_says_it_again() -> None:
    first = make_claim()
    response = make_response(rests_on=[make_claim(restates=first)])

    found = selectors.dependent_responses(first)

    assert [each.response for each in found.items] == [response.key]


@pytest.mark.django_db
@pytest.mark.parametrize("link", LINKS_BACK)
def test_a_link_told_from_the_other_end_leads_on(link: str) -> None:
    cluster, body = make_intrusion_set(), make_threat_actor()
    claim = make_claim(attributed_to=cluster, entity_level="activity-cluster")
    make_claim(about=body, attributed_to=cluster, proposition=link)

    incident = Incident.objects.get(pk=claim.about_id)
    state = selectors.contest_state(incident, "organisation")

    assert [each.actor for each in state.answers] == [body.key]
    assert_equal_answers(incident)


@pytest.mark.django_db
def test_a_link_through_several_actors_leads_on() -> None:
    cluster, unit, body = (
        make_intrusion_set(),
        make_threat_actor(entity_level="unit"),
        make_threat_actor(),
    )
    claim = make_claim(attributed_to=cluster, entity_level="activity-cluster")
    make_claim(about=cluster, attributed_to=unit, entity_level="unit")
    doubted = make_claim(about=unit, attributed_to=body)
    make_claim(stance="disputes", about=doubted)

    incident = Incident.objects.get(pk=claim.about_id)

    assert selectors.contest_state(incident, "organisation").headline == "disputed"
    assert_equal_answers(incident)


@pytest.mark.django_db
@pytest.mark.parametrize("tie", ["answers", "rests_on", "voices"])
def test_what_was_done_about_a_claim_concerns_the_incident(tie: str) -> None:
    claim = make_claim()
    response = make_response(**{tie: [claim]})
    reply = make_response(answers=[response])
    event = make_event(about=[reply])

    incident = Incident.objects.get(pk=claim.about_id)
    shown = {each.key for each in selectors.timeline(incident).items}

    assert {response.key, reply.key, event.key} <= shown
    assert_equal_answers(incident)


@pytest.mark.django_db
def test_a_statement_names_what_else_was_claimed_in_it() -> None:
    claim = make_claim()
    other = make_claim(statement=claim.statement)

    incident = Incident.objects.get(pk=claim.about_id)
    (said,) = (
        each
        for each in selectors.timeline(incident).items
        if each.key == claim.statement.key
    )

    assert set(said.about) == {claim.key, other.key}


@pytest.mark.django_db
def test_a_claim_that_a_response_rests_on_is_read_with_its_withdrawal() -> None:
    incident = make_incident()
    elsewhere = make_claim()
    withdrawal = make_claim(
        stance="withdraws", about=elsewhere, claimant=elsewhere.claimant
    )
    make_response(answers=[incident], rests_on=[elsewhere])

    part = selectors.record_concerning(incident)

    assert set(part.claims) == {elsewhere.key, withdrawal.key}


@pytest.mark.django_db
def test_what_does_not_concern_the_incident_is_not_read() -> None:
    claim = make_claim()
    make_claim(attributed_to=claim.attributed_to)
    make_response()

    part = selectors.record_concerning(Record.objects.get(pk=claim.about_id))

    assert set(part.claims) == {claim.key}
    assert not part.responses


@pytest.mark.django_db
def test_two_queries_however_much_was_said(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    incident = make_incident()
    for _ in range(12):
        make_claim(about=incident)

    with django_assert_num_queries(2):
        assert len(selectors.record_concerning(incident).claims) == 12


@pytest.mark.django_db
def test_what_is_hidden_is_left_out_with_what_is_only_found_through_it() -> None:
    incident = make_incident()
    seen = make_claim(about=incident)
    hidden = make_claim(about=incident, marking="RED")
    make_claim(stance="denies", about=hidden)
    make_claim(stance="doubts", about=seen, marking="AMBER")

    part = selectors.record_concerning(incident, clearance=1)

    assert set(part.claims) == {seen.key}
    for view in VIEWS:
        assert view(part, incident.key, None) == view(as_visible(1), incident.key, None)


@pytest.mark.django_db
def test_a_hidden_incident_is_not_read_at_all() -> None:
    incident = make_incident(marking="RED")

    assert not selectors.concerning([incident], 0)
