"""Second factors: who must have one, how it is made, and how its secret is kept."""

import secrets
from base64 import b32encode, urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.encoding import force_bytes
from qrcode.main import QRCode

# Where one is set up, and what anybody may do to his own account.
OPEN = ("account_", "mfa_", "usersessions_", "socialaccount_", "openid_connect_")
OPEN_NAMES = ("healthz", "jsi18n")
STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
SET_UP = "Set up a second factor first: an authenticator app or a passkey."


class SecondFactorFirst:
    """Sends whoever has no second factor to set one up, before any other page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the views do."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Return the way to the set-up page, if that comes first."""
        if not settings.REQUIRE_MFA or _is_open(request):
            return None
        if not request.user.is_authenticated or _is_strong(request):
            return None
        messages.warning(request, SET_UP)
        return HttpResponseRedirect(reverse("mfa_index"))


def _is_open(request: HttpRequest) -> bool:
    match = request.resolver_match
    name = (match.url_name if match else "") or ""
    return name in OPEN_NAMES or name.startswith(OPEN)


def _is_strong(request: HttpRequest) -> bool:
    """Whether the person has a second factor, here or at the identity provider."""
    if Authenticator.objects.filter(user=request.user.pk, type__in=STRONG).exists():
        return True
    return settings.OIDC_HAS_SECOND_FACTOR and any(
        record["method"] == "socialaccount"
        for record in get_authentication_records(request, request.user)
    )


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc] # allauth is untyped
    """A passkey's name, and whether it lets in without a password."""

    passwordless = forms.BooleanField(
        label="Sign in with it alone, without a password",
        required=False,
        initial=True,
        help_text="It then asks for your fingerprint, face or PIN each time.",
    )


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc] # allauth is untyped
    """Second factors, whose secrets a copy of the database does not give away."""

    def build_totp_svg(self, url: str) -> str:
        """Return the code for an app's camera: black on white, with no inline style."""
        code = QRCode(border=4)
        code.add_data(url)
        rows = code.get_matrix()
        size = len(rows)
        dark = "".join(
            f"M{x} {y}h1v1h-1z"
            for y, row in enumerate(rows)
            for x, is_dark in enumerate(row)
            if is_dark
        )
        return (
            f'<svg viewBox="0 0 {size} {size}" role="img" aria-label="Code to scan" '
            f'shape-rendering="crispEdges"><rect width="{size}" height="{size}" '
            f'fill="#fff"/><path d="{dark}" fill="#000"/></svg>'
        )

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002
        """Return a name for a passkey that its owner gives none."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return f"Passkey {number}"

    def encrypt(self, text: str) -> str:
        """Return a secret as the database keeps it."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret; for one that no key opens, another that nobody knows."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return b32encode(secrets.token_bytes(20)).decode()


def _cipher() -> MultiFernet:
    """Return the cipher of the secret key, which opens what former keys closed."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [sha256(b"second factor " + force_bytes(key)).digest() for key in keys]
    return MultiFernet([Fernet(urlsafe_b64encode(digest)) for digest in digests])
