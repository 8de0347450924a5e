"""The incident page: what it tells, tab by tab, and what can be done there."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from desk.pages.incident.tabs import TABS
from incidents.models import Incident
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
    make_threat_actor,
    make_user,
)
from tests.desk.incidents import said, tab, words
from tests.desk.pages import address, typed_in
from tests.desk.people import browser
from tests.review.acts import approved
from tests.sharing.acts import publish_all

pytestmark = pytest.mark.django_db
RIGHTS = ("view_incident", "view_claim")


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


def test_publishing_is_offered_where_something_waits_for_it() -> None:
    incident = make_incident()
    publisher = browser("publisher", *RIGHTS, "add_release")

    def offered() -> list[str]:
        return [each.label for each in tab(publisher, incident).context["actions"]]

    assert offered() == []
    approved(make_claim(about=incident))
    assert offered() == ["Publish"]
    publish_all()
    assert offered() == []


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
