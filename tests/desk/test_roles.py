"""The roles are those that the migration gives, and the docs say so truly."""

import importlib
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.urls import reverse

from desk import roles
from desk.selectors.roles import tasks
from desk.services.people import set_roles
from review.services import REVIEWERS
from tests.build import make_user

pytestmark = pytest.mark.django_db
MIGRATION = importlib.import_module("desk.migrations.0004_roles")
LATER = [
    importlib.import_module(f"desk.migrations.{name}")
    for name in (
        "0005_reviewers_may_tick",
        "0006_partners_roles",
        "0007_inbox_and_webhooks_roles",
        "0008_roles_of_briefings",
        "0009_role_of_erasures",
    )
]
DOCS = Path(settings.BASE_DIR) / "docs" / "running.md"


def held(role: str) -> set[str]:
    permissions = Group.objects.get(name=role).permissions.select_related(
        "content_type"
    )
    return {f"{each.content_type.app_label}.{each.codename}" for each in permissions}


@pytest.mark.parametrize("role", roles.ROLES)
def test_each_role_may_what_the_migration_says(role: str) -> None:
    later = [name for each in LATER for name in each.GIVEN.get(role, ())]

    assert held(role) == {*MIGRATION.GIVEN[role], *later}


def test_the_reviewers_that_are_told_of_broken_glass_are_the_role() -> None:
    assert REVIEWERS == roles.REVIEWER


@pytest.mark.parametrize(
    "role", [roles.ANALYST, roles.REVIEWER, roles.PUBLISHER, roles.OFFICER]
)
def test_whoever_works_with_records_may_what_a_reader_may(role: str) -> None:
    assert held(role) >= held(roles.READER)


def test_a_reader_changes_nothing() -> None:
    acts = {name.partition(".")[2].partition("_")[0] for name in held(roles.READER)}

    assert acts == {"view"}


def test_nobody_who_edits_may_approve_or_publish_by_the_same_role() -> None:
    for role in roles.ROLES:
        may_edit = "incidents.change_incident" in held(role)
        may_decide = held(role) & {"review.add_approval", "sharing.add_release"}

        assert not (may_edit and may_decide)


def test_an_administrator_alone_reads_and_edits_no_record() -> None:
    # Who may pull, with which tokens; nothing of what they pull.
    of_partners = {f"sharing.view_{name}" for name in ("partner", "servicetoken")}
    of_partners.add("sharing.change_servicetoken")
    others = held(roles.ADMINISTRATOR) - of_partners
    apps_of = {name.partition(".")[0] for name in others}

    assert not apps_of & {"incidents", "attribution", "review", "sharing"}


def test_no_role_deletes_more_than_the_rows_of_a_record() -> None:
    deleted = {
        name.partition("delete_")[2]
        for role in roles.ROLES
        for name in held(role)
        if "delete_" in name
    }

    assert deleted == {
        *("citation", "alias", "claimground", "bearing"),
        *("questionside", "hypothesis", "responsetransition"),
    }


def test_settling_the_roles_again_changes_nothing() -> None:
    before = {role: held(role) for role in roles.ROLES}

    roles.settle(apps, MIGRATION.GIVEN, using="default")

    assert {role: held(role) for role in roles.ROLES} == before


def test_settling_keeps_what_a_role_was_given_besides() -> None:
    reader = Group.objects.get(name=roles.READER)
    more = Permission.objects.get(codename="view_session")
    reader.permissions.add(more)

    roles.settle(apps, MIGRATION.GIVEN, using="default")

    assert more in reader.permissions.all()


def test_a_permission_that_does_not_exist_is_named() -> None:
    with pytest.raises(
        roles.NoSuchPermission, match=r"reader: incidents\.view_nothing"
    ):
        roles.settle(apps, {roles.READER: ["incidents.view_nothing"]}, using="default")


def test_the_roles_are_taken_away_and_made_again() -> None:
    editor = SimpleNamespace(connection=connection)

    MIGRATION.take_away(apps, editor)
    assert not Group.objects.filter(name__in=roles.ROLES).exists()
    MIGRATION.make(apps, editor)

    assert held(roles.ANALYST) == {*MIGRATION.GIVEN[roles.ANALYST]}


def test_who_holds_several_roles_may_what_any_of_them_may() -> None:
    user = make_user("both")
    set_roles(user, [roles.ANALYST, roles.PUBLISHER])
    user = type(user).objects.get(pk=user.pk)

    assert user.is_staff
    assert user.has_perms(["incidents.change_incident", "sharing.add_release"])


def as_table() -> str:
    """Return who may do what, as the docs have it."""
    head = ["What", *roles.ROLES]
    rows = [
        [task, *("yes" if may else "" for may in row)] for task, row in tasks().items()
    ]
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def test_the_docs_say_who_may_do_what() -> None:
    wanted = as_table()

    assert wanted in DOCS.read_text(), f"docs/running.md should have\n\n{wanted}"


def test_the_page_of_roles_says_who_may_do_what(client: Client) -> None:
    user = make_user("ada")
    set_roles(user, [roles.ADMINISTRATOR])
    client.force_login(type(user).objects.get(pk=user.pk))

    page = client.get(reverse("admin:auth_group_changelist")).content.decode()

    for task in tasks():
        assert task in page
