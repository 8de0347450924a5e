"""The review queue and its requests, as each person sees them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from incidents.models import Record
from incidents.services import save_record
from incidents.vocab import Door
from review import services
from review.models import Approval, Request, Return, Sight
from review.selectors import is_approved
from tests.asking import ask
from tests.build import NOON, make_claim, make_identity, make_source, make_user
from tests.desk.pages import messages
from tests.desk.people import browser, staff

pytestmark = pytest.mark.django_db

DECIDE = ("add_approval", "add_return")


@pytest.fixture
def reviewer(db: None) -> Client:
    return browser("reviewer", *DECIDE)


def queue(client: Client, show: str = "mine") -> str:
    return client.get(reverse("desk:queue"), {"show": show}).content.decode()


def page(client: Client, request: Request) -> Any:
    return client.get(reverse("desk:request", args=[request.pk]))


def decide(client: Client, request: Request, act: str, **sent: Any) -> Any:
    address = reverse("desk:request", args=[request.pk])
    return client.post(address, {"act": act, **sent})


def edited(record: Record, by: str = "analyst", **values: Any) -> None:
    for name, value in values.items():
        setattr(record, name, value)
    save_record(record, by=make_user(by), at=NOON, door=Door.DESK, reason="Better.")


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
    assert "almost certainly " in shown
    assert "1 change<" in shown


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


def test_staff_is_made_as_asked() -> None:
    assert staff("someone", "add_return").has_perm("review.add_return")
