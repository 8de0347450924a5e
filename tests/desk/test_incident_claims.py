"""The incident page's claims: who said what, what stands, and as of which day."""

from typing import Any

import pytest
from django.test import Client

from attribution.models import Claim
from incidents.models import Change, Incident, ThreatActor
from incidents.services import save_record
from incidents.vocab import Door
from tests.build import (
    NOON,
    make_claim,
    make_incident,
    make_response,
    make_source,
    make_statement,
    make_threat_actor,
    make_user,
)
from tests.desk.incidents import said, tab, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def contested() -> dict[str, Any]:
    """A attributes to X, B backs that, X denies it, C attributes to Y (ED1)."""
    incident = make_incident(name="The attack")
    x, y = make_threat_actor(name="Actor X"), make_threat_actor(name="Actor Y")
    a = said("Body A", "2022-09-01", incident, attributed_to=x)
    b = said("Body B", "2022-09-02", a, stance="endorses")
    denial = said(
        "Body X", "2022-09-03", a, stance="denies", claimant_role="accused-entity"
    )
    c = said("Body C", "2022-09-04", incident, attributed_to=y)
    return {"incident": incident, "a": a, "b": b, "x": denial, "c": c}


def test_four_claims_stand_in_order_of_their_dates_and_are_contested(
    admin: Client, contested: dict[str, Any]
) -> None:
    page = tab(admin, contested["incident"], "claims")

    assert [card.line.speaker for card in page.context["cards"]] == [
        "Body A",
        "Body B",
        "Body X",
        "Body C",
    ]
    assert "Organisation ⇄ contested: rival culprits" in words(page)
    assert ThreatActor.objects.count() == 2
    assert not Change.objects.filter(record__kind="threat-actor", version__gt=1)


def test_the_head_says_who_is_named_by_how_many_and_who_objects(
    admin: Client, contested: dict[str, Any]
) -> None:
    page = words(tab(admin, contested["incident"]))

    assert (
        "Actor X named by 2 claimants, 1 by findings of their own Actor Y named by "
        "1 claimant Against it: Body X"
    ) in page
    assert "These name culprits that cannot all be right." in page
    assert "Nobody is named as: state, unit" in page


def test_a_withdrawn_claim_is_struck_and_who_backed_it_is_warned_of(
    admin: Client, contested: dict[str, Any]
) -> None:
    a = contested["a"]
    said("Body A", "2022-10-01", a, stance="withdraws", claimant=a.claimant)

    page = tab(admin, contested["incident"], "claims")

    first, second, third, *_ = page.context["cards"]
    assert first.line.is_struck
    assert 'class="claim-who struck">Body A' in page.content.decode()
    assert "withdrawn on 1 October 2022 by Body A" in words(page)
    assert second.warnings
    assert not third.warnings
    assert "What it speaks for was withdrawn on 1 October 2022 by Body A." in words(
        page
    )


def test_a_revised_claim_is_struck_as_revised(admin: Client) -> None:
    incident = make_incident()
    first = said("Body A", "2022-09-01", incident)
    said("Body A", "2022-10-01", first, stance="revises", claimant=first.claimant)

    page = words(tab(admin, incident, "claims"))

    assert "revised on 1 October 2022 by Body A" in page


def test_as_of_a_day_the_claims_stand_as_they_did(
    admin: Client, contested: dict[str, Any]
) -> None:
    a = contested["a"]
    said("Body A", "2022-10-01", a, stance="withdraws", claimant=a.claimant)
    said("Body D", "2022-09", contested["incident"])

    page = tab(admin, contested["incident"], "claims", as_of="2022-09-02")

    assert [card.line.speaker for card in page.context["cards"]] == ["Body A", "Body B"]
    assert not page.context["cards"][0].line.is_struck
    assert "concurring claims" in words(page)
    assert "Perhaps said by 2 September 2022, and not counted" in words(page)
    assert "3 later claims left out." in words(page)


def test_a_day_that_is_none_is_told_and_changes_nothing(
    admin: Client, contested: dict[str, Any]
) -> None:
    page = tab(admin, contested["incident"], "claims", as_of="yesterday")

    assert "Write a day, like 2022-09-10. Shown as it stands now." in words(page)
    assert len(page.context["cards"]) == 4


