"""The list of people, and what an administrator may do there."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from desk.models import Clearance
from desk.roles import ADMINISTRATOR, ANALYST, REVIEWER
from desk.services.people import set_clearance, set_roles
from tests.build import make_user
from tests.config.signing_in import account, is_in, sign_in

pytestmark = pytest.mark.django_db
LIST, ADD = reverse("admin:auth_user_changelist"), reverse("admin:auth_user_add")


@pytest.fixture
def admin(client: Client) -> Client:
    """The browser of an administrator, who has no other role."""
    user = make_user("ada", email="ada@example.org")
    set_roles(user, [ADMINISTRATOR])
    client.force_login(User.objects.get(pk=user.pk))
    return client


def page_of(person: User) -> str:
    return reverse("admin:auth_user_change", args=[person.pk])


def typed(person: User | None = None, **changed: Any) -> dict[str, Any]:
    """Return what the form of an account sends."""
    held = person.groups.values_list("pk", flat=True) if person else []
    sent = {
        "username": person.username if person else "",
        "first_name": person.first_name if person else "",
        "last_name": person.last_name if person else "",
        "email": person.email if person else "",
        "is_active": "on",
        "roles": list(held),
        "clearance": getattr(getattr(person, "clearance", None), "marking", "CLEAR"),
        **changed,
    }
    return {name: value for name, value in sent.items() if value is not None}


def roles(*names: str) -> list[int]:
    return [Group.objects.get(name=name).pk for name in names]


def act(admin: Client, person: User, name: str) -> list[str]:
    """Do one of the acts about a person and return what was said."""
    address = reverse("admin:auth_user_act", args=[person.pk, name])
    return said(admin.post(address))


def said(answer: Any) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def log() -> list[str]:
    return list(
        LogEntry.objects.order_by("pk").values_list("change_message", flat=True)
    )


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
