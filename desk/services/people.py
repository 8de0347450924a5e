"""Every write about people: accounts, roles, clearances, and what lets them sign in.

Each is one transaction and leaves a line in the log of administration, which the
database keeps for good.
"""

from collections.abc import Iterable
from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.utils import reset
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, User
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from desk.models import Clearance
from incidents.vocab import Marking


class PersonRefused(Exception):
    """What was asked about a person cannot be done; the text says why."""


@transaction.atomic
def keep_address(person: User) -> None:
    """Make the person's e-mail address the one that sign-in knows, and trusts.

    An administrator has entered it, so nobody has to prove that it is his.
    """
    EmailAddress.objects.filter(user=person).exclude(email=person.email).delete()
    if person.email:
        EmailAddress.objects.update_or_create(
            user=person,
            email=person.email.lower(),
            defaults={"verified": True, "primary": True},
        )


@transaction.atomic
def save_person(person: User, *, roles: Iterable[Group], marking: str) -> None:
    """Save an account with its roles and its clearance.

    Whoever has a role may enter the desk, and nobody else. A new account has no
    password; its owner sets one. One that is switched off is signed out.
    """
    if person._state.adding:
        person.set_unusable_password()
    person.save()
    person.groups.set(roles)
    person.is_staff = person.is_superuser or person.groups.exists()
    person.save(update_fields=["is_staff"])
    keep_address(person)
    set_clearance(person, marking)
    if not person.is_active:
        end_sessions(person)


@transaction.atomic
def set_roles(person: User, roles: Iterable[str]) -> None:
    """Give the person these roles and no others; whoever has one may enter the desk.

    Raises:
        Group.DoesNotExist: there is no role of a name.
    """
    person.groups.set([Group.objects.get(name=role) for role in roles])
    person.is_staff = person.is_superuser or person.groups.exists()
    person.save(update_fields=["is_staff"])


def set_clearance(person: User, marking: str) -> None:
    """Clear the person to read up to a marking."""
    Clearance.objects.update_or_create(
        user=person, defaults={"marking": Marking(marking)}
    )


def way_in(person: User) -> str:
    """Return the path of the page where the person sets a password, once.

    It holds as long as PASSWORD_RESET_TIMEOUT says, and until he next signs in.
    """
    key = default_token_generator.make_token(person)
    uid = user_pk_to_url_str(person)
    return reverse(
        "account_reset_password_from_key", kwargs={"uidb36": uid, "key": key}
    )


@transaction.atomic
def invite(person: User, *, by: User, link: str, until: datetime) -> None:
    """Send the person a link to set a password by.

    Raises:
        PersonRefused: there is no address to send it to, or the account is off.
    """
    if not person.is_active:
        raise PersonRefused(f"The account of {person} is switched off.")
    if not person.email:
        raise PersonRefused(f"{person} has no e-mail address.")
    text = render_to_string(
        "desk/people/invitation.txt", {"person": person, "link": link, "until": until}
    )
    log(person, by, "Sent a link to set a password.")
    send_mail("Your account in the attribution record", text, None, [person.email])


@transaction.atomic
def reset_second_factor(person: User, *, by: User) -> None:
    """Remove every second factor and recovery code, and sign the person out.

    Raises:
        PersonRefused: there is none.
    """
    removed, _ = Authenticator.objects.filter(user=person).delete()
    if not removed:
        raise PersonRefused(f"{person} has no second factor.")
    end_sessions(person)
    log(person, by, "Reset the second factor and signed the person out.")


@transaction.atomic
def unlock(person: User, *, by: User) -> None:
    """Forget the failed attempts to sign in as the person."""
    reset(username=person.get_username())
    log(person, by, "Unlocked after failed attempts to sign in.")


@transaction.atomic
def sign_out(person: User, *, by: User) -> None:
    """End every session of the person.

    Raises:
        PersonRefused: the person is not signed in anywhere.
    """
    if not end_sessions(person):
        raise PersonRefused(f"{person} is not signed in anywhere.")
    log(person, by, "Signed the person out everywhere.")


def end_sessions(person: User) -> int:
    """End every session of the person and return how many there were."""
    sessions = list(UserSession.objects.filter(user=person))
    for session in sessions:
        session.end()
    return len(sessions)


def log(person: User, by: User, what: str) -> None:
    """Note in the log of administration what somebody did about a person."""
    LogEntry.objects.log_actions(
        by.pk, [person], CHANGE, change_message=what, single_object=True
    )
