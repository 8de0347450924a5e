"""The computed views, read from live records and from their history."""

from datetime import date, timedelta

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from attribution import selectors
from incidents.models import Record
from incidents.services import save_record
from incidents.vocab import Door
from tests.build import (
    NOON,
    make_claim,
    make_event,
    make_identity,
    make_incident,
    make_intrusion_set,
    make_response,
    make_source,
    make_statement,
    make_threat_actor,
    make_user,
)

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1)
SEPTEMBER_6 = date(2022, 9, 6)


def saved(record: Record) -> None:
    save_record(record, by=make_user(), at=LATER, door=Door.DESK)


def test_record_as_it_stands_reads_the_latest_versions_in_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    claim = make_claim(original_words="suspect")
    claim.original_words = "are certain"
    saved(claim)
    for _ in range(3):
        make_claim()

    with django_assert_num_queries(1):
        record = selectors.record_as_it_stands()

    assert record.claims[claim.key].words == "are certain"
    assert len(record.claims) == 4


def test_record_as_it_stood_reads_the_versions_of_that_instant() -> None:
    claim = make_claim(original_words="suspect")
    claim.original_words = "are certain"
    saved(claim)
    make_claim(key="claim-not-yet", at=LATER)

    record = selectors.record_as_it_stands(known_at=NOON)

    assert record.claims[claim.key].words == "suspect"
    assert "claim-not-yet" not in record.claims


def test_record_before_everything_is_empty() -> None:
    make_claim()

    record = selectors.record_as_it_stands(known_at=NOON - timedelta(seconds=1))

    assert not record.claims
    assert not record.happenings


def test_contest_state_turns_with_a_denial_on_its_day() -> None:
    incident = make_incident()
    claim = make_claim(about=incident)
    statement = make_statement(said="2022-09-10")
    make_claim(
        stance="denies",
        about=claim,
        claimant_role="accused-state",
        statement=statement,
    )

    before = selectors.contest_state(incident, "organisation", date(2022, 9, 9))
    after = selectors.contest_state(incident, "organisation", date(2022, 9, 10))

    assert before.headline == "single-claim"
    assert after.headline == "denied-only"


def test_contest_state_known_at_an_instant_leaves_out_what_was_recorded_later() -> None:
    incident = make_incident()
    claim = make_claim(about=incident)
    make_claim(stance="denies", about=claim, claimant_role="accused-state", at=LATER)

    known = selectors.contest_state(incident, "organisation", known_at=NOON)

    assert known.headline == "single-claim"
    assert selectors.contest_state(incident, "organisation").headline == "denied-only"


def test_contest_states_gives_every_level() -> None:
    incident = make_incident()
    make_claim(about=incident)

    states = selectors.contest_states(incident)

    assert states["organisation"].headline == "single-claim"
    assert "state" in states


def test_positions_matrix_has_a_row_for_each_claimant() -> None:
    incident = make_incident()
    claims = [make_claim(about=incident), make_claim(about=incident)]

    matrix = selectors.positions_matrix(incident)

    assert {row.claimant for row in matrix.rows} == {
        claim.claimant.key for claim in claims
    }


def test_dependent_responses_names_those_that_lost_their_ground() -> None:
    claim = make_claim()
    response = make_response(rests_on=[claim])
    make_claim(stance="withdraws", about=claim, claimant=claim.claimant)

    found = selectors.dependent_responses(claim)

    assert [(item.response, item.alert) for item in found.items] == [
        (response.key, True)
    ]


def test_dependent_responses_on_a_day_before_them_are_none() -> None:
    claim = make_claim()
    make_response(rests_on=[claim])

    assert not selectors.dependent_responses(claim, SEPTEMBER_6).items


def test_timeline_is_in_the_order_of_bounds() -> None:
    incident = make_incident(occurred="2022-07-15")
    event = make_event(incident=incident, occurred="2022-07")
    claim = make_claim(about=incident)

    shown = selectors.timeline(incident)

    assert [each.key for each in shown.items] == [
        event.key,
        incident.key,
        claim.statement.key,
    ]


def test_timeline_on_a_day_ends_there() -> None:
    incident = make_incident(occurred="2022-07-15")
    make_claim(about=incident)

    shown = selectors.timeline(incident, SEPTEMBER_6)

    assert [each.key for each in shown.items] == [incident.key]


def test_lineages_counts_origins_not_documents() -> None:
    sources = [make_source(lineage_group="advisory") for _ in range(2)]
    claim = make_claim(
        statement=make_statement(citations=[]),
        citations=[{"source": source} for source in sources],
    )

    found = selectors.lineages(claim)

    assert (found.items, found.lineages) == (2, 1)


def test_compatible_follows_the_claimed_chain() -> None:
    cluster, body = make_intrusion_set(), make_threat_actor()
    make_claim(about=cluster, attributed_to=body, claimant=make_identity())

    assert selectors.compatible((cluster, body), "organisation").holds
    assert not selectors.compatible(
        (cluster, make_threat_actor()), "organisation"
    ).holds
