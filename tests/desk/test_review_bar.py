"""Deciding on a record from the pages that show it."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse

from incidents.models import Record
from review.selectors import is_approved
from tests.asking import ask
from tests.build import make_source, make_user
from tests.desk.people import browser, staff

pytestmark = pytest.mark.django_db
DECIDE = ("add_approval", "add_return")
BAR = Template("{% load review %}{% review_bar record %}")


def bar(record: Record, name: str, *rights: str, cleared: str = "CLEAR") -> str:
    request = RequestFactory().get("/admin/somewhere/?tab=1")
    request.user = staff(name, *rights, cleared=cleared)
    return BAR.render(Context({"request": request, "record": record}))


def test_who_may_approve_can_do_it_from_the_record() -> None:
    source = make_source()
    ask([source])

    shown = bar(source, "reviewer", *DECIDE)

    assert "Version 1 waits for review" in shown
    assert "Approve this record" in shown
    assert "Return the request" in shown


@pytest.mark.parametrize("name", ["analyst", "secretary"])
def test_an_author_or_sender_is_told_that_someone_else_must(name: str) -> None:
    source = make_source()
    ask([source], by=make_user("secretary"))

    shown = bar(source, name, *DECIDE)

    assert "Someone else must approve it." in shown
    assert "Approve this record" not in shown


def test_what_waits_for_nobody_shows_nothing() -> None:
    assert not bar(make_source(), "reviewer", *DECIDE).strip()


def test_a_draft_is_offered_to_be_sent() -> None:
    source = make_source()

    assert "Send version 1 to review" in bar(source, "mira", "add_request")
    ask([source])
    assert "Send version 1" not in bar(source, "mira", "add_request")


def test_a_request_that_holds_hidden_records_is_not_returned_from_here() -> None:
    source = make_source()
    ask([source, make_source(marking="RED")])

    assert "Return the request" not in bar(source, "reviewer", *DECIDE)
    assert "Return the request" in bar(source, "red", *DECIDE, cleared="RED")


def test_the_glass_is_offered_to_whoever_may_break_it() -> None:
    source = make_source()
    ask([source])

    assert "Break-glass" in bar(source, "chief", "break_glass")
    assert "Break-glass" not in bar(source, "reviewer", *DECIDE)


def test_an_approval_from_the_record_leads_back_to_it() -> None:
    one, other = make_source(), make_source()
    request = ask([one, other])
    sent = {"act": "some", "record": one.key, "next": "/admin/somewhere/"}

    answer = browser("reviewer", *DECIDE).post(
        reverse("desk:request", args=[request.pk]), sent
    )

    assert answer.headers["Location"] == "/admin/somewhere/"
    assert is_approved(one)
    assert not is_approved(other)


def test_no_decision_leads_to_another_host() -> None:
    request = ask([make_source()])
    sent = {"act": "approve", "next": "https://example.org/"}

    answer = browser("reviewer", *DECIDE).post(
        reverse("desk:request", args=[request.pk]), sent
    )

    assert answer.headers["Location"] == reverse("desk:queue")
