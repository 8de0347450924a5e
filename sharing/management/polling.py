"""Partners who poll while others publish: what each got, and how long it took."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Event
from time import perf_counter
from urllib.parse import quote

import orjson
from django.contrib.auth.models import User
from django.db import connections

from sharing.management.client import Client
from sharing.management.generated_objects import generated, publish_objects
from sharing.management.measures import (
    FOUND,
    MILLISECONDS,
    UNCHANGED,
    Times,
    objects_of,
    together,
)
from sharing.management.server import Server
from sharing.models import Collection

IN_A_RELEASE, PAGE = 20, 50
LAST_ADDED = "x-taxii-date-added-last"


@dataclass(slots=True)
class Partner:
    """One who walks on from what he saw last, over and over."""

    client: Client
    collection: Collection
    after: str
    got: Counter[str] = field(default_factory=Counter)
    taken: list[float] = field(default_factory=list)
    etag: str = ""

    def poll(self) -> bool:
        """Fetch what was added; return whether there was anything."""
        query = f"?limit={PAGE}&added_after={quote(self.after)}"
        asked = {"If-None-Match": self.etag} if self.etag else {}
        started = perf_counter()
        status, content, told = self.client.get(
            objects_of(self.collection, query), **asked
        )
        self.taken.append((perf_counter() - started) * MILLISECONDS)
        if status == UNCHANGED:
            return False
        assert status == FOUND, content[:300]
        found = orjson.loads(content).get("objects", [])
        self.got.update(each["id"] for each in found)
        self.after = told.get(LAST_ADDED, self.after) if found else self.after
        self.etag = "" if found else told.get("etag", "")
        return bool(found)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: how many objects went missing or came twice, over all."""

    published: int
    lost: int
    twice: int
    polls: int
    times: Times
    seconds: float


def poll_while_publishing(
    server: Server, tokens: Sequence[str], collection: Collection, *, releases: int
) -> Outcome:
    """Let each token's partner poll while so many releases are published."""
    last = collection.entries.order_by("-position").first()
    assert last is not None, "The collection is empty."
    since = last.added.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    partners = [Partner(server.client(each), collection, since) for each in tokens]
    published: list[str] = []
    done = Event()

    def publish() -> None:
        try:
            published.extend(_publish(releases, seed=last.position))
        finally:
            done.set()
            connections.close_all()  # this thread's own

    def follow(partner: Partner) -> None:
        while not done.is_set() or partner.poll():
            partner.poll()

    started = perf_counter()
    together([publish, *[lambda each=each: follow(each) for each in partners]])
    return _outcome(partners, published, perf_counter() - started)


def _outcome(
    partners: Sequence[Partner], published: Sequence[str], seconds: float
) -> Outcome:
    taken = [each for partner in partners for each in partner.taken]
    return Outcome(
        published=len(published),
        lost=sum(
            1 for partner in partners for each in published if not partner.got[each]
        ),
        twice=sum(
            1 for partner in partners for each in partner.got.values() if each > 1
        ),
        polls=len(taken),
        times=Times(taken),
        seconds=seconds,
    )


def _publish(releases: int, *, seed: int) -> list[str]:
    """Publish small releases, each its own commit; return the ids of their objects."""
    by = User.objects.get(username="publisher")
    rows = list(generated(releases * IN_A_RELEASE, seed=seed))
    for number in range(releases):
        part = rows[number * IN_A_RELEASE : (number + 1) * IN_A_RELEASE]
        publish_objects(part, by=by, at=datetime.now(UTC))
    return [each.stix_id for each in rows]
