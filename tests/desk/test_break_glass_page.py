"""Approving without a second person: a page of its own, with everything in its way."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse

from incidents.models import Record
from review.models import Approval, ApprovalKind, Notice
from review.selectors import is_approved
from tests.build import make_source, make_user
from tests.desk.people import browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(db: None) -> Client:
    return browser("chief", "break_glass")


@pytest.fixture
def watcher(db: None) -> Client:
    """A reviewer who is told."""
    client = browser("watcher", "add_approval", email="watcher@example.org")
    reviewers, _ = Group.objects.get_or_create(name="reviewer")
    make_user("watcher").groups.add(reviewers)
    return client


def send(client: Client, record: Record, **sent: Any) -> Any:
    sent = {"reason": "It burns.", "key": record.key, **sent}
    return client.post(reverse("desk:break-glass", args=[record.key]), sent)


def test_it_approves_what_stands_and_says_what_it_is(chief: Client) -> None:
    source = make_source(by=make_user("chief"))

    answer = send(chief, source)

    approval = Approval.objects.get()
    assert answer.status_code == 302
    assert (approval.kind, approval.reason) == (ApprovalKind.BREAK_GLASS, "It burns.")
    assert is_approved(source)


@pytest.mark.parametrize("sent", [{"reason": "  "}, {"key": "another"}, {"key": ""}])
def test_it_takes_a_reason_and_the_key(chief: Client, sent: dict[str, str]) -> None:
    source = make_source()

    answer = send(chief, source, **sent)

    assert answer.status_code == 409
    assert not Approval.objects.exists()


def test_what_was_typed_is_kept_when_it_is_refused(chief: Client) -> None:
    answer = send(chief, make_source(), reason="A long story.", key="wrong")

    assert "A long story." in answer.content.decode()


@pytest.mark.parametrize("rights", [(), ("add_approval",)])
def test_it_takes_a_right_of_its_own(rights: tuple[str, ...]) -> None:
    source = make_source()
    person = browser("reviewer", *rights)
    address = reverse("desk:break-glass", args=[source.key])

    assert person.get(address).status_code == 403
    assert send(person, source).status_code == 403
    assert not Approval.objects.exists()


def test_a_hidden_record_is_not_there(chief: Client) -> None:
    source = make_source(marking="RED")

    assert send(chief, source).status_code == 404
    assert not is_approved(source)


def test_an_approved_record_has_no_glass_to_break(chief: Client) -> None:
    source = make_source()
    send(chief, source)

    answer = send(chief, source)

    assert "there is no glass to break" in answer.content.decode()
    assert Approval.objects.count() == 1


def test_every_reviewer_is_told_on_the_desk_until_he_has_seen_it(
    chief: Client, watcher: Client
) -> None:
    source = make_source(name="In haste")
    send(chief, source)

    before = watcher.get(reverse("desk:queue")).content.decode()
    watcher.post(reverse("desk:notices-seen"))
    after = watcher.get(reverse("desk:queue")).content.decode()

    assert "In haste" in before
    assert "It burns." in before
    assert "In haste" not in after
    assert Notice.objects.get().seen_at is not None


def test_a_notice_of_a_hidden_record_names_neither_it_nor_the_reason(
    watcher: Client,
) -> None:
    source = make_source(name="The red one", marking="RED")
    send(browser("chief", "break_glass", cleared="RED"), source, reason="Red reason.")

    page = watcher.get(reverse("desk:queue")).content.decode()

    assert "a record you may not see" in page
    assert "The red one" not in page
    assert "Red reason." not in page


@pytest.mark.usefixtures("watcher")
def test_every_reviewer_gets_a_mail_that_names_nothing(
    chief: Client, django_capture_on_commit_callbacks: Any
) -> None:
    source = make_source(name="In haste")

    with django_capture_on_commit_callbacks(execute=True):
        send(chief, source)

    (sent,) = mail.outbox
    assert sent.to == ["watcher@example.org"]
    assert "chief approved a record" in sent.body
    for word in ("In haste", source.key, "It burns."):
        assert word not in f"{sent.subject} {sent.body}"


def test_it_stays_in_the_list_of_what_was_decided(chief: Client) -> None:
    source = make_source(name="In haste")
    send(chief, source)

    page = chief.get(reverse("desk:queue"), {"show": "decided"}).content.decode()

    assert "Break-glass" in page
    assert "In haste" in page
