"""`manage.py bench_partners`: how fast partners pull, from 1,000 to a million objects.

It works in databases of its own, filled from a fixed seed, which it drops in the end,
and serves them with two workers. The result is a table in Markdown.
"""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import TypeVar

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand
from django.utils.http import urlencode

from incidents.models import Record
from sharing.access import Scope, authenticate
from sharing.management.commands.bench import load_shipped, user
from sharing.management.generated_objects import FIRST, fill_store
from sharing.management.measures import (
    bare_read,
    objects_of,
    over_http,
    pull_by_pages,
    read_by_pages,
    requests_at_once,
    timed,
    view_time,
)
from sharing.management.medallion import medallion_pages
from sharing.management.polling import poll_while_publishing
from sharing.management.scratch import scratch_database, settle
from sharing.management.server import Server, serving
from sharing.models import Collection, Partner
from sharing.services import publish
from sharing.services.partners import save_partner
from sharing.services.tokens import Terms, issue

PAGES = (100, 1000)
ROW = "| {} | {} | {} |"
PARTNERS, RELEASES = 200, 100
PER_MINUTE, PER_DAY = 10_000_000, 1_000_000_000
T = TypeVar("T")
STIX = "application/stix+json;version=2.1"


class Command(BaseCommand):
    """Fill a store, pull from it in every way, print a Markdown table."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the sizes of the store, and how often each thing is timed."""
        parser.add_argument(
            "sizes",
            nargs="*",
            type=int,
            default=[1_000, 24_000, 1_000_000],
            metavar="OBJECTS",
        )
        parser.add_argument("--rounds", type=int, default=30)

    def handle(self, *, sizes: list[int], rounds: int, **options: object) -> None:
        """Measure store by store; whole pulls and crowds in the largest."""
        self.rounds = rounds
        for size in sizes:
            with scratch_database("attribution_bench_partners"):
                self._measure(size, is_largest=size == max(sizes))

    def _measure(self, size: int, *, is_largest: bool) -> None:
        self.stdout.write(f"\n### {size:,} objects\n")
        self._line("What", "Measured", "Beside it")
        self._line("---", "---", "---")
        if is_largest:
            load_shipped()
            records = Record.objects.only("pk", "key").iterator()
            publish(records, by=user("publisher"), at=FIRST)
        started = perf_counter()
        fill_store(size, by=user("publisher"), told=lambda made: None)
        settle()
        self._line("fill", f"{perf_counter() - started:.0f} s", "")
        tokens = make_tokens(PARTNERS if is_largest else 1)
        collection = Collection.objects.get(alias="published-clear")
        with serving() as server:
            self._pages(server, tokens[0], collection, size)
            self._filters(server, tokens[0], collection)
            self._polls(server, tokens[0], collection)
            if is_largest:
                self._whole(server, tokens[0], collection)
                self._case(server, tokens[0])
                self._crowd(server, tokens, collection)

    def _pages(
        self, server: Server, token: str, collection: Collection, size: int
    ) -> None:
        """Pages of two sizes: bare, in process, over HTTP, and medallion's."""
        for limit in PAGES:
            path = objects_of(collection, f"?limit={limit}")
            bare = bare_read(collection, limit, self.rounds)
            view = view_time(token, path, self.rounds)
            http = over_http(server.client(token), path, self.rounds)
            rate = limit / http.p50 * 1000
            self._line(f"page of {limit}: the SQL alone, ms", bare, "")
            self._line(
                f"page of {limit}: in process, ms",
                view,
                f"{view.p50 / bare.p50:.2f} times",
            )
            self._line(
                f"page of {limit}: over HTTP, ms", http, f"{rate:,.0f} objects/s"
            )
            zipped = over_http(
                server.client(token), path, self.rounds, **{"Accept-Encoding": "gzip"}
            )
            self._line(f"page of {limit}: gzip over HTTP, ms", zipped, "")
        if size == PAGES[-1]:
            for limit, times in medallion_pages(size, PAGES):
                self._line(f"page of {limit}: medallion 3.0 (memory), ms", times, "")

    def _filters(self, server: Server, token: str, collection: Collection) -> None:
        """Every sort of page: where it begins, and what it is filtered by."""
        client = server.client(token)
        for title, query, what in queries(collection):
            path = objects_of(collection, query, what)
            self._line(f"{title}, ms", over_http(client, path, self.rounds), "")

    def _polls(self, server: Server, token: str, collection: Collection) -> None:
        """An unchanged poll, and what it takes to know who asks."""
        path = objects_of(collection, "?limit=1000")
        _, _, told = server.client(token).get(path)
        unchanged = {"If-None-Match": told["etag"]}
        alone = over_http(server.client(token), path, self.rounds, **unchanged)
        rate, times = requests_at_once(
            server, token, path, clients=4, seconds=3, **unchanged
        )
        self._line("304, one client, ms", alone, "")
        self._line("304, four clients, ms", times, f"{rate:,.0f} answers/s")
        bearer = f"Bearer {token}"

        def check() -> None:
            now = datetime.now(UTC)
            authenticate(bearer, "127.0.0.1", scope=Scope.TAXII_READ, at=now)

        self._line("authentication, ms", timed(check, 200), "")

    def _whole(self, server: Server, token: str, collection: Collection) -> None:
        """The whole collection by pages and as one stream, with the memory it takes."""
        seconds, count = stopwatch(lambda: read_by_pages(collection, 1000))
        self._line("whole, the SQL alone, s", f"{seconds:.1f}", f"{count:,} objects")
        idle = server.forget_peak()
        taken, count = stopwatch(
            lambda: pull_by_pages(server.client(token), collection, 1000)
        )
        self._pulled("whole, by pages", taken, count, taken / seconds)
        self._line("memory above idle, MiB", f"{server.peak() - idle:.0f}", "pages")
        idle = server.forget_peak()
        path = f"/api/v1/collections/{collection.uuid}/bundle"
        taken, (status, size) = stopwatch(
            lambda: server.client(token).drain(path, accept=STIX)
        )
        assert status == 200, f"{path}: {status}"  # noqa: PLR2004 - HTTP's own
        self._pulled(
            f"whole, one stream of {size >> 20} MB", taken, count, taken / seconds
        )
        self._line("memory above idle, MiB", f"{server.peak() - idle:.0f}", "stream")

    def _pulled(self, what: str, taken: float, count: int, ratio: float) -> None:
        rate = count / taken
        self._line(
            f"{what}, s", f"{taken:.1f}", f"{ratio:.2f} times, {rate:,.0f} objects/s"
        )

    def _case(self, server: Server, token: str) -> None:
        """The bundle of the shipped case's first incident."""
        path = "/api/v1/incidents/inc-2022-07-15?format=stix"
        times = over_http(server.client(token), path, self.rounds, Accept=STIX)
        self._line("bundle of the Albanian incident, ms", times, f"p99 {times.p99:.1f}")

    def _crowd(
        self, server: Server, tokens: Sequence[str], collection: Collection
    ) -> None:
        """Many partners polling while releases are published."""
        found = poll_while_publishing(server, tokens, collection, releases=RELEASES)
        self._line(
            f"{len(tokens)} partners poll, {RELEASES} releases, p99 ms",
            f"{found.times.p99:.0f}",
            f"{found.polls:,} polls in {found.seconds:.0f} s; of {found.published} "
            f"objects {found.lost} lost, {found.twice} twice",
        )

    def _line(self, what: str, measured: object, beside: object) -> None:
        self.stdout.write(ROW.format(what, measured, beside))
        self.stdout.flush()


