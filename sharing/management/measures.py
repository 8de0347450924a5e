"""What is measured of partners' pulls: each function times one thing and says it.

Times are in milliseconds, of runs that count after some that do not.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from statistics import median, quantiles
from threading import Thread
from time import perf_counter
from typing import Any, TypeVar

import psycopg
from django.core.wsgi import get_wsgi_application
from django.db import connection

from sharing import pages
from sharing.management.client import TAXII, Client
from sharing.models import Collection

WARM = 3
FOUND, UNCHANGED = 200, 304
ROOT = "/taxii2/api/collections"
MILLISECONDS = 1000
# Each object has this once; a client that parsed would take longer than the server.
OF_AN_OBJECT = b'"spec_version":"2.1"'
NEXT = re.compile(rb'{"more":true,"next":"([^"]+)"')
T = TypeVar("T")
COPY = """copy (
    select (select body from sharing_objectbody where id = e.body_id)
    from sharing_entry e where e.collection_id = %s and e.is_last order by e.position
) to stdout (format binary)"""


@dataclass(frozen=True, slots=True)
class Times:
    """How long something took, in milliseconds, run by run."""

    taken: Sequence[float]

    @property
    def p50(self) -> float:
        """The median."""
        return median(self.taken)

    @property
    def least(self) -> float:
        """The shortest, that nothing else on the machine got in the way of."""
        return min(self.taken)

    @property
    def p99(self) -> float:
        """What 99 of 100 stay below; the longest, of fewer runs."""
        return quantiles(self.taken, n=100)[-1] if len(self.taken) > 1 else self.p50

    def __str__(self) -> str:
        return f"{self.p50:.2f} ({self.least:.2f} to {max(self.taken):.2f})"


def timed(act: Callable[[], object], rounds: int, *, warm: int = WARM) -> Times:
    """Time an act so often, after a few times that do not count."""
    (found,) = in_turn([act], rounds, warm=warm)
    return found


def in_turn(
    acts: Sequence[Callable[[], object]], rounds: int, *, warm: int = WARM
) -> list[Times]:
    """Time several acts one after the other, again and again.

    So that whatever else the machine does meets all of them alike.
    """
    taken: list[list[float]] = [[] for _ in acts]
    for number in range(warm + rounds):
        for act, times in zip(acts, taken, strict=True):
            started = perf_counter()
            act()
            if number >= warm:
                times.append((perf_counter() - started) * MILLISECONDS)
    return [Times(each) for each in taken]


def objects_of(collection: Collection, query: str = "", what: str = "objects") -> str:
    """Return the path of a page of a collection."""
    return f"{ROOT}/{collection.uuid}/{what}/{query}"


def bare_and_view(
    token: str, collection: Collection, limit: int, rounds: int
) -> tuple[Times, Times]:
    """Time a page in turn: the same SQL read by the driver alone, and our answer."""
    wanted = pages.Wanted()
    sql = pages.statement(pages.BODIES, wanted, limit=limit)
    values = pages.parameters(collection.pk, wanted)
    view = asking(token, objects_of(collection, f"?limit={limit}"))
    with _own_connection() as own:
        cursor = own.cursor(binary=True)
        bare = partial(_read, cursor, sql, values)
        first, second = in_turn([bare, view], rounds)
        return first, second


def asking(token: str, path: str, **headers: str) -> Callable[[], None]:
    """Return the act of asking the application in this process, without a socket."""
    answer = get_wsgi_application()
    environ = _environ(path, token, headers)

    def ask() -> None:
        body = answer({**environ, "wsgi.input": BytesIO()}, _begin)
        for _ in body:
            pass
        body.close()
        assert body.status_code in (FOUND, UNCHANGED), body

    return ask


def over_http(client: Client, path: str, rounds: int, **headers: str) -> Times:
    """Time the same through the server, on a connection that stays open."""
    asking = client.asking(path, **headers)

    def ask() -> None:
        status = asking().status
        assert status in (FOUND, UNCHANGED), status

    return timed(ask, rounds)


def pull_by_pages(client: Client, collection: Collection, limit: int) -> int:
    """Fetch a collection page by page, by its cursors; return how many objects."""
    count, more = 0, f"?limit={limit}"
    while more:
        status, content, _ = client.get(objects_of(collection, more))
        assert status == FOUND, content[:300]
        count += content.count(OF_AN_OBJECT)
        cursor = NEXT.match(content)
        more = f"?limit={limit}&next={cursor[1].decode()}" if cursor else ""
    return count


def read_by_pages(collection: Collection, limit: int) -> int:
    """Read a collection by the same statement, without HTTP; return the objects."""
    count, after = 0, 0
    while True:
        found = pages.page(collection.pk, pages.Wanted(after=after), limit=limit)
        count += len(found.bodies)
        if not found.more or found.last is None:
            return count
        after = found.last[0]


def read_by_copy(collection: Collection) -> int:
    """Read a collection by one COPY, the fastest way there is; return the bytes."""
    with connection.cursor() as cursor, cursor.copy(COPY, [collection.pk]) as copy:
        return sum(map(len, copy))


def together(acts: Sequence[Callable[[], None]]) -> None:
    """Do these things side by side, and wait for all.

    Raises:
        RuntimeError: one of them failed; its own error is the cause.
    """
    failed: list[Exception] = []

    def guarded(act: Callable[[], None]) -> None:
        try:
            act()
        except Exception as error:  # noqa: BLE001 - told by whoever waits
            failed.append(error)

    threads = [Thread(target=guarded, args=[act]) for act in acts]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    if failed:
        raise RuntimeError(f"{len(failed)} of {len(acts)} failed") from failed[0]


def _own_connection() -> psycopg.Connection[Any]:
    """Return a connection to the same database that Django knows nothing of."""
    parameters = connection.get_connection_params()
    for ours in ("cursor_factory", "context", "prepare_threshold"):
        parameters.pop(ours, None)
    return psycopg.connect(**parameters, prepare_threshold=2)


def _read(cursor: psycopg.Cursor[Any], sql: str, values: dict[str, Any]) -> None:
    cursor.execute(sql, values).fetchall()


def _begin(*_: Any) -> Callable[[bytes], object]:
    """Take the status and the headers, as a server would."""
    return len


def stopwatch(act: Callable[[], T]) -> tuple[float, T]:
    """Return how many seconds an act took, and what it returned."""
    started = perf_counter()
    result = act()
    return perf_counter() - started, result


def _environ(path: str, token: str, headers: dict[str, str]) -> dict[str, Any]:
    path, _, query = path.partition("?")
    asked = {
        f"HTTP_{name.upper().replace('-', '_')}": value
        for name, value in headers.items()
    }
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost",
        "HTTP_ACCEPT": TAXII,
        "HTTP_AUTHORIZATION": f"Bearer {token}",
        "wsgi.url_scheme": "http",
        **asked,
    }
