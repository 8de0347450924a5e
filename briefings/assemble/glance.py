"""The answers of others at a glance: who is named, by how many, and who objects."""

from collections.abc import Iterable, Iterator, Mapping

from briefings.assemble.context import Context, cell, heads, text, when, words
from briefings.assemble.notes import FEW
from briefings.cut import Snapshot
from briefings.tree import (
    Block,
    Cell,
    Items,
    Mark,
    Paragraph,
    Span,
    Spans,
    Table,
    Text,
    Tone,
)
from briefings.words.labels import capital, counted, label, listed
from figures.words import say
from incidents.vocab import EntityLevel
from positions.answers import Answer
from positions.contest import Contest, contest_states, contests
from positions.stances import culprit

# Whether the answer stands, in words; the flags of ``positions.contest``.
HEADLINES: Mapping[str, str] = {
    "withdrawn": "taken back by all who named somebody",
    "rival": "contested: different culprits are named",
    "disputed": "contested by others than the accused",
    "denied-only": "denied by the accused, by nobody else",
    "level-split": "not contested; named at different depth",
    "concurring": "not contested; claimants agree",
    "single-claim": "one claimant, and nobody else",
    "unattributed": "nobody is named",
}
CONTESTED = frozenset({"rival", "disputed", "denied-only", "withdrawn"})
# Where the answer is looked for first: what a minister asks is which state.
BROAD = ("state", "organisation", "unit", "individual", "persona", "intrusion-set")
MOST_ANSWERS = 3
CLAIMANT = "claimant"


def glance(context: Context) -> list[Block]:
    """Return who is said to have done it: by levels for one incident, else a table."""
    if context.is_one:
        return _one(context, context.found.in_time[0])
    found = context.found
    states = contests(found.record, found.in_time, found.as_of)
    rows = tuple(_row(context, key, states[key]) for key in found.in_time)
    table = Table(
        anchor="table-glance",
        caption=say("The incidents, and who is said to be behind them"),
        heads=heads(
            "Incident", "When", "Said to be behind it", "Does the answer stand?"
        ),
        rows=rows,
        weights=(25, 13, 36, 26),
        note=(
            say(
                "Each answer is at the broadest level at which anybody is named, "
                "the state first. Claimants that only repeat or back another are "
                "counted apart."
            )
        ),
    )
    return [table]


def _one(context: Context, key: str) -> list[Block]:
    states = contest_states(context.found.record, key, context.found.as_of)
    levels = [states[level] for level in reversed(states)]
    told = [_level(context, each) for each in levels if each.answers]
    told += _unplaced(context, key, levels)
    intro = say(
        "What the claims that stand come to, level by level; computed "
        "from the record, and no judgement of ours."
    )
    if not told:
        return [Paragraph(text(say("No claim that stands names anybody.")))]
    return [Paragraph(text(intro)), Items(tuple(told))]


def _level(context: Context, contest: Contest) -> Spans:
    level = capital(label(EntityLevel, contest.level))
    spans: list[Span] = [Text(say("{0}: ", level), Mark.STRONG)]
    for number, answer in enumerate(contest.answers[:MOST_ANSWERS]):
        spans += [Text(say("; ") if number else ""), *_answer(context, answer)]
    rest = len(contest.answers) - MOST_ANSWERS
    further = say("; {0}", counted(rest, "further answer")) if rest > 0 else ""
    spans.append(Text(f"{further}. {_standing(context, contest)}."))
    return tuple(each for each in spans if not isinstance(each, Text) or each.words)


def _unplaced(context: Context, key: str, levels: Iterable[Contest]) -> Iterator[Spans]:
    """Yield whom claims name without saying how deep, so that no level has them."""
    found = context.found
    placed = {answer.actor for each in levels for answer in each.answers}
    named: dict[str, list[str]] = {}
    for claim in found.about[key]:
        target = culprit(claim)
        if target and target not in placed and found.standing.stands(claim):
            named.setdefault(target, []).append(claim.key)
    if named:
        yield tuple(_named_so(context, named))


