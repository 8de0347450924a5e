"""What waits for one person, and what happened lately: the answers of the home page.

Each answer is a few rows and how many there are in all, in a fixed number of reads.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from django.contrib.auth.models import User
from django.db.models import Count, Exists, F, Model, OuterRef, Q, QuerySet

from briefings.models import Ask
from briefings.models import Return as BriefingReturn
from desk.clearance import markings_of, visible
from desk.models import Autosave
from desk.selectors.briefings_waiting import asks_for, sent_back_to
from desk.selectors.posted import visible_posts
from desk.selectors.queue import MINE, Item, items, requests_for
from incidents.models import Change, Record
from review.models import Notice, Request, Return
from review.rules import Finding
from review.selectors import open_requests, returned_to, unseen_notices
from review.selectors.findings import looked_at
from sharing.models import PostedObject, PostedState, Release
from sharing.services import approved_unpublished

FEW = 8
MOST = 1_000
LATELY = 10

T = TypeVar("T")
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Some(Generic[T]):
    """The first of some rows, and how many there are."""

    rows: Sequence[T]
    count: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.rows)


@dataclass(frozen=True, slots=True)
class Back:
    """One request that came back, called as the reader may know it."""

    title: str
    back: Return


@dataclass(frozen=True, slots=True)
class Draft:
    """A version of the person's that nobody was asked to look at yet."""

    change: Change
    errors: int
    warnings: int
    first: str  # what the rules find, the gravest


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for one person."""

    requests: Some[Item]
    returned: Some[Back]
    notices: Some[Notice]
    unfinished: Some[Autosave]
    drafts: Some[Draft]
    publishable: Some[Record]
    posts: Some[PostedObject]
    briefings: Some[Ask]
    briefings_back: Some[BriefingReturn]

    @property
    def words(self) -> str:
        """Say how much of what it is: “2 requests to decide, 9 drafts”."""
        counts = (
            (self.notices.count, "approval without review", "approvals without review"),
            (self.requests.count, "request to decide", "requests to decide"),
            (self.briefings.count, "briefing to release", "briefings to release"),
            (self.publishable.count, "record to publish", "records to publish"),
            (self.posts.count, "new post of a partner", "new posts of partners"),
            (self.returned.count, "request returned", "requests returned"),
            (self.briefings_back.count, "briefing sent back", "briefings sent back"),
            (self.unfinished.count, "unsaved form", "unsaved forms"),
            (self.drafts.count, "draft of yours", "drafts of yours"),
        )
        told = [f"{n} {one if n == 1 else many}" for n, one, many in counts if n]
        return ", ".join(told)


def waiting_for(user: User, *, at: datetime) -> Waiting:
    """Return what waits for the person."""
    return Waiting(
        requests=_requests(user, at),
        returned=_returned(user, at),
        notices=_some(visible(unseen_notices(user), user, "approval__record")),
        unfinished=_some(Autosave.objects.filter(user=user)),
        drafts=_drafts(user),
        publishable=_publishable(user),
        posts=_posts(user),
        briefings=_some(asks_for(user)),
        briefings_back=_some(sent_back_to(user)),
    )


def drafts_of(user: User) -> QuerySet[Change]:
    """Return the latest versions that are the user's and were not sent to anybody."""
    sent = open_requests().filter(changes=OuterRef("pk"))
    latest = Change.objects.filter(
        ~Exists(sent), by=user, approval__isnull=True, version=F("record__version")
    )
    return visible(latest, user, "record").select_related("record").defer("snapshot")


def releases_for(user: User) -> QuerySet[Release]:
    """Return the releases, newest first, each with how much of it the user may see."""
    seen = Q(records__marking__in=markings_of(user))
    return (
        Release.objects.select_related("by")
        .annotate(record_count=Count("records", filter=seen))
        .order_by("-number")
    )


def changed_lately(user: User) -> list[Change]:
    """Return the latest versions of the records that changed last; two reads."""
    newest = visible(Record.objects.all(), user).order_by("-recorded_at", "-id")
    records = list(newest.values_list("pk", flat=True)[:LATELY])
    return list(
        Change.objects.filter(record__in=records, version=F("record__version"))
        .select_related("record", "by")
        .defer("snapshot")
        .order_by("-at", "-pk")
    )


def _requests(user: User, at: datetime) -> Some[Item]:
    if not user.has_perm("review.add_approval"):
        return Some((), 0)
    found = requests_for(user, MINE)
    first = list(found[:FEW])
    return Some(items(first, user, at=at), found.count())


def _returned(user: User, at: datetime) -> Some[Back]:
    found = returned_to(user)
    first = list(found[:FEW])
    asked: list[Request] = [each.request for each in first]
    titles = {each.request.pk: each.title for each in items(asked, user, at=at)}
    shown = [Back(titles[each.request_id], each) for each in first]
    return Some(shown, found.count())


def _drafts(user: User) -> Some[Draft]:
    found = drafts_of(user)
    changes = list(found.order_by("-at", "-pk")[:FEW])
    told: defaultdict[str, list[Finding]] = defaultdict(list)
    for looked in looked_at([each.record.key for each in changes]):
        if looked.is_open:
            told[looked.finding.record].append(looked.finding)
    drafts = [_draft(each, told[each.record.key]) for each in changes]
    return Some(drafts, found.count())


def _draft(change: Change, told: Sequence[Finding]) -> Draft:
    gravest = sorted(told, key=lambda each: not each.is_error)
    errors = sum(each.is_error for each in told)
    first = gravest[0].rule.title if gravest else ""
    return Draft(change, errors, len(told) - errors, first)


def _publishable(user: User) -> Some[Record]:
    """Return what is approved and not out, for who may publish; counted so far only."""
    if not user.has_perm("sharing.add_release"):
        return Some((), 0)
    found = approved_unpublished(visible(Record.objects.all(), user))
    first = list(found.order_by("-recorded_at", "-pk")[:FEW])
    return Some(
        first, found.order_by()[:MOST].count() if len(first) == FEW else len(first)
    )


def _posts(user: User) -> Some[PostedObject]:
    """Return what partners posted and nobody looked at, for who may read it."""
    if not user.has_perm("sharing.view_postedobject"):
        return Some((), 0)
    new = visible_posts(user).filter(state=PostedState.NEW, removed_at=None)
    return _some(new.order_by("-added", "-pk"))


def _some(found: "QuerySet[M]") -> Some[M]:
    return Some(list(found[:FEW]), found.count())
