"""The incident page tells a reader nothing of what he may not see, and reads no more.

That no hidden word or key is on any page is tested for all pages in
`tests.desk.test_who_may_not`; here, that nothing counts it or turns on it either.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk.pages.incident.tabs import TABS
from incidents.models import Campaign, Incident, Record
from tests.build import (
    make_assessment,
    make_campaign,
    make_checked_fact,
    make_claim,
    make_event,
    make_evidence,
    make_identity,
    make_impact,
    make_incident,
    make_question,
    make_relationship,
    make_response,
    make_source,
    make_statement,
    make_threat_actor,
)
from tests.desk.people import browser

pytestmark = pytest.mark.django_db
# What is new in each answer to the same question.
CHANGING = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
MANY = 12


def tabs(client: Client, incident: Incident) -> Mapping[str, str]:
    """Return every tab as the reader gets it."""
    return {name: page(client, incident, name) for name in TABS}


def page(client: Client, incident: Incident, name: str, query: str = "") -> str:
    answer = client.get(reverse("desk:incident", args=[incident.key, name]) + query)
    assert answer.status_code == 200
    return CHANGING.sub("", answer.content.decode())


def tell(incident: Incident, claim: Any = None, **fields: Any) -> Any:
    """Tell one thing of every kind of the incident; return the claim among them."""
    about = claim or incident
    source = make_source(**fields)
    made = make_claim(
        about=incident,
        citations=[{"source": source}],
        statement=make_statement(**fields),
        claimant=make_identity(**fields),
        attributed_to=make_threat_actor(**fields),
        **fields,
    )
    make_claim(
        stance="denies" if claim else "asserts",
        about=about,
        statement=make_statement(**fields),
        **fields,
    )
    item = make_evidence(
        incident=incident, bearings=[{"claim": made, "sign": "C"}], **fields
    )
    signs = {item.key: "C"}
    hypotheses = [{"rank": 1, "text": "So.", "signs": signs}]
    make_assessment(incident=incident, hypotheses=hypotheses, **fields)
    make_event(incident=incident, **fields)
    make_impact(incident=incident, **fields)
    make_question(about=[incident], **fields)
    make_checked_fact(about=[incident], **fields)
    make_response(answers=[incident], rests_on=[made], **fields)
    make_relationship(
        source=made.attributed_to, target=make_identity(**fields), **fields
    )
    make_incident(follows=incident, **fields)
    return made


def test_hidden_records_change_nothing_on_any_tab() -> None:
    incident = make_incident()
    claim = tell(incident)
    reader = browser("reader", "view_incident")
    before = tabs(reader, incident)

    tell(incident, claim, marking="RED")
    after = tabs(reader, incident)
    cleared = tabs(browser("chief", "view_incident", cleared="RED"), incident)

    assert after == before
    assert all(cleared[name] != before[name] for name in TABS if name != "preview")


def test_what_is_seen_names_nothing_hidden_and_counts_nothing_hidden() -> None:
    secret = {"marking": "RED", "name": "Secret thing"}
    source, actor = make_source(key="secret-src", **secret), _actor(**secret)
    who = make_identity(key="secret-id", **secret)
    seen = make_source(name="Seen source")
    incident = make_incident(
        victims=[who],
        campaign=make_campaign(key="secret-camp", **secret),
        citations=[{"source": source}, {"source": seen}],
    )
    claim = make_claim(
        about=incident,
        claimant=who,
        attributed_to=actor,
        citations=[{"source": source}, {"source": seen}],
        statement=make_statement(speakers=[who], citations=[]),
    )
    make_response(
        responders=[who],
        answers=[incident],
        rests_on=[claim],
        citations=[{"source": seen}],
    )
    make_evidence(incident=incident, bearings=[{"claim": claim, "sign": "C"}])
    reader = browser("reader", "view_incident", "view_claim", "add_request")

    shown = tabs(reader, incident)

    for name, text in shown.items():
        assert "secret" not in text.lower(), name
    assert "1 document, 1 independent origin" in shown["claims"]
    assert "an actor you may not see" in shown["claims"]
    assert "1 document from 1 independent origin" in shown["sources"]


def _actor(**fields: Any) -> Record:
    return make_threat_actor(key="secret-ta", **fields)


def test_a_filter_does_not_tell_whether_a_hidden_claimant_spoke() -> None:
    who = make_identity(key="secret-id", marking="RED")
    incident = make_incident()
    make_claim(about=incident, claimant=who)
    make_claim(about=incident)
    reader = browser("reader", "view_incident")

    guessed = page(reader, incident, "claims", "?claimant=secret-id")
    wrong = page(reader, incident, "claims", "?claimant=no-such-id")

    assert guessed.count('class="card claim-card"') == 2
    assert guessed.replace("secret-id", "no-such-id") == wrong


@pytest.mark.parametrize("name", TABS)
def test_a_hidden_incident_is_not_found(name: str) -> None:
    incident = make_incident(marking="GREEN")
    address = reverse("desk:incident", args=[incident.key, name])

    assert browser("reader", "view_incident").get(address).status_code == 404
    cleared = browser("chief", "view_incident", cleared="GREEN")
    assert cleared.get(address).status_code == 200


def test_every_tab_says_that_it_is_computed_from_what_the_reader_may_see() -> None:
    incident = make_incident()
    make_claim(about=incident)

    for text in tabs(
        browser("chief", "view_incident", cleared="RED"), incident
    ).values():
        assert "as far as you may see" in text


def test_queries_do_not_grow_with_what_is_told(admin: Client) -> None:
    incident = make_incident(campaign=Campaign.objects.get(pk=make_campaign().pk))
    tell(incident)
    few = dict(queries(admin, incident))

    source = make_source()
    for number in range(MANY):
        make_claim(about=incident, citations=[{"source": source}])
        if number % 4 == 0:
            tell(incident)
    many = dict(queries(admin, incident))

    assert many == few


def queries(client: Client, incident: Incident) -> Iterator[tuple[str, int]]:
    """Yield how many queries each tab takes, once all is warm."""
    addresses = {
        name: reverse("desk:incident", args=[incident.key, name]) for name in TABS
    } | {"send": reverse("desk:incident-send", args=[incident.key])}
    for name, address in addresses.items():
        client.get(address)
        with CaptureQueriesContext(connection) as made:
            assert client.get(address).status_code == 200
        yield name, len(made)
