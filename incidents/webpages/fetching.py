"""Fetches a page in a process of its own, which ends with its time.

Names that nobody resolves, servers that send a byte a second, and pages that take
minutes to parse all end the same way: the process is killed, the analyst is told.
"""

import hashlib
import json
import resource
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import BoundedSemaphore
from time import monotonic

from incidents.webpages.reading import Guess, read_page
from incidents.webpages.visit import Limits, NotFetched, slow, visit

MOST_MEMORY = 1024 * 1024 * 1024
# Of all the threads of a process that serves, so that others are served meanwhile.
AT_ONCE = BoundedSemaphore(2)
BUSY_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it was fetched, with what it seems to say of itself."""

    address: str
    media_type: str
    sha256: str
    guess: Guess
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches and reads pages within limits; ``Limits()`` are those that are in use."""

    limits: Limits = field(default_factory=Limits)

    def fetch(self, address: str) -> Fetched:
        """Return the page at an address and what it says of itself.

        A page that cannot be read in time comes without a guess.

        Raises:
            NotFetched: it cannot be had; the text says why.
        """
        if not AT_ONCE.acquire(timeout=BUSY_SECONDS):
            raise NotFetched("Too many pages are being fetched; try again in a while.")
        try:
            return self._fetch(address)
        finally:
            AT_ONCE.release()

    def _fetch(self, address: str) -> Fetched:
        until = monotonic() + self.limits.seconds
        ours, theirs = get_context("spawn").Pipe(duplex=False)
        child = get_context("spawn").Process(
            target=_work, args=(theirs, address, self.limits), daemon=True
        )
        child.start()
        theirs.close()
        try:
            page = _received(ours, until)
            if page is None:
                raise NotFetched(slow(self.limits))
            if "why" in page:
                raise NotFetched(page["why"])
            read = _received(ours, until)
        finally:
            child.kill()
            child.join()
            ours.close()
        guess = Guess(**(read or {}))
        remark = (
            "" if guess.title else f"No title was found in it: {page['media_type']}."
        )
        return Fetched(
            address=page["address"],
            media_type=page["media_type"],
            sha256=page["sha256"],
            guess=guess,
            remark=remark if read is not None else "It is too much to be read.",
        )


def _received(pipe: Connection, until: float) -> dict[str, str] | None:
    """Return what the process says next; None if it says nothing in time.

    It is read as JSON: what a hostile page made of the process gets no further.
    """
    with suppress(EOFError, OSError, ValueError):
        if pipe.poll(max(0.0, until - monotonic())):
            said: dict[str, str] = json.loads(pipe.recv_bytes())
            return said
    return None


def _work(pipe: Connection, address: str, limits: Limits) -> None:
    """Visit and read a page, and tell both; runs in the process of its own."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    seconds = int(limits.seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    try:
        page = visit(address, limits)
    except NotFetched as error:
        _say(pipe, {"why": str(error)})
        return
    digest = hashlib.sha256(page.body).hexdigest()
    told = {"address": page.address, "media_type": page.media_type[:100]}
    _say(pipe, {**told, "sha256": digest})
    _say(pipe, asdict(read_page(page)))


def _say(pipe: Connection, said: Mapping[str, str]) -> None:
    pipe.send_bytes(json.dumps(said).encode())
