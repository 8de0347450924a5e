"""Reads of what is kept of briefings: where an edition stands, what it asks for."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from briefings.models import (
    Ask,
    Build,
    Draft,
    Edition,
    EditionFile,
    FileFormat,
    Release,
    Template,
    Withdrawal,
)
from briefings.request import Request, Since
from briefings.request_values import read
from briefings.selectors import briefing_for
from briefings.tree import Briefing, Callout, Section, Text, Tone, sealed
from briefings.words.dates import in_words
from briefings.words.languages import CATALOGUES
from briefings.writers import WRITERS
from figures.words import say, speaking
from sharing.selection import NotPublished
from sharing.selectors import latest_release

REPLACED = "This is edition {0}. It replaces edition {1}, which is not to be used."


class Stage(StrEnum):
    """Where an edition stands, as its rows tell."""

    DRAFT = "draft"
    ASKED = "asked"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class State:
    """An edition with the last of each step that was taken; None where none was.

    ``asked`` is what waits for a second person; ``returned`` is what was sent back
    and not asked for again.
    """

    draft: Draft
    asked: Ask | None = None
    returned: Ask | None = None
    release: Release | None = None
    withdrawal: Withdrawal | None = None

    @property
    def stage(self) -> Stage:
        if self.withdrawal:
            return Stage.WITHDRAWN
        if self.release:
            return Stage.RELEASED
        return Stage.ASKED if self.asked else Stage.DRAFT

    @property
    def is_asked(self) -> bool:
        return self.stage is Stage.ASKED

    @property
    def is_released(self) -> bool:
        """Whether it was let out, though it may be withdrawn since."""
        return self.release is not None


def state_of(edition: Edition) -> State:
    """Return where an edition stands."""
    draft = edition.drafts.select_related("template", "by").earliest("-number")
    asked = Ask.objects.filter(draft__edition=edition).select_related("by", "draft")
    release = (
        Release.objects.filter(ask__in=asked)
        .select_related("ask__by", "ask__draft", "by")
        .first()
    )
    if release is not None:
        withdrawal = Withdrawal.objects.filter(release=release).select_related("by")
        return State(draft, release=release, withdrawal=withdrawal.first())
    last = asked.filter(draft=draft).select_related("answer__by").first()
    if last is None:
        return State(draft)
    is_answered = hasattr(last, "answer")
    return State(draft, returned=last) if is_answered else State(draft, asked=last)


def ask_of(state: State) -> Ask | None:
    """Return the ask whose text and files are the edition's; None for a draft."""
    return state.release.ask if state.release else state.asked


def editions(markings: Collection[str], *, with_drafts: bool) -> QuerySet[Any]:
    """Return the editions up to a clearance, with what a list tells of each.

    Without drafts only those that were let out.
    """
    last = Draft.objects.filter(edition=OuterRef("pk")).order_by("-number")
    release = Release.objects.filter(ask__draft__edition=OuterRef("pk"))
    waiting = Ask.objects.filter(
        draft__edition=OuterRef("pk"),
        draft__number=Subquery(last.values("number")[:1]),
        answer__isnull=True,
    )
    withdrawn = Withdrawal.objects.filter(release__ask__draft__edition=OuterRef("pk"))
    told: dict[str, Any] = {
        "title": Subquery(last.values("title")[:1]),
        "marking": Subquery(last.values("marking")[:1]),
        "changed_at": Subquery(last.values("at")[:1]),
        "changed_by": Subquery(last.values("by")[:1]),
        "number": Subquery(release.values("number")[:1]),
        "released_at": Subquery(release.values("at")[:1]),
        "is_asked": Exists(waiting),
        "is_withdrawn": Exists(withdrawn),
    }
    rows: QuerySet[Any] = Edition.objects.annotate(**told)
    found = rows.filter(marking__in=list(markings))
    return found if with_drafts else found.filter(released_at__isnull=False)


def edition_for(
    pk: int, markings: Collection[str], *, with_drafts: bool
) -> Edition | None:
    """Return an edition, if there is one that somebody of this clearance may see."""
    rows = editions(markings, with_drafts=with_drafts).filter(pk=pk)
    found: Edition | None = rows.select_related("series", "previous", "by").first()
    return found


def requested(draft: Draft) -> Request:
    """Return what a draft asks for, as a draft."""
    return replace(read(draft.asked), is_draft=True)


def look_of(template: Template | None) -> tuple[tuple[str, str], ...]:
    """Return a template's values as a request has them."""
    return tuple(sorted(template.look.items())) if template else ()


