"""The pages of people as an administrator's browser sends them, and what they say."""

from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from desk.roles import ADMINISTRATOR
from desk.services.people import set_roles
from tests.build import make_user

LIST, ADD = reverse("admin:auth_user_changelist"), reverse("admin:auth_user_add")


def administrator(client: Client) -> Client:
    """Return the browser of an administrator, who has no other role."""
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
