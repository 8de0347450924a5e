"""Two versions of a record side by side."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from incidents.models import Record
from tests.build import (
    make_claim,
    make_identity,
    make_incident,
    make_source,
)
from tests.desk.people import browser
from tests.desk.reviewing import edited, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(db: None) -> Client:
    return browser("reader")


def compared(client: Client, record: Record, one: int = 1, other: int = 2) -> str:
    return shown(client, "desk:compare", record.key, one, other)


def test_a_comparison_shows_exactly_what_was_changed(reader: Client) -> None:
    claim = make_claim(analytic_confidence="low")
    old = claim.citations.get().source
    edited(
        claim,
        analytic_confidence="high",
        citations=[{"source": make_source(name="A new one")}, {"source": old}],
    )

    page = compared(reader, claim)

    assert "<strong>2 changes between version 1 and version 2<" in page
    assert page.count('<span aria-hidden="true">≠</span> changed') == 1
    assert page.count('<span aria-hidden="true">+</span> added') == 1
    assert "A new one" in page


def test_words_are_marked_with_signs_and_for_screen_readers(reader: Client) -> None:
    claim = make_claim(wording="They did it.")
    edited(claim, wording="They almost certainly did it.")

    page = compared(reader, claim)

    assert "added: </span>almost certainly<" in page
    assert 'aria-hidden="true">+</span><ins>' in page


def test_links_are_compared_by_name(reader: Client) -> None:
    one, two = make_identity(name="Ministry A"), make_identity(name="Ministry B")
    incident = make_incident(victims=[one])
    edited(incident, victims=[two])

    page = compared(reader, incident)

    assert page.count("Ministry A") == page.count("Ministry B") == 1
    assert one.key not in page.replace(reverse_key(one), "")


def test_a_reference_that_is_hidden_is_the_same_words_on_both_sides(
    reader: Client,
) -> None:
    one = make_identity(name="Secret A", key="key-a", marking="RED")
    two = make_identity(name="Secret B", key="key-b", marking="RED")
    incident = make_incident(victims=[one])
    edited(incident, victims=[two])

    page = compared(reader, incident)

    assert page.count("a record you may not see") == 2
    for word in ("Secret", "key-a", "key-b"):
        assert word not in page


def test_a_citation_of_a_hidden_source_says_nothing_of_it(reader: Client) -> None:
    secret = make_source(name="Secret source", marking="RED")
    claim = make_claim()
    edited(
        claim,
        citations=[{"source": secret, "quote": "Secret words", "quote_lang": "en"}],
    )

    page = compared(reader, claim)

    assert "a record you may not see" in page
    assert "Secret" not in page


def test_a_comparison_takes_the_same_queries_however_much_differs(
    reader: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    counts = []
    for size in (1, 6):
        claim = make_claim()
        edited(claim, citations=[{"source": make_source()} for _ in range(size)])
        with django_assert_max_num_queries(30) as taken:
            compared(reader, claim)
        counts.append(len(taken))

    assert counts[0] == counts[1]


def reverse_key(record: Record) -> str:
    return f"/r/{record.key}/"