def _named_so(context: Context, named: Mapping[str, list[str]]) -> Iterator[Span]:
    yield Text(say("Named without saying how deep: "), Mark.STRONG)
    for number, (actor, keys) in enumerate(named.items()):
        who = [context.found.record.claims[key].claimant for key in keys]
        by = listed([context.found.short(each) for each in dict.fromkeys(who)])
        yield Text(
            say(
                "{0}{1}, by {2}",
                say("; ") if number else "",
                context.found.name(actor),
                by,
            )
        )
        yield from context.notes.refs(_cited(context, keys), FEW)
    yield Text(".")


def _standing(context: Context, contest: Contest) -> str:
    words = capital(say(HEADLINES[contest.headline]))
    objecting = _objectors(context, contest)
    return say("{0}; objecting: {1}", words, listed(objecting)) if objecting else words


def _objectors(context: Context, contest: Contest) -> list[str]:
    """Return who objects to the answers, by name."""
    keys = (
        key
        for reason in contest.because
        if reason.about in ("disputed", "denied-only", "accused-objects")
        for key in reason.claims
    )
    claims = context.found.record.claims
    names = (context.found.short(claims[key].claimant) for key in keys)
    return list(dict.fromkeys(names))


def _answer(context: Context, answer: Answer) -> Iterator[Span]:
    """Yield one answer: who is named, by how many, with the best notes."""
    yield Text(context.found.name(answer.actor), Mark.STRONG)
    yield Text(f", {_by(context, answer)}")
    keys = answer.found or answer.backed or answer.through
    yield from context.notes.refs(_cited(context, keys), FEW)


def _by(context: Context, answer: Answer) -> str:
    found = _voices(context, answer.found)
    backed = _voices(context, answer.backed) - found
    through = _voices(context, answer.through) - found - backed
    told = []
    if found:
        told.append(say("named by {0}", counted(len(found), CLAIMANT)))
    if backed:
        told.append(say("backed by {0}", counted(len(backed), CLAIMANT)))
    if through:
        verb = "names" if len(through) == 1 else "name"
        who = counted(len(through), f"more {CLAIMANT}" if told else CLAIMANT)
        directly = "" if told else say("not named directly; ")
        told.append(
            say("{0}{1} {2} actors that others link to it", directly, who, say(verb))
        )
    return ", ".join(told)


def _voices(context: Context, keys: Iterable[str]) -> set[str]:
    claims = context.found.record.claims
    return {context.found.standing.voice(claims[key]) for key in keys}


def _cited(context: Context, keys: Iterable[str]) -> list[Snapshot]:
    found = context.found
    return [row for key in keys for row in found.cited(found.snapshots[key])]


def _row(context: Context, key: str, states: Mapping[str, Contest]) -> tuple[Cell, ...]:
    told = next((states[each] for each in BROAD if states[each].answers), None)
    taken = any(each.headline == "withdrawn" for each in states.values())
    headline = "withdrawn" if taken and not told else "unattributed"
    stands = _standing(context, told) if told else capital(say(HEADLINES[headline]))
    is_open = told is not None and told.headline in CONTESTED
    return (
        cell((context.incident_link(key),), is_head=True),
        words(when(context.found.snapshots[key]["occurred"])),
        _named(context, told),
        cell(text(stands), tone=Tone.AGAINST if is_open else Tone.PLAIN),
    )


def _named(context: Context, contest: Contest | None) -> Cell:
    if contest is None:
        return cell(text(say("nobody"), Mark.SOFT), tone=Tone.SILENT)
    level = label(EntityLevel, contest.level)
    lines = [
        (*_answer(context, answer), Text(f" ({level})", Mark.SOFT))
        for answer in contest.answers[:MOST_ANSWERS]
    ]
    rest = len(contest.answers) - MOST_ANSWERS
    if rest > 0:
        lines.append(text(say("and {0}", counted(rest, "further answer")), Mark.SOFT))
    return cell(*lines)
