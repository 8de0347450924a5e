"""The people of the demonstration: one for each role, all with one random password."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.models import User

from desk import roles
from desk.services.people import set_clearance, set_roles
from incidents.vocab import Marking


@dataclass(frozen=True, slots=True)
class Part:
    """What one of them does in the demonstration, and what he may read."""

    role: str
    cleared_to: str
    does: str


PEOPLE: Mapping[str, Part] = {
    "analyst": Part(
        roles.ANALYST, Marking.RED, "loads the case and sends it to review"
    ),
    "reviewer": Part(roles.REVIEWER, Marking.RED, "approves it"),
    "publisher": Part(roles.PUBLISHER, Marking.RED, "publishes it"),
    "officer": Part(roles.OFFICER, Marking.AMBER, "reads it for a briefing"),
    "reader": Part(roles.READER, Marking.CLEAR, "reads what everybody may"),
    "administrator": Part(
        roles.ADMINISTRATOR, Marking.CLEAR, "makes accounts and gives roles"
    ),
}


def demo_people(state: Path) -> dict[str, User]:
    """Return them by name; who is missing is made, and each holds his role alone."""
    User.objects.filter(username__in=PEOPLE).update(is_superuser=False)
    return {name: _person(name, part, state) for name, part in PEOPLE.items()}


def _person(name: str, part: Part, state: Path) -> User:
    found = User.objects.filter(username=name).first()
    person = found or User.objects.create_user(name, password=demo_password(state))
    set_roles(person, [part.role])
    set_clearance(person, part.cleared_to)
    return User.objects.get(pk=person.pk)


def demo_password(state: Path) -> str:
    """Return their password, drawn once and kept where only we can read."""
    path = state / "demo-password"
    if not path.exists():
        state.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(12), encoding="ascii")
    return path.read_text(encoding="ascii")
