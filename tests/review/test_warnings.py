"""No request reaches a reviewer with an error or an unexplained warning."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from attribution.models import Claim
from incidents.models import Incident, Record
from incidents.vocab import MARKING_RANK
from review import services
from review.models import Acknowledgement, Approval, Request
from review.rules import check
from review.selectors import around, findings, latest, looked_at
from tests.build import (
    NOON,
    make_claim,
    make_identity,
    make_incident,
    make_response,
    make_source,
    make_threat_actor,
    make_user,
)
from tests.review.acts import LATER, edited

pytestmark = pytest.mark.django_db
REASON = "The ministry published it only once."


def ask(*records: Record, **given: Any) -> Request:
    return services.request_review(
        records, by=make_user(), at=NOON, title="The case", **given
    )


def tick(record: Record, *rules: str, reason: str = REASON, by: str = "analyst") -> int:
    """Tick what these rules warn of at a record; without any, all that is warned of."""
    ids = [
        each.id for each in findings([record.key]) if not rules or each.rule.id in rules
    ]
    return services.acknowledge(ids, by=make_user(by), at=NOON, reason=reason)


def rules(found: Iterable[Any]) -> set[str]:
    return {each.rule.id for each in found}


def bare() -> Incident:
    """An incident with two warnings: it cites nothing and hit nobody."""
    return make_incident(key="inc")


def test_a_request_with_open_warnings_is_refused_and_lists_them() -> None:
    incident = bare()

    with pytest.raises(services.WarningsOpen) as refusal:
        ask(incident)

    assert rules(refusal.value.findings) == {"no-source-given", "no-victim"}
    assert "inc: No source; Incident without a victim." in str(refusal.value)
    assert not Request.objects.exists()


def test_a_request_takes_the_reasons_along() -> None:
    incident = bare()

    ask(incident, reasons={"no-source-given": REASON, "no-victim": "Nobody said."})

    ticks = {each.rule: each for each in Acknowledgement.objects.all()}
    assert ticks["no-victim"].reason == "Nobody said."
    assert (ticks["no-victim"].by, ticks["no-victim"].at) == (make_user(), NOON)
    assert ticks["no-source-given"].record.key == incident.key


def test_a_reason_for_one_rule_ticks_no_other() -> None:
    with pytest.raises(services.WarningsOpen) as refusal:
        ask(bare(), reasons={"no-source-given": REASON})

    assert rules(refusal.value.findings) == {"no-victim"}
    assert not Acknowledgement.objects.exists()


def test_one_reason_ticks_all_findings_of_a_rule_in_a_request() -> None:
    incidents = [make_incident() for _ in range(3)]

    ask(*incidents, reasons={"no-source-given": REASON, "no-victim": REASON})

    assert Acknowledgement.objects.filter(rule="no-victim").count() == 3


def test_an_empty_reason_explains_nothing() -> None:
    with pytest.raises(ValidationError, match="Say why it may stand"):
        ask(bare(), reasons={"no-source-given": " ", "no-victim": REASON})

    assert not Acknowledgement.objects.exists()


def test_warnings_that_were_ticked_before_are_in_nobodys_way() -> None:
    incident = bare()
    tick(incident)

    ask(incident)

    assert Request.objects.count() == 1


def test_an_error_cannot_be_explained_away() -> None:
    incident = make_incident(key="inc", marking="")
    tick(incident, "no-source-given", "no-victim")

    with pytest.raises(services.ErrorsFound, match="inc: Not marked"):
        ask(incident, reasons={"not-marked": REASON})
    with pytest.raises(services.NothingFound):
        tick(incident, "not-marked")


def test_what_is_approved_already_is_not_held_against_the_rules_again() -> None:
    old, new = bare(), make_incident()
    services.break_glass(old, by=make_user(), at=NOON, reason="Embargo.")
    tick(new)

    request = ask(old, new)

    assert request.changes.count() == 2


def test_a_tick_keeps_who_and_why() -> None:
    incident = bare()

    assert tick(incident, "no-victim") == 1

    ((finding, by),) = (
        (each.finding, each.tick.by) for each in looked_at(["inc"]) if each.tick
    )
    assert (finding.rule.id, by) == ("no-victim", make_user())
    assert Acknowledgement.objects.get().reason == REASON


def test_the_first_reason_stands() -> None:
    incident = bare()
    tick(incident, "no-victim")

    assert tick(incident, "no-victim", reason="Another.", by="second") == 0

    assert Acknowledgement.objects.get().reason == REASON


def test_a_tick_holds_while_the_finding_stays_as_worded() -> None:
    source = make_source()
    claim = make_claim(citations=[{"source": source}])
    claim.statement.citations.all().delete()
    tick(claim)

    edited(source, name="Another title")
    edited(claim, name="Another name")

    assert not [each for each in looked_at([claim.key]) if each.is_open]


def test_a_tick_does_not_hold_for_something_else() -> None:
    claim = make_claim()
    tick(claim)
    other = make_claim(statement=claim.statement, claimant=make_identity())

    with pytest.raises(services.NothingFound, match="claim"):
        services.acknowledge(
            [(other.key, "one-source", "Made up.")],
            by=make_user(),
            at=NOON,
            reason=REASON,
        )
    assert [each for each in looked_at([other.key]) if each.is_open]


def test_a_claim_is_not_approved_without_a_confidence_or_a_reason_for_none() -> None:
    claim = make_claim(analytic_confidence="")
    tick(claim, "one-source", "one-lineage", "claimants-own-sources")

    with pytest.raises(services.WarningsOpen, match="No analytic confidence"):
        ask(claim)
    request = ask(claim, reasons={"confidence-not-stated": "The ministry gives none."})

    assert services.approve(request, by=make_user("reviewer"), at=LATER)


def sure(**fields: Any) -> Claim:
    return make_claim(analytic_confidence="low", **fields)


def test_a_warning_that_came_up_since_the_request_stops_the_approval() -> None:
    claim = sure()
    response = make_response(rests_on=[claim], legal_basis="A decree")
    tick(response)
    request = ask(response)
    make_claim(stance="withdraws", about=claim)

    with pytest.raises(services.WarningsOpen, match="withdrawn claim"):
        services.approve(request, by=make_user("reviewer"), at=LATER)
    tick(response, "response-on-withdrawn", by="reviewer")

    assert services.approve(request, by=make_user("reviewer"), at=LATER)
    assert Approval.objects.count() == 1


def test_a_refusal_names_no_record_but_those_that_were_sent() -> None:
    source = make_source(key="src-secret")
    claim = make_claim(key="claim", citations=[{"source": source}])

    with pytest.raises(services.WarningsOpen) as refusal:
        ask(claim)

    assert "src-secret" not in str(refusal.value)


CHAINS: dict[str, Callable[[], Record]] = {
    "a claim": sure,
    "an endorsement": lambda: make_claim(stance="endorses", about=sure()),
    "a response": lambda: make_response(rests_on=[sure()]),
    "an actor": make_threat_actor,
}


@pytest.mark.parametrize("make", CHAINS.values(), ids=CHAINS)
def test_rules_take_as_many_reads_for_ten_records_as_for_one(
    make: Callable[[], Record], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = make()
    counted = reads(first.key)
    keys = [first.key, *(make().key for _ in range(9))]

    with django_assert_num_queries(counted):
        findings(keys)


def reads(key: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        findings([key])
    assert len(queries) <= 9
    return len(queries)


def test_rules_see_a_withdrawal_of_a_withdrawal() -> None:
    claim = sure()
    response = make_response(rests_on=[claim])
    withdrawal = make_claim(stance="withdraws", about=claim)

    assert "response-on-withdrawn" in rules(findings([response.key]))
    make_claim(stance="withdraws", about=withdrawal)
    assert "response-on-withdrawn" not in rules(findings([response.key]))


def test_rules_see_the_incident_behind_a_chain_of_claims() -> None:
    incident = make_incident(occurred="2030")
    first = sure(about=incident)
    second = sure(stance="corroborates", about=first)

    assert "attributed-before-known" in rules(findings([second.key]))


def test_rules_see_namesakes_whatever_letters_they_are_written_in() -> None:
    actor = make_threat_actor(name="Émile")
    make_threat_actor(name="Other", aliases=[{"name": "emile", "alias_kind": "vendor"}])

    assert "shared-name" in rules(findings([actor.key]))


def test_nothing_above_a_clearance_is_looked_at_for_whom_it_is_not() -> None:
    make_threat_actor(name="Viper", marking="RED")
    own = latest([make_threat_actor(name="VIPER", marking="RED").key])

    told = check(own, around(own, clearance=MARKING_RANK["CLEAR"]))

    assert "shared-name" in rules(check(own, around(own)))
    assert "shared-name" not in rules(told)
