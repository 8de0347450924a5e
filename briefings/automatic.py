"""A briefing that a program asked for: nobody has read it before, and it says so."""

from collections.abc import Mapping
from dataclasses import replace

from briefings.request import Request
from briefings.selectors import briefing_for
from briefings.tree import Briefing, Callout, Text, Tone, sealed
from briefings.words.languages import CATALOGUES
from figures.words import say, speaking

STAMP = "AUTOMATIC"  # where a draft has DRAFT: on every page
EDITION = "automatic, not released by a second person"
TITLE = "Compiled automatically"
NOTICE = (
    "A program compiled this from the published record when it was asked for. Nobody "
    "has read it before you, no second person has released it, and no copy of it is "
    "kept. It has no number and is no edition of a briefing."
)


def automatic_for(request: Request) -> Briefing:
    """Return the briefing that is asked for, marked as nobody's on every page.

    Raises:
        NotPublished: the view holds none of the incidents asked about.
    """
    made = briefing_for(replace(request, is_draft=True)).briefing
    with speaking(CATALOGUES[request.lang]):
        return sealed(_stamped(made))


def _stamped(made: Briefing) -> Briefing:
    first, *rest = made.sections
    box = Callout(say(TITLE), ((Text(say(NOTICE)),),), Tone.NOTICE)
    return replace(
        made,
        name=made.name.replace(f"-edition-{made.edition}", "-automatic", 1),
        cover=_cover(dict(made.cover)),
        sections=(replace(first, blocks=(box, *first.blocks)), *rest),
        fixed=replace(made.fixed, draft=say(STAMP)),
    )


def _cover(told: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple({**told, say("Edition"): say(EDITION)}.items())
