"""Who signs in, and how: what allauth and axes ask of the project.

Accounts are made by administrators; nobody makes one for himself.
"""

import time
from ipaddress import ip_address
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.forms import LoginForm
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from config.sessions import SIGNED_IN_AT
from desk.selectors.people import account_by_name
from desk.services.people import keep_address

WRONG = "The user name and the password do not go together."
REFUSED = "account/refused.html"


def client_ip(request: HttpRequest) -> str | None:
    """Return the address of whoever asks; a proxy's word counts only behind one."""
    said = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    last = said.rpartition(",")[2].strip()
    try:
        return str(ip_address(last))
    except ValueError:
        found = request.META.get("REMOTE_ADDR")
        return str(found) if found else None


def account_typed(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Return the account that failures are counted for, whether or not there is one.

    By its user name, however it was typed: an e-mail address in another case must not
    be another five guesses.
    """
    typed = str((credentials or {}).get("username") or "").strip()
    found = account_by_name(typed)
    return found.get_username() if found else typed.casefold()[:150]


def locked_out(request: HttpRequest, *others: Any) -> HttpResponse:
    """Return the page that says how long to wait; it is the same for every name."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    context = {"minutes": minutes, "failures": settings.AXES_FAILURE_LIMIT}
    return render(request, "account/locked.html", context, status=429)


class Accounts(DefaultAccountAdapter):  # type: ignore[misc] # allauth is untyped
    """Accounts of people: none is made by its owner, none is guessed at."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
        "too_many_login_attempts": "Too many attempts. Wait a while, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: administrators make accounts."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that failures are counted by."""
        return client_ip(request) or "0.0.0.0"  # noqa: S104 - no address, nothing is bound

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whether one has to show again who one is; not just after signing in."""
        since = time.time() - self.request.session.get(SIGNED_IN_AT, 0)
        return bool(since > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)


class SignInForm(LoginForm):  # type: ignore[misc] # allauth is untyped
    """User name or e-mail address, and password; browsers know which is which."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["login"]
        name.label = "User name or e-mail address"
        name.widget.attrs.update(
            autocomplete="username webauthn", autocapitalize="none", spellcheck="false"
        )
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            field.help_text = ""


class People(AuthenticationBackend):  # type: ignore[misc] # allauth is untyped
    """Knows people by user name or e-mail address, and their passwords."""

    def get_user(self, user_id: int) -> User | None:
        """Return who is signed in, with what each page asks of him: one read."""
        found = User.objects.select_related("clearance", "desk_settings")
        person = found.filter(pk=user_id).first()
        return person if person and self.user_can_authenticate(person) else None


class ProviderOnly(People):
    """Knows no passwords: people come by the identity provider. Permissions hold."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:
        """Refuse, whatever was typed."""
        return


class ProviderAccounts(DefaultSocialAccountAdapter):  # type: ignore[misc] # untyped
    """People that the identity provider sends: known by an address it vouches for."""

    def authenticate_by_email(
        self, sociallogin: SocialLogin
    ) -> tuple[User, str] | None:
        """Return whom a vouched address belongs to; administrators have vouched too."""
        found: tuple[User, str] | None = super().authenticate_by_email(sociallogin)
        if found:
            keep_address(found[0])
        return found

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Refuse whoever has no account here, unless accounts are made for them."""
        if sociallogin.is_existing or sociallogin.state.get("process") == "connect":
            return
        address = sociallogin.user.email
        is_taken = bool(address) and account_by_name(address) is not None
        if is_taken or not settings.OIDC_MAKES_ACCOUNTS:
            raise ImmediateHttpResponse(
                render(request, REFUSED, {"is_taken": is_taken}, status=403)
            )

    def is_open_for_signup(
        self, request: HttpRequest, sociallogin: SocialLogin
    ) -> bool:
        """Whether an account may be made: one that has no role and sees nothing."""
        return bool(settings.OIDC_MAKES_ACCOUNTS)
