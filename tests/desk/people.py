"""Who works at the desk in the tests of its own pages, and with what right."""

from typing import Any

from django.contrib.auth.models import Permission, User
from django.test import Client

from desk.models import Clearance
from tests.build import make_user

LOOK = ("view_record", "view_change", "view_request")


def browser(name: str, *rights: str, cleared: str = "CLEAR", **fields: Any) -> Client:
    """Return the browser of a member of staff with these rights and this clearance.

    Rights are codenames of permissions; everybody may look at the desk's pages.
    """
    client = Client()
    client.force_login(staff(name, *rights, cleared=cleared, **fields))
    return client


def staff(name: str, *rights: str, cleared: str = "CLEAR", **fields: Any) -> User:
    """Return a member of staff with these rights and this clearance."""
    user = make_user(name)
    for field, value in {"is_staff": True, **fields}.items():
        setattr(user, field, value)
    user.save()
    wanted = Permission.objects.filter(codename__in=[*LOOK, *rights])
    user.user_permissions.set(wanted)
    Clearance.objects.update_or_create(user=user, defaults={"marking": cleared})
    return User.objects.get(pk=user.pk)
