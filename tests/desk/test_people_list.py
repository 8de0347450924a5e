"""The list of people, and what an administrator may do there."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from desk.models import Clearance
from desk.roles import ANALYST, REVIEWER
from desk.services.people import set_clearance, set_roles
from tests.config.signing_in import account, is_in, sign_in
from tests.desk.accounts import LIST, act, administrator, log, page_of, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> Client:
    return administrator(client)


def test_a_person_is_signed_out_everywhere(admin: Client) -> None:
    anna = account()
    set_roles(anna, [ANALYST])
    browser = Client()
    sign_in(browser)

    act(admin, anna, "sign-out")

    assert not is_in(browser)
    assert log() == ["Signed the person out everywhere."]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("invite", "anna has no e-mail address."),
        ("reset-second-factor", "anna has no second factor."),
        ("sign-out", "anna is not signed in anywhere."),
    ],
)
def test_what_cannot_be_done_says_why_and_is_not_logged(
    admin: Client, name: str, why: str
) -> None:
    assert act(admin, account(), name) == [why]
    assert not log()


def test_a_change_of_an_account_asks_again_who_it_is(admin: Client) -> None:
    anna = account()
    session = admin.session
    session["signed_in_at"] -= 301
    session.save()

    answer = admin.post(page_of(anna), typed(anna, clearance="RED"))

    assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert not Clearance.objects.filter(user=anna).exists()


def test_an_address_that_an_administrator_enters_is_trusted(admin: Client) -> None:
    anna = account(email="old@example.org")

    admin.post(page_of(anna), typed(anna, email="anna@example.org"))

    (address,) = EmailAddress.objects.filter(user=anna)
    assert (address.email, address.verified) == ("anna@example.org", True)


def test_the_list_shows_roles_clearances_and_second_factors(admin: Client) -> None:
    anna = account()
    set_roles(anna, [ANALYST, REVIEWER])
    set_clearance(anna, "RED")
    TOTP.activate(anna, generate_totp_secret())

    page = admin.get(f"{LIST}?second_factor=yes").content.decode()

    assert "analyst, reviewer" in page
    assert "TLP:RED" in page
    assert "1 authenticator app" in page
    assert "ada@" not in page


def test_the_list_takes_as_many_queries_for_many_as_for_one(
    admin: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    set_roles(account(), [ANALYST])
    admin.get(LIST)
    with CaptureQueriesContext(connection) as for_one:
        admin.get(LIST)
    for number in range(5):
        person = account(f"person {number}")
        set_roles(person, [ANALYST, REVIEWER])
        TOTP.activate(person, generate_totp_secret())

    with django_assert_num_queries(len(for_one)):
        admin.get(LIST)


def test_an_administrator_reads_and_edits_no_record(admin: Client) -> None:
    assert admin.get(reverse("admin:incidents_incident_changelist")).status_code == 403
    assert admin.get(reverse("admin:incidents_incident_add")).status_code == 403
    assert admin.get(reverse("desk:home")).status_code == 200
