"""What is approved, and what waits for whom."""

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from review import selectors, services
from tests.build import NOON, make_incident, make_source, make_user
from tests.review.acts import LATER, approved, asked, edited

pytestmark = pytest.mark.django_db


def test_approved_changes_gives_only_latest_versions_that_are_approved() -> None:
    stands, changed, waits = make_incident(), make_incident(), make_incident()
    approved(stands)
    approved(changed)
    edited(changed)

    found = selectors.approved_changes([stands, changed, waits])

    assert {pk: change.version for pk, change in found.items()} == {stands.pk: 1}


def test_approved_changes_takes_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    records = [make_incident() for _ in range(3)]

    with django_assert_num_queries(1):
        selectors.approved_changes(records)


def test_approval_of_is_that_of_the_very_version() -> None:
    incident = make_incident()
    approved(incident)
    edited(incident)

    first, second = incident.changes.all()

    assert selectors.approval_of(first) is not None
    assert selectors.approval_of(second) is None


def test_review_queue_holds_open_requests_oldest_first() -> None:
    later = asked(make_incident(), at=LATER)
    earlier = asked(make_incident())
    approved(make_source())

    assert list(selectors.review_queue(make_user("reviewer"))) == [earlier, later]


def test_review_queue_keeps_a_request_that_is_partly_approved() -> None:
    incident, source = make_incident(), make_source()
    request = asked(incident, source)

    services.approve(request, by=make_user("reviewer"), at=NOON, records=[source])

    assert list(selectors.review_queue(make_user("reviewer"))) == [request]


def test_review_queue_leaves_out_a_returned_request() -> None:
    reviewer = make_user("reviewer")
    services.return_for_changes(
        asked(make_incident()), by=reviewer, at=NOON, reason="Cite it."
    )

    assert not selectors.review_queue(reviewer).exists()


def test_review_queue_leaves_out_what_only_the_user_changed() -> None:
    asked(make_incident())

    assert not selectors.review_queue(make_user("analyst")).exists()


def test_review_queue_shows_an_author_the_records_of_others() -> None:
    librarian = make_user("librarian")
    request = asked(make_incident(), make_source(by=librarian), by="librarian")

    assert list(selectors.review_queue(make_user("analyst"))) == [request]


def test_review_queue_leaves_out_what_the_user_sent() -> None:
    asked(make_incident(), by="secretary")

    assert not selectors.review_queue(make_user("secretary")).exists()
