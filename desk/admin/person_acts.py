"""What administrators do about a person beside changing the account."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone

from desk.admin.actions import user_of
from desk.services import people as services


def invite(request: HttpRequest, person: User) -> str:
    """Send the person a link to set a password, and say so."""
    link = request.build_absolute_uri(services.way_in(person))
    until = timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    services.invite(person, by=user_of(request), link=link, until=until)
    return f"A link to set a password is on its way to {person.email}."


def unlock(request: HttpRequest, person: User) -> str:
    """Let the person try again at once: from each place, and with second factors."""
    for typed in {person.get_username(), person.email} - {""}:
        guessed = f"{request.get_host()}:{typed.lower()}"
        ratelimit.clear(request, action="login_failed", key=guessed)
    codes = f"mfa-auth-user-{person.pk}"
    ratelimit.clear(request, action="login_failed", key=codes)
    services.unlock(person, by=user_of(request))
    return f"{person} may try again."


def reset_second_factor(request: HttpRequest, person: User) -> str:
    """Take the person's second factors away."""
    services.reset_second_factor(person, by=user_of(request))
    return f"{person} has no second factor any more, and is signed out."


def sign_out(request: HttpRequest, person: User) -> str:
    """Sign the person out wherever he is."""
    services.sign_out(person, by=user_of(request))
    return f"{person} is signed out everywhere."


# What can be done about a person beside changing the account: by name in the address.
ACTS: Mapping[str, tuple[str, Callable[[HttpRequest, User], str]]] = {
    "invite": ("Send a link to set a password", invite),
    "unlock": ("Unlock", unlock),
    "reset-second-factor": ("Reset the second factor", reset_second_factor),
    "sign-out": ("Sign out everywhere", sign_out),
}
