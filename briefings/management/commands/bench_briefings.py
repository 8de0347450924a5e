"""`manage.py bench_briefings`: how long the writers take, and how much memory.

Briefings are made up of so many incidents with six claims each, without a database;
with KEY, the published record is measured as well. Each file is written in a process
of its own, whose memory is the most that it ever held. Then five are written at once.
"""

from argparse import ArgumentParser
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from time import perf_counter

from django.core.management.base import BaseCommand

from briefings.assemble import assemble
from briefings.generated import found
from briefings.management.writing import Written, written
from briefings.request import FULL, Request
from briefings.selectors import briefing_for
from briefings.tree import Briefing
from briefings.writers import WRITERS

SIZES, CLAIMANTS = (1, 10, 200), 6
AT_ONCE = 5
# The most seconds that a PDF of so many incidents should take.
GOALS = {10: 2, 200: 20}
ROW = "| {:34} | {:>6} | {:>7} | {:>7} | {:>9} | {:>9} |"


@dataclass(frozen=True, slots=True)
class Case:
    """A briefing to write, and in how many seconds it should be a PDF."""

    title: str
    briefing: Briefing
    goal: int | None = None


class Command(BaseCommand):
    """Write briefings of several sizes, print a Markdown table."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take which published records are measured too."""
        parser.add_argument("keys", nargs="*", help="such as albania-2022")

    def handle(self, *, keys: list[str], **options: object) -> None:
        """Measure one file after the other, then several at once."""
        heads = ("briefing", "format", "goal s", "seconds", "memory MB", "size kB")
        self.stdout.write(ROW.format(*heads))
        self.stdout.write(ROW.format("-" * 34, "---", "--:", "--:", "--:", "--:"))
        cases = [*_published(keys), *_generated()]
        for case in cases:
            for name in WRITERS:
                (found_,) = _measured([case.briefing], name)
                self._tell(case, name, found_)
        ten = next(each for each in cases if each.goal == GOALS[10])
        started = perf_counter()
        several = _measured([ten.briefing] * AT_ONCE, "pdf")
        memory = sum(each.memory for each in several)
        self.stdout.write(
            f"\n{AT_ONCE} PDFs of 10 incidents at once: "
            f"{perf_counter() - started:.1f} s, {memory} MB together"
        )

    def _tell(self, case: Case, name: str, made: Written) -> None:
        goal = case.goal if name == "pdf" and case.goal else ""
        self.stdout.write(
            ROW.format(
                case.title,
                name,
                goal,
                f"{made.seconds:.2f}",
                made.memory,
                made.size // 1000,
            )
        )


def _published(keys: list[str]) -> Iterator[Case]:
    """Yield what is published of each key, in short and in full."""
    for key in keys:
        yield Case(key, briefing_for(Request((key,))).briefing)
        yield Case(f"{key}, full", briefing_for(Request((key,), extent=FULL)).briefing)


def _generated() -> Iterator[Case]:
    for size in SIZES:
        made = assemble(Request(("many",)), found(incidents=size, claimants=CLAIMANTS))
        title = f"{size} incident{'s' if size > 1 else ''}"
        yield Case(title, made.briefing, GOALS.get(size))


def _measured(briefings: list[Briefing], name: str) -> list[Written]:
    """Return what each briefing took, all at once, each in a process of its own."""
    with ProcessPoolExecutor(
        len(briefings), mp_context=get_context("spawn"), max_tasks_per_child=1
    ) as pool:
        return list(pool.map(written, briefings, [name] * len(briefings)))
