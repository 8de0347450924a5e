"""What each role may do, as the database has it."""

from collections import defaultdict
from collections.abc import Mapping

from django.contrib.auth.models import Group, Permission

from desk.roles import ROLES

# What people ask about roles, and the permission that answers for it.
TASKS: Mapping[str, str] = {
    "Read records, their versions and their sources": "incidents.view_record",
    "Add and change records": "incidents.change_incident",
    "Import files": "desk.add_batch",
    "Send records to review": "review.add_request",
    "Acknowledge warnings": "review.add_acknowledgement",
    "Follow requests, approvals and returns": "review.view_request",
    "Approve what others wrote": "review.add_approval",
    "Return it with a reason": "review.add_return",
    "Publish and retract": "sharing.add_release",
    "Approve without a second person, in need": "review.break_glass",
    "Read what was published": "sharing.view_release",
    "Read released briefings": "briefings.view_edition",
    "Write briefings and ask for their release": "briefings.add_edition",
    "Release what another wrote": "briefings.add_release",
    "Manage partners, give them tokens": "sharing.add_servicetoken",
    "Revoke tokens, suspend partners": "sharing.change_servicetoken",
    "See as a partner": "sharing.see_as_partner",
    "Read who pulled what": "sharing.view_pull",
    "Read what was erased, and on whose order": "sharing.view_erasure",
    "Make accounts, give roles and clearances": "auth.change_user",
    "Read the log of administration": "admin.view_logentry",
    "Read who signed in, and who failed to": "axes.view_accesslog",
}
ACTS = ("view", "add", "change", "delete")


def tasks() -> dict[str, list[bool]]:
    """Return for each task whether each role, in the order of ``ROLES``, may do it."""
    held = _held()
    return {
        task: [permission in held[role] for role in ROLES]
        for task, permission in TASKS.items()
    }


def matrix() -> dict[str, list[str]]:
    """Return for each kind of row what each role may do with it, in words."""
    held = _held()
    cells: dict[str, list[str]] = {}
    for kind, permissions in _by_kind().items():
        cells[kind] = [
            ", ".join(act for name, act in permissions if name in held[role])
            for role in ROLES
        ]
    return {kind: row for kind, row in cells.items() if any(row)}


def _held() -> dict[str, set[str]]:
    """Return the permissions of each role by name; one that is not there has none."""
    held: dict[str, set[str]] = {role: set() for role in ROLES}
    groups = Group.objects.filter(name__in=ROLES)
    for group in groups.prefetch_related("permissions__content_type"):
        held[group.name] = {_name(each) for each in group.permissions.all()}
    return held


def _by_kind() -> dict[str, list[tuple[str, str]]]:
    """Return the permissions on each kind of row with their acts, reading first."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for each in Permission.objects.select_related("content_type"):
        kind = f"{each.content_type.app_label}: {each.content_type.name}"
        found[kind].append((_name(each), _act(each)))
    order = {act: number for number, act in enumerate(ACTS)}
    return {
        kind: sorted(acts, key=lambda act: order.get(act[1], len(ACTS)))
        for kind, acts in sorted(found.items())
    }


def _name(permission: Permission) -> str:
    return f"{permission.content_type.app_label}.{permission.codename}"


def _act(permission: Permission) -> str:
    act, _, _ = permission.codename.partition("_")
    return act if act in ACTS else permission.name
