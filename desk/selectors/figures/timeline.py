"""The timeline of an incident, as plain values and as a table."""

from collections.abc import Iterator
from datetime import date, datetime

from desk.dates import in_words
from desk.selectors.figures.reading import Known
from desk.selectors.figures.words import AGAINST, mark_of, said
from figures.timeline import Item
from incidents.fields import Bounds, read_date
from positions.values import Claim, Happening, When

_OPEN = ("", "..")
Days = tuple[date, date]


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
    first, last, sure = _span(claim.said, lasts=False)
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
        is_about=_is_about(claim.said),
        is_certain=is_certain,
        is_struck=is_certain and not known.standing.in_force(claim),
    )


def _happening(known: Known, happening: Happening, *, is_certain: bool) -> Item:
    is_response = happening.kind == "response"
    response = known.record.responses.get(happening.key)
    responders = response.responders if response else ()
    first, last, sure = _span(happening.when, lasts=True)
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
        is_about=_is_about(happening.when),
        is_certain=is_certain,
    )


def _is_about(when: When) -> bool:
    return any(sign in when.text for sign in "~?%")


def _span(when: When, *, lasts: bool) -> tuple[date | None, date | None, Days | None]:
    """Return the first and last day that a date can mean, and those it surely covers.

    What happened in an interval lasted; what was said in one was said on some day.
    """
    start, slash, end = when.text.partition("/")
    if not when.text or when.is_unknown:
        return None, None, None
    if not slash:
        first, last = _day(when.earliest), _day(when.latest)
        return first, last, (first, last) if first and first == last else None
    first, latest_start = _days(_end(start))
    earliest_end, last = _days(_end(end))
    if not lasts or latest_start is None or latest_start > (earliest_end or date.max):
        return first, last, None
    return first, last, (latest_start, earliest_end or latest_start)


def _end(text: str) -> Bounds:
    return Bounds(None, None) if text in _OPEN else read_date(text)


def _days(bounds: Bounds) -> tuple[date | None, date | None]:
    return _day(bounds.earliest), _day(bounds.latest)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
