"""What waits of briefings: for a second person, and for its officer; what came out."""

from datetime import datetime, timedelta
from typing import TypeVar

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, QuerySet

from briefings.models import Ask, Draft, Release, Return
from desk.clearance import markings_of

ASK, RELEASE = "briefings.add_ask", "briefings.add_release"
LATELY = timedelta(days=14)
M = TypeVar("M", Ask, Return)
BACKEND = "django.contrib.auth.backends.ModelBackend"


def asks_for(user: User) -> QuerySet[Ask]:
    """Return what waits for the person to release it, the oldest first.

    Nobody releases what he wrote or asked for, so that does not wait for him.
    """
    rows = _last_of_their_editions(Ask.objects.all(), user)
    if not user.has_perm(RELEASE):
        return rows.none()
    own = Draft.objects.filter(edition=OuterRef("draft__edition"), by=user)
    unanswered = rows.filter(~Exists(own), answer=None, release=None).exclude(by=user)
    return unanswered.select_related("draft__edition__series", "by").order_by("at")


def sent_back_to(user: User) -> QuerySet[Return]:
    """Return what another sent back to the person and nobody changed or asked since."""
    rows = _last_of_their_editions(Return.objects.all(), user, "ask__")
    if not user.has_perm(ASK):
        return rows.none()
    later = Ask.objects.filter(draft=OuterRef("ask__draft"), pk__gt=OuterRef("ask"))
    own = rows.filter(~Exists(later), ask__by=user).exclude(by=user)
    return own.select_related("ask__draft", "by").order_by("-at")


def released_of(user: User, *, at: datetime) -> QuerySet[Release]:
    """Return the briefings of the person that came out lately, the last first."""
    if not user.has_perm(ASK):
        return Release.objects.none()
    own = Release.objects.filter(
        authors__contains=[user.pk],
        at__gt=at - LATELY,
        ask__draft__marking__in=markings_of(user),
    )
    return own.select_related("ask__draft", "by").order_by("-at")


def releasers_of(asked: Ask) -> list[User]:
    """Return who may release it: cleared for it, and none of its authors."""
    people = User.objects.with_perm(RELEASE, include_superusers=False, backend=BACKEND)
    wrote = Draft.objects.filter(edition=asked.draft.edition).values("by")
    others = people.exclude(Q(pk__in=wrote) | Q(pk=asked.by_id))
    found = others.select_related("clearance").order_by("username")
    return [each for each in found if asked.draft.marking in markings_of(each)]


def _last_of_their_editions(
    rows: "QuerySet[M]", user: User, ask: str = ""
) -> "QuerySet[M]":
    """Keep what concerns the last draft of an edition that the person may see."""
    later = Draft.objects.filter(
        edition=OuterRef(f"{ask}draft__edition"),
        number__gt=OuterRef(f"{ask}draft__number"),
    )
    seen = {f"{ask}draft__marking__in": markings_of(user)}
    return rows.filter(~Exists(later), **seen)
