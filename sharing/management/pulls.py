"""How pages of a collection are measured: each function fills lines of the table."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.utils.http import urlencode

from sharing import pages, segments
from sharing.access import Outlet, Scope, Served, authenticate, note_pull
from sharing.deflate import listed, size, texts
from sharing.management.client import HOST
from sharing.management.load import rush
from sharing.management.measures import (
    Times,
    asking,
    bare_and_view,
    objects_of,
    over_http,
    timed,
)
from sharing.management.server import Server
from sharing.management.table import Table
from sharing.models import Collection
from sharing.wire import timestamp

PAGES = (100, 1000)
CLIENTS, SECONDS = 4, 3


@dataclass(slots=True)
class Bench:
    """One store, its server, who asks it, and where it is written down."""

    table: Table
    server: Server
    token: str
    collection: Collection
    rounds: int
    found: dict[str, Times] = field(default_factory=dict)

    def ask(self, title: str, path: str, *beside: str, **headers: str) -> Times:
        """Measure a request through the server, and keep it under a title."""
        client = self.server.client(self.token)
        times = over_http(client, path, self.rounds, **headers)
        self.found[title] = times
        self.table.line(f"{title}, ms", times, *(beside or ("", "")))
        return times


def measure_pages(bench: Bench) -> None:
    """Pages of two sizes: the SQL alone, in this process, and over HTTP."""
    for limit in PAGES:
        path = objects_of(bench.collection, f"?limit={limit}")
        bare, view = bare_and_view(
            bench.token, bench.collection, limit, 2 * bench.rounds
        )
        line, title = bench.table.line, f"page of {limit}"
        goal = "at most 1.5 times" if limit == PAGES[-1] else ""
        line(f"{title}: the SQL alone, ms", bare, "", "")
        line(
            f"{title}: in process, ms",
            view,
            f"{view.p50 / bare.p50:.2f} times; shortest {view.least / bare.least:.2f}",
            goal,
        )
        goal = "p50 at most 6" if limit == PAGES[-1] else "p50 at most 2"
        bench.ask(title, path, "", goal)
        zipped = {"Accept-Encoding": "gzip"}
        bench.ask(f"{title}, gzip", path, "", "", **zipped)


def measure_parts(bench: Bench) -> None:
    """Where the time of a page goes: each step by itself, in this process."""
    for limit in PAGES:
        bench.table.begin(f"Where the time of a page of {limit} goes", "Step", "ms")
        whole = bench.found[f"page of {limit}"].p50
        path = objects_of(bench.collection, f"?limit={limit}")
        inside = timed(asking(bench.token, path), bench.rounds).p50
        steps = dict(_steps(bench, limit))
        for title, times in steps.items():
            bench.table.line(title, times)
        rest = inside - sum(each.p50 for each in steps.values())
        bench.table.line("addresses, parameters, ETag, headers", f"{rest:.2f}")
        bench.table.line("server, socket and client", f"{whole - inside:.2f}")
        bench.table.line("whole, over HTTP", f"{whole:.2f}")


def _steps(bench: Bench, limit: int) -> Iterator[tuple[str, Times]]:
    at, wanted = datetime.now(UTC), pages.Wanted()
    collection, rounds = bench.collection, bench.rounds
    reader = authenticate(
        f"Bearer {bench.token}", HOST, scopes=[Scope.TAXII_READ], at=at
    )
    shelf = pages.shelf(collection.alias)
    assert shelf
    found = segments.page(shelf, wanted, limit=limit)
    assert found.first, "The collection is empty."
    assert found.last
    parts = listed(found.parts)
    served = Served(
        outlet=Outlet.TAXII,
        query=objects_of(collection, f"?limit={limit}"),
        count=limit,
        size=size(parts),
        collection=collection.pk,
        first=found.first[0],
        last=found.last[0],
        head=found.last[0],
        versions=("last",),
    )
    yield "authentication, budget and collection", authentication(bench)
    yield (
        "segments, as they lie there",
        timed(lambda: segments.page(shelf, wanted, limit=limit), rounds),
    )
    yield "inflating them", timed(lambda: deque(texts(parts), maxlen=0), rounds)
    yield (
        "pull log",
        timed(lambda: note_pull(reader, served, at=at, address=HOST), rounds),
    )


def authentication(bench: Bench) -> Times:
    """Time what it takes to know who asks, how much more he may, and for what."""
    bearer, name = f"Bearer {bench.token}", str(bench.collection.uuid)

    def check() -> None:
        authenticate(
            bearer,
            HOST,
            scopes=[Scope.TAXII_READ],
            at=datetime.now(UTC),
            collection=name,
        )

    return timed(check, 200)


def measure_filters(bench: Bench) -> None:
    """Every sort of page: where it begins, and what it is filtered by."""
    for title, query, what in queries(bench.collection):
        goal = "p50 at most 7" if what == "manifest" else ""
        bench.ask(title, objects_of(bench.collection, query, what), "", goal)


def measure_polls(bench: Bench) -> None:
    """An unchanged poll, and what it takes to know who asks."""
    path = objects_of(bench.collection, "?limit=1000")
    _, _, told = bench.server.client(bench.token).get(path)
    unchanged = {"If-None-Match": told["etag"]}
    view = timed(asking(bench.token, path, **unchanged), bench.rounds)
    bench.table.line("304: in process, ms", view, "", "")
    bench.ask("304", path, "", "", **unchanged)
    bench.table.line("authentication, ms", authentication(bench), "", "at most 0.3")


def measure_rush(bench: Bench) -> None:
    """Four clients at once: how much leaves, and what an answer costs in processor."""
    page = objects_of(bench.collection, "?limit={}")
    small = _rush(bench, "page of 100", page.format(100), "130,000 objects/s")
    bench.table.line("its processor, worker and PostgreSQL, ms", *small, "0.8 + 0.4")
    whole = page.format(1000)
    large = _rush(bench, "page of 1000", whole, "350,000 objects/s")
    bench.table.line("its processor, worker and PostgreSQL, ms", *large, "")
    gzip = {"Accept-Encoding": "gzip"}
    _rush(bench, "page of 1000, gzip", whole, "200,000 objects/s; ratio 2.9", **gzip)
    _, _, told = bench.server.client(bench.token).get(whole)
    unchanged = {"If-None-Match": told["etag"]}
    _rush(bench, "304", whole, "3,000 answers/s; p50 1.5 ms", **unchanged)


def _rush(
    bench: Bench, title: str, path: str, goal: str, **headers: str
) -> tuple[str, str]:
    """Tell how many answers leave in a second; return what one costs."""
    found = rush(
        bench.server, bench.token, path, clients=CLIENTS, seconds=SECONDS, **headers
    )
    beside = f"{found.rate:,.0f} answers/s"
    if count := int(path.rpartition("=")[2]) if found.size else 0:
        megabytes = found.rate * found.size / 1e6
        beside += f", {found.rate * count:,.0f} objects/s, {megabytes:,.0f} MB/s"
    line = bench.table.line
    line(f"{title}, {CLIENTS} clients, ms", found.times, beside, goal)
    return f"{found.worker:.2f} + {found.database:.2f}", ""


def queries(collection: Collection) -> Iterator[tuple[str, str, str]]:
    """Yield the pages to ask for: a title, the query, and of which resource."""
    entries = collection.entries.order_by("position")
    last = entries.last()
    assert last is not None, "The collection is empty."
    middle = entries.get(position=last.position // 2)
    near = entries.get(position=max(1, last.position - 999))

    def after(added: datetime) -> str:
        return urlencode({"added_after": timestamp(added)})

    yield "page of 100, last", f"?limit=100&{after(near.added)}", "objects"
    yield "page of 100, from the middle", f"?limit=100&{after(middle.added)}", "objects"
    yield "one id", f"?match[id]={middle.stix_id}", "objects"
    for kind in ("relationship", "campaign", "grouping"):
        yield f"100 of type {kind}", f"?limit=100&match[type]={kind}", "objects"
    for version in ("first", "all"):
        query = f"?limit=100&match[version]={version}"
        yield f"100, versions {version}", query, "objects"
    modified = timestamp(middle.modified)
    yield "one version by its time", f"?match[version]={modified}", "objects"
    yield "100, spec_version 2.1", "?limit=100&match[spec_version]=2.1", "objects"
    yield "manifest of 1000", "?limit=1000", "manifest"
