"""ASSEMBLE: records cut to a level → the tree that every writer draws.

Pure: no clock, no chance, no database. The same request and the same records give the
same tree, to the byte.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC
from hashlib import sha256
from itertools import takewhile

from briefings.assemble import (
    assessment,
    changes,
    claims,
    closing,
    conflicts,
    facts,
    front,
    judgements,
    matrix,
    responses,
    techniques,
    timeline,
)
from briefings.assemble.context import Context
from briefings.assemble.tongues import fixed_words, marked_by_language
from briefings.checks import Caution, check
from briefings.found import Found, Rested
from briefings.numbering import numbered
from briefings.request import SECTIONS, Request
from briefings.theme import Theme
from briefings.tree import Briefing, Revision, Section, sealed
from briefings.words.dates import in_words
from briefings.words.languages import CATALOGUES
from figures.words import say, speaking
from incidents.vocab import Marking

MAKERS: Mapping[str, Callable[[Context], list[Section]]] = {
    "judgements": judgements.sections,
    "glance": front.sections,
    "changes": changes.sections,
    "facts": facts.sections,
    "timeline": timeline.sections,
    "matrix": matrix.sections,
    "claims": claims.sections,
    "denials": claims.denials,
    "conflicts": conflicts.sections,
    "assessment": assessment.sections,
    "responses": responses.sections,
    "techniques": techniques.sections,
    "key": closing.key,
    "sources": closing.sources,
    "annex": closing.annex,
}
# Made when all else is: they tell what the other sections used.
LAST = ("key", "annex")
# Sections that stand on the first page, if no other is before them.
FRONT = ("judgements", "glance")


@dataclass(frozen=True, slots=True)
class Assembled:
    """A briefing, and what its officer should see to, which is no part of it."""

    briefing: Briefing
    cautions: tuple[Caution, ...]


def assemble(
    request: Request,
    found: Found,
    earlier: Found | None = None,
    rested: tuple[Rested, ...] = (),
) -> Assembled:
    """Return the briefing asked for, of what was found and of nothing else."""
    context = Context(_as_in_template(request), found, earlier, rested)
    cautions = check(
        request.judgements,
        summary=request.summary,
        yardstick=request.yardstick,
        lang=request.lang,
        rested=rested,
    )
    with speaking(CATALOGUES[request.lang]):
        made = numbered(_briefing(context, _sections(context)))
        if request.lang != "en":
            made = marked_by_language(made, context)
    return Assembled(sealed(made), tuple(cautions))


def _as_in_template(request: Request) -> Request:
    """Return a request with its template's sections, unless others were asked for."""
    order = Theme.of(request.look).order
    is_usual = request.sections == tuple(SECTIONS)
    return replace(request, sections=order) if order and is_usual else request


def _sections(context: Context) -> tuple[Section, ...]:
    """Return the sections in the order asked for."""
    names = context.request.sections
    made = {name: MAKERS[name](context) for name in names if name not in LAST}
    made |= {name: MAKERS[name](context) for name in names if name in LAST}
    return tuple(each for name in names for each in made[name])


def _briefing(context: Context, sections: tuple[Section, ...]) -> Briefing:
    request, found = context.request, context.found
    marking = str(Marking(found.marking).label)
    return Briefing(
        name=_name(context),
        title=timeline.title(context),
        subtitle=request.subtitle
        or say("Who is said to have done it, and what was done"),
        number=request.number,
        edition=request.edition,
        is_draft=request.is_draft,
        as_of=found.as_of.isoformat() if found.as_of else "",
        known_at=found.released_at.astimezone(UTC).isoformat(),
        marking=marking,
        recipients=request.recipients,
        lang=request.lang,
        cover=tuple(_cover(context, marking).items()),
        sections=sections,
        notes=context.notes.written(),
        key_terms=tuple(sorted(context.used)),
        revisions=tuple(
            Revision(key, each["version"])
            for key, each in sorted(found.snapshots.items())
        ),
        front=len([*takewhile(lambda each: each.anchor in FRONT, sections)]),
        fixed=fixed_words(),
        look=request.look,
    )


def _name(context: Context) -> str:
    """Return a file's name: of what, which edition, as of when, at which marking."""
    request, found = context.request, context.found
    about = request.number or request.about[0]
    if len(request.about) > 1 and not request.number:
        chosen = sha256(" ".join(sorted(request.about)).encode()).hexdigest()[:8]
        about = f"{len(request.about)}-incidents-{chosen}"
    day = f"-as-of-{found.as_of.isoformat()}" if found.as_of else ""
    marking = found.marking.replace("_", "+")
    safe = "".join(each if each.isalnum() else "-" for each in about.lower())
    return f"{safe}-edition-{request.edition}{day}-TLP-{marking}"


def _cover(context: Context, marking: str) -> dict[str, str]:
    """Return the facts of the cover, by label."""
    request, found = context.request, context.found
    edition = (
        say("{0}, draft", request.edition) if request.is_draft else str(request.edition)
    )
    as_of = (
        say(
            "what was certainly done or said by {0}; the descriptions are "
            "those of the record as known",
            in_words(found.as_of),
        )
        if found.as_of
        else say("all that is recorded")
    )
    told = {
        say("Number"): request.number,
        say("Edition"): edition,
        say("As of"): as_of,
        say("As known at"): in_words(found.released_at),
        say("Marking"): marking,
        say("For"): say("; ").join(request.recipients),
    }
    return {label: words for label, words in told.items() if words}
