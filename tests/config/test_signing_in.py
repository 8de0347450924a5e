"""Signing in: by name or address, for those who have an account, not by guessing."""

from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from tests.build import make_user
from tests.config.signing_in import account, is_in, sign_in

pytestmark = pytest.mark.django_db
WRONG = "The user name and the password do not go together."


def guess(client: Client, times: int, login: str = "anna", **extra: Any) -> Any:
    """Return the answer to the last of some wrong guesses."""
    for _ in range(times):
        answer = sign_in(client, login, "not the password", **extra)
    return answer


def test_the_desk_sends_a_stranger_to_sign_in_and_back(client: Client) -> None:
    account()

    first = client.get("/admin/settings/", follow=True)
    login = first.redirect_chain[-1][0]
    typed = {"login": "anna", "password": "correct horse battery"}

    assert login == "/accounts/login/?next=%2Fadmin%2Fsettings%2F"
    assert client.post(login, typed).headers["Location"] == "/admin/settings/"


@pytest.mark.parametrize("login", ["anna", "ANNA", "anna@example.org"])
def test_people_sign_in_by_name_or_address_in_any_case(
    client: Client, login: str
) -> None:
    account(email="anna@example.org")

    sign_in(client, login)

    assert is_in(client)


def test_an_account_that_does_not_exist_is_refused_in_the_same_words(
    client: Client,
) -> None:
    account()

    known = guess(client, 1).content.decode()
    unknown = guess(client, 1, "nobody").content.decode()

    assert WRONG in known
    assert WRONG in unknown


def test_nobody_makes_an_account_for_himself(client: Client) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")

    assert client.get("/accounts/signup/").status_code == 404


def test_an_account_that_is_switched_off_is_refused(client: Client) -> None:
    account(is_active=False)

    assert sign_in(client).headers["Location"] == reverse("account_inactive")
    assert not is_in(client)


def test_a_redirect_to_another_host_is_not_followed(client: Client) -> None:
    account()

    answer = client.get("/admin/login/?next=https://evil.example/")

    assert "evil" not in answer.headers["Location"]


def test_after_five_wrong_guesses_the_right_password_does_not_help(
    client: Client,
) -> None:
    account()

    last = guess(client, 5)
    right = sign_in(client)

    assert last.status_code == right.status_code == 429
    assert b"Too many attempts" in right.content
    assert b"15 minutes" in right.content
    assert not is_in(client)


def test_an_account_that_does_not_exist_is_locked_out_in_the_same_words(
    client: Client,
) -> None:
    account()

    known, unknown = guess(client, 5), guess(Client(), 5, "nobody")

    assert known.status_code == unknown.status_code == 429
    assert known.content == unknown.content


def test_an_address_is_no_second_row_of_guesses(client: Client) -> None:
    account(email="anna@example.org")

    guess(client, 2)
    guess(client, 2, "Anna@Example.org")

    assert guess(client, 1, "ANNA").status_code == 429


def test_another_place_is_not_locked_out(client: Client) -> None:
    account()
    guess(client, 5, REMOTE_ADDR="192.0.2.1")

    assert sign_in(client, REMOTE_ADDR="192.0.2.2").status_code == 302


def test_a_place_is_not_told_by_a_header_unless_behind_a_proxy(client: Client) -> None:
    account()

    guess(client, 4, headers={"X-Forwarded-For": "192.0.2.1"})

    assert guess(client, 1, headers={"X-Forwarded-For": "192.0.2.2"}).status_code == 429


def test_behind_a_proxy_the_place_is_the_one_that_the_proxy_saw(
    client: Client, settings: Any
) -> None:
    settings.BEHIND_PROXY = True
    account()

    guess(client, 5, headers={"X-Forwarded-For": "198.51.100.9, 192.0.2.1"})

    other = {"X-Forwarded-For": "192.0.2.1, 192.0.2.2"}
    assert sign_in(client, headers=other).status_code == 302
    assert AccessAttempt.objects.get().ip_address == "192.0.2.1"


def test_the_lock_opens_by_itself(client: Client) -> None:
    account()
    guess(client, 5)
    before = timezone.now() - settings.AXES_COOLOFF_TIME - timedelta(seconds=1)
    AccessAttempt.objects.update(attempt_time=before)

    assert sign_in(client).status_code == 302


def test_guesses_while_locked_out_do_not_prolong_it(client: Client) -> None:
    account()
    guess(client, 5)
    locked_at = AccessAttempt.objects.get().attempt_time

    guess(client, 3)

    assert AccessAttempt.objects.get().attempt_time == locked_at


def test_neither_names_nor_passwords_are_kept_with_failures(client: Client) -> None:
    guess(client, 1, "perhaps my password")

    attempt = AccessAttempt.objects.get()
    assert "perhaps" not in attempt.post_data
    assert "not the password" not in attempt.post_data


def test_signing_out_takes_a_post(client: Client) -> None:
    account()
    sign_in(client)

    asked = client.get(reverse("admin:logout"))
    still_in = is_in(client)
    client.post(reverse("admin:logout"))

    assert b"Sign out?" in asked.content
    assert still_in
    assert not is_in(client)


def test_a_password_is_not_changed_in_the_admin(client: Client) -> None:
    client.force_login(make_user("anna", is_staff=True))

    answer = client.get(reverse("admin:password_change"))

    assert answer.headers["Location"] == reverse("account_change_password")


@pytest.mark.parametrize("password", ["elevenchars", "anna-anna-anna", "1234567890123"])
def test_a_password_that_could_be_guessed_is_refused(
    client: Client, password: str
) -> None:
    user = account(username="anna-anna", email="anna@example.org")
    client.force_login(user)
    typed = {
        "oldpassword": "correct horse battery",
        "password1": password,
        "password2": password,
    }

    client.post(reverse("account_change_password"), typed)

    user.refresh_from_db()
    assert not user.check_password(password)


def test_a_forgotten_password_is_set_by_a_link_that_works_once(
    client: Client, mailoutbox: list[Any]
) -> None:
    account(email="anna@example.org")

    client.post(reverse("account_reset_password"), {"email": "anna@example.org"})
    (mail,) = mailoutbox
    link = next(word for word in mail.body.split() if word.startswith("http"))
    page = client.get(link, follow=True)
    new = {"password1": "another horse staple", "password2": "another horse staple"}
    client.post(page.redirect_chain[-1][0], new)

    assert sign_in(client, password="another horse staple").status_code == 302
    assert b"no longer works" in Client().get(link, follow=True).content


def test_an_address_that_is_not_known_gets_no_mail(
    client: Client, mailoutbox: list[Any]
) -> None:
    answer = client.post(
        reverse("account_reset_password"), {"email": "nobody@example.org"}
    )

    assert answer.status_code == 302
    assert not mailoutbox
