"""`manage.py demo`: the Albanian case from files to a published, valid bundle."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from attribution.case_files import CaseProblems
from config import demo
from config.demo_people import PEOPLE, demo_password
from config.listening import USUAL, NotFree, must_be_free, opened_at
from config.serving import Serves, noted, run_together
from incidents.vocab import Marking
from sharing.services import CannotPublish

SERVE = [sys.executable, "-m", "gunicorn", "--config", "python:config.gunicorn"]
WORK = [sys.executable, "manage.py", "db_worker", "--verbosity", "0"]
CURL = """\
A partner's programs read what is published up to TLP:GREEN, by TAXII and by REST:
  curl --header "Authorization: Bearer $(cat '{token}')" \\
    {address}api/v1/incidents"""
WIDTH = 34


class Command(BaseCommand):
    """Run the demonstration, print what it made, and serve the admin if asked."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--serve", action="store_true", help="serve the admin")
        parser.add_argument("--out", type=Path, default=settings.BASE_DIR / "out")

    def handle(self, *, serve: bool, out: Path, **options: object) -> None:
        if settings.PROFILE == "production":
            raise CommandError(
                "The demonstration makes users with a known password, so it does not "
                "run in production. Unset DATABASE_URL or set PROFILE=development."
            )
        if not serve:
            self._demonstrate(out)
            return
        bind = os.environ.get("BIND", USUAL)
        try:
            with noted(settings.STATE_DIR):
                must_be_free(bind)  # told before the work of minutes, not after it
                self._serve(self._demonstrate(out), bind)
        except (NotFree, Serves) as error:
            raise CommandError(str(error)) from error

    def _demonstrate(self, out: Path) -> Path:
        """Make all of it, print what there is, and return the file of the token."""
        started = perf_counter()
        try:
            made = demo.demonstrate(
                settings.BASE_DIR / "attribution" / "cases" / demo.CASE,
                out,
                state=settings.STATE_DIR,
                clock=timezone.now,
            )
        except (CaseProblems, CannotPublish) as error:
            raise CommandError("\n".join(map(str, error.problems))) from error
        self._print(made, perf_counter() - started)
        if made.verdict.errors:
            raise CommandError("\n".join(made.verdict.errors))
        for path in demo.write_briefings(out):
            self.stdout.write(str(path))
        return made.token

    def _print(self, made: demo.Demonstration, seconds: float) -> None:
        self._table("Records loaded", made.loaded)
        self._table("STIX objects by type", made.objects)
        self._table("Claims by stance", made.stances)
        self._table("Responses by type", made.responses)
        codes = {f"warning {code}": n for code, n in made.verdict.warnings.items()}
        errors = len(made.verdict.errors)
        self._table("stix2-validator's findings", {"errors": errors, **codes})
        self.stdout.write(f"\n{made.release}, {made.bundle}, {seconds:.1f} s")

    def _table(self, title: str, counts: Mapping[str, int]) -> None:
        self.stdout.write(f"\n{title:<{WIDTH}}{sum(counts.values()):>7}")
        for name, count in counts.items():
            self.stdout.write(f"  {name:<{WIDTH - 2}}{count:>7}")

    def _serve(self, token: Path, bind: str) -> None:
        address = opened_at(bind)
        self.stdout.write(f"\nThe desk is at {address}admin/")
        password = demo_password(settings.STATE_DIR)
        self.stdout.write(f"The password is {password} for each of these:")
        for name, part in PEOPLE.items():
            marking = Marking(part.cleared_to).label
            self.stdout.write(f"  {name:<14} {part.does}; cleared to {marking}")
        self.stdout.write(CURL.format(token=token, address=address))
        self.stdout.write("Ctrl-C ends it; so does `make stop`, from anywhere.")
        self.stdout.flush()
        sys.exit(run_together([*SERVE, "--bind", bind], WORK))
