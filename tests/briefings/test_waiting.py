"""Who learns that a briefing waits, came back or came out: first page and mail."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.utils import timezone

from briefings.services import NewDraft, save_draft, send_back
from desk.roles import OFFICER, PUBLISHER, READER
from desk.selectors.briefings_waiting import asks_for, released_of, sent_back_to
from desk.services.briefings import ask_and_tell, release_and_tell, send_back_and_tell
from tests.briefings.desk import LATER, make_ask, make_edition, request
from tests.desk.world import person

pytestmark = pytest.mark.usefixtures("published")
HOME = "/admin/"


def front_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.get(HOME).content.decode()


def test_a_publisher_reads_first_what_waits_for_him_by_whom_and_since_when() -> None:
    asked = make_ask(make_edition(title="The attacks"))

    page = front_of(person(PUBLISHER))

    assert "1 briefing to release" in page
    assert f'/admin/briefings/{asked.draft.edition_id}/">The attacks</a>' in page
    assert "from officer" in page
    assert "since 4 Feb 2026" in page


@pytest.mark.parametrize(
    ("role", "cleared_to", "waits"),
    [
        (PUBLISHER, "AMBER", True),
        (PUBLISHER, "GREEN", False),
        (OFFICER, "RED", True),
        (READER, "RED", False),
    ],
)
def test_a_briefing_waits_for_whoever_may_release_it(
    role: str, cleared_to: str, *, waits: bool
) -> None:
    make_ask(make_edition(marking="AMBER"))

    assert asks_for(person(role, cleared_to)).exists() == waits


def test_it_waits_for_none_of_its_authors() -> None:
    helper = person(OFFICER)
    edition = make_edition()
    save_draft(edition, NewDraft(request()), base=1, by=helper, at=LATER)
    asked = make_ask(edition)

    assert not asks_for(helper).exists()
    assert not asks_for(asked.by).exists()


def test_what_was_answered_or_changed_waits_no_longer() -> None:
    second = person(PUBLISHER)
    send_back(make_ask(), by=second, at=LATER, reason="Too long.")
    asked = make_ask()
    save_draft(asked.draft.edition, NewDraft(request()), base=1, by=asked.by, at=LATER)
    release_and_tell(make_ask(), by=second, at=LATER)

    assert not asks_for(second).exists()


def test_an_officer_reads_what_came_back_and_why_until_he_goes_on() -> None:
    officer = person(OFFICER)
    edition = make_edition()
    asked, _ = ask_and_tell(edition.drafts.get(), by=officer, at=LATER)
    send_back(asked, by=person(PUBLISHER), at=LATER, reason="Name the recipients.")

    page = front_of(officer)
    save_draft(edition, NewDraft(request()), base=1, by=officer, at=LATER)

    assert "1 briefing sent back" in page
    assert "Name the recipients." in page
    assert not sent_back_to(officer).exists()


def test_what_one_took_back_himself_is_no_news() -> None:
    officer = person(OFFICER)
    asked, _ = ask_and_tell(make_edition().drafts.get(), by=officer, at=LATER)

    send_back(asked, by=officer, at=LATER, reason="A typo.")

    assert not sent_back_to(officer).exists()


def test_an_officer_reads_what_came_out_of_his() -> None:
    officer = person(OFFICER)
    asked, _ = ask_and_tell(make_edition().drafts.get(), by=officer, at=LATER)
    release_and_tell(asked, by=person(PUBLISHER), at=timezone.now())

    assert "BN-" in front_of(officer)
    assert not released_of(person(PUBLISHER), at=timezone.now()).exists()


def test_mail_goes_to_whoever_it_concerns_and_names_nothing(
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[Any]],
) -> None:
    users = [person(OFFICER), person(PUBLISHER), person(PUBLISHER, "RED")]
    for each, name in zip(users, ("olga", "piet", "rita"), strict=True):
        each.email = f"{name}@example.org"
        each.save()
    officer, uncleared, second = users
    edition = make_edition(title="The attacks", marking="AMBER")

    with django_capture_on_commit_callbacks(execute=True):
        asked, people = ask_and_tell(edition.drafts.get(), by=officer, at=LATER)
        send_back_and_tell(asked, by=second, at=LATER, reason="Too long.")
        again, _ = ask_and_tell(edition.drafts.get(), by=officer, at=LATER)
        release_and_tell(again, by=second, at=LATER)

    assert uncleared not in people
    assert [(each.to[0], each.subject) for each in mail.outbox] == [
        ("rita@example.org", "A briefing waits for release"),
        ("olga@example.org", "A briefing of yours was sent back"),
        ("rita@example.org", "A briefing waits for release"),
        ("olga@example.org", "A briefing of yours was released"),
    ]
    told = " ".join(f"{each.subject} {each.body}" for each in mail.outbox)
    assert "The attacks" not in told
    assert "Too long." not in told
