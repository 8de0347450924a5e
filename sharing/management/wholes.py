"""How whole collections, bundles, posts and crowds are measured; and other servers."""

from collections.abc import Mapping, Sequence
from functools import partial

import orjson

from sharing.management.generated_objects import generated
from sharing.management.measures import (
    Times,
    objects_of,
    pull_by_pages,
    read_by_copy,
    read_by_pages,
    stopwatch,
    timed,
)
from sharing.management.medallion import medallion_times
from sharing.management.opentaxii import Post, opentaxii_times
from sharing.management.polling import poll_while_publishing
from sharing.management.pulls import PAGES, Bench
from sharing.models import Collection
from sharing.selectors import in_chunks

IN_A_POST, POSTS = 100, 12
FOUND, TAKEN = 200, 202
STIX = "application/stix+json;version=2.1"
INCIDENT = "/api/v1/incidents/{}?format=stix"
# The founding one, with nearly all of its case; one of many that belong to it; and one
# of as few objects as the goal was set for.
INCIDENTS = {
    "inc-2022-07-15": "",
    "inc-2022-12-credins": "",
    "inc-2025-08-oman-phishing": "p50 at most 3, p99 15",
}
RELEASES = 100


def measure_whole(bench: Bench) -> None:
    """The whole collection by pages and as one stream, with the memory it takes."""
    line, server, collection = bench.table.line, bench.server, bench.collection
    seconds, size = stopwatch(lambda: read_by_copy(collection))
    line("whole: one COPY in binary, s", f"{seconds:.1f}", f"{size >> 20:,} MiB", "")
    seconds, count = stopwatch(lambda: read_by_pages(collection, PAGES[-1]))
    line(
        "whole: the SQL of its pages alone, s",
        f"{seconds:.1f}",
        f"{count:,} objects",
        "",
    )
    client = server.client(bench.token)
    idle = server.forget_peak()
    taken, pulled = stopwatch(lambda: pull_by_pages(client, collection, PAGES[-1]))
    assert pulled == count, f"{pulled} of {count} came"
    rate = f"{taken / seconds:.2f} times, {count / taken:,.0f} objects/s"
    line("whole, by pages, s", f"{taken:.1f}", rate, "5 s; at most 1.6 times")
    _memory(bench, idle)
    idle = server.forget_peak()
    path = f"/api/v1/collections/{collection.uuid}/bundle"
    taken, (status, size) = stopwatch(lambda: client.drain(path, accept=STIX))
    assert status == FOUND, f"{path}: {status}"
    rate = f"{taken / seconds:.2f} times, {count / taken:,.0f} objects/s"
    line(
        f"whole, one stream of {size >> 20:,} MiB, s",
        f"{taken:.1f}",
        rate,
        "4.5 s; at most 1.4 times",
    )
    _memory(bench, idle)
    taken, (_, size) = stopwatch(
        lambda: client.drain(path, accept=STIX, **{"Accept-Encoding": "gzip"})
    )
    rate = f"{count / taken:,.0f} objects/s"
    line(f"the same in gzip, {size >> 20:,} MiB, s", f"{taken:.1f}", rate, "")


def _memory(bench: Bench, idle: float) -> None:
    more = bench.server.peak() - idle
    bench.table.line(
        "its worker's memory above idle, MiB", f"{more:.0f}", f"idle {idle:.0f}", "32"
    )


def measure_bundles(bench: Bench) -> None:
    """The bundle of an incident: the first after a release, and those after that."""
    client = bench.server.client(bench.token)
    for key, goal in INCIDENTS.items():
        ask = partial(client.get, INCIDENT.format(key), Accept=STIX)
        first, (status, content, _) = stopwatch(ask)
        assert status == FOUND, content[:300]
        count = len(orjson.loads(content)["objects"])
        line, title = bench.table.line, f"bundle of {key}"
        about = f"{count} objects, {len(content) / 1e6:.1f} MB"
        line(f"{title}, the first, ms", f"{first * 1000:.0f}", about, "")
        times = bench.ask(title, INCIDENT.format(key), "", goal, Accept=STIX)
        line(f"{title}, p99, ms", f"{times.p99:.2f}", "", "")


def measure_posts(bench: Bench, inbox: Collection) -> None:
    """Posts of a hundred objects each, none of which is there already."""
    client = bench.server.client(bench.token)
    rest = iter(envelopes(seed=inbox.posted.count()))

    def post() -> None:
        status, content = client.post(objects_of(inbox), next(rest))
        assert status == TAKEN, content[:300]

    times = timed(post, POSTS - 1, warm=1)
    bench.found["POST"] = times
    bench.table.line("POST of 100 objects, ms", times, "", "p50 at most 20")


def envelopes(seed: int) -> list[bytes]:
    """Return what is posted: envelopes of a hundred generated objects."""
    objects = generated(POSTS * IN_A_POST, seed=seed)
    return [
        b'{"objects":[' + b",".join([each.body for each in part]) + b"]}"
        for part in in_chunks(objects, IN_A_POST)
    ]


def measure_medallion(bench: Bench, count: int) -> None:
    """The same requests to medallion, over the same objects."""
    heads = _heads("medallion")
    bench.table.begin("Beside medallion 3.0, its memory backend, ms", *heads)
    middle = next(iter(list(generated(count))[count // 2 :]))
    asked = {**ASKED, "one id": f"objects/?match[id]={middle.stix_id}"}
    for title, times in medallion_times(count, asked, envelopes(seed=0)):
        _tell(bench, title, times, bench.found[title], GOALS[title])


def measure_opentaxii(bench: Bench, inbox: Collection) -> None:
    """The same from OpenTAXII, over the same objects in the same PostgreSQL."""
    heads = _heads("OpenTAXII")
    bench.table.begin("Beside OpenTAXII 0.9.3 with PostgreSQL, ms", *heads)
    client = bench.server.client(bench.token)
    post = Post(objects_of(inbox), envelopes(seed=inbox.posted.count()))
    for title, theirs, ours in opentaxii_times(bench.collection, client, ASKED, post):
        _tell(bench, title, theirs, ours, GOALS_OPENTAXII.get(title, ""))


def _heads(peer: str) -> tuple[str, ...]:
    return "What", peer, "this record", "times", "Goal"


def _tell(bench: Bench, title: str, theirs: Times, ours: Times, goal: str) -> None:
    """Tell how long a request takes another server, and this one."""
    ratio = f"{theirs.p50 / ours.p50:,.0f}"
    bench.table.line(title, theirs, ours, ratio, goal)


# What follows a collection's address, by a title.
ASKED: Mapping[str, str] = {
    "page of 100": "objects/?limit=100",
    "page of 1000": "objects/?limit=1000",
    "manifest of 1000": "manifest/?limit=1000",
}
GOALS_OPENTAXII: Mapping[str, str] = {
    "page of 100": "40",
    "page of 1000": "20",
    "POST": "20",
}
GOALS: Mapping[str, str] = {
    "page of 100": "800",
    "page of 1000": "300",
    "manifest of 1000": "25",
    "one id": "25",
    "POST": "8",
}


def measure_crowd(bench: Bench, tokens: Sequence[str]) -> None:
    """Many partners polling while releases are published."""
    found = poll_while_publishing(
        bench.server, tokens, bench.collection, releases=RELEASES
    )
    bench.table.line(
        f"{len(tokens)} partners poll, {RELEASES} releases, p99 ms",
        f"{found.times.p99:.0f}",
        f"{found.polls:,} polls in {found.seconds:.0f} s; of {found.published} "
        f"objects {found.lost} lost, {found.twice} twice",
        "none",
    )
