"""What the desk shows of partners: tokens, what they may reach, what they pulled."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Max, Min, Q, QuerySet

from briefings.models import Release
from briefings.rest.reads import allowed
from desk.clearance import markings_of, rank_of
from incidents.vocab import MARKING_RANK, Marking
from sharing.models import (
    Collection,
    CollectionKind,
    Entry,
    Erasure,
    Partner,
    PostedObject,
    Pull,
    Scope,
    ServiceToken,
)
from sharing.pages import shelves
from sharing.selectors import up_to

SOON = timedelta(days=30)
MOST_PULLS = 15
A_PAGE = 50  # editions


@dataclass(frozen=True, slots=True)
class Standing:
    """How a token stands: a word, a mark that is no colour, and whether it is good."""

    word: str
    sign: str
    is_good: bool
    state: str  # one of the desk's states, for its colour


def standing(token: ServiceToken, at: datetime) -> Standing:
    """Return how a token stands at an instant."""
    if token.revoked_at:
        return Standing("revoked", "⊘", False, "withdrawn")
    if token.expires <= at:
        return Standing("ended", "◌", False, "superseded")
    if token.not_before > at:
        return Standing("not yet good", "…", False, "draft")
    if token.expires <= at + SOON:
        days = max(1, (token.expires - at).days)
        return Standing(
            f"ends in {days} day{'s' if days > 1 else ''}", "!", True, "waits"
        )
    return Standing("good", "✓", True, "approved")


def editions(
    ceiling: str, token: ServiceToken | None, number: str | int = 1
) -> Page[Release]:
    """Return a page of the briefings that a partner or a token gets, newest first.

    A page that is not there is the nearest one that is.
    """
    found = allowed(up_to(ceiling)).order_by("-pk")
    if token is not None and Scope.REPORTS_READ not in token.scopes:
        found = found.none()
    return Paginator(found, A_PAGE).get_page(number)


def may_give(user: User, marking: str) -> bool:
    """Whether the person may deal with content so marked: not above his clearance."""
    return MARKING_RANK[marking] <= rank_of(user)


def ceilings(user: User, highest: str = Marking.RED) -> list[tuple[str, str]]:
    """Return the markings that the person may give as a ceiling, mildest first."""
    return [
        (marking, Marking(marking).label)
        for marking in markings_of(user)
        if MARKING_RANK[marking] <= MARKING_RANK[highest]
    ]


def grantable(user: User) -> QuerySet[Collection]:
    """Return the collections that the person may grant, none above his clearance."""
    single = Collection.objects.exclude(kind=CollectionKind.EVERYTHING)
    return single.filter(marking__in=["", *markings_of(user)])


def partners(at: datetime) -> QuerySet[Partner]:
    """Return partners with their good tokens counted, and when one was last used."""
    is_good = Q(tokens__revoked_at=None, tokens__expires__gt=at)
    return Partner.objects.annotate(
        good=Count("tokens", filter=is_good, distinct=True),
        next_end=Min("tokens__expires", filter=is_good),
        last_used=Max("tokens__last_used_at"),
    )


def tokens_of(partner: Partner) -> QuerySet[ServiceToken]:
    """Return the partner's tokens, those that end last first."""
    rows = partner.tokens.select_related(
        "made_by", "revoked_by", "replaces", "successor"
    )
    return rows.prefetch_related("collections").order_by(
        F("revoked_at").asc(nulls_first=True), "-expires"
    )


def reachable(
    partner: Partner, ceiling: str, token: ServiceToken | None = None
) -> QuerySet[Collection]:
    """Return the collections that a partner, or one token of it, may reach."""
    allowed = [m for m, rank in MARKING_RANK.items() if rank <= MARKING_RANK[ceiling]]
    rows = Collection.objects.filter(
        Q(kind=CollectionKind.EVERYTHING) | Q(partners=partner),
        marking__in=["", *allowed],
    ).distinct()
    own = list(token.collections.values_list("pk", flat=True)) if token else []
    return rows.filter(pk__in=own) if own else rows


@dataclass(frozen=True, slots=True)
class Size:
    """How much a partner gets of a collection: objects, and versions of them."""

    latest: int
    versions: int


def sizes(partner: Partner, collections: Iterable[Collection]) -> dict[int, Size]:
    """Return for each collection, by row number, how much the partner gets of it.

    What was erased on legal order is sent to nobody; of an inbox he reads back what he
    posted. No body is opened, and places are counted from indexes: they have no gaps.
    """
    asked = {each.pk for each in collections}
    entries = Entry.objects.filter(collection__in=asked)
    erased = entries.filter(body__in=Erasure.objects.exclude(body=None).values("body"))
    posted = PostedObject.objects.filter(
        collection__in=asked, partner=partner, removed_at=None
    )
    latest = _counted(entries.filter(is_last=True))
    latest.subtract(_counted(erased.filter(is_last=True)))
    latest.update(_counted(posted, Count("stix_id", distinct=True)))
    versions = Counter({each.pk: each.head for each in shelves(list(asked))})
    versions.subtract(_counted(erased))
    versions.update(_counted(posted))
    return {pk: Size(latest[pk], versions[pk]) for pk in asked}


def _counted(rows: QuerySet[Any], what: Count | None = None) -> Counter[int]:
    """Return how many of these there are in each collection, by its row number."""
    found = rows.order_by().values_list("collection").annotate(n=what or Count("*"))
    return Counter(dict(found))


def pulls_for(user: User) -> QuerySet[Pull]:
    """Return the pulls that name nothing above the person's clearance."""
    seen = Pull.objects.filter(token__ceiling__in=markings_of(user))
    return seen.select_related("partner", "token", "collection")
