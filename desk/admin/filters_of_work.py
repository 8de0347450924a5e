"""Filters by how far records have come, whose work they are, and by contest."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest

from desk import labels
from desk.admin.actions import user_of
from desk.admin.filters import Words, chosen, vocabulary
from desk.marks import CONTESTS
from desk.selectors.contested import CONTESTED, HEADLINES, with_headline
from incidents.models import Change, Record
from incidents.vocab import RecordKind
from review.models import Approval
from review.selectors import open_requests, review_queue
from sharing.models import PublishedRecord

Condition = Callable[[], Q]


def _published() -> Exists:
    return Exists(PublishedRecord.objects.filter(key=OuterRef("key")))


def _published_as_it_stands() -> Exists:
    return Exists(
        PublishedRecord.objects.filter(key=OuterRef("key"), version=OuterRef("version"))
    )


def _approved() -> Exists:
    return Exists(
        Approval.objects.filter(
            record=OuterRef("pk"), change__version=OuterRef("version")
        )
    )


def _in_review() -> Exists:
    waiting = open_requests().filter(
        changes__record=OuterRef("pk"), changes__version=OuterRef("version")
    )
    return Exists(waiting)


# What each word means for the newest version, or for what partners have.
PROGRESS: Mapping[str, tuple[str, Condition]] = {
    "unpublished": ("no published version", lambda: ~Q(_published())),
    "behind": (
        "published, with a newer version",
        lambda: Q(_published()) & ~Q(_published_as_it_stands()),
    ),
    "published": ("published as it stands", lambda: Q(_published_as_it_stands())),
    "draft": ("draft", lambda: ~Q(_approved()) & ~Q(_in_review())),
    "review": ("in review", lambda: ~Q(_approved()) & Q(_in_review())),
    "approved": (
        "approved, not published",
        lambda: Q(_approved()) & ~Q(_published_as_it_stands()),
    ),
}


class Progress(Words):
    """How far the newest version has come, and what partners have."""

    title = "publication"
    parameter = "progress"
    offered = [(value, words) for value, (words, _) in PROGRESS.items()]

    def condition(self, value: str) -> Q:
        """Return which records have come so far."""
        return PROGRESS[value][1]()


class Mine(Words):
    """What the reader himself wrote and is not approved, or may decide on."""

    title = "my work"
    parameter = "mine"
    offered = [
        ("drafts", "my drafts"),
        ("asked", "my work in review"),
        ("queue", "awaits my review"),
    ]

    def condition(self, value: str) -> Q:
        """Return which records are his in that way."""
        user = user_of(self.request)
        if value == "queue":
            waiting = Change.objects.filter(
                review_requests__in=review_queue(user).values("pk"),
                approval__isnull=True,
            )
            return Q(pk__in=waiting.values("record"))
        newest = Change.objects.filter(
            by=user, approval__isnull=True, version=F("record__version")
        )
        mine = Q(pk__in=newest.values("record"))
        return mine & (Q(_in_review()) if value == "asked" else ~Q(_in_review()))


class Contested(Words):
    """Whether the answer to who did an incident is contested, at any level."""

    title = "contested"
    parameter = "contest"
    offered = [
        ("any", "rival, disputed or denied"),
        *((headline, CONTESTS[headline][1]) for headline in HEADLINES),
    ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the incidents with these headlines, as far as the reader may know."""
        if not self.values:
            return queryset
        wanted = {*self.values} | ({*CONTESTED} if "any" in self.values else set())
        return queryset.filter(pk__in=with_headline(wanted, user_of(request)))

    def get_facet_counts(
        self, pk_attname: str, filtered_qs: QuerySet[Any]
    ) -> dict[str, Any]:
        """Return nothing: counting them would compute every incident's state."""
        return {}

    def get_facet_queryset(self, changelist: Any) -> dict[str, Any]:
        """Return no counts, without asking the database for any."""
        return {}


class OfKind(Words):
    """Of which kind a record is."""

    title = "kind"
    parameter = "kind"
    offered = [(kind, labels.kind_in_words(kind)) for kind in RecordKind.values]

    def condition(self, value: str) -> Q:
        """Return the condition that it is of the kind."""
        return Q(kind=value)


# What every list of records can be narrowed by, after the kind's own filters.
FOR_ALL: tuple[Any, ...] = (
    Progress,
    Mine,
    vocabulary(Record, "marking"),
    vocabulary(Record, "state"),
    chosen(
        "source", [RecordKind.SOURCE], "citations__source", title="cites the source"
    ),
)