@pytest.mark.parametrize(
    ("query", "speakers"),
    [
        ({"stance": "denies"}, ["Body X"]),
        ({"stance": "asserts"}, ["Body A", "Body C"]),
        ({"level": "organisation"}, ["Body A", "Body B", "Body X", "Body C"]),
        ({"level": "none"}, ["Body A", "Body B", "Body X", "Body C"]),
        ({"stance": "no such"}, ["Body A", "Body B", "Body X", "Body C"]),
    ],
)
def test_claims_are_filtered_by_stance_and_level(
    admin: Client,
    contested: dict[str, Any],
    query: dict[str, str],
    speakers: list[str],
) -> None:
    page = tab(admin, contested["incident"], "claims", **query)

    assert [card.line.speaker for card in page.context["cards"]] == speakers


def test_claims_are_filtered_by_claimant(
    admin: Client, contested: dict[str, Any]
) -> None:
    key = contested["c"].claimant.key

    page = tab(admin, contested["incident"], "claims", claimant=key)

    assert [card.line.speaker for card in page.context["cards"]] == ["Body C"]


def test_a_page_has_twenty_cards_and_positions_lead_to_the_right_one(
    admin: Client,
) -> None:
    incident = make_incident()
    claims = [
        make_claim(
            key=f"claim-{number:02}",
            about=incident,
            statement=make_statement(said=f"2022-09-{number + 1:02}"),
        )
        for number in range(22)
    ]

    first = tab(admin, incident, "claims")
    second = tab(admin, incident, "claims", page=2)

    assert (len(first.context["cards"]), len(second.context["cards"])) == (20, 2)
    assert f'href="?page=2#claim-{claims[21].key}"' in first.content.decode()
    assert f'id="claim-{claims[21].key}"' in second.content.decode()


def spoken_in_full(incident: Incident) -> Claim:
    """Return a claim with all that a card can tell of one."""
    report = make_source(name="The report", reliability="B")
    return said(
        "Body A",
        "2022-09",
        incident,
        wording="The actor did it.",
        quote="Ata e bënë.",
        quote_lang="sq",
        translation="They did it.",
        likelihood="very-likely",
        analytic_confidence="high",
        grounds=[{"ground": "malware", "disclosed": "shown"}],
        citations=[{"source": report, "credibility": "2", "locator": "p. 7"}],
    )


def test_a_card_tells_words_grounds_sources_and_what_answers_it(
    admin: Client,
) -> None:
    incident = make_incident()
    claim = spoken_in_full(incident)
    said("Body B", "2022-10-02", claim, stance="doubts")
    make_response(name="The severance", rests_on=[claim])

    page = tab(admin, incident, "claims")

    card = page.context["cards"][0]
    assert card.certainty == "very likely / highly probable, high confidence"
    for expected in (
        "September 2022 (month)",
        "The actor did it.",
        "Ata e bënë.",
        "In English: They did it.",
        "Malware shown",
        "The report",
        "p. 7",
        "Body B: doubts the claim of Body A",
        "The severance",
    ):
        assert expected in words(page)
    assert 'lang="sq"' in page.content.decode()
    assert ">B2</span>" in page.content.decode()


def test_a_response_that_rests_on_a_withdrawn_claim_is_marked(admin: Client) -> None:
    incident = make_incident()
    claim = said("Body A", "2022-09-01", incident)
    make_response(name="The listing", answers=[incident], rests_on=[claim])
    said("Body A", "2022-10-01", claim, stance="withdraws", claimant=claim.claimant)

    responses = tab(admin, incident, "responses")
    card = tab(admin, incident, "claims").context["cards"][0]

    assert [act.is_alert for act in responses.context["responses"].acts] == [True]
    assert "It still stands, though a claim it rests on was taken back." in words(
        responses
    )
    assert [each.is_alert for each in card.responses] == [True]


def test_a_claim_that_we_took_back_is_listed_and_counted_nowhere(
    admin: Client, contested: dict[str, Any]
) -> None:
    c = contested["c"]
    c.state, c.state_reason = "retracted", "Entered twice."
    c.state_by, c.state_at = "analyst", NOON
    save_record(c, by=make_user(), at=NOON, door=Door.DESK)

    page = tab(admin, contested["incident"], "claims")

    assert [each.claim.key for each in page.context["taken_back"]] == [c.key]
    assert len(page.context["cards"]) == 3
    assert "⊘ retracted" in words(page)
    assert "Entered twice." in words(page)


def test_a_claim_that_was_taken_back_is_hidden_like_any_other(
    reader: Client, contested: dict[str, Any]
) -> None:
    c = contested["c"]
    c.state, c.state_reason, c.marking = "rejected", "Entered twice.", "RED"
    c.state_by, c.state_at = "analyst", NOON
    save_record(c, by=make_user(), at=NOON, door=Door.DESK)

    page = tab(reader, contested["incident"], "claims")

    assert not page.context["taken_back"]
    assert "Entered twice." not in words(page)
