"""Second factors: who must have one, and that a copied database gives none away."""

import base64
import hmac
import re
import struct
import time
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.config.signing_in import account, is_in, sign_in

pytestmark = pytest.mark.django_db
DESK = "/admin/settings/"


STEP, TAKES = 30, 8  # seconds that a code is shown, and that a test may need


def code_of(secret: str) -> str:
    """Return the code that an authenticator app shows for a secret (RFC 6238).

    If another is about to be shown, wait for it.
    """
    left = STEP - time.time() % STEP
    if left < TAKES:
        time.sleep(left)
    step = struct.pack(">Q", int(time.time()) // STEP)
    digest = hmac.digest(base64.b32decode(secret), step, "sha1")
    start = digest[-1] & 15
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


@pytest.fixture
def secret(db: None) -> str:
    """What Anna's authenticator app keeps; she has recovery codes, too."""
    made: str = generate_totp_secret()
    user = account()
    TOTP.activate(user, made)
    RecoveryCodes.activate(user)
    return made


def test_a_password_alone_does_not_let_in_who_has_a_second_factor(
    client: Client, secret: str
) -> None:
    answer = sign_in(client)

    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)


def test_the_code_of_the_app_lets_in(client: Client, secret: str) -> None:
    sign_in(client)

    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})

    assert is_in(client)


def test_a_code_lets_in_once(client: Client, secret: str) -> None:
    elsewhere = Client()
    for browser in (client, elsewhere):
        sign_in(browser)
    code = code_of(secret)
    for browser in (client, elsewhere):
        browser.post(reverse("mfa_authenticate"), {"code": code})

    assert is_in(client)
    assert not is_in(elsewhere)


def test_all_processes_know_which_codes_were_used(client: Client, secret: str) -> None:
    sign_in(client)

    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})

    with connection.cursor() as cursor:
        cursor.execute("select count(*) from desk_cache where cache_key like '%used%'")
        assert cursor.fetchone() == (1,)


def test_a_wrong_code_does_not_let_in(client: Client, secret: str) -> None:
    sign_in(client)

    answer = client.post(reverse("mfa_authenticate"), {"code": "000000"})

    assert b"Incorrect code" in answer.content
    assert not is_in(client)


def test_codes_are_not_guessed(client: Client, secret: str) -> None:
    sign_in(client)
    for _ in range(10):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})

    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})

    assert not is_in(client)


def test_a_recovery_code_lets_in_once(client: Client, secret: str) -> None:
    held = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)
    code, elsewhere = held.wrap().get_unused_codes()[0], Client()
    for browser in (client, elsewhere):
        sign_in(browser)
        browser.post(reverse("mfa_authenticate"), {"code": code})

    assert is_in(client)
    assert not is_in(elsewhere)


def test_a_copy_of_the_database_gives_no_secret_away(secret: str) -> None:
    kept = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]

    assert secret not in kept
    assert get_adapter().decrypt(kept) == secret


def test_a_secret_outlives_a_change_of_the_key(secret: str, settings: Any) -> None:
    kept = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another" * 10

    assert get_adapter().decrypt(kept) == secret


def test_a_secret_of_a_lost_key_fits_no_code(
    client: Client, secret: str, settings: Any
) -> None:
    settings.SECRET_KEY = "another" * 10
    sign_in(client)

    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})

    assert not is_in(client)


def test_who_must_have_a_second_factor_sets_one_up_before_anything_else(
    client: Client, settings: Any
) -> None:
    settings.REQUIRE_MFA = True
    account()
    sign_in(client)

    answer = client.get(DESK)

    assert answer.headers["Location"] == reverse("mfa_index")
    assert "Set up a second factor first" in " ".join(
        str(message) for message in get_messages(answer.wsgi_request)
    )
    assert client.get(reverse("mfa_index")).status_code == 200


def test_setting_one_up_opens_the_desk(client: Client, settings: Any) -> None:
    settings.REQUIRE_MFA = True
    account()
    sign_in(client)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'id="authenticator_secret">(\w+)<', page)
    assert secret

    answer = client.post(
        reverse("mfa_activate_totp"), {"code": code_of(secret.group(1))}
    )

    assert answer.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert is_in(client)


def test_what_is_sent_before_a_second_factor_is_set_up_is_not_done(
    client: Client, settings: Any
) -> None:
    settings.REQUIRE_MFA = True
    account()
    sign_in(client)

    client.post(DESK, {"theme": "dark"})

    person = User.objects.select_related("desk_settings").get(username="anna")
    assert getattr(person, "desk_settings", None) is None


def test_who_has_one_works_at_once(client: Client, secret: str, settings: Any) -> None:
    settings.REQUIRE_MFA = True
    sign_in(client)

    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})

    assert is_in(client)


def test_the_code_to_scan_needs_no_style_and_no_other_file(client: Client) -> None:
    account()
    sign_in(client)

    page = client.get(reverse("mfa_activate_totp")).content.decode()

    drawn = re.search('<svg [^>]*aria-label="Code to scan".*?</svg>', page)
    assert drawn
    assert "style=" not in drawn.group()
    assert "data:" not in page


def test_a_change_of_second_factors_asks_again_who_it_is(client: Client) -> None:
    account()
    sign_in(client)
    session = client.session
    session["signed_in_at"] -= 301
    session.save()

    answer = client.get(reverse("mfa_activate_totp"))

    assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))
