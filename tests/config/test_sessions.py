"""How long a sign-in lasts, what ends it, and what no cache keeps."""

import time
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from config.sessions import BY_ITSELF, SEEN_AT, SIGNED_IN_AT
from tests.config.signing_in import PASSWORD, account, is_in, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(client: Client) -> Client:
    """Anna's browser, in which she has signed in."""
    account()
    sign_in(client)
    return client


def back_date(client: Client, name: str, **ago: int) -> None:
    """Let a time that the session keeps be some while ago."""
    session = client.session
    session[name] = time.time() - timedelta(**ago).total_seconds()
    session.save()


def test_signing_in_starts_a_session_under_another_key(client: Client) -> None:
    account()
    client.get(reverse("account_login"))
    client.get(reverse("account_reset_password"))
    session = client.session
    session["before"] = True
    session.save()
    key = session.session_key

    sign_in(client)

    assert client.session.session_key != key


def test_who_was_away_too_long_signs_in_again_and_is_told_why(anna: Client) -> None:
    back_date(anna, SEEN_AT, minutes=31)

    answer = anna.get("/admin/settings/")

    assert answer.headers["Location"] == "/admin/login/?next=/admin/settings/"
    assert "You were away for 30 minutes. Sign in again." in {
        str(message) for message in get_messages(answer.wsgi_request)
    }
    assert not is_in(anna)


def test_who_works_stays_in(anna: Client) -> None:
    back_date(anna, SEEN_AT, minutes=29)

    anna.get("/admin/settings/")

    assert time.time() - anna.session[SEEN_AT] < 10


def test_a_page_that_asks_by_a_clock_keeps_nobody_in(anna: Client) -> None:
    back_date(anna, SEEN_AT, minutes=29)

    anna.get("/admin/settings/", headers={BY_ITSELF: "1"})

    assert time.time() - anna.session[SEEN_AT] > 28 * 60


def test_not_each_page_writes_the_session(
    anna: Client, django_assert_max_num_queries: object
) -> None:
    before = anna.session[SEEN_AT]

    anna.get("/admin/settings/")

    assert anna.session[SEEN_AT] == before


def test_after_twelve_hours_even_who_works_signs_in_again(anna: Client) -> None:
    back_date(anna, SIGNED_IN_AT, hours=12, seconds=1)

    assert not is_in(anna)


def test_a_session_without_clocks_is_over(anna: Client) -> None:
    session = anna.session
    del session[SEEN_AT], session[SIGNED_IN_AT]
    session.save()

    assert not is_in(anna)


def test_the_session_ends_with_the_browser(client: Client) -> None:
    account()

    cookie = sign_in(client).cookies["sessionid"]

    assert cookie["max-age"] == ""
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_changed_password_signs_out_everywhere_else(anna: Client) -> None:
    elsewhere = Client()
    sign_in(elsewhere)
    new = "another horse staple"
    typed = {"oldpassword": PASSWORD, "password1": new, "password2": new}

    anna.post(reverse("account_change_password"), typed)

    assert is_in(anna)
    assert not is_in(elsewhere)


def test_one_sees_where_one_is_signed_in_and_ends_it(anna: Client) -> None:
    elsewhere = Client(headers={"user-agent": "The browser at home"})
    sign_in(elsewhere)

    page = anna.get(reverse("usersessions_list")).content.decode()
    anna.post(reverse("usersessions_list"))

    assert "The browser at home" in page
    assert UserSession.objects.count() == 1
    assert is_in(anna)
    assert not is_in(elsewhere)


def test_no_cache_keeps_what_a_signed_in_person_is_shown(anna: Client) -> None:
    assert anna.get("/admin/settings/").headers["Cache-Control"] == "no-store, private"


def test_each_answer_tells_browsers_to_be_careful(anna: Client) -> None:
    headers = anna.get("/admin/settings/").headers

    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "publickey-credentials-get=(self)" in headers["Permissions-Policy"]


def test_settings_name_minutes_and_hours() -> None:
    assert settings.SESSION_IDLE_SECONDS == 30 * 60
    assert settings.SESSION_COOKIE_AGE == 12 * 60 * 60
