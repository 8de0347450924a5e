"""What no briefing can tell, however it is asked for: days that are still to come, an
earlier state after the later one, a word of a yardstick that it does not name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from briefings.request import BadRequest, Request
from briefings.words.estimates import NAMES, term_of, terms


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field of a request or of one judgement, and the fix."""

    field: str
    words: str
    judgement: int = 0

    def __str__(self) -> str:
        place = f"Judgement {self.judgement}, " if self.judgement else ""
        return f"{place}{self.field.replace('_', ' ')}: {self.words}"


def faults(request: Request, *, at: datetime) -> list[Fault]:
    """Return what cannot be asked for at an instant, in order of the fields."""
    return [*_days(request, at), *_since(request, at), *_likelihoods(request)]


def refuse_faults(request: Request, *, at: datetime) -> None:
    """Refuse what cannot be asked for at an instant.

    Raises:
        BadRequest: the text names the first field and what to write instead.
    """
    for fault in faults(request, at=at):
        raise BadRequest(str(fault))


def _days(request: Request, at: datetime) -> Iterator[Fault]:
    if request.as_of and request.as_of > at.astimezone(UTC).date():
        yield Fault("as_of", f"{request.as_of} is still to come; leave it out for now.")
    if request.known_at and request.known_at > at:
        moment = f"{request.known_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        yield Fault("known_at", f"{moment} is still to come; leave it out for now.")


def _since(request: Request, at: datetime) -> Iterator[Fault]:
    """Yield what is wrong with the earlier state: each date is held against its like.

    What a day knew is compared with what a later day knew, and what was done by a day
    with what was done by a later one; the two are different things.
    """
    since = request.since
    if since is None:
        return
    latest = (request.known_at or at).astimezone(UTC).date()
    if since.known_at and (day := since.known_at.astimezone(UTC).date()) > latest:
        yield Fault("since", f"{day} lies after {latest}; write an earlier day.")
    if since.as_of and request.as_of and since.as_of > request.as_of:
        yield Fault(
            "since",
            f"as of {since.as_of} lies after as of {request.as_of}; write an "
            "earlier day.",
        )


def _likelihoods(request: Request) -> Iterator[Fault]:
    known = terms(request.yardstick)
    for number, each in enumerate(request.judgements, start=1):
        word = term_of(each.likelihood, request.yardstick)
        if word and word not in known:
            yield Fault(
                "likelihood",
                f"“{each.likelihood}” is no word of {NAMES[request.yardstick]}; choose "
                "one of its words, or the other yardstick.",
                number,
            )
