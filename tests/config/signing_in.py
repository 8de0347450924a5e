"""Signing in as a browser does it, for tests."""

from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests.build import make_user

PASSWORD = "correct horse battery"  # noqa: S105 - of tests


def account(name: str = "anna", **fields: Any) -> User:
    """Return a member of staff with a password."""
    user = make_user(name, **{"is_staff": True, **fields})
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(
    client: Client, login: str = "anna", password: str = PASSWORD, **extra: Any
) -> Any:
    """Return the answer to what was typed on the sign-in page."""
    typed = {"login": login, "password": password}
    return client.post(reverse("account_login"), typed, **extra)


def is_in(client: Client) -> bool:
    """Whether the desk lets this browser in."""
    return bool(client.get(reverse("desk:settings")).status_code == 200)
