"""Partners are told in time that a token ends, and not twice."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command

from sharing.services.expiry import warn_of_expiry
from sharing.services.partners import suspend
from sharing.services.tokens import Issued, revoke, rotate
from tests.build import NOON, make_user
from tests.sharing.partners import DAY, make_token

pytestmark = pytest.mark.django_db
END = NOON + 90 * DAY


def days_told(days: int) -> list[int]:
    """The daily run until the end; return how many days before it told somebody."""
    told = []
    for left in range(days, 0, -1):
        at = END - left * DAY
        told += [left] * len(warn_of_expiry(at=at))
        assert not warn_of_expiry(at=at + timedelta(hours=1))  # a second run that day
    return told


def test_the_partner_is_told_30_7_and_1_days_before_the_end(mailoutbox: Any) -> None:
    make_token(expires=END)

    assert days_told(90) == [30, 7, 1]
    assert [each.to for each in mailoutbox] == [["soc@elsewhere.example"]] * 3


def test_the_mail_names_the_token_and_nothing_secret(mailoutbox: Any) -> None:
    issued = make_token(expires=END)

    warn_of_expiry(at=END - 7 * DAY)

    (mail,) = mailoutbox
    assert issued.token.key in mail.body
    assert "5 April 2026 at 12:00" in mail.body.replace(" 05 ", " 5 ")
    assert issued.written.partition(".")[2] not in mail.body


def test_a_missed_day_is_made_up_for() -> None:
    make_token(expires=END)

    assert len(warn_of_expiry(at=END - 5 * DAY)) == 1
    assert not warn_of_expiry(at=END - 4 * DAY)
    assert len(warn_of_expiry(at=END - DAY / 2)) == 1


def test_a_token_for_a_week_is_not_told_of_a_month() -> None:
    make_token(not_before=END - 7 * DAY, expires=END, at=END - 7 * DAY)

    assert days_told(6) == [1]


def _revoke(issued: Issued) -> None:
    revoke(issued.token, by=make_user(), at=NOON, why="Leaked.")


def _replace(issued: Issued) -> None:
    rotate(issued.token, expires=END + 90 * DAY, by=make_user(), at=NOON)


def _suspend(issued: Issued) -> None:
    suspend(issued.token.partner, by=make_user(), at=NOON, why="Breach.")


@pytest.mark.parametrize("act", [_revoke, _replace, _suspend])
def test_what_needs_no_word_gets_none(act: Any) -> None:
    act(make_token(expires=END))

    assert days_told(40) == []


def test_a_mail_that_fails_is_tried_again(settings: Any) -> None:
    make_token(expires=END)

    settings.EMAIL_BACKEND = "tests.sharing.access.test_expiry.Nowhere"
    with pytest.raises(OSError, match="No route"):
        warn_of_expiry(at=END - 7 * DAY)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert len(warn_of_expiry(at=END - 7 * DAY)) == 1


class Nowhere:
    """Where no mail arrives."""

    def __init__(self, **options: Any) -> None:
        self.options = options

    def send_messages(self, mails: Any) -> int:
        raise OSError("No route to host")


def test_the_command_says_whom_it_told(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("warn_of_expiry")

    assert capsys.readouterr().out == ""
