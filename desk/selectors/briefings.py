"""What the desk tells a person of briefings: never more than the clearance allows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet

from briefings import html
from briefings.checks import Caution, check
from briefings.editions import (
    Stage,
    edition_for,
    editions,
    since_previous,
    with_correction,
)
from briefings.found import Rested
from briefings.models import Edition
from briefings.request import Request
from briefings.selectors import briefing_for
from briefings.theme import Theme, marking_colour
from briefings.tree import Briefing
from desk.clearance import markings_of, rank_of, visible
from incidents.models import Record
from incidents.vocab import Marking
from sharing.selectors import View, latest_release, records, snapshots

CUT = "rests-on-cut"
HELD_BACK = (
    "It tells of a record that was marked more strictly since it was published, above "
    "what you may see."
)
UNSEEN = (
    "It rests on something that you may not see, which this briefing leaves out. The "
    "judgement may say more than its readers can be shown."
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A briefing as a part of a page, in its template's colours and letters."""

    html: str
    look: Mapping[str, str]
    digest: str

    def as_json(self) -> dict[str, Any]:
        return {"html": self.html, "look": dict(self.look), "digest": self.digest}


def sees_drafts(user: User) -> bool:
    """Whether the person works on briefings, and so sees what is not released."""
    return user.has_perm("briefings.add_draft") or user.has_perm(
        "briefings.add_release"
    )


def listed(user: User) -> QuerySet[Any]:
    """Return the editions that the person may see, the last changed first."""
    found = editions(markings_of(user), with_drafts=sees_drafts(user))
    return found.select_related("series", "by").order_by("-changed_at", "-pk")


def seen_edition(pk: int, user: User) -> Edition | None:
    """Return an edition, if the person may see it."""
    return edition_for(pk, markings_of(user), with_drafts=sees_drafts(user))


def stage(edition: Any) -> Stage:
    """Return where an edition of a list stands."""
    if edition.is_withdrawn:
        return Stage.WITHDRAWN
    if edition.released_at:
        return Stage.RELEASED
    return Stage.ASKED if edition.is_asked else Stage.DRAFT


def shown(briefing: Briefing) -> Shown:
    """Return a briefing for a page of the desk, which has a main part of its own."""
    theme = Theme.of(briefing.look)
    whole = html.body(briefing)
    look = {
        "--accent": theme.accent,
        "--marking": marking_colour(briefing.marking),
        "--serif": theme.text.web,
        "--sans": theme.table.web,
    }
    return Shown(whole, look, briefing.digest)


def drafted(
    request: Request, edition: Edition | None, correction: str
) -> tuple[Request, Briefing]:
    """Return what an officer asks for with the briefing that would come of it.

    Raises:
        NotPublished, BadRequest, ValueError: none would.
    """
    asked = request
    if edition is not None and (since := since_previous(edition)):
        asked = replace(request, since=since)
    made = briefing_for(asked).briefing
    if edition is None:
        return asked, made
    # Only the words count here; what is typed is not kept yet.
    draft = edition.drafts.model(edition=edition, correction=correction)
    return asked, with_correction(made, draft)


def is_held_back(keys: Iterable[str], user: User) -> bool:
    """Whether one of these records needs more than the person's clearance by now.

    What was published stays published; yet the desk shows a record that was marked
    more strictly since then to nobody whom the new marking leaves out.
    """
    above = Record.objects.filter(key__in=[*keys], clearance__gt=rank_of(user))
    return above.exists()


def cautions(request: Request, briefing: Briefing, user: User) -> list[Caution]:
    """Return what the officer should see to; what he may not see is not named."""
    told = {each.key for each in briefing.revisions}
    wanted = {key for each in request.judgements for key in each.rests_on} - told
    rested = _left_out(request, wanted, user)
    hidden = wanted - {each.key for each in rested}
    found = check(
        request.judgements,
        summary=request.summary,
        yardstick=request.yardstick,
        rested=rested,
    )
    return found + [
        Caution(CUT, number, UNSEEN)
        for number, each in enumerate(request.judgements, 1)
        if hidden.intersection(each.rests_on)
    ]


def _left_out(request: Request, wanted: set[str], user: User) -> list[Rested]:
    """Return those of the records that a person may see, with what they are called."""
    release = latest_release(request.known_at)
    if release is None or not wanted:
        return []
    allowed = [each for each in Marking.values if each in markings_of(user)]
    view = View(release.pk, allowed[-1])
    found = snapshots(records(view).filter(key__in=wanted))
    held = {
        each["key"]: Rested(each["key"], each["name"], each["marking"])
        for each in found
    }
    seen = visible(Record.objects.filter(key__in=wanted), user)
    unpublished = {key: Rested(key) for key in seen.values_list("key", flat=True)}
    return [each for _, each in sorted({**unpublished, **held}.items())]
