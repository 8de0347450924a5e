"""Several clients at once, each a process of its own, so that none waits for another.

They read and throw away; what they cost is little beside what they ask for.
"""

import socket
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from time import perf_counter

from sharing.management.measures import MILLISECONDS, Times
from sharing.management.server import HOST, TAXII, Server

END_OF_HEADERS = b"\r\n\r\n"
LENGTH = b"content-length:"
BUFFER = 1 << 18
FEW = 1 << 12  # bytes that hold any header of ours


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
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: {HOST}",
        f"Authorization: Bearer {token}",
        *(f"{name}: {value}" for name, value in {"Accept": TAXII, **more}.items()),
    ]
    request = "\r\n".join([*lines, "", ""]).encode()
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
    with socket.create_connection((HOST, port)) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        buffer = bytearray(BUFFER)
        _answer(line, request, buffer)  # does not count
        end = perf_counter() + seconds
        while (started := perf_counter()) < end:
            size = _answer(line, request, buffer)
            taken.append((perf_counter() - started) * MILLISECONDS)
    told.send((taken, size))


def _answer(line: socket.socket, request: bytes, buffer: bytearray) -> int:
    """Send a request, read the whole answer, and return how long its content was."""
    line.sendall(request)
    head = b""
    while END_OF_HEADERS not in head:
        more = line.recv(FEW)
        if not more:
            raise ConnectionError("The server hung up.")
        head += more
    headers, _, begun = head.partition(END_OF_HEADERS)
    if headers[9:12] not in (b"200", b"304"):
        raise ConnectionError(headers.decode())
    size = _length(headers)
    left = size - len(begun)
    while left > 0:
        got = line.recv_into(buffer, min(left, BUFFER))
        if not got:
            raise ConnectionError("The server hung up within an answer.")
        left -= got
    return size


def _length(headers: bytes) -> int:
    for each in headers.lower().split(b"\r\n"):
        if each.startswith(LENGTH):
            return int(each[len(LENGTH) :])
    return 0
