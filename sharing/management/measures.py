"""What is measured of partners' pulls: each function times one thing and says it.

Times are in milliseconds, of runs that count after some that do not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from statistics import median, quantiles
from threading import Thread
from time import perf_counter
from typing import Any

import orjson
import psycopg
from django.core.wsgi import get_wsgi_application
from django.db import connection

from sharing import pages
from sharing.management.server import TAXII, Client, Server
from sharing.models import Collection

WARM = 3
FOUND, UNCHANGED = 200, 304
ROOT = "/taxii2/api/collections"
MILLISECONDS = 1000


@dataclass(frozen=True, slots=True)
class Times:
    """How long something took, in milliseconds, run by run."""

    taken: Sequence[float]

    @property
    def p50(self) -> float:
        """The median."""
        return median(self.taken)

    @property
    def p99(self) -> float:
        """What 99 of 100 stay below; the longest, of fewer runs."""
        return quantiles(self.taken, n=100)[-1] if len(self.taken) > 1 else self.p50

    def __str__(self) -> str:
        return f"{self.p50:.2f} ({min(self.taken):.2f} to {max(self.taken):.2f})"


def timed(act: Callable[[], object], rounds: int) -> Times:
    """Time an act so often, after a few times that do not count."""
    for _ in range(WARM):
        act()
    taken = []
    for _ in range(rounds):
        started = perf_counter()
        act()
        taken.append((perf_counter() - started) * MILLISECONDS)
    return Times(taken)


def objects_of(collection: Collection, query: str = "", what: str = "objects") -> str:
    """Return the path of a page of a collection."""
    return f"{ROOT}/{collection.uuid}/{what}/{query}"


def bare_read(collection: Collection, limit: int, rounds: int) -> Times:
    """Time the read of a page by the driver alone: the same SQL, no HTTP."""
    wanted = pages.Wanted()
    sql = pages.statement(pages.BODIES, wanted, limit=limit)
    values = pages.parameters(collection.pk, wanted)
    parameters = connection.get_connection_params()
    for ours in ("cursor_factory", "context", "prepare_threshold"):
        parameters.pop(ours, None)
    with psycopg.connect(**parameters, prepare_threshold=2) as own:
        cursor = own.cursor(binary=True)
        return timed(lambda: cursor.execute(sql, values).fetchall(), rounds)


def view_time(token: str, path: str, rounds: int, **headers: str) -> Times:
    """Time the application's answer in this process, without a socket."""
    answer = get_wsgi_application()
    environ = _environ(path, token, headers)

    def ask() -> None:
        body = answer({**environ, "wsgi.input": BytesIO()}, _begin)
        for _ in body:
            pass
        body.close()
        assert body.status_code in (FOUND, UNCHANGED), body

    return timed(ask, rounds)


def over_http(client: Client, path: str, rounds: int, **headers: str) -> Times:
    """Time the same through the server, on a connection that stays open."""

    def ask() -> None:
        status, content, _ = client.get(path, **headers)
        assert status in (FOUND, UNCHANGED), content[:300]

    return timed(ask, rounds)


def pull_by_pages(client: Client, collection: Collection, limit: int) -> int:
    """Fetch a collection page by page, by its cursors; return how many objects."""
    count, more = 0, f"?limit={limit}"
    while more:
        status, content, _ = client.get(objects_of(collection, more))
        assert status == FOUND, content[:300]
        envelope = orjson.loads(content)
        count += len(envelope.get("objects", ()))
        cursor = envelope.get("next")
        more = f"?limit={limit}&next={cursor}" if cursor else ""
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


def requests_at_once(
    server: Server, token: str, path: str, *, clients: int, seconds: float, **more: str
) -> tuple[float, Times]:
    """Ask on several connections for a while; return answers a second, and times."""
    taken: list[float] = []
    end = perf_counter() + seconds

    def ask() -> None:
        client = server.client(token)
        while perf_counter() < end:
            started = perf_counter()
            status, content, _ = client.get(path, **more)
            assert status in (FOUND, UNCHANGED), content[:300]
            taken.append((perf_counter() - started) * MILLISECONDS)

    started = perf_counter()
    together([ask] * clients)
    return len(taken) / (perf_counter() - started), Times(taken)


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


def _begin(*_: Any) -> Callable[[bytes], object]:
    """Take the status and the headers, as a server would."""
    return len


def _environ(path: str, token: str, headers: dict[str, str]) -> dict[str, Any]:
    path, _, query = path.partition("?")
    asked = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
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
