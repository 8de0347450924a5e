"""What waits for a decision, what was decided, and who looks at what."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Exists, F, OuterRef, QuerySet

from incidents.models import Change
from review.models import Approval, Notice, Request, Return, Sight
from review.selectors.approvals import changed_by

# Somebody who has a request open says so every minute; who falls silent has left.
SIGHT_LASTS = timedelta(minutes=3)


def waiting_changes(request: Request) -> QuerySet[Change]:
    """Return the versions in a request that nobody has approved, by record."""
    return (
        request.changes.filter(approval__isnull=True)
        .select_related("record")
        .order_by("record")
    )


def open_requests() -> QuerySet[Request]:
    """Return the requests not wholly approved and not returned, oldest first."""
    return (
        Request.objects.filter(Exists(_waiting()), ~Exists(_returns()))
        .select_related("by")
        .order_by("at", "pk")
    )


def decided_requests() -> QuerySet[Request]:
    """Return the requests that were wholly approved or returned, newest first."""
    return (
        Request.objects.exclude(Exists(_waiting()), ~Exists(_returns()))
        .select_related("by")
        .order_by("-at", "-pk")
    )


def review_queue(user: User) -> QuerySet[Request]:
    """Return the open requests that the user may decide on, oldest first.

    One that the user sent is for somebody else, and so is one whose waiting records
    were all changed by the user; where all were edited since, there is nothing to
    decide.
    """
    decidable = _waiting().filter(~changed_by(user), version=F("record__version"))
    return open_requests().filter(Exists(decidable)).exclude(by=user)


def returned_to(user: User) -> QuerySet[Return]:
    """Return which of the user's requests came back and wait to be sent again.

    One row for each request, however many records it holds; the newest first. It is
    settled once all that was returned is sent again or approved in a later version.
    """
    sent_again = Request.objects.filter(
        pk__gt=OuterRef(OuterRef("request")), changes__record=OuterRef("record")
    )
    approved_since = Approval.objects.filter(
        record=OuterRef("record"), change__version__gt=OuterRef("version")
    )
    unsettled = Change.objects.filter(
        ~Exists(sent_again),
        ~Exists(approved_since),
        review_requests=OuterRef("request"),
        approval__isnull=True,
    )
    return (
        Return.objects.filter(Exists(unsettled), request__by=user)
        .select_related("request", "by")
        .order_by("-at", "-pk")
    )


def sights(at: datetime) -> QuerySet[Sight]:
    """Return who has which request open at that moment, the latest first."""
    return Sight.objects.filter(at__gt=at - SIGHT_LASTS).select_related("by")


def unseen_notices(user: User) -> QuerySet[Notice]:
    """Return the break-glass approvals that the user was told of and has not seen."""
    return (
        Notice.objects.filter(to=user, seen_at__isnull=True)
        .select_related("approval__change__record", "approval__by")
        .defer("approval__change__snapshot")
        .order_by("-approval__at")
    )


def _waiting() -> QuerySet[Change]:
    return Change.objects.filter(review_requests=OuterRef("pk"), approval__isnull=True)


def _returns() -> QuerySet[Return]:
    return Return.objects.filter(request=OuterRef("pk"))
