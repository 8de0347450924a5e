"""`manage.py bench`: how fast it compiles and publishes, and in how much memory.

It works in a database of its own, which it drops in the end.
"""

from argparse import ArgumentParser
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from time import perf_counter, process_time

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand
from django.db import connection

from attribution.services import load_case
from incidents.models import Record
from incidents.vocab import Marking
from review.rules import reason_for_all
from review.services import approve, request_review
from sharing.bundle import Query, bundle
from sharing.compile import Context, check, compile_record, to_bytes
from sharing.management.generated import generate_case
from sharing.management.scratch import scratch_database
from sharing.selectors import in_chunks, view
from sharing.services import publish
from sharing.services.library import shelf
from sharing.services.naming import names
from sharing.verify import verify_store

CASE = Path("attribution", "cases", "albania-2022")
KILOBYTES_IN_MB = 1024
BATCH = 500


class Command(BaseCommand):
    """Publish the shipped case and generated ones; print speeds and peak memory."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the sizes of the generated cases."""
        parser.add_argument(
            "claims", nargs="*", type=int, default=[1_000, 10_000], metavar="CLAIMS"
        )

    def handle(self, *, claims: list[int], **options: object) -> None:
        """Measure the shipped case first, then the generated ones as told."""
        self._measure("albania-2022", load_shipped, case="albania-2022")
        for count in claims:

            def generate(count: int = count) -> None:
                generate_case(count, analyst=user("analyst"), reviewer=user("reviewer"))

            self._measure(f"{count} generated claims", generate, case="case")

    def _measure(self, title: str, fill: Callable[[], None], *, case: str) -> None:
        with scratch_database("attribution_bench"):
            started = perf_counter()
            fill()
            filled = perf_counter() - started
            with connection.cursor() as cursor:
                cursor.execute("analyze")
            before = peak()
            started, worked = perf_counter(), process_time()
            release = publish(
                Record.objects.only("pk", "key").iterator(),
                by=user("publisher"),
                at=datetime.now(UTC),
            )
            seconds, worked = perf_counter() - started, process_time() - worked
            objects = release.bodies.count()
            self._line(title, "write, approve", objects, filled)
            self._line("", "publish", objects, seconds)
            self._line("", "same, own CPU", objects, worked)
            self.stdout.write(
                f"{'':24} peak memory {before} MB before, {peak()} MB after, "
                f"{peak(RUSAGE_CHILDREN)} MB in a process that checks"
            )
            self._again(objects)
            self._compile()
            self._read(case)

    def _again(self, objects: int) -> None:
        """Publish everything once more, with nothing to do."""
        started = perf_counter()
        records = Record.objects.only("pk", "key").iterator()
        publish(records, by=user("publisher"), at=datetime.now(UTC))
        self._line("", "publish again", objects, perf_counter() - started)

    def _compile(self) -> None:
        """Compile, write and check everything again, each by itself."""
        seconds = {"compile": 0.0, "write bytes": 0.0, "check": 0.0}
        objects = 0
        keys = Record.objects.order_by("kind", "key").values_list("key", flat=True)
        for batch in in_chunks(keys.iterator(), BATCH):
            found = shelf(batch, items={}, view=view(marking=Marking.RED))
            keeper = Record.objects.filter(kind="case").get().as_case.keeper.key
            every = found.versions.keys() | {keeper}
            found = shelf(every, items={}, view=view(marking=Marking.RED))
            context = Context(found.versions, names(found.versions), keeper)
            started = perf_counter()
            made = [each for key in batch for each in compile_record(key, context)[0]]
            compiled = perf_counter()
            for each in made:
                to_bytes(each.object)
            written = perf_counter()
            for each in made:
                check(each.object)
            seconds["compile"] += compiled - started
            seconds["write bytes"] += written - compiled
            seconds["check"] += perf_counter() - written
            objects += len(made)
        for name, taken in seconds.items():
            self._line("", name, objects, taken)

    def _read(self, case: str) -> None:
        """Export the whole case, and verify the store."""
        started = perf_counter()
        found = bundle(Query(case))
        size = sum(map(len, found.chunks()))
        self._line(
            "",
            f"bundle of {size >> 20} MB",
            len(found.members),
            perf_counter() - started,
        )
        started = perf_counter()
        assert not verify_store()
        self._line("", "verify", len(found.members), perf_counter() - started)

    def _line(self, title: str, what: str, objects: int, seconds: float) -> None:
        rate = objects / seconds
        self.stdout.write(
            f"{title:24} {what:16} {objects:8} objects {seconds:8.2f} s {rate:9.0f}/s"
        )


def load_shipped() -> None:
    """Load the case that is shipped and have it approved."""
    load_case(settings.BASE_DIR / CASE, by=user("analyst"))
    now = datetime.now(UTC)
    request = request_review(
        Record.objects.all(),
        by=user("analyst"),
        at=now,
        title="Shipped",
        reasons=reason_for_all("Shipped as coded, for measuring."),
    )
    approve(request, by=user("reviewer"), at=now)


def user(name: str) -> User:
    """Return the user of that name."""
    return User.objects.get_or_create(username=name)[0]


def peak(whose: int = RUSAGE_SELF) -> int:
    """Return the most memory that a process has had so far, in megabytes."""
    return getrusage(whose).ru_maxrss // KILOBYTES_IN_MB
