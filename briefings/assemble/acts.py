"""What was done about it: the acts by the day, which weigh most, and who did them."""

from collections.abc import Iterable, Iterator, Sequence

from attribution.vocab.responses import ResponseStatus, ResponseType
from briefings.assemble.context import Context, text, when
from briefings.cut import Snapshot
from briefings.tree import Mark, Paragraph, Span, Spans, Text
from briefings.words.labels import capital, counted, ended, label, listed
from figures.words import say
from positions.values import LIVE, Response

# Acts of states that a minister looks for first, the gravest first of all.
GRAVE = (
    *("relations-severed", "diplomats-expelled", "sanctions-listing"),
    *("indictment", "arrest", "joint-attribution-statement", "conviction"),
    *("statement-alliance", "declaration-high-representative"),
    *("ambassador-recalled", "ambassador-summoned", "seizure-or-takedown"),
    *("unsc-letter", "collective-consultation", "cyber-operation-in-return"),
)
DONE = LIVE | {ResponseStatus.COMPLETED.value}
MOST_SIGNERS = 4  # of one act, in a short text
MOST_LED, MOST_DOERS, MOST_TOWARDS = 4, 3, 2  # kinds and parties on the first page


def gravity(kind: str) -> int:
    """Return the place of a kind of act among the grave ones; all others come last."""
    return GRAVE.index(kind) if kind in GRAVE else len(GRAVE)


def by_the_day(context: Context) -> list[Response]:
    """Return every act that was certainly announced by the day, in order of time."""
    found = context.found
    made = (
        each
        for each in found.record.responses.values()
        if each.announced.certainly_by(found.as_of)
    )
    return sorted(made, key=lambda each: (each.announced.order, each.key))


def by_kind(acts: Iterable[Response]) -> dict[str, list[Response]]:
    """Return acts by their kind, each kind's in the order given."""
    held: dict[str, list[Response]] = {}
    for each in acts:
        held.setdefault(each.type, []).append(each)
    return held


def kind_of(kind: str) -> str:
    """Return what a kind of act is called."""
    return capital(label(ResponseType, kind))


def told_on(snapshot: Snapshot) -> str:
    """Return when an act was announced, else from when it held, in words."""
    return when(snapshot["announced"] or snapshot["effective"])


def parties(context: Context, keys: Iterable[str], most: int) -> str:
    """Return parties by name, so many of them, and how many more there are."""
    return _few([context.found.short(key) for key in dict.fromkeys(keys)], most)


def _few(names: list[str], most: int) -> str:
    rest = len(names) - most
    if rest <= 1:
        return listed(names)
    return listed([*names[:most], counted(rest, "more party", "more parties")])


def in_short(context: Context, act: Response) -> Spans:
    """Return an act in a line: when, who, what, and its best source."""
    snapshot = context.found.snapshots[act.key]
    who = parties(context, act.responders, MOST_SIGNERS)
    return (
        Text(say("{0}: ", capital(told_on(snapshot))), Mark.STRONG),
        Text(say("{0}: {1}", who, ended(snapshot["name"]))),
        *context.refs(snapshot, 1),
    )


# -- The first page --------------------------------------------------------------------


def led(context: Context) -> Paragraph:
    """Return the gravest kinds of acts in a few lines, each with who and when.

    What was only weighed, or was ended since, is none of them.
    """
    day = context.found.as_of
    acts = by_the_day(context)
    kinds = by_kind(each for each in acts if each.status_on(day) in DONE)
    if not kinds:
        return Paragraph(text(say("No response is on record by that day.")))
    first = sorted(kinds, key=lambda kind: (gravity(kind), -len(kinds[kind]), kind))
    spans: list[Span] = [Text(say("What was done: "), Mark.STRONG)]
    for number, kind in enumerate(first[:MOST_LED]):
        spans += [Text(say("; "))] if number else []
        spans += _kind(context, kind, kinds[kind])
    whole = say(" ({0} in all)", counted(len(acts), "response"))
    spans.append(Text(f"{whole if len(kinds) > MOST_LED else ''}."))
    return Paragraph(tuple(spans))


def _kind(context: Context, kind: str, acts: Sequence[Response]) -> Iterator[Span]:
    """Yield what was done, by which states towards which, and when first."""
    doers = _states(context, (key for act in acts for key in act.responders))
    whom = _states(context, (key for act in acts for key in act.addressees))
    others = [each for each in whom if each not in doers]
    who = _few(doers, MOST_DOERS)
    if others:
        who = say("{0} towards {1}", who, _few(others, MOST_TOWARDS))
    first = context.found.snapshots[acts[0].key]
    on = told_on(first)
    if len(acts) > 1:
        on = say("{0} from {1}", counted(len(acts), "act"), on)
    yield Text(label(ResponseType, kind))
    yield Text(f" ({say('{0}, {1}', who, on)})")
    yield from context.refs(first, 1)


def _states(context: Context, keys: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(context.party(key) for key in keys))
