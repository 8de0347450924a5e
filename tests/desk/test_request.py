"""One request: what it shows, and who decides on it how."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from review import services
from review.models import Approval, Return
from review.selectors import is_approved
from tests.asking import ask
from tests.build import NOON, make_claim, make_source, make_user
from tests.desk.pages import messages
from tests.desk.people import browser
from tests.desk.reviewing import DECIDE, decide, edited, page, queue

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(db: None) -> Client:
    return browser("reviewer", *DECIDE)


def test_an_author_is_told_that_someone_else_must_approve() -> None:
    request = ask([make_source()], by=make_user("secretary"))

    shown = page(browser("analyst", *DECIDE), request).content.decode()

    assert "Someone else must approve" in shown
    assert "data-approve" not in shown


@pytest.mark.parametrize("name", ["analyst", "secretary"])
@pytest.mark.parametrize("is_superuser", [False, True])
@pytest.mark.parametrize("act", ["approve", "some"])
def test_an_approval_sent_by_hand_by_author_or_sender_is_refused(
    name: str, is_superuser: bool, act: str
) -> None:
    source = make_source()
    request = ask([source], by=make_user("secretary"))
    person = browser(name, *DECIDE, is_superuser=is_superuser)

    answer = decide(person, request, act, record=[source.key])

    assert answer.status_code == 403
    assert "A second person must." in answer.content.decode()
    assert not Approval.objects.exists()


def test_a_reader_decides_nothing_by_hand() -> None:
    request = ask([make_source()])
    reader = browser("reader")

    answers = [
        decide(reader, request, act, comment="x") for act in ("approve", "return")
    ]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert not Approval.objects.exists()
    assert not Return.objects.exists()


def test_approving_leads_to_the_next_request(reviewer: Client) -> None:
    first, second = make_source(), make_source()
    one, two = ask([first]), ask([second])

    answer = decide(reviewer, one, "approve")

    assert is_approved(first)
    assert answer.url == reverse("desk:request", args=[two.pk])
    assert messages(answer) == ["Approved 1 record."]


def test_the_last_decision_leads_back_to_the_queue(reviewer: Client) -> None:
    answer = decide(reviewer, ask([make_source()]), "approve")

    assert answer.url == reverse("desk:queue")
    assert "Nothing waits for you." in queue(reviewer)


def test_returning_needs_a_comment(reviewer: Client) -> None:
    request = ask([make_source()])

    answer = decide(reviewer, request, "return", comment="  ")

    assert answer.status_code == 409
    assert "Say in the comment" in answer.content.decode()
    assert not Return.objects.exists()


def test_a_return_of_many_records_is_one_notice(reviewer: Client) -> None:
    request = ask([make_source() for _ in range(10)])

    decide(reviewer, request, "return", comment="Cite them.")

    assert Return.objects.get().reason == "Cite them."
    assert list(queue(browser("analyst"), "decided").split("Cite them."))[1:]


def test_some_records_are_approved_and_the_rest_is_returned(reviewer: Client) -> None:
    good, bad = make_source(), make_source()
    request = ask([good, bad])

    decide(reviewer, request, "some", record=[good.key], comment="The other: cite it.")

    assert is_approved(good)
    assert not is_approved(bad)
    assert Return.objects.get().reason == "The other: cite it."


def test_some_records_are_approved_and_the_rest_waits_on(reviewer: Client) -> None:
    good, later = make_source(), make_source()
    request = ask([good, later])

    decide(reviewer, request, "some", record=[good.key])

    assert is_approved(good)
    assert not Return.objects.exists()
    assert later.name in page(reviewer, request).content.decode()


def test_what_an_author_wrote_is_left_out_when_he_approves_the_rest() -> None:
    own, other = make_source(by=make_user("reviewer")), make_source()
    request = ask([own, other])

    decide(browser("reviewer", *DECIDE), request, "approve")

    assert is_approved(other)
    assert not is_approved(own)


def test_an_edited_record_says_that_it_can_no_longer_be_approved(
    reviewer: Client,
) -> None:
    source = make_source()
    request = ask([source])
    edited(source, name="Edited")

    shown = page(reviewer, request).content.decode()
    answer = decide(reviewer, request, "approve")

    assert "edited since" in shown
    assert answer.status_code == 409
    assert "version 2 stands now" in answer.content.decode()
    assert "Nothing waits for you." in queue(reviewer)


def test_a_sender_takes_his_request_back() -> None:
    request = ask([make_source()])

    decide(browser("analyst"), request, "take-back")

    assert Return.objects.get().by == make_user("analyst")


def test_nobody_else_takes_a_request_back(reviewer: Client) -> None:
    answer = decide(reviewer, ask([make_source()]), "take-back")

    assert answer.status_code == 403
    assert not Return.objects.exists()


def test_what_was_sent_is_shown_beside_what_was_approved_last(
    reviewer: Client,
) -> None:
    claim = make_claim(wording="They did it.")
    services.approve(ask([claim]), by=make_user("other"), at=NOON)
    edited(claim, wording="They almost certainly did it.")

    shown = page(reviewer, ask([claim])).content.decode()

    assert "version 2 against version 1, the last approved" in shown
    assert "almost certainly" in shown
    assert "1 change<" in shown


def test_what_one_does_not_see_whole_one_does_not_return() -> None:
    request = ask([make_source(), make_source(marking="RED")])
    green = browser("green", *DECIDE, cleared="GREEN")

    answer = decide(green, request, "return", comment="No.")

    assert answer.status_code == 403
    assert not Return.objects.exists()


def test_a_hidden_record_sent_by_hand_is_not_approved() -> None:
    hidden = make_source(marking="RED")
    request = ask([make_source(), hidden])
    green = browser("green", *DECIDE, cleared="GREEN")

    decide(green, request, "some", record=[hidden.key])

    assert not is_approved(hidden)


def test_a_request_takes_the_same_queries_whatever_it_holds(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = browser("reviewer", *DECIDE)
    counts = []
    for size in (2, 6):
        request = ask([make_claim() for _ in range(size)])
        with django_assert_max_num_queries(60) as taken:
            page(client, request)
        counts.append(len(taken))

    assert counts[0] == counts[1]


def test_a_superuser_reads_no_more_than_his_clearance() -> None:
    request = ask([make_source(marking="RED")])
    chief = browser("chief", is_superuser=True, cleared="GREEN")

    assert page(chief, request).status_code == 404
