"""The versions of a record: who made them, why, and what became of each."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, QuerySet, Window
from django.db.models.fields.json import KT
from django.db.models.functions import Lag, RowNumber
from django.http import Http404

from desk.clearance import Person, visible_versions
from incidents.models import Change, Record
from review.models import Approval, ApprovalKind, Request
from sharing.models import PublishedRecord, Release

A_PAGE = 25
MOST_LINES = 50  # of what one act changed, on the page of one of its records


@dataclass(frozen=True, slots=True)
class Act:
    """What one act changed at once, such as an import: as far as the reader may see."""

    uid: UUID
    lines: tuple[Change, ...]
    count: int

    @property
    def further(self) -> int:
        """How many lines are not shown."""
        return self.count - len(self.lines)


@dataclass(frozen=True, slots=True)
class Version:
    """One version and what became of it."""

    change: Change
    marking: str
    previous: int | None  # the version before it that the reader may see
    approval: Approval | None
    releases: tuple[Release, ...]
    requests: tuple[Request, ...]
    act: Act | None

    @property
    def is_broken_glass(self) -> bool:
        """Whether it was approved without a second person."""
        return (
            self.approval is not None and self.approval.kind == ApprovalKind.BREAK_GLASS
        )


@dataclass(frozen=True, slots=True)
class History:
    """One page of a record's versions, the newest first."""

    page: "Page[Any]"
    versions: tuple[Version, ...]

    @property
    def newest(self) -> Version:
        """The first version on the page."""
        return self.versions[0]


def versions_of(record: Record, user: Person) -> QuerySet[Change]:
    """Return the versions of a record that the reader may see, without their bodies."""
    versions = Change.objects.filter(record_id=record.pk)
    return (
        visible_versions(versions, user)
        .select_related("by")
        .defer("snapshot")
        .order_by("-version")
    )


def version_or_404(record: Record, version: int, user: Person) -> Change:
    """Return one version whole.

    Raises:
        Http404: alike for what is not there and for what is hidden.
    """
    versions = Change.objects.filter(record_id=record.pk, version=version)
    change = visible_versions(versions, user).select_related("by").first()
    if change is None:
        raise Http404(f"No version {version} of {record.key}.")
    return change


def history(record: Record, user: Person, number: str | int = 1) -> History:
    """Return a page of the record's versions in a fixed number of queries.

    A page that is not there is the nearest one that is.
    """
    found = versions_of(record, user).annotate(
        marking=KT("snapshot__marking"),
        previous=Window(Lag("version"), order_by=F("version").asc()),
    )
    page = Paginator(found, A_PAGE).get_page(number)
    changes = list(page)
    approvals = _approvals(changes)
    releases = _releases(record, changes)
    requests = _requests(changes)
    acts = _acts({each.batch for each in changes if each.batch}, user)
    return History(
        page,
        tuple(
            Version(
                change=each,
                marking=each.marking,  # type: ignore[attr-defined]
                previous=each.previous,  # type: ignore[attr-defined]
                approval=approvals.get(each.pk),
                releases=tuple(releases[each.version]),
                requests=tuple(requests[each.pk]),
                act=acts.get(each.batch) if each.batch else None,
            )
            for each in changes
        ),
    )


def _approvals(changes: Sequence[Change]) -> dict[int, Approval]:
    found = Approval.objects.filter(change__in=changes).select_related("by")
    return {approval.change_id: approval for approval in found}


def _releases(record: Record, changes: Sequence[Change]) -> dict[int, list[Release]]:
    """Return in which releases the versions went out, by version."""
    versions = [each.version for each in changes]
    sent = (
        PublishedRecord.objects.filter(uid=record.uid, version__in=versions)
        .select_related("release")
        .defer("body")
        .order_by("release")
    )
    releases: defaultdict[int, list[Release]] = defaultdict(list)
    for each in sent:
        releases[each.version].append(each.release)
    return releases


def _requests(changes: Sequence[Change]) -> dict[int, list[Request]]:
    """Return by which requests the versions were sent to review, by change."""
    held = (
        Request.changes.through.objects.filter(change__in=changes)
        .select_related("request__by")
        .prefetch_related("request__returns__by")
        .order_by("request__at")
    )
    requests: defaultdict[int, list[Request]] = defaultdict(list)
    for each in held:
        requests[each.change_id].append(each.request)
    return requests


def _acts(batches: Collection[UUID], user: Person) -> dict[UUID, Act]:
    """Return what each act changed, as far as the reader may see it."""
    lines = (
        visible_versions(Change.objects.filter(batch__in=batches), user)
        .select_related("record")
        .defer("snapshot")
        .annotate(
            place=Window(
                RowNumber(), partition_by="batch", order_by=F("record__key").asc()
            ),
            among=Window(Count("pk"), partition_by="batch"),
        )
        .filter(place__lte=MOST_LINES)
        .order_by("batch", "place")
    )
    by_batch: defaultdict[UUID, list[Change]] = defaultdict(list)
    for each in lines:
        assert each.batch is not None
        by_batch[each.batch].append(each)
    return {
        batch: Act(batch, tuple(found), found[0].among)  # type: ignore[attr-defined]
        for batch, found in by_batch.items()
    }
