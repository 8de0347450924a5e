"""`manage.py validate_bundle FILE`: the OASIS validator's verdict."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from sharing.validation import validate_bundle


class Command(BaseCommand):
    """Validate a STIX 2.1 bundle; exit with 1 if there is an error."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: object) -> None:
        try:
            verdict = validate_bundle(file.read_bytes())
        except (OSError, ValueError) as error:
            raise CommandError(f"{file}: {error}") from error
        for message in verdict.errors:
            self.stderr.write(message)
        counts = ", ".join(f"{code}: {n}" for code, n in verdict.warnings.items())
        self.stdout.write(
            f"{verdict.objects} objects, {len(verdict.errors)} errors, "
            f"warnings by code: {counts or 'none'}"
        )
        if verdict.errors:
            raise CommandError("the bundle is not valid")
