"""Several clients at once, each a process of its own, so that none waits for another.

They read and throw away; what they cost is little beside what they ask for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from time import perf_counter

from sharing.management.client import TAXII, Line, written
from sharing.management.measures import FOUND, MILLISECONDS, UNCHANGED, Times
from sharing.management.server import Server


@dataclass(frozen=True, slots=True)
class Rush:
    """What several clients got together in a while, and what it cost.

    ``worker`` and ``database`` are milliseconds of processor for one answer.
    """

    rate: float  # answers a second
    size: int  # bytes of a whole answer
    times: Times
    worker: float
    database: float


def rush(
    server: Server, token: str, path: str, *, clients: int, seconds: float, **more: str
) -> Rush:
    """Ask for the same again and again for a while, on so many connections."""
    asked = {"Authorization": f"Bearer {token}", "Accept": TAXII, **more}
    request = written(path, asked)
    before = server.work()
    started = perf_counter()
    found = _side_by_side(server.port, request, clients, seconds)
    taken = perf_counter() - started
    pairs = zip(server.work(), before, strict=True)
    worker, database = (MILLISECONDS * (now - then) for now, then in pairs)
    times = [each for times, _ in found for each in times]
    return Rush(
        rate=len(times) / taken,
        size=max(size for _, size in found),
        times=Times(times),
        worker=worker / len(times),
        database=database / len(times),
    )


def _side_by_side(
    port: int, request: bytes, clients: int, seconds: float
) -> list[tuple[Sequence[float], int]]:
    fork = get_context("fork")
    pipes = [fork.Pipe(duplex=False) for _ in range(clients)]
    asking = [
        fork.Process(target=_ask, args=(port, request, seconds, end))
        for _, end in pipes
    ]
    for each in asking:
        each.start()
    for _, end in pipes:
        end.close()  # so that one who fails ends the wait for him
    found = [begin.recv() for begin, _ in pipes]
    for each in asking:
        each.join()
    return found


def _ask(port: int, request: bytes, seconds: float, told: Connection) -> None:
    """Ask until the time is over; tell how long each answer took, and how long it is.

    Raises:
        ConnectionError: the server refused, or stopped.
    """
    taken, size = [], 0
    line = Line(port)
    line.discard(request)  # does not count
    end = perf_counter() + seconds
    while (started := perf_counter()) < end:
        head = line.discard(request)
        taken.append((perf_counter() - started) * MILLISECONDS)
        if head.status not in (FOUND, UNCHANGED):
            raise ConnectionError(f"The server answered {head.status}.")
        size = head.size
    line.close()
    told.send((taken, size))
