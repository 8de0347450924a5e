"""Mail about reviews: that something waits, and never what."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from review import services
from review.selectors import returned_to
from tests.build import make_source, make_user
from tests.review.acts import LATER, asked

pytestmark = pytest.mark.django_db
Capture = Callable[..., AbstractContextManager[Any]]


@pytest.fixture
def commits(django_capture_on_commit_callbacks: Capture) -> Capture:
    make_user(email="analyst@example.org")
    return django_capture_on_commit_callbacks


def returned(*, by: str = "reviewer", records: int = 1) -> None:
    request = asked(*(make_source() for _ in range(records)))
    services.return_for_changes(
        request, by=make_user(by), at=LATER, reason="Secret reason."
    )


def test_ten_returned_records_are_one_mail_and_one_notice(commits: Capture) -> None:
    with commits(execute=True):
        returned(records=10)

    assert [each.to for each in mail.outbox] == [["analyst@example.org"]]
    assert returned_to(make_user()).count() == 1


def test_a_mail_waits_for_a_worker(commits: Capture, settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

    with commits(execute=True):
        returned()

    assert not mail.outbox
    (queued,) = DBTaskResult.objects.all()
    assert queued.args_kwargs["args"][0] == "analyst@example.org"


def test_a_mail_says_neither_title_nor_reason(commits: Capture) -> None:
    with commits(execute=True):
        returned()

    (sent,) = mail.outbox
    assert "reviewer returned your request" in sent.body
    assert "Secret reason." not in sent.body
    assert "The case" not in f"{sent.subject} {sent.body}"


def test_who_takes_his_own_request_back_gets_no_mail(commits: Capture) -> None:
    with commits(execute=True):
        returned(by="analyst")

    assert not mail.outbox


def test_who_has_no_address_gets_no_mail(commits: Capture) -> None:
    with commits(execute=True):
        request = asked(make_source(), by="nameless")
        services.return_for_changes(
            request, by=make_user("reviewer"), at=LATER, reason="x"
        )

    assert not mail.outbox


def test_a_mail_that_fails_undoes_nothing(commits: Capture, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", 1

    with commits(execute=True):
        returned()

    assert returned_to(make_user()).count() == 1


def test_what_was_sent_again_is_no_longer_said_to_have_come_back() -> None:
    source = make_source()
    request = asked(source)
    services.return_for_changes(
        request, by=make_user("reviewer"), at=LATER, reason="Cite it."
    )
    before = list(returned_to(make_user()))

    asked(source, at=LATER.replace(hour=20))

    assert [each.reason for each in before] == ["Cite it."]
    assert not returned_to(make_user()).exists()
