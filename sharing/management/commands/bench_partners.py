"""`manage.py bench_partners`: how fast partners pull, from 1,000 to a million objects.

It works in databases of its own, filled from a fixed seed, and serves them with two
workers, as `config.gunicorn` would. The result is a document in Markdown.
"""

from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from platform import python_version
from time import perf_counter

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from incidents.models import Record
from sharing.access import Scope
from sharing.management.commands.bench import load_shipped, user
from sharing.management.generated_objects import FIRST, fill_store
from sharing.management.measures import Times
from sharing.management.options import write_whole
from sharing.management.pulls import (
    Bench,
    measure_filters,
    measure_pages,
    measure_parts,
    measure_polls,
    measure_rush,
)
from sharing.management.scratch import scratch_database, settle
from sharing.management.server import as_served, serving
from sharing.management.table import Table
from sharing.management.wholes import (
    measure_bundles,
    measure_crowd,
    measure_medallion,
    measure_opentaxii,
    measure_posts,
    measure_whole,
)
from sharing.models import (
    Collection,
    CollectionKind,
    Partner,
    PublishedRecord,
    Release,
)
from sharing.services import publish
from sharing.services.collections import open_inbox
from sharing.services.partners import save_partner
from sharing.services.segmenting import make_segments
from sharing.services.tokens import Terms, issue

SIZES = (1_000, 24_000, 1_000_000)
BESIDE_MEDALLION = 1_000  # it takes the square of this
BESIDE_OPENTAXII = 24_000
PARTNERS = 200
PER_MINUTE, PER_DAY = 10_000_000, 1_000_000_000
GROWTH = 1.3


class Command(BaseCommand):
    """Fill stores, pull from them in every way, write down how long it took."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the sizes of the stores, how often each thing is timed, and where to."""
        parser.add_argument(
            "sizes", nargs="*", type=int, default=SIZES, metavar="OBJECTS"
        )
        parser.add_argument("--rounds", type=int, default=50)
        parser.add_argument(
            "-o", "--output", type=Path, default=Path("build", "bench_partners.md")
        )
        parser.add_argument(
            "--keep", action="store_true", help="Leave the stores for the next run."
        )

    def handle(
        self,
        *,
        sizes: Sequence[int],
        rounds: int,
        output: Path,
        keep: bool,
        **options: object,
    ) -> None:
        """Measure store by store; whole pulls and crowds in the largest."""
        as_served()
        table, found = Table(self.stdout), {}
        for size in sizes:
            name = f"attribution_bench_partners_{size}"
            with scratch_database(name, keep=keep):
                fill(size, table)
                found[size] = measure(
                    size, table, rounds=rounds, is_largest=size == max(sizes)
                )
        tell_growth(found, table)
        write_whole(output, [table.text().encode()])
        self.stdout.write(f"Written to {output}.")


def fill(size: int, table: Table) -> None:
    """Publish so many objects and the shipped case, unless they are there already.

    In a process of its own, so that the server is forked from none that has grown.

    Raises:
        CommandError: it failed, or a kept store is not whole.
    """
    table.begin(f"{size:,} objects and the Albanian case", "Made on", "With", "In")
    started = perf_counter()
    if not Release.objects.exists():
        connection.close()
        process = get_context("fork").Process(target=_fill, args=(size,))
        process.start()
        process.join()
    if not PublishedRecord.objects.exists():  # the last that is written
        raise CommandError(f"The store of {size} is not whole. Run without --keep.")
    make_segments()
    settle()
    with connection.cursor() as cursor:
        cursor.execute("show server_version")
        (version,) = cursor.fetchone()
    versions = f"Python {python_version()}, PostgreSQL {version}"
    today = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    table.line(today, versions, f"{perf_counter() - started:.0f} s")


def _fill(size: int) -> None:
    fill_store(size, by=user("publisher"), told=lambda made: None)
    load_shipped()
    records = Record.objects.only("pk", "key").iterator()
    publish(records, by=user("publisher"), at=FIRST)


def measure(
    size: int, table: Table, *, rounds: int, is_largest: bool
) -> dict[str, Times]:
    """Measure one store; return the times that can be compared with another's."""
    inbox = Collection.objects.filter(kind=CollectionKind.INBOX).first()
    inbox = inbox or open_inbox("bench", title="For posts that are measured")
    tokens = make_tokens(PARTNERS if is_largest else 1, inbox)
    collection = Collection.objects.get(alias="published-clear")
    if is_largest:  # from workers that have done nothing yet
        table.begin(f"The whole of {size:,} objects")
        with serving() as server:
            measure_whole(Bench(table, server, tokens[0], collection, rounds))
    with serving() as server:
        bench = Bench(table, server, tokens[0], collection, rounds)
        table.begin(f"Pages of {size:,} objects")
        measure_pages(bench)
        measure_filters(bench)
        measure_polls(bench)
        measure_posts(bench, inbox)
        if size == BESIDE_MEDALLION:
            measure_medallion(bench, size)
        if size == BESIDE_OPENTAXII:
            measure_opentaxii(bench, inbox)
        if is_largest:
            table.begin(f"Four clients, bundles and crowds, {size:,} objects")
            measure_rush(bench)
            measure_bundles(bench)
            measure_crowd(bench, tokens)
            measure_parts(bench)
    return bench.found


def tell_growth(found: dict[int, dict[str, Times]], table: Table) -> None:
    """Tell how much longer the largest store takes than the one before it."""
    sizes = sorted(found)
    if len(sizes) == 1:
        return
    less, more = sizes[-2:]
    table.begin("Growth", "What", f"{less:,}, ms", f"{more:,}, ms", "times", "Goal")
    for title in [each for each in found[less] if each in found[more]]:
        before, after = found[less][title].p50, found[more][title].p50
        ratio = f"{after / before:.2f}"
        table.line(title, f"{before:.2f}", f"{after:.2f}", ratio, f"at most {GROWTH}")


def make_tokens(count: int, inbox: Collection) -> list[str]:
    """Return so many new tokens, each of a new partner, who may post to the inbox."""
    by, now = user("publisher"), datetime.now(UTC)
    terms = Terms(
        label="Bench",
        scopes=[Scope.TAXII_READ, Scope.TAXII_WRITE, Scope.REST_READ],
        ceiling="CLEAR",
        not_before=now,
        expires=now + timedelta(days=1),
        per_minute=PER_MINUTE,
        per_day=PER_DAY,
    )
    already = Partner.objects.count()
    numbers = range(already, already + count)
    return [_token(number, inbox, terms, by, now) for number in numbers]


def _token(
    number: int, inbox: Collection, terms: Terms, by: User, now: datetime
) -> str:
    partner = Partner(name=f"Partner {number}", contact=f"p{number}@example.org")
    partner.ceiling = "CLEAR"
    save_partner(partner, collections=[inbox], by=by, at=now)
    return issue(partner, terms, by=by, at=now).written
