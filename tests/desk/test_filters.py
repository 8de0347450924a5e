"""Each filter of the lists finds what it says, told by a count."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from attribution.models import Claim, Statement
from desk.models import Clearance
from incidents.models import Incident, Record, Source
from incidents.snapshot import record_models
from tests.build import (
    make_claim,
    make_identity,
    make_incident,
    make_location,
    make_source,
    make_statement,
    make_threat_actor,
    make_user,
)
from tests.desk.pages import address

pytestmark = pytest.mark.django_db


def count(browser: Client, model: Any, query: str) -> int:
    answer = browser.get(f"{address(model, 'changelist')}?{query}")
    assert answer.status_code == 200, answer
    found = answer.context["cl"]
    assert len(found.result_list) == found.result_count
    return int(found.result_count)


def page(browser: Client, model: Any, query: str) -> str:
    return browser.get(f"{address(model, 'changelist')}?{query}").content.decode()


# -- Several values at once ------------------------------------------------------------


def test_several_words_of_one_field_are_found_at_once(admin: Client) -> None:
    claim = make_claim(stance="asserts")
    make_claim(stance="denies", about=claim)
    make_claim(stance="doubts", about=claim)

    assert count(admin, Claim, "stance=denies") == 1
    assert count(admin, Claim, "stance=denies&stance=doubts") == 2
    assert count(admin, Claim, "stance=denies&entity_level=state") == 0


def test_what_is_not_stated_is_found(admin: Client) -> None:
    make_source(reliability="B")
    make_source(reliability="")

    assert count(admin, Source, "reliability=-") == 1
    assert count(admin, Source, "reliability=-&reliability=B") == 2


def test_words_of_a_list_are_found(admin: Client) -> None:
    Clearance.objects.create(user=make_user("admin"), marking="AMBER")
    make_incident(marking="CLEAR")
    make_incident(marking="GREEN")
    make_incident(marking="AMBER")

    assert count(admin, Incident, "marking=GREEN&marking=AMBER") == 2


def test_a_word_that_is_none_leads_back_to_the_whole_list(admin: Client) -> None:
    answer = admin.get(address(Incident, "changelist"), {"determination": "maybe"})

    assert answer.status_code == 302


def test_counts_stand_beside_the_values_on_demand_only(admin: Client) -> None:
    for determination in ("confirmed", "confirmed", "suspected"):
        make_incident(determination=determination)

    without, with_counts = (
        page(admin, Incident, query) for query in ("", "_facets=True")
    )

    assert 'class="count"' not in without
    assert with_counts.count('<span class="count">2</span>') >= 1


# -- Records that are searched for -----------------------------------------------------


def test_claims_are_found_by_whom_they_name(admin: Client) -> None:
    one, other = make_threat_actor(), make_threat_actor()
    make_claim(attributed_to=one)
    make_claim(attributed_to=other)
    make_claim()

    assert count(admin, Claim, f"attributed_to={one.key}") == 1
    both = f"attributed_to={one.key}&attributed_to={other.key}"
    assert count(admin, Claim, both) == 2


def test_incidents_are_found_by_whom_anybody_names(admin: Client) -> None:
    actor, incident = make_threat_actor(), make_incident()
    make_claim(about=incident, attributed_to=actor)
    make_claim(about=incident, attributed_to=actor)
    make_claim()

    assert count(admin, Incident, f"actor={actor.key}") == 1


def test_claims_are_found_by_the_country_of_the_claimant(admin: Client) -> None:
    albania = make_location(name="Albania")
    state = make_identity(body_kind="state", located_at=albania)
    make_claim(claimant=state)
    make_claim(claimant=make_identity(state_of=state))
    make_claim(claimant=make_identity(located_at=make_location(country="FR")))

    assert count(admin, Claim, f"country={albania.key}") == 2


def test_claims_are_found_by_a_state_and_its_bodies(admin: Client) -> None:
    state = make_identity(body_kind="state")
    make_claim(claimant=state)
    make_claim(claimant=make_identity(state_of=state))
    make_claim()

    assert count(admin, Claim, f"state={state.key}") == 2
    assert count(admin, Claim, f"claimant={state.key}") == 1


def test_records_are_found_by_the_source_that_they_cite(admin: Client) -> None:
    source = make_source()
    twice = [{"source": source}, {"source": source, "field": "occurred"}]
    make_incident(citations=twice)
    make_incident(citations=[{"source": make_source()}])

    assert count(admin, Incident, f"source={source.key}") == 1
    assert count(admin, Record, f"source={source.key}") == 1


def test_a_chosen_record_is_told_by_its_name(admin: Client) -> None:
    actor = make_threat_actor(name="The Ministry")
    make_claim(attributed_to=actor)

    shown = page(admin, Claim, f"attributed_to={actor.key}")

    assert f'<option value="{actor.key}" selected>The Ministry</option>' in shown
    assert "<strong>Attributed to:</strong> The Ministry" in shown


def test_a_hidden_record_finds_nothing_and_is_not_named(client: Client) -> None:
    user = make_user("reader", is_staff=True)
    views = [f"view_{model._meta.model_name}" for model in record_models().values()]
    user.user_permissions.set(Permission.objects.filter(codename__in=views))
    client.force_login(user)
    actor = make_threat_actor(name="Secret actor", marking="RED")
    make_claim(attributed_to=actor)

    shown = page(client, Claim, f"attributed_to={actor.key}")

    assert count(client, Claim, f"attributed_to={actor.key}") == 0
    assert "Secret" not in shown


# -- Dates -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("occurred=2021", 5),
        ("occurred=2021&how-occurred=surely", 4),
        ("occurred=May+2021", 4),
        ("occurred=2021-05-03", 4),
        ("occurred=2021-05-03&how-occurred=surely", 1),
        ("occurred=before+2021", 2),
        ("occurred=before+2021&how-occurred=surely", 1),
        ("occurred=2023", 0),
        ("occurred=since+2021", 5),
        ("how-occurred=undated&occurred=2021", 1),
        ("how-occurred=undated", 1),
        ("how-occurred=surely", 7),
        ("occurred=", 7),
    ],
)
def test_a_date_filter_knows_precision(admin: Client, query: str, found: int) -> None:
    for text in (
        "2021-05~",
        "2021-05",
        "2021-05-03",
        "2021",
        "2020-12/2021-01",
        "2020",
    ):
        make_incident(occurred=text)
    make_incident(occurred="")

    if query == "occurred=before+2021":
        found = 2  # 2020, and what began in December 2020
    assert count(admin, Incident, query) == found


def test_a_date_that_is_none_finds_nothing_and_says_what_is_taken(
    admin: Client,
) -> None:
    make_incident()

    shown = page(admin, Incident, "occurred=2021-13")

    assert count(admin, Incident, "occurred=2021-13") == 0
    assert "is not a date; write" in shown
    assert 'value="2021-13"' in shown


def test_claims_are_found_by_when_they_were_said(admin: Client) -> None:
    make_claim(statement=make_statement(said="2022-09"))
    make_claim(statement=make_statement(said="2023"))

    assert count(admin, Claim, "said=2022") == 1
    assert count(admin, Statement, "said=2022/2023") == 2


# -- All together ----------------------------------------------------------------------


def test_what_narrows_a_list_is_told_with_the_way_to_drop_it(admin: Client) -> None:
    make_incident(occurred="2021")

    shown = page(admin, Incident, "occurred=2021&determination=confirmed&q=some&o=1")

    assert "may lie in it: 2021 (year)" in shown
    assert "<strong>Determination:</strong> confirmed" in shown
    assert 'href="?determination=confirmed&amp;o=1&amp;q=some"' in shown


def test_the_form_of_the_filters_keeps_search_and_order(admin: Client) -> None:
    shown = page(admin, Incident, "q=some&o=1&determination=confirmed")

    form = shown[shown.index("data-filter-form") :]
    assert '<input type="hidden" name="q" value="some">' in form
    assert '<input type="hidden" name="o" value="1">' in form
    assert '<input type="hidden" name="determination"' not in form


def test_the_search_box_keeps_every_value_of_the_filters(admin: Client) -> None:
    query = "determination=confirmed&determination=suspected"

    box = page(admin, Incident, query).partition('id="changelist-search"')[2]

    for value in ("confirmed", "suspected"):
        hidden = f'<input type="hidden" name="determination" value="{value}">'
        assert hidden in box.partition("</form>")[0]


@pytest.mark.parametrize("kind", sorted(record_models()))
def test_every_list_can_be_narrowed_by_all_that_its_form_offers(
    admin: Client, kind: str
) -> None:
    model = record_models()[kind]
    answer = admin.get(address(model, "changelist"))
    for spec in answer.context["cl"].filter_specs:
        choices = [*spec.choices(answer.context["cl"])]
        for choice in choices[:1] + choices[1:][-1:]:
            if hasattr(choice, "value"):
                count(admin, model, f"{spec.parameter}={choice.value}")
        if hasattr(spec, "kinds"):
            count(admin, model, f"{spec.parameter}=nothing-of-that-key")
        if hasattr(spec, "how"):
            count(admin, model, f"{spec.parameter}=2021&{spec.how_parameter}=surely")
