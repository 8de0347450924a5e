"""The review queue as one person sees it: what waits, for whom, who looks at it.

A request is shown if the person may see one of its records, and shows only those. Of
one that holds others as well its title is left out, since it may name them.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Exists, F, Max, OuterRef, Q, QuerySet, When
from django.http import Http404

from desk.clearance import Person, rank_of, visible
from desk.labels import kind_in_words, kinds_in_words
from desk.selectors.found import Tally, tallies
from incidents.models import Change
from incidents.vocab import Marking
from review.models import Approval, ApprovalKind, Request, Sight
from review.selectors import (
    changed_by,
    decided_requests,
    open_requests,
    review_queue,
    sights,
)

A_PAGE = 25
MINE, OPEN, SENT, DECIDED = "mine", "open", "sent", "decided"
SHOWN = {
    MINE: "For me to decide",
    OPEN: "All that wait",
    SENT: "Sent by me",
    DECIDED: "Decided",
}


@dataclass(frozen=True, slots=True)
class Held:
    """What a request holds of one kind of record, as far as the reader may see it."""

    kind: str
    count: int
    waiting: int
    decidable: int
    edited: int

    @property
    def words(self) -> str:
        """Say it, like “3 claims”."""
        name = kind_in_words if self.count == 1 else kinds_in_words
        return f"{self.count} {name(self.kind)}"


@dataclass(frozen=True, slots=True)
class Item:
    """One request in the queue."""

    request: Request
    held: tuple[Held, ...]
    marking: str
    has_hidden: bool
    is_own: bool
    lookers: tuple[User, ...]
    approvers: tuple[User, ...]
    found: Tally | None = None  # by the rules; nothing where they did not run

    @property
    def title(self) -> str:
        """What it is called; its own title if the reader may see all that it holds."""
        if self.has_hidden:
            return f"Request {self.request.pk}, which holds records you may not see"
        return self.request.title

    @property
    def count(self) -> int:
        """How many records it holds."""
        return sum(each.count for each in self.held)

    @property
    def waiting(self) -> int:
        """How many of them wait for a decision."""
        return sum(each.waiting for each in self.held)

    @property
    def decidable(self) -> int:
        """How many of them the reader may approve."""
        return 0 if self.is_own else sum(each.decidable for each in self.held)

    @property
    def edited(self) -> int:
        """How many of them have a later version than was sent."""
        return sum(each.edited for each in self.held)


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of the queue."""

    shown: str
    page: "Page[Request]"
    items: tuple[Item, ...]


def queue(user: User, shown: str, number: str | int, *, at: datetime) -> Queue:
    """Return a page of what waits or was decided, in a fixed number of queries."""
    page = Paginator(requests_for(user, shown), A_PAGE).get_page(number)
    requests = list(page)
    found = {} if shown == DECIDED else tallies(_waiting(requests, user))
    told = (
        replace(each, found=found.get(each.request.pk))
        for each in items(requests, user, at=at)
    )
    return Queue(shown, page, tuple(told))


def requests_for(user: User, shown: str) -> QuerySet[Request]:
    """Return the requests of which the person may see something.

    Raises:
        KeyError: there is no such part of the queue.
    """
    parts = {
        MINE: review_queue(user),
        OPEN: open_requests(),
        SENT: open_requests().filter(by=user),
        DECIDED: decided_requests(),
    }
    return parts[shown].filter(Exists(_seen(user))).prefetch_related("returns__by")


def request_or_404(pk: int, user: User) -> Request:
    """Return a request of which the person may see something.

    Raises:
        Http404: alike for what is not there and for what is hidden.
    """
    found = Request.objects.filter(Exists(_seen(user)), pk=pk)
    request = found.select_related("by").prefetch_related("returns__by").first()
    if request is None:
        raise Http404(f"No request {pk}.")
    return request


def next_for(user: User, after: Request) -> Request | None:
    """Return what the person decides next: the one behind it, or the first of all."""
    is_behind = Q(at__gt=after.at) | Q(at=after.at, pk__gt=after.pk)
    return (
        requests_for(user, MINE)
        .exclude(pk=after.pk)
        .prefetch_related(None)
        .order_by(Case(When(is_behind, then=0), default=1), "at", "pk")
        .first()
    )


