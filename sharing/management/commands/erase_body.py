"""`manage.py erase_body KEY`: erase published bytes on legal order, as the owner."""

from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from sharing.services.erasing import NotErased, Order, erase


class Command(BaseCommand):
    """Erase versions of a record; two people type their passwords for it."""

    help = (
        "Erases the published bytes of a record's versions that no longer stand, and "
        "of the objects that they left as. There is no way back."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", help="of the record")
        parser.add_argument(
            "--versions", default="", help="only these, with commas between them"
        )
        parser.add_argument("--reason", required=True, help="the order, and whose")
        parser.add_argument("--by", required=True, help="who erases: a user name")
        parser.add_argument("--second", required=True, help="who confirms: another")

    def handle(self, **options: Any) -> None:
        people = (_person(options["by"]), _person(options["second"]))
        order = Order(options["reason"], *people)
        try:
            found = erase(
                options["key"],
                order,
                at=timezone.now(),
                versions=_numbers(options["versions"]),
            )
        except NotErased as error:
            raise CommandError(str(error)) from error
        for record in found.records:
            self.stdout.write(f"Erased: {record}")
        for body in found.bodies:
            self.stdout.write(f"Erased: {body}")
        if found.referring:
            names = ", ".join(found.referring)
            self.stdout.write(f"Look at what refers to it, too: {names}")


def _person(name: str) -> User:
    """Return a person who knows his password, and works here."""
    person = User.objects.filter(username=name, is_active=True).first()
    typed = getpass(f"Password of {name}: ")
    if person is None or not person.check_password(typed):
        raise CommandError(f"{name} is not known here, or the password is wrong.")
    return person


def _numbers(text: str) -> list[int]:
    try:
        return [int(each) for each in text.split(",") if each.strip()]
    except ValueError as error:
        raise CommandError(f"--versions {text}: write numbers.") from error
