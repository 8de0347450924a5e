"""Writing a briefing: each save is a new draft, and a correction a new edition."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib.auth.models import User

from briefings.editions import requested, state_of
from briefings.models import Draft, Edition, Series, Template
from briefings.request import Request
from briefings.request_values import values
from briefings.services.refusals import BriefingRefused, told

ALREADY = {"briefings_edition_previous_id_key": "It is being corrected already."}
LOOKED_AT_ANOTHER = "Somebody else has saved it since you opened it. Load it again."


@dataclass(frozen=True, slots=True)
class NewDraft:
    """What an officer wants to keep: the request, how it looks, what was corrected."""

    request: Request
    template: Template | None = None
    correction: str = ""


def start(series: Series, draft: NewDraft, *, by: User, at: datetime) -> Draft:
    """Begin a briefing: its first edition, with this draft."""
    with told():
        edition = Edition.objects.create(series=series, by=by, at=at)
        return _keep(edition, draft, number=1, by=by, at=at)


def save_draft(
    edition: Edition, draft: NewDraft, *, base: int, by: User, at: datetime
) -> Draft:
    """Keep a draft over the one that was looked at; an ask for the earlier is void.

    Raises:
        BriefingRefused: the edition is released, or somebody saved it since.
    """
    with told():
        last = edition.drafts.order_by("-number").values_list("number", flat=True)
        number = last.first() or 0
        if number != base:
            raise BriefingRefused(LOOKED_AT_ANOTHER)
        return _keep(edition, draft, number=number + 1, by=by, at=at)


def correct(edition: Edition, *, by: User, at: datetime) -> Edition:
    """Begin the next edition of a released briefing, with all that was asked for it.

    What it is compared with is what the readers have: it says what changed since.

    Raises:
        BriefingRefused: it is not released, or is being corrected already.
    """
    last = edition.drafts.order_by("-number").first()
    if last is None or not state_of(edition).is_released:
        raise BriefingRefused("Only a released edition is corrected.")
    with told(ALREADY):
        made = Edition.objects.create(
            series=edition.series,
            previous=edition,
            edition=edition.edition + 1,
            by=by,
            at=at,
        )
        request = replace(requested(last), known_at=None, since=None)
        _keep(made, NewDraft(request, last.template), number=1, by=by, at=at)
    return made


def _keep(
    edition: Edition, draft: NewDraft, *, number: int, by: User, at: datetime
) -> Draft:
    request = replace(draft.request, look=(), number="", edition=edition.edition)
    return Draft.objects.create(
        edition=edition,
        number=number,
        title=request.title,
        marking=request.marking,
        template=draft.template,
        asked=values(request),
        correction=draft.correction,
        by=by,
        at=at,
    )