def items(requests: Collection[Request], user: User, *, at: datetime) -> list[Item]:
    """Return what each request is about and who looks at it; three queries."""
    held = _held(requests, user)
    lookers = _lookers(requests, user, at)
    approvers = _approvers(requests)
    return [
        Item(
            request=each,
            held=tuple(held[each.pk].kinds),
            marking=held[each.pk].marking,
            has_hidden=held[each.pk].hidden > 0,
            is_own=each.by_id == user.pk,
            lookers=tuple(lookers[each.pk]),
            approvers=tuple(approvers[each.pk]),
        )
        for each in requests
    ]


def looked_at(user: User, *, at: datetime) -> dict[int, list[str]]:
    """Return who else has which request open, by the request's number."""
    seen: defaultdict[int, list[str]] = defaultdict(list)
    held = sights(at).filter(request__in=Request.objects.filter(Exists(_seen(user))))
    for sight in held.exclude(by=user):
        seen[sight.request_id].append(name_of(sight.by))
    return dict(seen)


def broken_glass(user: Person) -> QuerySet[Approval]:
    """Return the approvals without a second person, the newest first."""
    found = Approval.objects.filter(kind=ApprovalKind.BREAK_GLASS)
    return (
        visible(found, user, "record")
        .select_related("change__record", "by")
        .defer("change__snapshot")
        .order_by("-at", "-pk")
    )


def name_of(person: User) -> str:
    """Return what a person is called."""
    return person.get_full_name() or person.get_username()


@dataclass(slots=True)
class _Holding:
    """What one request holds, while it is put together."""

    kinds: list[Held]
    rank: int = 0
    hidden: int = 0

    @property
    def marking(self) -> str:
        return Marking.values[self.rank]


def _held(requests: Collection[Request], user: User) -> Mapping[int, _Holding]:
    """Return what the requests hold, kind by kind; one query."""
    seen = Q(change__record__clearance__lte=rank_of(user))
    waits = seen & Q(change__approval__isnull=True)
    stands = Q(change__version=F("change__record__version"))
    rows = (
        Request.changes.through.objects.filter(request__in=requests)
        .alias(is_author=changed_by(user, "change__record"))
        .values("request", "change__record__kind")
        .annotate(
            count=Count("pk", filter=seen),
            waiting=Count("pk", filter=waits),
            decidable=Count("pk", filter=waits & stands & Q(is_author=False)),
            edited=Count("pk", filter=waits & ~stands),
            rank=Max("change__record__clearance", filter=seen),
            hidden=Count("pk", filter=~seen),
        )
        .order_by("request", "-count")
    )
    holdings: defaultdict[int, _Holding] = defaultdict(lambda: _Holding([]))
    for row in rows:
        holding = holdings[row["request"]]
        holding.hidden += row["hidden"]
        if row["count"]:
            holding.kinds.append(_kind_held(row))
            holding.rank = max(holding.rank, row["rank"])
    return holdings


def _waiting(requests: Collection[Request], user: User) -> Mapping[int, list[str]]:
    """Return the keys of the records that wait in each request, by its number."""
    rows = visible(Request.changes.through.objects.all(), user, "change__record")
    pairs = rows.filter(
        request__in=requests,
        change__approval__isnull=True,
        change__version=F("change__record__version"),
    ).values_list("request", "change__record__key")
    waiting: defaultdict[int, list[str]] = defaultdict(list)
    for request, key in pairs:
        waiting[request].append(key)
    return waiting


def _kind_held(row: Mapping[str, Any]) -> Held:
    return Held(
        kind=row["change__record__kind"],
        count=row["count"],
        waiting=row["waiting"],
        decidable=row["decidable"],
        edited=row["edited"],
    )


def _lookers(
    requests: Collection[Request], user: User, at: datetime
) -> Mapping[int, list[User]]:
    found: defaultdict[int, list[User]] = defaultdict(list)
    looking: QuerySet[Sight] = sights(at).filter(request__in=requests)
    for sight in looking.exclude(by=user):
        found[sight.request_id].append(sight.by)
    return found


def _approvers(requests: Collection[Request]) -> Mapping[int, list[User]]:
    """Return who approved something of the requests."""
    people = (
        User.objects.filter(approvals__request__in=requests)
        .annotate(asked=F("approvals__request"))
        .distinct()
        .order_by("username")
    )
    found: defaultdict[int, list[User]] = defaultdict(list)
    for person in people:
        found[person.asked].append(person)
    return found


def _seen(user: Person) -> QuerySet[Change]:
    """Return what a request holds that the person may see."""
    return visible(
        Change.objects.filter(review_requests=OuterRef("pk")), user, "record"
    )
