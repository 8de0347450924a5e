"""A version in words: labels, meanings, dates at their precision, nothing hidden."""

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from desk.models import Clearance
from desk.selectors.words import HIDDEN, in_words, read, sheet_for
from desk.sheets import Row, Sheet
from incidents.models import Change, Record
from tests import build
from tests.build import make_claim, make_identity, make_incident, make_source, make_user
from tests.desk.test_pages import KINDS, make

pytestmark = pytest.mark.django_db


def sheet(record: Record, marking: str = "RED") -> Sheet:
    user = make_user("reader")
    Clearance.objects.update_or_create(user=user, defaults={"marking": marking})
    user.refresh_from_db()
    return sheet_for(Change.objects.filter(record_id=record.pk).get().snapshot, user)


def row(of: Sheet, field: str) -> Row:
    (found,) = [each for each in of.rows if each.field == field]
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_told_whole_in_one_query(
    kind: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    snapshot = Change.objects.filter(record_id=make(kind).pk).get().snapshot
    user = make_user("reader")
    assert not hasattr(user, "clearance")

    with django_assert_num_queries(1 if read([snapshot], user) else 0):
        told = sheet_for(snapshot, user)

    owned = {"citations", "kind", "version", *(each.name for each in told.owned)}
    empty = {name for name, value in snapshot.items() if value in ([], None, "", {})}
    assert {each.field for each in told.rows} >= snapshot.keys() - owned - empty


def test_words_of_vocabularies_are_told_by_their_meaning() -> None:
    told = sheet(make_claim(claimant_role="receiver-government"))

    assert row(told, "claimant_role").text == "government of the victim state"
    assert row(told, "stance").text == "asserts"
    assert row(told, "claimant_role").label == "Speaks as"
    assert row(told, "lang").text == "English"


def test_words_that_are_written_in_capitals_keep_them() -> None:
    told = sheet(make_claim(claimant_role="eu-institution"))

    assert row(told, "claimant_role").text == "EU institution"


def test_a_date_is_told_at_its_precision() -> None:
    assert row(sheet(make_incident(occurred="2021-05~")), "occurred").text == (
        "about May 2021 (month)"
    )


def test_references_are_told_by_name_and_hidden_ones_alike() -> None:
    open_one = make_identity(name="Port")
    secrets = [make_identity(name=f"Secret {n}", marking="RED") for n in range(2)]
    incident = make_incident(victims=[*secrets, open_one])

    told = row(sheet(incident, "GREEN"), "victims")

    assert told.text.splitlines() == ["Port", HIDDEN, HIDDEN]
    assert all(value.record is None for value in told.values[1:])


def test_a_source_is_told_with_the_field_it_is_for_and_its_grading() -> None:
    source = make_source(name="A report", reliability="B")
    cited = {"source": source, "field": "occurred", "credibility": "2"}
    whole = {"source": source, "locator": "page 4"}

    told = sheet(make_incident(citations=[cited, whole]))

    (item,) = row(told, "occurred").citations
    assert item.grading == "B2"
    assert item.grading_in_words == "source B: usually reliable; item 2: probably true"
    assert [each.cells["locator"].text for each in told.citations] == ["page 4"]


def test_owned_rows_are_a_table() -> None:
    told = sheet(make_claim(grounds=[{"ground": "malware", "disclosed": "shown"}]))

    (owned,) = [each for each in told.owned if each.name == "grounds"]
    assert [*owned.columns.values()] == ["Ground", "How far it was shown"]
    assert [[cell.text for cell in cells if cell] for cells in owned.table] == [
        ["malware", "shown"]
    ]


def test_a_weighed_item_is_told_with_its_sign() -> None:
    evidence = build.make_evidence(name="A sample")
    hypothesis = {"rank": 1, "text": "So.", "signs": {evidence.key: "C"}}

    told = sheet(build.make_assessment(hypotheses=[hypothesis]))

    (item,) = told.owned[0].items
    assert item.cells["signs"].text == "C: A sample"


def test_what_is_empty_is_told_in_one_line() -> None:
    told = sheet(make_claim())

    assert "Quotation" in told.empty
    assert "Quotation" not in [each.label for each in told.filled]


def test_words_are_pure() -> None:
    snapshot = Change.objects.filter(record_id=make_incident().pk).get().snapshot

    assert in_words(snapshot, {}) == in_words(snapshot, {})
