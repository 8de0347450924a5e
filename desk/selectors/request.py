"""One request for review: every version in it beside the last approved one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.paginator import Page, Paginator
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from desk.clearance import visible, visible_versions
from desk.selectors.comparison import Difference, differences
from desk.selectors.warnings import of_records
from desk.shown_findings import Panel
from incidents.models import Change, Record
from review.models import Request
from review.selectors import changed_by

A_PAGE = 20
AUTHOR = "You changed this since its last approval. Someone else must approve it."
SENDER = "You sent this to review. Someone else must approve it."
NOT_ALLOWED = "Approving takes a permission that you do not have."


@dataclass(frozen=True, slots=True)
class Entry:
    """One version in a request, and what differs from the last approved one."""

    change: Change
    base: Change | None
    difference: Difference
    why_not: str  # why the reader may not approve it; empty if he may
    panel: Panel  # what the rules find at the version that stands now

    @property
    def record(self) -> Record:
        """The record that it is a version of."""
        return self.change.record

    @property
    def is_approved(self) -> bool:
        """Whether this very version is approved."""
        return hasattr(self.change, "approval")

    @property
    def is_overtaken(self) -> bool:
        """Whether a later version stands, so that this one cannot be approved."""
        return self.change.version != self.record.version

    @property
    def may_approve(self) -> bool:
        """Whether the reader may approve it now."""
        return not (self.is_approved or self.is_overtaken or self.why_not)


@dataclass(frozen=True, slots=True)
class Tally:
    """How much of a request waits, and how much of that the reader may approve."""

    waiting: int
    decidable: int
    hidden: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of what a request holds."""

    page: "Page[Change]"
    entries: tuple[Entry, ...]
    tally: Tally


def sheet(request: Request, user: User, number: str | int = 1) -> Sheet:
    """Return a page of a request in a fixed number of queries.

    What waits stands first. Only what the reader may see is there.
    """
    page = Paginator(_held(request, user), A_PAGE).get_page(number)
    changes = list(page)
    bases = _bases(changes, user)
    pairs = [
        (bases[each.pk].snapshot if each.pk in bases else {}, each.snapshot)
        for each in changes
    ]
    panels = of_records({each.record.key for each in changes}, user)
    entries = (
        Entry(
            change=each,
            base=bases.get(each.pk),
            difference=found,
            why_not=_why_not(each, request, user),
            panel=panels[each.record.key],
        )
        for each, found in zip(changes, differences(pairs, user), strict=True)
    )
    return Sheet(page, tuple(entries), tally(request, user))


def tally(request: Request, user: User) -> Tally:
    """Count what waits in a request, and what the reader may approve of it."""
    waits = Q(approval__isnull=True)
    seen = Q(pk__in=visible(Change.objects.all(), user, "record").values("pk"))
    held: QuerySet[Any] = request.changes.alias(is_author=changed_by(user))
    counts = held.aggregate(
        waiting=Count("pk", filter=waits & seen),
        decidable=Count(
            "pk",
            filter=waits & seen & Q(is_author=False, version=F("record__version")),
        ),
        hidden=Count("pk", filter=~seen),
    )
    if request.by_id == user.pk or not user.has_perm("review.add_approval"):
        counts["decidable"] = 0
    return Tally(**counts)


def decidable(request: Request, user: User) -> list[Record]:
    """Return the records whose waiting version the person may approve."""
    if request.by_id == user.pk:
        return []
    found = _held(request, user).filter(
        is_author=False, approval__isnull=True, version=F("record__version")
    )
    return [change.record for change in found.defer("snapshot")]


def seen_waiting(request: Request, user: User) -> list[Record]:
    """Return the records that wait in it and that the person may see."""
    found = _held(request, user).filter(approval__isnull=True)
    return [change.record for change in found.defer("snapshot")]


def _held(request: Request, user: User) -> QuerySet[Any]:
    base = (
        Change.objects.filter(
            record=OuterRef("record"),
            version__lt=OuterRef("version"),
            approval__isnull=False,
        )
        .order_by("-version")
        .values("pk")[:1]
    )
    return (
        visible(request.changes.all(), user, "record")
        .select_related("record", "by", "approval__by")
        .annotate(base=Subquery(base), is_author=changed_by(user))
        .order_by(F("approval").asc(nulls_first=True), "record__kind", "record__key")
    )


def _bases(changes: Sequence[Change], user: User) -> Mapping[int, Change]:
    """Return the last approved version before each of these, by the later one."""
    wanted = {each.pk: each.base for each in changes if each.base}  # type: ignore[attr-defined]
    seen = visible_versions(Change.objects.filter(pk__in=wanted.values()), user)
    found = {base.pk: base for base in seen}
    return {pk: found[base] for pk, base in wanted.items() if base in found}


def _why_not(change: Change, request: Request, user: User) -> str:
    if not user.has_perm("review.add_approval"):
        return NOT_ALLOWED
    if request.by_id == user.pk:
        return SENDER
    return AUTHOR if change.is_author else ""  # type: ignore[attr-defined]
