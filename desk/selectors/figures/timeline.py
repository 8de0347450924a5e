"""The timeline of an incident, as plain values and as a table."""

from collections.abc import Iterator
from datetime import date

from desk.dates import in_words
from desk.selectors.figures.reading import Known
from desk.selectors.figures.words import AGAINST, mark_of, said
from figures.timeline import Item
from incidents.fields import read_date
from positions.spans import day, is_about, span
from positions.values import Claim, Happening

_OPEN = ("", "..")


def items(known: Known) -> list[Item]:
    """Return everything of an incident's timeline; a statement as its claims."""
    certain, possible = known.order.items, known.order.possibly
    return [
        *(
            _happening(known, each, is_certain=True)
            for each in certain
            if _is_drawn(each)
        ),
        *(
            _happening(known, each, is_certain=False)
            for each in possible
            if _is_drawn(each)
        ),
        *_claims(known),
    ]


def _is_drawn(happening: Happening) -> bool:
    return happening.kind != "statement"


def _claims(known: Known) -> Iterator[Item]:
    for claim in known.claims:
        is_certain = known.standing.is_said(claim)
        if is_certain or known.standing.is_only_possibly_said(claim):
            yield _claim(known, claim, is_certain=is_certain)


def _claim(known: Known, claim: Claim, *, is_certain: bool) -> Item:
    first, last, sure = span(claim.said, days_of=_days_of, lasts=False)
    return Item(
        key=claim.key,
        lane="denials" if claim.stance in AGAINST else "claims",
        mark=mark_of(claim),
        who=known.call(claim.claimant),
        what=said(known, claim),
        when=in_words(claim.said.text),
        first=first,
        last=last,
        sure=sure,
        is_about=is_about(claim.said),
        is_certain=is_certain,
        is_struck=is_certain and not known.standing.in_force(claim),
    )


def _happening(known: Known, happening: Happening, *, is_certain: bool) -> Item:
    is_response = happening.kind == "response"
    response = known.record.responses.get(happening.key)
    responders = response.responders if response else ()
    first, last, sure = span(happening.when, days_of=_days_of, lasts=True)
    return Item(
        key=happening.key,
        lane="responses" if is_response else "happened",
        mark=happening.kind,
        who=", ".join(known.call(each) for each in responders),
        what=happening.name,
        when=in_words(happening.when.text),
        first=first,
        last=last,
        sure=sure,
        is_about=is_about(happening.when),
        is_certain=is_certain,
    )


def _days_of(text: str) -> tuple[date | None, date | None]:
    """Return the first and last day that one end of an interval can mean."""
    if text in _OPEN:
        return None, None
    bounds = read_date(text)
    return day(bounds.earliest), day(bounds.latest)