def queries(collection: Collection) -> Iterator[tuple[str, str, str]]:
    """Yield the pages to ask for: a title, the query, and of which resource."""
    entries = collection.entries.order_by("position")
    last = entries.last()
    assert last is not None, "The collection is empty."
    middle = entries.get(position=last.position // 2)
    near = entries.get(position=max(1, last.position - 999))
    stamp = "%Y-%m-%dT%H:%M:%S.%fZ"

    def after(added: datetime) -> str:
        return urlencode({"added_after": added.astimezone(UTC).strftime(stamp)})

    yield "page of 100, last", f"?limit=100&{after(near.added)}", "objects"
    yield "page of 100, from the middle", f"?limit=100&{after(middle.added)}", "objects"
    yield "one id", f"?match[id]={middle.stix_id}", "objects"
    for kind in ("relationship", "campaign", "grouping"):
        yield f"100 of type {kind}", f"?limit=100&match[type]={kind}", "objects"
    for version in ("first", "all"):
        query = f"?limit=100&match[version]={version}"
        yield f"100, versions {version}", query, "objects"
    modified = middle.modified.strftime("%Y-%m-%dT%H:%M:%S.%f")[:23] + "Z"
    yield "one version by its time", f"?match[version]={modified}", "objects"
    yield "100, spec_version 2.1", "?limit=100&match[spec_version]=2.1", "objects"
    yield "manifest of 1000", "?limit=1000", "manifest"


def make_tokens(count: int) -> list[str]:
    """Return so many new tokens, each of a partner of its own."""
    by, now = user("publisher"), datetime.now(UTC)
    terms = Terms(
        label="Bench",
        scopes=[Scope.TAXII_READ, Scope.REST_READ],
        ceiling="CLEAR",
        not_before=now,
        expires=now + timedelta(days=1),
        per_minute=PER_MINUTE,
        per_day=PER_DAY,
    )
    return [_token(number, terms, by, now) for number in range(count)]


def _token(number: int, terms: Terms, by: User, now: datetime) -> str:
    partner = Partner(name=f"Partner {number}", contact=f"p{number}@example.org")
    partner.ceiling = "CLEAR"
    save_partner(partner, collections=(), by=by, at=now)
    return issue(partner, terms, by=by, at=now).written


def stopwatch(act: Callable[[], T]) -> tuple[float, T]:
    """Return how many seconds an act took, and what it returned."""
    started = perf_counter()
    result = act()
    return perf_counter() - started, result
