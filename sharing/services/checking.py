"""Checking that objects are STIX: where there are many, on other processors."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

import django

from sharing.compile import Compiled, Problem, check_all, to_bytes
from sharing.selectors import in_chunks

# Starting a process takes as long as checking some thousand objects.
MANY = 5000
CHUNK = 200
# Chunks that may wait, so that memory stays flat where compiling is faster.
WAITING = 20


class Checker:
    """Takes objects as they are compiled, and tells what is wrong with them.

    With a pool the answers come later: ``problems`` waits for them all.
    """

    def __init__(self, pool: ProcessPoolExecutor | None = None) -> None:
        self._pool = pool
        self._problems: list[Problem] = []
        self._waiting: deque[tuple[Sequence[Compiled], Future[list[list[str]]]]] = (
            deque()
        )

    def add(self, made: Iterable[Compiled]) -> None:
        """Have these objects checked."""
        for chunk in in_chunks(made, CHUNK):
            bodies = [to_bytes(each.object) for each in chunk]
            if self._pool:
                self._waiting.append((chunk, self._pool.submit(check_all, bodies)))
                self._read(leaving=WAITING)
            else:
                self._problems += _problems(chunk, check_all(bodies))

    def problems(self) -> list[Problem]:
        """Return what is wrong with all objects so far."""
        self._read(leaving=0)
        return self._problems

    def _read(self, *, leaving: int) -> None:
        while len(self._waiting) > leaving:
            chunk, answer = self._waiting.popleft()
            self._problems += _problems(chunk, answer.result())


@contextmanager
def checker(expected: int) -> Iterator[Checker]:
    """Give a checker that suits so many objects."""
    workers = (os.cpu_count() or 1) - 1
    if expected < MANY or not workers:
        yield Checker()
        return
    # Forked processes would share our connection to the database; these do not.
    spawn = get_context("spawn")
    with ProcessPoolExecutor(workers, spawn, initializer=django.setup) as pool:
        yield Checker(pool)


def _problems(
    made: Sequence[Compiled], messages: Sequence[list[str]]
) -> Iterator[Problem]:
    for each, found in zip(made, messages, strict=True):
        for message in found:
            yield Problem(each.record, each.part, message)
