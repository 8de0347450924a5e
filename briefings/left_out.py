"""What typed text draws on and a briefing does not tell, and why: for its writers."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from briefings.cut import Snapshot
from briefings.found import Rested
from briefings.request import MENTION, Request
from incidents.vocab import MARKING_RANK, Marking
from sharing.selectors import View, in_chunks, records, snapshots

ELSEWHERE = "does not belong to what this briefing is about, and leaves no note"
LATER = "was not certainly there by the day as of which this briefing tells"
AFTER = "was published after the day as of which this briefing tells"


def drawn_on(request: Request) -> set[str]:
    """Return the keys of all that judgements rest on or any text mentions."""
    typed = {key for each in request.judgements for key in each.draws_on}
    return typed | {*MENTION.findall(request.summary)}


def left_out(
    request: Request,
    *,
    told: Collection[str],
    release: int,
    up_to: str = Marking.values[-1],
) -> tuple[Rested, ...]:
    """Return what is drawn on and not told, or later than the day; by key.

    ``told`` are the keys of the briefing's records; ``up_to`` is the strictest marking
    of which anything may be said.
    """
    drawn = drawn_on(request)
    everything = View(release, up_to)
    held = {each["key"]: each for each in _snapshots(everything, drawn)}
    seen = replace(everything, marking=request.marking, as_of=request.as_of)
    there = {each["key"] for each in _snapshots(seen, drawn)}
    found = [*_missing(request, drawn - {*told}, held, there)]
    found += _late(request, [held[key] for key in drawn & {*told} & held.keys()])
    return tuple(sorted(found, key=lambda each: each.key))


def _missing(
    request: Request, keys: set[str], held: dict[str, Snapshot], there: set[str]
) -> Iterator[Rested]:
    allowed = MARKING_RANK[request.marking]
    for key in keys:
        each = held.get(key)
        if each is None:
            yield Rested(key)
        elif MARKING_RANK[each["marking"]] > allowed:
            yield Rested(key, each["name"], each["marking"])
        else:
            why = ELSEWHERE if key in there else LATER
            yield Rested(key, each["name"], each["marking"], why)


def _late(request: Request, told: list[Snapshot]) -> Iterator[Rested]:
    """Yield the sources that nobody could have read by the day."""
    for each in told:
        published = each.get("published") or {}
        if (
            request.as_of
            and each["kind"] == "source"
            and (published.get("earliest") or "") > request.as_of.isoformat()
        ):
            yield Rested(each["key"], each["name"], each["marking"], AFTER)


def _snapshots(view: View, keys: Collection[str]) -> list[Snapshot]:
    return [
        dict(each)
        for chunk in in_chunks(sorted(keys))
        for each in snapshots(records(view).filter(key__in=chunk))
    ]
