"""Who has accused somebody, when, of what, who backed it and who denied it."""

import csv
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from incidents.models import Record
from tests.build import (
    make_claim,
    make_identity,
    make_incident,
    make_intrusion_set,
    make_statement,
    make_threat_actor,
)

pytestmark = pytest.mark.django_db


def asked(browser: Client, of: Record, **query: str) -> Any:
    return browser.get(reverse("desk:accused"), {"of": of.key, **query})


def rows(browser: Client, of: Record, **query: str) -> list[Any]:
    return list(asked(browser, of, **query).context["found"].rows)


def keys(browser: Client, of: Record, **query: str) -> list[str]:
    return [row.claim.key for row in rows(browser, of, **query)]


def lines(browser: Client, of: Record, **query: str) -> list[dict[str, str]]:
    answer = asked(browser, of, format="csv", **query)
    return [*csv.DictReader(answer.content.decode("utf-8-sig").splitlines())]


def test_claims_across_incidents_come_latest_first(admin: Client) -> None:
    actor = make_threat_actor()
    for said in ("2021", "2023-01-05", "2022-09", ""):
        statement = make_statement(said=said)
        make_claim(
            key=f"said-{said or 'never'}", statement=statement, attributed_to=actor
        )
    make_claim()

    assert keys(admin, actor) == [
        "said-2023-01-05",
        "said-2022-09",
        "said-2021",
        "said-never",
    ]


def test_a_party_is_accused_by_the_actors_that_it_is(admin: Client) -> None:
    state = make_identity(body_kind="state")
    actor = make_threat_actor(identity=state, entity_level="state", is_state_level=True)
    claim = make_claim(attributed_to=actor)

    assert keys(admin, state) == [claim.key]


def test_a_row_says_who_backed_and_who_denied_it(admin: Client) -> None:
    actor, ally, accused = (
        make_threat_actor(),
        make_identity(name="Ally"),
        make_identity(),
    )
    claim = make_claim(attributed_to=actor)
    make_claim(stance="endorses", about=claim, claimant=ally)
    make_claim(stance="denies", about=claim, claimant=accused)

    (row,) = rows(admin, actor)

    assert [(each.claimant.name, each.stance) for each in row.backed] == [
        ("Ally", "endorses")
    ]
    assert [each.stance for each in row.objected] == ["denies"]
    assert row.contest == "denied-only"


def test_a_withdrawn_claim_stays_and_says_so(admin: Client) -> None:
    actor, claimant = make_threat_actor(), make_identity()
    claim = make_claim(attributed_to=actor, claimant=claimant)
    statement = make_statement(said="2023-02-01")
    make_claim(stance="withdraws", about=claim, claimant=claimant, statement=statement)

    (row,) = rows(admin, actor)

    assert row.taken_back.date == "1 February 2023"
    assert row.contest == "withdrawn"


def test_organs_and_those_whom_claims_tie_count_on_demand(admin: Client) -> None:
    state = make_identity(name="The state", body_kind="state")
    ministry = make_identity(name="The ministry", state_of=state)
    vendor = make_identity(name="Vendor")
    organ = make_threat_actor(identity=ministry)
    group = make_intrusion_set(entity_level="intrusion-set")
    make_claim(about=group, attributed_to=organ, claimant=vendor)
    of_organ, of_group = (
        make_claim(attributed_to=organ),
        make_claim(attributed_to=group, entity_level="intrusion-set"),
    )

    assert keys(admin, state) == []
    found = {row.claim.key: row.tie for row in rows(admin, state, tied="1")}

    assert found[of_organ.key].how == "organ"
    assert found[of_organ.key].through.name == "The ministry"
    assert found[of_group.key].how == "claimed"
    assert [each.name for each in found[of_group.key].by] == ["Vendor"]


def test_a_tie_that_was_taken_back_ties_nobody(admin: Client) -> None:
    actor, vendor = make_threat_actor(), make_identity()
    group = make_intrusion_set(entity_level="intrusion-set")
    link = make_claim(about=group, attributed_to=actor, claimant=vendor)
    of_group = make_claim(attributed_to=group, entity_level="intrusion-set")
    assert of_group.key in keys(admin, actor, tied="1")

    make_claim(stance="withdraws", about=link, claimant=vendor)

    assert of_group.key not in keys(admin, actor, tied="1")


def test_the_other_side_is_what_somebody_said_himself(admin: Client) -> None:
    state = make_identity(body_kind="state")
    embassy = make_identity(state_of=state)
    denial = make_claim(stance="denies", claimant=state)
    of_embassy = make_claim(stance="doubts", claimant=embassy)
    make_claim()

    assert keys(admin, state, view="by") == [denial.key]
    assert set(keys(admin, state, view="by", tied="1")) == {denial.key, of_embassy.key}


def test_what_a_claim_on_a_claim_is_about_is_told(admin: Client) -> None:
    incident = make_incident(name="The attack")
    claimant = make_identity()
    make_claim(stance="denies", about=make_claim(about=incident), claimant=claimant)

    (row,) = rows(admin, claimant, view="by")

    assert row.about.name == "The attack"
    assert row.is_on_a_claim


def test_the_file_has_the_same_rows(admin: Client) -> None:
    actor = make_threat_actor(name="The actor")
    claims = [
        make_claim(attributed_to=actor, wording=f"They did it {n}.") for n in range(3)
    ]

    found = lines(admin, actor)

    assert [line["key"] for line in found] == keys(admin, actor)
    assert {line["names"] for line in found} == {"The actor"}
    assert len(found) == len(claims)


def test_no_cell_of_the_file_is_a_formula(admin: Client) -> None:
    actor = make_threat_actor()
    make_claim(attributed_to=actor, wording='=HYPERLINK("https://example.org")')

    (line,) = lines(admin, actor)

    assert line["wording"].startswith("'=")


def test_a_reader_learns_of_no_hidden_claim_claimant_or_incident(
    reader: Client,
) -> None:
    actor = make_threat_actor()
    secret = {"name": "Secret", "marking": "RED"}
    claim = make_claim(
        attributed_to=actor,
        claimant=make_identity(**secret),
        about=make_incident(**secret),
        statement=make_statement(said="2021-03-04", **secret),
    )
    make_claim(stance="endorses", about=claim, **secret)
    make_claim(attributed_to=actor, **secret)

    answer = asked(reader, actor)
    (line,) = lines(reader, actor)

    told = answer.content.decode()
    assert len(answer.context["found"].rows) == 1
    assert "Secret" not in told
    assert "4 March 2021" not in told
    assert line["claimant"] == line["about"] == "a record you may not see"
    assert (line["date"], line["backed by"]) == ("", "")


def test_a_hidden_actor_is_not_there(reader: Client) -> None:
    actor = make_threat_actor(marking="RED")

    assert asked(reader, actor).status_code == 404
    assert asked(reader, actor, format="csv").status_code == 404


def test_it_takes_as_many_queries_for_many_claims_as_for_one(
    admin: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    actor = make_threat_actor()

    def fill(count: int) -> None:
        for _ in range(count):
            claim = make_claim(attributed_to=actor)
            make_claim(stance="endorses", about=claim)
            make_claim(stance="denies", about=claim)

    fill(1)
    queries = 15
    with django_assert_num_queries(queries):
        asked(admin, actor, tied="1")
    fill(10)

    with django_assert_num_queries(queries):
        asked(admin, actor, tied="1")


def test_nobody_chosen_is_an_empty_form(admin: Client) -> None:
    answer = admin.get(reverse("desk:accused"))

    assert answer.status_code == 200
    assert "found" not in answer.context
