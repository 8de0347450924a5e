"""Every filter of every list; the last test holds that none is without."""

from typing import Any

import pytest

from incidents.models import Record
from incidents.snapshot import typed
from sharing.rest.parameters import Viewing
from sharing.rest.resources import RESOURCES
from sharing.services import retract
from tests.build import (
    make_campaign,
    make_claim,
    make_evidence,
    make_identity,
    make_incident,
    make_intrusion_set,
    make_response,
    make_source,
    make_statement,
    make_threat_actor,
    make_user,
)
from tests.sharing.acts import MUCH_LATER, edit_and_send, publish_all
from tests.sharing.rest.asking import Asking, asking

pytestmark = pytest.mark.django_db

CASES: list[tuple[str, dict[str, str], list[str]]] = [
    ("claims", {"actor": "ta-unit"}, ["claim-month", "claim-sure"]),
    ("claims", {"actor": "id-third"}, []),
    ("claims", {"claimant": "id-vendor"}, ["claim-sure"]),
    ("claims", {"about": "inc-1"}, ["claim-month", "claim-sure"]),
    ("claims", {"about": "claim-sure"}, ["claim-no"]),
    ("claims", {"stance": "denies"}, ["claim-no"]),
    ("claims", {"stance": "denies,doubts"}, ["claim-no"]),
    ("claims", {"level": "unit"}, ["claim-month", "claim-sure"]),
    ("claims", {"confidence_min": "50"}, ["claim-sure"]),
    ("claims", {"confidence_min": "51"}, []),
    ("claims", {"confidence_min": "0"}, ["claim-sure"]),
    ("claims", {"actor": "ta-unit", "claimant": "id-state"}, ["claim-month"]),
    ("claims", {"q": "PERSIAN"}, ["claim-no"]),
    ("claims", {"q": "100%"}, []),
    ("claims", {"tlp": "GREEN"}, ["claim-no"]),
    ("claims", {"tlp": "GREEN,CLEAR"}, ["claim-month", "claim-no", "claim-sure"]),
    ("claims", {"updated_after": "2026-01-05T12:30:00Z"}, ["claim-month"]),
    ("claims", {"state": "retracted"}, ["claim-out"]),
    ("claims", {"state": "in-use,retracted", "q": "taken"}, ["claim-out"]),
    ("incidents", {"actor": "ta-unit"}, ["inc-1"]),
    ("incidents", {"actor": "ta-unit", "claimant": "id-third"}, []),
    ("incidents", {"claimant": "id-vendor"}, ["inc-1"]),
    ("incidents", {"stance": "asserts"}, ["inc-1"]),
    ("incidents", {"stance": "abstains"}, []),
    ("incidents", {"campaign": "camp"}, ["inc-1"]),
    ("campaigns", {"actor": "is-group"}, ["camp"]),
    ("campaigns", {"claimant": "id-state"}, ["camp"]),
    ("campaigns", {"stance": "denies"}, []),
    ("actors", {"level": "unit"}, ["ta-unit"]),
    ("actors", {"level": "unit,intrusion-set"}, ["is-group", "ta-unit"]),
    ("actors", {"q": "the other name"}, ["is-group"]),
    ("evidence", {"incident": "inc-1"}, ["ev"]),
    ("evidence", {"incident": "inc-2"}, []),
    ("evidence", {"claim": "claim-sure"}, ["ev"]),
    ("responses", {"responder": "id-state"}, ["resp"]),
    ("responses", {"addressee": "id-vendor"}, ["resp"]),
    ("responses", {"answers": "inc-1"}, ["resp"]),
    ("responses", {"rests_on": "claim-sure"}, ["resp"]),
    ("responses", {"type": "relations-severed"}, ["resp"]),
    ("responses", {"type": "arrest"}, []),
    ("sources", {"source_kind": "news"}, ["src-news"]),
]
# What an imprecise date can mean counts: the month of September, and an open end.
DATES = [
    (
        {"date_from": "2022-09-07", "date_to": "2022-09-07"},
        ["claim-month", "claim-sure"],
    ),
    ({"date_from": "2022-09-08"}, ["claim-month", "claim-no"]),
    ({"date_from": "2022-10-01"}, []),
    ({"date_to": "2022-08-31"}, []),
    ({"date_to": "2022-09-01"}, ["claim-month"]),
]


