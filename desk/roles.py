"""The roles: which there are, and how a migration gives them their permissions.

A role is a group. Who holds one may enter the desk; a person may hold several. What
each may do stands in migrations; a later one gives more with `settle`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.management import create_permissions

ANALYST = "analyst"
REVIEWER = "reviewer"
PUBLISHER = "publisher"
OFFICER = "briefing officer"
READER = "reader"
ADMINISTRATOR = "administrator"
ROLES = (ANALYST, REVIEWER, PUBLISHER, OFFICER, READER, ADMINISTRATOR)


class NoSuchPermission(Exception):
    """A migration gives a permission of a model that is made after it."""


def settle(apps: Any, given: Mapping[str, Iterable[str]], *, using: str) -> None:
    """Make the roles that are missing, and give each these permissions besides its own.

    Permissions are named like ``incidents.view_incident``. Doing it again changes
    nothing. ``apps`` are those of the migration, which must depend on the migrations
    of all the models whose permissions it gives.

    Raises:
        NoSuchPermission: there is no permission of a name.
    """
    _make_permissions(apps, using)
    group_model = apps.get_model("auth", "Group")
    known = _permissions(apps, using)
    for role, names in given.items():
        missing = sorted(set(names) - set(known))
        if missing:
            raise NoSuchPermission(f"{role}: {', '.join(missing)}")
        group, _ = group_model.objects.using(using).get_or_create(name=role)
        group.permissions.add(*(known[name] for name in names))


def _make_permissions(apps: Any, using: str) -> None:
    """Make now what Django makes only after the last migration."""
    for config in apps.get_app_configs():
        config.models_module = True  # the apps of a migration have none
        create_permissions(config, verbosity=0, using=using, apps=apps)
        config.models_module = None


def _permissions(apps: Any, using: str) -> dict[str, Any]:
    rows = apps.get_model("auth", "Permission").objects.using(using)
    return {
        f"{each.content_type.app_label}.{each.codename}": each
        for each in rows.select_related("content_type")
    }
