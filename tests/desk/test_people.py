"""Administrators look after accounts: invite, give roles, unlock; all is logged."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse

from desk.roles import ADMINISTRATOR, ANALYST, PUBLISHER, REVIEWER
from desk.services.people import set_clearance, set_roles
from tests.config.signing_in import PASSWORD, account, is_in, sign_in
from tests.config.test_second_factor import code_of
from tests.desk.accounts import (
    ADD,
    LIST,
    act,
    administrator,
    log,
    page_of,
    roles,
    said,
    typed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> Client:
    return administrator(client)


def test_a_new_person_gets_a_link_and_sets_a_password_by_it(
    admin: Client, mailoutbox: list[Any]
) -> None:
    sent = typed(
        username="anna",
        email="Anna@Example.org",
        roles=roles(ANALYST),
        clearance="AMBER",
    )

    admin.post(ADD, sent)

    anna = User.objects.get(username="anna")
    assert anna.is_staff
    assert not anna.has_usable_password()
    assert anna.clearance.marking == "AMBER"
    assert mailoutbox[0].to == ["anna@example.org"]
    link = next(each for each in mailoutbox[0].body.split() if each.startswith("http"))
    browser = Client()
    page = browser.get(link, follow=True).redirect_chain[-1][0]
    browser.post(page, {"password1": PASSWORD, "password2": PASSWORD})
    sign_in(browser)
    assert is_in(browser)


def test_a_person_without_an_address_is_handed_the_link(admin: Client) -> None:
    answer = admin.post(ADD, typed(username="anna", roles=roles(ANALYST)))

    (warning, _) = sorted(said(answer), key=lambda each: "Give anna" not in each)
    assert "/accounts/password/reset/key/" in warning


def test_a_new_person_without_a_role_cannot_enter(admin: Client) -> None:
    admin.post(ADD, typed(username="anna"))

    assert not User.objects.get(username="anna").is_staff


@pytest.mark.parametrize(
    ("name", "value"), [("username", "ANNA"), ("email", "Anna@example.org")]
)
def test_two_people_are_told_apart_however_letters_are_written(
    admin: Client, name: str, value: str
) -> None:
    account(email="anna@example.org")

    sent = {**typed(username="other"), name: value}

    answer = admin.post(ADD, sent)

    assert b"Another account has this" in answer.content
    assert User.objects.count() == 2


def test_roles_and_clearance_are_given_and_both_values_logged(admin: Client) -> None:
    anna = account()
    set_roles(anna, [ANALYST])
    set_clearance(anna, "GREEN")
    anna = User.objects.get(pk=anna.pk)

    admin.post(
        page_of(anna),
        typed(anna, roles=roles(ANALYST, REVIEWER), clearance="AMBER"),
    )

    anna = User.objects.get(pk=anna.pk)
    assert {group.name for group in anna.groups.all()} == {ANALYST, REVIEWER}
    assert anna.clearance.marking == "AMBER"
    assert log() == [
        "Roles: analyst → analyst, reviewer. Cleared to: “GREEN” → “AMBER”."
    ]


def test_the_account_shows_what_was_done_about_it(admin: Client) -> None:
    anna = account()
    admin.post(page_of(anna), typed(anna, first_name="Anna"))

    history = admin.get(reverse("admin:auth_user_history", args=[anna.pk]))
    whole = admin.get(reverse("admin:admin_logentry_changelist"))

    for page in (history, whole):
        assert "First name: nothing → “Anna”." in page.content.decode()


def test_the_log_of_administration_can_only_be_added_to(admin: Client) -> None:
    anna = account()
    admin.post(page_of(anna), typed(anna, first_name="Anna"))

    for change in (LogEntry.objects.all().delete, _reworded):
        with pytest.raises(ProgrammingError), transaction.atomic():
            change()


def _reworded() -> None:
    LogEntry.objects.update(change_message="Nothing.")


def test_who_loses_the_last_role_is_kept_out(admin: Client) -> None:
    anna = account()
    set_roles(anna, [ANALYST])
    browser = Client()
    sign_in(browser)

    admin.post(page_of(anna), typed(anna, roles=[]))

    assert not is_in(browser)


def test_an_account_that_is_switched_off_is_signed_out_at_once(admin: Client) -> None:
    anna = account()
    set_roles(anna, [ANALYST])
    browser = Client()
    sign_in(browser)

    admin.post(page_of(anna), typed(anna, is_active=None))

    assert not is_in(browser)
    assert User.objects.filter(username="anna").exists()


def test_nobody_changes_his_own_rights(admin: Client) -> None:
    ada = User.objects.get(username="ada")
    sent = typed(ada, roles=roles(ADMINISTRATOR, PUBLISHER), clearance="RED")

    admin.post(page_of(ada), {**sent, "first_name": "Ada"})

    ada = User.objects.get(pk=ada.pk)
    assert ada.first_name == "Ada"
    assert [group.name for group in ada.groups.all()] == [ADMINISTRATOR]
    assert ada.clearance.marking == "CLEAR"


def test_an_administrator_makes_no_superuser(admin: Client) -> None:
    anna = account()

    admin.post(page_of(anna), typed(anna, is_superuser="on", is_staff="on"))

    anna.refresh_from_db()
    assert not anna.is_superuser


def test_an_administrator_may_not_touch_a_superuser(admin: Client) -> None:
    root = account("root", is_superuser=True, email="root@example.org")

    changed = admin.post(page_of(root), typed(root, email="ada@evil.example"))
    invited = admin.post(reverse("admin:auth_user_act", args=[root.pk, "invite"]))

    root.refresh_from_db()
    assert changed.status_code == invited.status_code == 403
    assert root.email == "root@example.org"


def test_nobody_sets_anothers_password(admin: Client) -> None:
    anna = account()

    answer = admin.post(
        f"/admin/auth/user/{anna.pk}/password/",
        {"password1": "another horse staple", "password2": "another horse staple"},
    )

    anna.refresh_from_db()
    assert answer.status_code in (302, 403, 404)
    assert anna.check_password(PASSWORD)


def test_accounts_are_not_found_by_their_passwords(admin: Client) -> None:
    account()

    assert admin.get(f"{LIST}?password__startswith=scrypt").status_code == 400


def test_a_lock_is_shown_and_opened(admin: Client) -> None:
    anna = account()
    for _ in range(5):
        sign_in(Client(), password="not the password")
    locked = admin.get(page_of(anna)).content.decode()

    words = act(admin, anna, "unlock")

    assert "locked out" in locked
    assert words == ["anna may try again."]
    assert sign_in(Client()).status_code == 302
    assert log() == ["Unlocked after failed attempts to sign in."]


def test_unlocking_forgets_wrong_codes_and_guesses_from_everywhere(
    admin: Client,
) -> None:
    anna = account()
    secret = generate_totp_secret()
    TOTP.activate(anna, secret)
    browser = Client()
    sign_in(browser)
    for number in range(31):
        place: Any = {"REMOTE_ADDR": f"192.0.2.{number // 9}"}
        browser.post(reverse("mfa_authenticate"), {"code": "000000"}, **place)
        sign_in(Client(), password="not the password", **place)

    act(admin, anna, "unlock")

    sign_in(browser, REMOTE_ADDR="192.0.2.77")
    code = {"code": code_of(secret)}
    browser.post(reverse("mfa_authenticate"), code, REMOTE_ADDR="192.0.2.77")
    assert is_in(browser)


def test_a_lost_second_factor_is_reset_and_the_person_signed_out(admin: Client) -> None:
    anna = account()
    set_roles(anna, [ANALYST])
    browser = Client()
    sign_in(browser)
    TOTP.activate(anna, generate_totp_secret())

    words = act(admin, anna, "reset-second-factor")

    assert words == ["anna has no second factor any more, and is signed out."]
    assert not Authenticator.objects.exists()
    assert not is_in(browser)
    assert log() == ["Reset the second factor and signed the person out."]