def held_fast(draft: Draft) -> tuple[Request, datetime]:
    """Return what a draft asks for with all that could move set to how it is now.

    The instant is the one as known at which it is told from then on.

    Raises:
        NotPublished: nothing was published by then.
    """
    request = requested(draft)
    latest = latest_release(request.known_at)
    if latest is None:
        raise NotPublished("Nothing was published by then.")
    since = since_previous(draft.edition) or request.since
    if since and since.known_at is None:
        since = replace(since, known_at=latest.at)
    look = look_of(draft.template)
    held = replace(request, known_at=latest.at, look=look, since=since)
    return held, latest.at


def since_previous(edition: Edition) -> Since | None:
    """Return what the edition before told, which this one is compared with."""
    if edition.previous is None:
        return None
    release = Release.objects.select_related("ask").get(
        ask__draft__edition=edition.previous
    )
    asked = read(release.ask.asked)
    with speaking(CATALOGUES[asked.lang]):
        out = in_words(release.at)
        label = say("edition {0}, released {1}", release.edition, out)
    return Since(label, release.ask.known_at, asked.as_of)


def request_of(asked: Ask, *, is_draft: bool) -> Request:
    """Return the request behind the files of an ask; a release adds its number."""
    request = replace(read(asked.asked), is_draft=is_draft)
    if is_draft:
        return request
    return replace(request, number=asked.release.number)


def assembled_for(asked: Ask, *, is_draft: bool) -> Briefing:
    """Return the briefing of an ask: always the same, whatever is published since."""
    made = briefing_for(request_of(asked, is_draft=is_draft)).briefing
    whole = with_correction(made, asked.draft)
    return whole if is_draft else _dated(whole, asked.release)


def _dated(briefing: Briefing, release: Release) -> Briefing:
    """Return a released edition with the day of its release on the cover."""
    with speaking(CATALOGUES[briefing.lang]):
        day = in_words(release.at.astimezone(UTC).date())
        told = {say("Edition"): say("{0}, released {1}", briefing.edition, day)}
    cover = {**dict(briefing.cover), **told}
    return sealed(replace(briefing, cover=tuple(cover.items())))


def with_correction(briefing: Briefing, draft: Draft) -> Briefing:
    """Return a later edition with a box, before all else, that says what changed."""
    if draft.edition.previous is None or not briefing.sections:
        return briefing
    with speaking(CATALOGUES[briefing.lang]):
        title = say("What changed in this edition")
        replaced = say(REPLACED, briefing.edition, draft.edition.edition - 1)
    words = [replaced]
    words += [each for each in draft.correction.splitlines() if each.strip()]
    box = Callout(
        title,
        tuple((Text(each),) for each in words),
        Tone.NOTICE,
    )
    first, *rest = briefing.sections
    boxed: Section = replace(first, blocks=(box, *first.blocks))
    return sealed(replace(briefing, sections=(boxed, *rest)))


def missing_formats(asked: Ask, *, is_draft: bool) -> list[str]:
    """Return the formats that no file of an ask is kept in yet."""
    files = EditionFile.objects.filter(ask=asked, is_draft=is_draft)
    kept = set(files.values_list("format", flat=True))
    return [each for each in FileFormat.values if each not in kept]


def files_of(asked: Ask) -> QuerySet[EditionFile]:
    """Return the files of an ask without what is in them."""
    return EditionFile.objects.filter(ask=asked).defer("content", "revisions")


def last_build(asked: Ask, *, is_draft: bool) -> Build | None:
    """Return what was ordered last; it says whether it failed."""
    return Build.objects.filter(Q(ask=asked), is_draft=is_draft).first()


def is_same_when_rebuilt(file: EditionFile) -> bool:
    """Whether the record and the program of today still give the file to the byte."""
    briefing = assembled_for(file.ask, is_draft=file.is_draft)
    rebuilt = WRITERS[file.format](briefing)
    return sha256(rebuilt).hexdigest() == file.sha256


def number_for(edition: Edition, at: datetime) -> str:
    """Return the number that an edition gets if it is released now.

    A later edition bears the number of the first.
    """
    if edition.previous is not None:
        return str(Release.objects.get(ask__draft__edition=edition.previous).number)
    stem = f"{edition.series.code}-{at.year}-"
    given = Release.objects.filter(number__startswith=stem, edition=1)
    numbers = [int(each.number.removeprefix(stem)) for each in given]
    return f"{stem}{max(numbers, default=0) + 1:03}"
