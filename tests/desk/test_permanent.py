"""Every record and every STIX id has a page whose address stays."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from incidents.models import StixName
from sharing.models import ObjectBody
from tests import build
from tests.build import make_claim, make_identity, make_incident, make_source
from tests.desk.test_pages import KINDS, make
from tests.sharing.acts import publish_all

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


def address(key: str) -> str:
    return reverse("desk:record", args=[key])


def page(browser: Client, key: str) -> str:
    answer = browser.get(address(key))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "incident"])
def test_every_kind_of_record_has_a_page(admin: Client, kind: str) -> None:
    record = make(kind)

    assert record.key in page(admin, record.key)


def test_an_incident_has_a_page_of_its_own(admin: Client) -> None:
    incident = make_incident()

    answer = admin.get(address(incident.key))

    assert answer.headers["Location"] == reverse("desk:incident", args=[incident.key])


def test_a_uid_leads_to_the_page(admin: Client) -> None:
    source = make_source()

    assert admin.get(address(str(source.uid))).headers["Location"] == address(
        source.key
    )


def test_it_says_what_refers_to_the_record(admin: Client) -> None:
    party = make_identity(name="The party")
    actor = build.make_threat_actor(identity=party)
    claim = make_claim(name="A claim", claimant=party, attributed_to=actor)

    of_party, of_actor = page(admin, party.key), page(admin, actor.key)
    of_statement = page(admin, claim.statement.key)

    assert "Claims that it made" in of_party
    assert "Actors that are this party" in of_party
    assert "Claims that name it" in of_actor
    assert "Claims made in it" in of_statement
    assert all("A claim" in each for each in (of_party, of_actor, of_statement))


def test_it_names_none_that_the_reader_may_not_see(reader: Client) -> None:
    party = make_identity(name="The party")
    claim = make_claim(name="Secret claim", claimant=party, marking="RED")

    told = page(reader, party.key)

    assert "Secret" not in told
    assert claim.key not in told


def test_a_hidden_record_is_not_there(reader: Client) -> None:
    source = make_source(marking="RED")

    for key in (source.key, str(source.uid), "no-such-record"):
        assert reader.get(address(key)).status_code == 404


@pytest.mark.parametrize("kind", ["identity", "claim", "source", "threat-actor"])
def test_a_page_takes_as_many_queries_for_many_references_as_for_one(
    admin: Client, kind: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    record = make(kind)

    def refer() -> None:
        citation = [{"source": record}] if kind == "source" else []
        fields: dict[str, dict[str, Any]] = {
            "identity": {"claimant": record},
            "claim": {"stance": "doubts", "about": record},
            "source": {"citations": citation},
            "threat-actor": {"attributed_to": record},
        }
        make_claim(**fields[kind])

    refer()
    with CaptureQueriesContext(connection) as few:
        page(admin, record.key)
    for _ in range(6):
        refer()

    assert len(few) <= MOST_QUERIES
    with django_assert_num_queries(len(few)):
        page(admin, record.key)


def test_an_id_leads_to_its_record_and_all_versions_that_left(admin: Client) -> None:
    publish_all()
    body = ObjectBody.objects.filter(type="incident").get()

    answer = admin.get(reverse("desk:stix", args=[body.stix_id]))

    told = answer.content.decode()
    assert answer.status_code == 200
    assert "&quot;type&quot;: &quot;incident&quot;" in told
    assert "in release 1" in told


def test_an_id_that_is_none_or_hidden_is_not_there(reader: Client) -> None:
    source = make_source(marking="RED")
    name = StixName.objects.create(
        record=source, part="main", type="report", uuid=source.uid, created=build.NOON
    )

    for stix_id in (str(name), f"report--{make_source().uid}", "report--x", "x"):
        answer = reader.get(reverse("desk:stix", args=[stix_id]))
        assert answer.status_code == 404
