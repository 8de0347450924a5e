"""What the desk tells a person of briefings: never more than the clearance allows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from django.contrib.auth.models import User
from django.core.cache import cache
from django.db.models import QuerySet

from briefings import html
from briefings.checks import CUT, Caution, check
from briefings.editions import (
    Stage,
    edition_for,
    editions,
    held_fast,
    since_previous,
    with_correction,
)
from briefings.found import Rested
from briefings.left_out import drawn_on, left_out
from briefings.models import Draft, Edition
from briefings.request import Request, Typed
from briefings.selectors import briefing_for, keys_told
from briefings.theme import Theme, marking_colour
from briefings.tree import Briefing
from briefings.words.estimates import NAMES, band_of
from desk.clearance import markings_of, rank_of, visible
from incidents.models import Record
from incidents.vocab import Marking
from sharing.selection import NotPublished
from sharing.selectors import latest_release

KEPT = 600  # seconds
HELD_BACK = (
    "It tells of a record that was marked more strictly since it was published, above "
    "what you may see."
)
UNSEEN = (
    "It rests on something that you may not see, which this briefing leaves out. The "
    "judgement may say more than its readers can be shown."
)

NO_SUCH = "The mark @{} leads to nothing that is published and you may see: no note."


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


def obstacle_to(draft: Draft) -> str:
    """Return why no briefing comes of a draft; '' if one does."""
    try:
        briefing_for(held_fast(draft)[0])
    except (NotPublished, ValueError) as error:
        return str(error)
    return ""


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
    rested = _left_out(request, told, user)
    named = {each.key for each in rested}
    found = check(
        request.judgements,
        summary=request.summary,
        yardstick=request.yardstick,
        lang=request.lang,
        rested=rested,
    )
    texts = [Typed(request.summary), *request.judgements]
    for number, each in enumerate(texts):
        hidden = {*each.draws_on} - told - named
        if hidden.intersection(each.rests_on):
            found.append(Caution(CUT, number, UNSEEN))
        # A mark stands in the text, where everybody reads it who reads this.
        marks = sorted(hidden.difference(each.rests_on))
        found += [Caution(CUT, number, NO_SUCH.format(key)) for key in marks]
    return [*found, *_of_the_record(request, briefing)]


def _of_the_record(request: Request, briefing: Briefing) -> Iterator[Caution]:
    """Yield that assessments we published say words that the yardstick has not."""
    said = [word for word in briefing.key_terms if not word.endswith(" confidence")]
    foreign = [word for word in said if not band_of(word, request.yardstick)]
    if foreign:
        name = NAMES[request.yardstick]
        words = f"An assessment that is told says “{'”, “'.join(foreign)}”, no word of"
        yield Caution("other-yardstick", 0, f"{words} {name}, which is named.")


def _left_out(request: Request, told: set[str], user: User) -> list[Rested]:
    """Return what is amiss with what is drawn on, as far as the person may see it."""
    release = latest_release(request.known_at)
    wanted = drawn_on(request)
    if release is None or not wanted:
        return []
    allowed = [each for each in Marking.values if each in markings_of(user)]
    found = left_out(request, told=told, release=release.pk, up_to=allowed[-1])
    seen = visible(Record.objects.filter(key__in=wanted), user)
    keys = set(seen.values_list("key", flat=True))
    return [each for each in found if each.name or each.key in keys]


def keys_offered(request: Request) -> list[str]:
    """Return the keys of what a note can lead to; kept, since many ask in a row.

    What a release holds never changes, so what was found once holds.

    Raises:
        NotPublished: no briefing can be made of it.
    """
    release = latest_release()
    day = request.as_of.isoformat() if request.as_of else ""
    asked = [str(release), request.marking, day, *request.about]
    name = f"note-keys-{sha256(' '.join(asked).encode()).hexdigest()}"
    found: list[str] | None = cache.get(name)
    if found is None:
        found = keys_told(request)
        cache.set(name, found, KEPT)
    return found
