"""Signing in with a real browser: password, app, passkey, lock, and being away."""

import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from config.sessions import SEEN_AT
from incidents.models import Record
from incidents.services import save_record
from incidents.snapshot import typed
from incidents.vocab import Door
from tests.browser.harness import Desk, axe, in_both_colours
from tests.build import NOON
from tests.config.signing_in import PASSWORD
from tests.config.test_second_factor import code_of

SIZES = [{"width": 1366, "height": 900}, {"width": 360, "height": 740}]
# One that is in the machine and knows its owner.
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def anna(desk: Desk) -> None:
    """Have Anna, an analyst, with a password."""
    user = desk.person("anna", "analyst")
    user.set_password(PASSWORD)
    user.save()


def type_in(page: Page, password: str = PASSWORD) -> None:
    page.get_by_label("User name or e-mail address").fill("anna")
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")


def sign_out(page: Page) -> None:
    page.goto("/admin/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def with_passkeys(page: Page) -> Page:
    """Give the browser an authenticator that needs nobody's finger."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return page


def test_an_app_is_set_up_by_keyboard_and_then_asked_for(desk: Desk) -> None:
    anna(desk)
    page = desk.stranger()
    page.goto("/admin/settings/")
    type_in(page)
    page.wait_for_url(desk.url("desk:settings"))

    page.goto("/accounts/2fa/totp/activate/")
    page.get_by_text("Type it instead").click()
    secret = page.locator("#authenticator_secret").inner_text()
    page.get_by_label("Authenticator code").fill(code_of(secret))
    page.keyboard.press("Enter")
    expect(page.get_by_text("10 of 10 are left")).to_be_visible()
    recovery = page.locator(".codes code").first.inner_text()
    sign_out(page)

    type_in(page)
    page.get_by_label("Code").fill(recovery)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What waits for you")).to_be_visible()


def test_a_passkey_is_made_and_signs_in_alone(desk: Desk) -> None:
    anna(desk)
    page = with_passkeys(desk.stranger())
    page.goto("/accounts/login/?next=/accounts/2fa/")
    type_in(page)
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name").fill("The office laptop")
    page.get_by_role("button", name="Add passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    sign_out(page)

    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_role("heading", name="What waits for you")).to_be_visible()
    page.goto("/accounts/2fa/webauthn/")
    expect(page.get_by_role("row", name="The office laptop")).to_contain_text("alone")


def test_a_passkey_is_the_second_factor_after_a_password(desk: Desk) -> None:
    anna(desk)
    page = with_passkeys(desk.stranger())
    page.goto("/accounts/login/?next=/accounts/2fa/webauthn/add/")
    type_in(page)
    page.get_by_label("Sign in with it alone").uncheck()
    page.get_by_role("button", name="Add passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    sign_out(page)

    type_in(page)
    page.get_by_role("button", name="Use a passkey").click()

    expect(page.get_by_role("heading", name="What waits for you")).to_be_visible()


def test_without_a_passkey_the_page_says_what_else_to_do(desk: Desk) -> None:
    page = with_passkeys(desk.stranger())
    page.goto("/accounts/login/")

    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_text("No passkey was shown")).to_be_visible()


def test_guessing_ends_in_a_lock_that_says_how_long(desk: Desk) -> None:
    desk.allow("status of 429")
    anna(desk)
    page = desk.stranger()
    page.goto("/accounts/login/")
    for _ in range(4):
        type_in(page, "not the password")
        expect(page.get_by_text("do not go together")).to_be_visible()
    type_in(page, "not the password")

    expect(page.get_by_text("for 15 minutes")).to_be_visible()
    axe(page)


def test_who_was_away_is_told_so_and_comes_back_to_the_page(desk: Desk) -> None:
    anna(desk)
    page = desk.stranger()
    page.goto("/accounts/login/?next=/admin/settings/")
    type_in(page)
    page.wait_for_url(desk.url("desk:settings"))
    cookie = next(
        each for each in page.context.cookies() if each["name"] == "sessionid"
    )
    kept = Session.objects.get(session_key=cookie["value"])
    values = kept.get_decoded()
    values[SEEN_AT] = time.time() - timedelta(minutes=31).total_seconds()
    kept.session_data = Session.objects.encode(values)
    kept.save()

    page.reload()

    expect(page.get_by_text("You were away for 30 minutes")).to_be_visible()
    type_in(page)
    page.wait_for_url(desk.url("desk:settings"))


def test_a_reader_without_clearance_finds_nothing_of_a_hidden_record(
    desk: Desk,
) -> None:
    desk.allow("status of 404")
    hidden = typed(Record.objects.filter(kind="malware").order_by("key")[0])
    hidden.marking = "RED"
    save_record(
        hidden, by=desk.person("ines", "analyst"), at=NOON, door=Door.DESK, reason="x"
    )
    page = desk.sign_in(desk.person("rita", "reader", clearance="CLEAR"))

    page.goto("/admin/incidents/malware/")
    expect(page.get_by_text(hidden.name, exact=True)).to_have_count(0)
    answer = page.goto(desk.url("desk:record", hidden.key))

    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_text(hidden.name)).to_have_count(0)


@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
def test_pages_of_signing_in_are_for_everybody(
    shared_desk: Desk, size: dict[str, int]
) -> None:
    anna(shared_desk)
    page = shared_desk.stranger(viewport=size)
    for address in ("login", "password/reset", "password/reset/done"):
        page.goto(f"/accounts/{address}/")
        in_both_colours(page)
    page.goto("/accounts/login/?next=/accounts/2fa/")
    type_in(page)
    page.wait_for_url(shared_desk.url("mfa_index"))
    for address in (
        *("2fa", "2fa/totp/activate", "2fa/webauthn/add", "password/change"),
        *("sessions", "logout", "reauthenticate"),
    ):
        page.goto(f"/accounts/{address}/")
        in_both_colours(page)


@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
def test_pages_of_second_factors_are_for_everybody(
    shared_desk: Desk, size: dict[str, int]
) -> None:
    anna(shared_desk)
    person = shared_desk.person("anna", "analyst")
    if not Authenticator.objects.filter(user=person).exists():
        TOTP.activate(person, generate_totp_secret())
    page = shared_desk.stranger(viewport=size)
    page.goto("/accounts/login/")
    type_in(page)
    page.wait_for_url("**/2fa/authenticate/")

    in_both_colours(page)


@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
def test_pages_of_people_are_for_everybody(
    shared_desk: Desk, size: dict[str, int]
) -> None:
    anna(shared_desk)
    person = shared_desk.person("anna", "analyst")
    page = shared_desk.sign_in(
        shared_desk.person("ada", "administrator"), viewport=size
    )
    for address in (
        *("auth/user/", f"auth/user/{person.pk}/change/", "auth/user/add/"),
        *("auth/group/", "admin/logentry/", "axes/accesslog/"),
    ):
        page.goto(f"/admin/{address}")
        in_both_colours(page)
