"""The review queue, as each person sees it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from review import services
from review.models import Request, Sight
from review.selectors import is_approved
from tests.asking import ask
from tests.build import NOON, make_claim, make_identity, make_source, make_user
from tests.desk.people import browser
from tests.desk.reviewing import DECIDE, decide, edited, page, queue

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(db: None) -> Client:
    return browser("reviewer", *DECIDE)


def test_what_waits_is_shown_with_its_sender_and_what_it_holds(
    reviewer: Client,
) -> None:
    ask([make_source(marking="CLEAR"), make_identity()], title="Two of Tuesday")

    shown = queue(reviewer)

    assert "Two of Tuesday" in shown
    assert "sent by analyst" in shown
    assert "1 source" in shown
    assert "1 identity" in shown
    assert "TLP:CLEAR" in shown


def test_the_strictest_marking_is_that_of_the_request() -> None:
    ask([make_source(), make_source(marking="AMBER")])

    shown = queue(browser("reviewer", *DECIDE, cleared="RED"))

    assert "TLP:AMBER" in shown.split("data-queue ")[1]


def test_a_sender_is_told_that_someone_else_must_approve() -> None:
    ask([make_source(by=make_user("librarian"))])
    sender = browser("analyst", *DECIDE)

    assert "Someone else must approve" in queue(sender, "open")
    shown = page(sender, Request.objects.get()).content.decode()
    assert "Someone else must approve" in shown
    assert 'value="approve"' not in shown.split("<dialog")[0].split('id="decide"')[1]


def test_a_request_with_nothing_to_see_is_not_there() -> None:
    request = ask([make_source(name="The red one", marking="RED")])
    reader = browser("green", *DECIDE, cleared="GREEN")

    assert page(reader, request).status_code == 404
    assert decide(reader, request, "approve").status_code == 404
    for show in ("mine", "open", "sent", "decided"):
        assert "The case" not in queue(reader, show)


def test_of_a_request_only_what_one_may_see_is_shown_and_decided() -> None:
    seen = make_source(name="The green one", marking="GREEN")
    hidden = make_source(name="The red one", marking="RED", key="the-red-key")
    request = ask([seen, hidden], title="Green and the-red-key")
    green = browser("green", *DECIDE, cleared="GREEN")

    shown = [queue(green), page(green, request).content.decode()]
    decide(green, request, "approve")

    for text in shown:
        assert "the-red-key" not in text
        assert "The red one" not in text
        assert "you may not see" in text
    assert is_approved(seen)
    assert not is_approved(hidden)


def test_who_has_it_open_is_told_to_the_others_and_fades(reviewer: Client) -> None:
    request = ask([make_source()])
    address = reverse("desk:sight", args=[request.pk])

    reviewer.post(address)
    now = browser("second", *DECIDE).post(address).json()
    Sight.objects.update(at=timezone.now() - timedelta(minutes=4))
    later = browser("third", *DECIDE).get(reverse("desk:sights")).json()

    assert now == {"lookers": ["reviewer"]}
    assert later == {"lookers": {}}


def test_looking_is_noted_of_nobody_who_may_not_decide() -> None:
    request = ask([make_source()])

    browser("reader").post(reverse("desk:sight", args=[request.pk]))

    assert not Sight.objects.exists()


def test_a_lowered_marking_hides_until_a_second_person_approves() -> None:
    source = make_source(marking="RED", name="Once red")
    services.approve(ask([source]), by=make_user("first"), at=NOON)
    edited(source, marking="CLEAR")
    request = ask([source])
    green = browser("green", *DECIDE, cleared="GREEN")
    history = reverse("desk:history", args=[source.key])

    before = [green.get(history).status_code, page(green, request).status_code]
    decide(browser("red", *DECIDE, cleared="RED"), request, "approve")

    assert before == [404, 404]
    assert green.get(history).status_code == 200


@pytest.mark.parametrize("name", ["desk:queue", "desk:sights"])
def test_the_queue_is_for_whoever_may_view_requests(name: str) -> None:
    stranger = Client()
    stranger.force_login(make_user("stranger", is_staff=True))

    assert stranger.get(reverse(name)).status_code == 403


@pytest.mark.parametrize("show", ["mine", "open", "decided"])
def test_the_queue_takes_the_same_queries_however_long_it_is(
    show: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = browser("reviewer", *DECIDE)
    counts = []
    for _ in range(2):
        for _ in range(3):
            request = ask([make_source(), make_claim()])
            if show == "decided":
                services.return_for_changes(
                    request, by=make_user("other"), at=NOON, reason="x"
                )
        with django_assert_max_num_queries(60) as taken:
            queue(client, show)
        counts.append(len(taken))

    assert counts[0] == counts[1]
    assert counts[0] <= 20
