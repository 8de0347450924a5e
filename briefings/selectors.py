"""Reads of the published store for a briefing, and the briefing itself.

assembled = briefing_for(Request(("albania-2022",), marking="GREEN"))
pdf.write(assembled.briefing)
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db.models import Max

from briefings.assemble import Assembled, assemble
from briefings.cut import Snapshot, cut, references
from briefings.found import Found
from briefings.left_out import left_out
from briefings.request import Request, Since
from sharing.findings import Findings, find
from sharing.models import Release
from sharing.selection import NotPublished, incidents_of
from sharing.selectors import View, in_chunks, latest_release, records, snapshots

# Kinds that a briefing tells nothing of.
UNTOLD = ("indicator", "checked-fact", "location")
ROOTS = ("campaign", "case")


def briefing_for(request: Request) -> Assembled:
    """Return the briefing that is asked for, with what the officer should see to.

    The same request on the same store gives the same value, to the byte. A request
    without ``known_at`` is of the last release; the briefing says which.

    Raises:
        NotPublished: the view holds none of the incidents asked about.
    """
    now = _now(request)
    earlier = _earlier(request, request.since) if request.since else None
    missed = left_out(request, told=now.snapshots, release=now.release)
    return assemble(request, now, earlier, missed)


def keys_told(request: Request) -> list[str]:
    """Return the keys of the records that a briefing tells, without making it.

    Raises:
        NotPublished: the view holds none of the incidents asked about.
    """
    return [*_now(request).snapshots]


def _now(request: Request) -> Found:
    release = latest_release(request.known_at)
    if release is None:
        raise NotPublished("Nothing was published by then.")
    view = View(release.pk, request.marking, request.as_of)
    return _found(view, release, request.about)


def _earlier(request: Request, since: Since) -> Found | None:
    """Return what was found at an earlier state; None if nothing was there yet."""
    release = latest_release(since.known_at or request.known_at)
    if release is None:
        return None
    view = View(release.pk, request.marking, since.as_of or request.as_of)
    try:
        return _found(view, release, request.about)
    except NotPublished:
        return None


def _found(view: View, release: Release, about: Iterable[str]) -> Found:
    root, incidents = _incidents(view, tuple(about))
    findings = find(view, incidents)
    own = _own(view, findings)
    wished = set[str]().union(*(references(each) for each in own))
    others = _told(view, wished - findings.kinds.keys())
    sources = [each for each in others if each["kind"] == "source"]
    told = cut([*own, *sources], [each for each in others if each["kind"] != "source"])
    kept = told.keys()
    return Found(
        release=view.release,
        released_at=_latest_of(view, kept) or release.at,
        as_of=view.as_of,
        marking=view.marking,
        root=root,
        incidents=tuple(key for key in incidents if key in kept),
        snapshots=told,
        neighbours={each["key"]: each for each in others if each["key"] not in kept},
        taken_out=_taken_out(own),
    )


def _incidents(view: View, about: tuple[str, ...]) -> tuple[Snapshot | None, list[str]]:
    """Return what is asked about, if it is one record, and its incidents in the view.

    Raises:
        NotPublished: there is none.
    """
    roots = _told(replace(view, as_of=None), about)
    root = roots[0] if len(about) == 1 and roots else None
    if root is not None and root["kind"] == "campaign":
        own = records(view).filter(
            kind="incident", links__field="campaign", links__target_key=root["key"]
        )
        keys = list(own.order_by("key").values_list("key", flat=True))
        if not keys:
            raise NotPublished(f"No incident of {root['key']!r} is in the view.")
        return root, keys
    found = {key for each in about for key in incidents_of(view, each)}
    return root, sorted(found)


def _own(view: View, findings: Findings) -> list[Snapshot]:
    keys = [key for key, kind in findings.kinds.items() if kind not in UNTOLD]
    return _told(view, keys)


def _told(view: View, keys: Iterable[str]) -> list[Snapshot]:
    """Return what these records say, by key; those that are not in the view miss."""
    found: list[Snapshot] = []
    for chunk in in_chunks(sorted(set(keys))):
        rows = records(view).filter(key__in=chunk).exclude(kind__in=UNTOLD)
        found += [dict(each) for each in snapshots(rows)]
    return sorted(found, key=lambda each: each["key"])


def _latest_of(view: View, keys: Iterable[str]) -> datetime | None:
    """Return when the last of these versions was released.

    A release that brought nothing to this briefing leaves no trace in it.
    """
    times = [
        records(view).filter(key__in=chunk).aggregate(last=Max("release__at"))["last"]
        for chunk in in_chunks(sorted(keys))
    ]
    return max((each for each in times if each), default=None)


def _taken_out(own: Iterable[Snapshot]) -> dict[str, Snapshot]:
    """Return the records that we took out, which only the changes tell of."""
    return {
        each["key"]: each for each in own if each["state"] in ("retracted", "rejected")
    }