@pytest.fixture
def partner() -> Asking:
    """A reader up to GREEN of a few records, one changed and one taken back since."""
    state, vendor = make_identity(key="id-state"), make_identity(key="id-vendor")
    make_identity(key="id-third")
    campaign = make_campaign(key="camp")
    first = make_incident(key="inc-1", campaign=campaign, occurred="2022-07-15/..")
    make_incident(key="inc-2", occurred="2023-02")
    unit = make_threat_actor(key="ta-unit", entity_level="unit")
    group = make_intrusion_set(
        key="is-group",
        entity_level="intrusion-set",
        aliases=[{"name": "The Other Name", "alias_kind": "vendor"}],
    )
    make_source(key="src-news", source_kind="news")
    make_claim(
        key="claim-camp",
        about=campaign,
        claimant=state,
        attributed_to=group,
        entity_level="intrusion-set",
        statement=make_statement(speakers=[state], said="2021-01-01"),
        name="On the campaign",
    )
    _claims(first, state, vendor, unit)
    publish_all()
    claim = Record.objects.get(key="claim-month")
    edit_and_send(typed(claim), wording="Changed since")
    retract(
        Record.objects.get(key="claim-out"),
        by=make_user("publisher"),
        at=MUCH_LATER,
        reason="Recorded by mistake.",
    )
    return asking("GREEN")


def _claims(first: Any, state: Any, vendor: Any, unit: Any) -> None:
    sure = make_claim(
        key="claim-sure",
        claimant=vendor,
        about=first,
        attributed_to=unit,
        entity_level="unit",
        analytic_confidence="moderate",
        statement=make_statement(speakers=[vendor], said="2022-09-07"),
    )
    make_claim(
        key="claim-month",
        claimant=state,
        about=first,
        attributed_to=unit,
        entity_level="unit",
        statement=make_statement(speakers=[state], said="2022-09"),
    )
    _others(first, state, vendor, sure)
    make_evidence(key="ev", incident=first, bearings=[{"claim": sure, "sign": "C"}])
    make_response(
        key="resp",
        response_type="relations-severed",
        responders=[state],
        addressees=[vendor],
        answers=[first],
        rests_on=[sure],
        announced="2022-09-07",
    )


def _others(first: Any, state: Any, vendor: Any, sure: Any) -> None:
    make_claim(
        key="claim-no",
        marking="GREEN",
        claimant=state,
        stance="denies",
        about=sure,
        denial_scope=["conduct"],
        wording="As the Persian text has it.",
        statement=make_statement(speakers=[state], said="2022-09-08"),
    )
    make_claim(
        key="claim-out",
        claimant=vendor,
        stance="suspects",
        about=first,
        wording="Later taken back.",
        statement=make_statement(speakers=[vendor], said="2022-11-08"),
    )


def keys(partner: Asking, path: str, query: dict[str, str]) -> list[str]:
    """Return what a filter leaves of the records that these tests are about."""
    return [key for key in partner.keys(path, query) if key != "claim-camp"]


def test_each_filter_leaves_what_it_says(partner: Asking) -> None:
    for path, query, wanted in CASES:
        assert keys(partner, path, query) == wanted, (path, query)


def test_an_imprecise_date_counts_if_any_of_its_days_is_in_range(
    partner: Asking,
) -> None:
    for query, wanted in DATES:
        assert keys(partner, "claims", query) == wanted, query


def test_of_what_lasted_the_beginning_counts(partner: Asking) -> None:
    assert partner.keys("incidents", {"date_from": "2023-01-01"}) == ["inc-2"]
    assert "inc-1" in partner.keys("incidents", {"date_to": "2022-07-15"})
    assert partner.keys("responses", {"date_to": "2022-09-06"}) == []
    assert partner.keys("responses", {"date_from": "2022-09-07"}) == ["resp"]


def test_a_retracted_record_is_shown_alone_and_said_to_be(partner: Asking) -> None:
    told = partner.json("claims/claim-out")

    assert told["state"] == "retracted"
    assert told["state_reason"] == "Recorded by mistake."
    assert "claim-out" not in partner.keys("claims")


def test_no_filter_is_without_a_case() -> None:
    tried = {(path, name) for path, query, _ in CASES for name in query}
    general = {*Viewing().fields, "limit", "cursor", "format", "fields", "expand"}

    for resource in RESOURCES:
        own = {*resource.parameters} - general
        assert {name for path, name in tried if path == resource.name} >= own
    assert {"q", "tlp", "state", "updated_after"} <= {name for _, name in tried}
