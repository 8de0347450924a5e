"""`manage.py load_case PATH`: a case folder into the database."""

from collections import Counter
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from attribution.case_files import CaseProblems
from attribution.case_files.compare import Outcome
from attribution.services import Loaded, load_case

COLUMNS = [outcome.value for outcome in Outcome]


class Command(BaseCommand):
    """Loads a case folder whole, or says line by line what is wrong with it."""

    help = "Load a case folder; on any mistake in it nothing is loaded."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder and the name of the user whose versions these are."""
        parser.add_argument("path", type=Path)
        parser.add_argument("--by", default="analyst", metavar="USERNAME")

    def handle(self, *args: Any, path: Path, by: str, **options: Any) -> None:
        """Load it and print what came of it, by kind."""
        try:
            user = User.objects.get(username=by)
            loaded = load_case(path, by=user)
        except User.DoesNotExist:
            raise CommandError(
                f"There is no user {by!r}; name one with --by."
            ) from None
        except CaseProblems as error:
            for problem in error.problems:
                self.stderr.write(str(problem))
            count = len(error.problems)
            raise CommandError(f"{path}: {count} problem(s); nothing loaded") from None
        self._print(loaded)

    def _print(self, loaded: Loaded) -> None:
        counts = Counter(
            (loaded.kinds[key], outcome.value)
            for key, outcome in loaded.outcomes.items()
        )
        self.stdout.write(f"{loaded.case:<22}" + "".join(f"{c:>11}" for c in COLUMNS))
        for kind in dict.fromkeys(loaded.kinds.values()):
            numbers = "".join(f"{counts[kind, column]:>11}" for column in COLUMNS)
            self.stdout.write(f"{kind:<22}{numbers}")
        for key, outcome in loaded.outcomes.items():
            if outcome is Outcome.KEPT:
                self.stdout.write(f"kept: {key} was edited since; its file was not")
        for key in loaded.gone:
            self.stdout.write(f"gone: {key} is no longer in the folder; it stays")
