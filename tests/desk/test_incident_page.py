"""The incident page: what it answers, tab by tab."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from attribution.models import Claim
from desk.pages.incident.tabs import TABS
from incidents.models import Change, Incident, ThreatActor
from incidents.services import save_record
from incidents.vocab import Door
from tests.build import (
    NOON,
    make_assessment,
    make_checked_fact,
    make_claim,
    make_evidence,
    make_identity,
    make_impact,
    make_incident,
    make_question,
    make_response,
    make_source,
    make_statement,
    make_threat_actor,
    make_user,
)
from tests.desk.pages import address, typed_in
from tests.desk.people import browser

pytestmark = pytest.mark.django_db
RIGHTS = ("view_incident", "view_claim")


def tab(client: Client, incident: Incident, name: str = "facts", **query: Any) -> Any:
    answer = client.get(reverse("desk:incident", args=[incident.key, name]), query)
    assert answer.status_code == 200
    return answer


def words(answer: Any) -> str:
    """Return what a page says, without its markup."""
    bare = re.sub(r"<(script|style).*?</\1>", " ", answer.content.decode(), flags=re.S)
    return " ".join(strip_tags(bare.replace("<", " <")).split())


def said(by: str, day: str, incident: Any, **fields: Any) -> Claim:
    """Return a claim of somebody of that name, said on a day."""
    who = fields.pop("claimant", None) or make_identity(name=by)
    statement = make_statement(said=day, speakers=[who])
    return make_claim(claimant=who, statement=statement, about=incident, **fields)


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


def test_a_card_tells_words_grounds_sources_and_what_answers_it(
    admin: Client,
) -> None:
    incident = make_incident()
    claim = said(
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
        citations=[
            {
                "source": make_source(name="The report", reliability="B"),
                "credibility": "2",
                "locator": "p. 7",
            }
        ],
    )
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


def test_responses_tell_their_life_law_and_what_they_answer(admin: Client) -> None:
    incident = make_incident()
    first = make_response(name="The order", answers=[incident])
    make_response(
        name="The reply",
        responders=[make_identity(name="Accused state")],
        addressees=[make_identity(name="Victim state")],
        response_type="reciprocal-act-by-accused",
        announced="2022-09-10",
        answers=[first],
        legal_basis="Article 9",
        il_class_claimed="retorsion",
        transitions=[
            {"rank": 1, "status": "announced", "when": "2022-09-10"},
            {"rank": 2, "status": "lifted", "when": "2022-09-12"},
        ],
    )

    page = words(tab(admin, incident, "responses"))

    for expected in (
        "Accused state to Victim state",
        "Reciprocal act by the accused",
        "Lifted",
        "lifted 12 September 2022",
        "answers The order",
        "Article 9",
        "unfriendly, lawful",
    ):
        assert expected in page


def test_facts_show_side_by_side_what_sources_say(admin: Client) -> None:
    newspaper = make_source(name="The newspaper", reliability="C")
    incident = make_incident(
        occurred="2022-07-15",
        victims=[make_identity(name="The agency")],
        citations=[
            {
                "field": "occurred",
                "source": newspaper,
                "stated_value": "17 July 2022",
                "stated_by": "a spokesman",
                "credibility": "3",
            }
        ],
    )
    make_impact(name="The outage", incident=incident, availability_impact=80)
    make_question(name="Which day was it?", about=[incident])
    make_checked_fact(name="It began on a Friday.", about=[incident])

    page = words(tab(admin, incident))

    assert re.search(r"15 July 2022 17 July 2022 C3 The newspaper.*a spokesman", page)
    for expected in (
        "The agency",
        "The outage",
        "Availability lost, 0 to 100 80",
        "Which day was it?",
        "2 positions",
        "It began on a Friday.",
    ):
        assert expected in page


def test_evidence_is_weighed_by_claim_and_by_hypothesis(admin: Client) -> None:
    incident = make_incident()
    claim = said("Body A", "2022-09-01", incident)
    item = make_evidence(
        name="The wiper code",
        incident=incident,
        bearings=[{"claim": claim, "sign": "CC", "is_cited": True}],
    )
    make_assessment(
        name="Who did it?",
        incident=incident,
        likelihood="likely",
        confidence="low",
        hypotheses=[
            {"rank": 1, "text": "The unit.", "signs": {item.key: "I"}},
            {"rank": 2, "text": "Others.", "signs": {}, "is_favoured": True},
        ],
    )

    page = words(tab(admin, incident, "evidence"))

    for expected in (
        "CC very consistent, cited",
        "likelihood: likely / probable",
        "confidence: low",
        "Others. favoured",
        "I inconsistent",
    ):
        assert expected in page


def test_sources_of_one_origin_stand_together_with_how_often_they_are_cited(
    admin: Client,
) -> None:
    copies = [
        make_source(name=f"Copy {number}", lineage_group="wire") for number in (1, 2)
    ]
    other = make_source(name="The advisory", reliability="A", seen_extent="excerpt")
    incident = make_incident(
        citations=[{"source": source} for source in (*copies, other)]
    )
    make_impact(incident=incident, citations=[{"source": copies[0]}])

    page = tab(admin, incident, "sources")

    assert "3 documents from 2 independent origins" in words(page)
    assert "2 documents of one origin" in words(page)
    counts = {used.source.name: used.count for _, used in page.context["page"]}
    assert counts == {"Copy 1": 2, "Copy 2": 1, "The advisory": 1}
    assert "completely reliable" in words(page)


def test_history_holds_every_version_and_leads_to_comparisons(admin: Client) -> None:
    incident = make_incident(name="Before")
    claim = make_claim(about=incident)
    incident.name = "After"
    save_record(
        incident, by=make_user(), at=NOON, door=Door.DESK, reason="a better name"
    )

    page = tab(admin, incident, "history")

    assert "a better name" in words(page)
    assert claim.name in words(page)
    compare = reverse("desk:compare", args=[incident.key, 1, 2])
    assert compare in page.content.decode()


def test_head_says_how_far_the_record_has_come(admin: Client) -> None:
    incident = make_incident(marking="CLEAR", occurred="2022-07", by=make_user("ann"))

    page = words(tab(admin, incident))

    assert "TLP:CLEAR" in page
    assert "draft v1" in page
    assert "by ann" in page
    assert "Occurred July 2022 (month)" in page


@pytest.mark.parametrize("name", TABS)
def test_every_tab_of_an_empty_incident_says_that_it_is_empty(
    admin: Client, name: str
) -> None:
    tab(admin, make_incident(), name)


def test_an_address_without_a_tab_shows_the_facts(admin: Client) -> None:
    incident = make_incident()

    page = admin.get(reverse("desk:incident", args=[incident.key]))

    assert page.context["tab"] is TABS["facts"]


def test_a_tab_that_there_is_not_is_not_found(admin: Client) -> None:
    incident = make_incident()
    facts = reverse("desk:incident", args=[incident.key, "facts"])

    assert admin.get(facts.replace("facts", "gossip")).status_code == 404


def test_a_record_of_another_kind_has_no_incident_page(admin: Client) -> None:
    actor = make_threat_actor()

    assert admin.get(reverse("desk:incident", args=[actor.key])).status_code == 404


def test_actions_are_those_that_the_reader_may_take() -> None:
    incident = make_incident()
    reader = browser("reader", *RIGHTS)
    analyst = browser("analyst2", *RIGHTS, "change_incident", "add_claim")

    assert not tab(reader, incident).context["actions"]
    assert [each.label for each in tab(analyst, incident).context["actions"]] == [
        "Add a statement",
        "Edit",
    ]


def test_whoever_may_not_look_at_incidents_is_refused() -> None:
    incident = make_incident()

    answer = browser("clerk").get(reverse("desk:incident", args=[incident.key]))

    assert answer.status_code == 403


def test_after_editing_one_comes_back_to_the_page(admin: Client) -> None:
    incident = make_incident()
    form = address(Incident, "change", incident.pk)
    changes = {"outcome": "contained", "reason": "known now", "_save": "1"}

    answer = admin.post(form, typed_in(admin.get(form), changes))

    assert answer.status_code == 302
    assert answer["Location"] == reverse("desk:incident", args=[incident.key])


def test_what_nobody_has_approved_can_be_sent_to_review_together(
    admin: Client,
) -> None:
    incident = make_incident(name="The attack")
    source = make_source(name="The new source")
    claim = said("Body A", "2022-09-01", incident, citations=[{"source": source}])

    page = admin.get(reverse("desk:incident-send", args=[incident.key]))

    for name in ("The attack", "The new source", "Body A", claim.name):
        assert name in words(page)
    keys = re.findall(r'name="record" value="([^"]+)"', page.content.decode())
    sent = admin.post(page.context["onwards"], {"record": keys, "title": "The attack"})
    assert {each.key for each in sent.context["records"]} == set(keys)
