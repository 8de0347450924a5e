"""What states and others did: each act once, whoever signed it, with its ground."""

from collections.abc import Iterator

from attribution.vocab.responses import ILClass, ResponseStatus, ResponseType
from briefings.assemble.acts import (
    GRAVE,
    by_kind,
    by_the_day,
    gravity,
    in_short,
    kind_of,
    parties,
    told_on,
)
from briefings.assemble.context import (
    Context,
    cell,
    flowing,
    heads,
    section,
    text,
)
from briefings.assemble.notes import FEW
from briefings.cut import Snapshot
from briefings.tree import (
    Block,
    Cell,
    Items,
    Link,
    Mark,
    Paragraph,
    Section,
    Span,
    Spans,
    Table,
    Text,
    Tone,
)
from briefings.words.dates import in_words
from briefings.words.labels import capital, counted, ended, label, listed, more, quoted
from figures.words import say
from positions.values import Claim, Response

TITLE = "Diplomatic and other responses"
MOST_NAMES = 12  # parties listed by name in the totals
MOST_TOLD = 14  # of the gravest acts, in a short text
MOST_SINGLE = 8  # kinds of which there was one act, named in a short text
MOST_KINDS = 10  # of which there is a row each in a short text


def sections(context: Context) -> list[Section]:
    """Return the totals, then every response in order of time."""
    acts = by_the_day(context)
    if not acts:
        nothing = Paragraph(text(say("No response is on record by that day.")))
        return [section("responses", say(TITLE), nothing)]
    table = Table(
        anchor="table-responses",
        caption=say("Responses, in order of time"),
        heads=heads(
            "Date", "Who, and towards whom", "What", "Legal basis; status", "Rests on"
        ),
        rows=tuple(_row(context, each) for each in acts),
        weights=(12, 20, 34, 16, 18) if context.is_full else (9, 18, 45, 15, 13),
        is_wide=True,
    )
    placed = context.placed(say("Every response"), table)
    gravest = [] if context.is_full else _gravest(context, acts)
    blocks = (_summary(context, acts), *gravest, _totals(context, acts), *placed)
    return [section("responses", say(TITLE), *blocks)]


def _gravest(context: Context, acts: list[Response]) -> list[Block]:
    """Return the acts that a minister looks for first, in order of time."""
    grave = [each for each in acts if each.type in GRAVE]
    if not grave:
        return []
    kept = sorted(grave, key=lambda each: gravity(each.type))[:MOST_TOLD]
    lines = tuple(in_short(context, each) for each in acts if each in kept)
    return [Paragraph(text(say("The gravest acts"), Mark.STRONG)), Items(lines)]


def _summary(context: Context, acts: list[Response]) -> Paragraph:
    signed = {party for each in acts for party in each.responders}
    joint = [each for each in acts if len(each.responders) > 1]
    told = say("{0} by {1}.", counted(len(acts), "response"), _parties(len(signed)))
    if joint:
        several = counted(len(joint), "of them was joint", "of them were joint")
        told += say(" {0}; each counts once, whoever signed it.", capital(several))
    lost = [each for each in acts if _lost(context, each)]
    if lost:
        verb = "rests" if len(lost) == 1 else "rest"
        told += say(
            " {0} still in force {1} on a claim that was taken back.",
            len(lost),
            say(verb),
        )
    return Paragraph(text(told), "lead")


def _parties(number: int) -> str:
    return counted(number, "party", "parties")


def _totals(context: Context, acts: list[Response]) -> Table:
    """Return how many acts there were of each kind, and by whom."""
    kinds = by_kind(acts).items()
    ordered = sorted(kinds, key=lambda each: (-len(each[1]), each[0]))
    is_folded = not context.is_full and len(ordered) > MOST_KINDS
    single = [kind for kind, held in ordered if is_folded and len(held) == 1]
    several = [each for each in ordered if each[0] not in single]
    return Table(
        anchor="table-responses-totals",
        caption=say("Responses by kind; a joint act counts once"),
        heads=heads("Kind", "Acts", "By whom"),
        rows=tuple(_kind(context, kind, held) for kind, held in several)
        + (_rest(single),) * bool(single),
        weights=(32, 7, 61),
    )


def _kind(context: Context, kind: str, held: list[Response]) -> tuple[Cell, ...]:
    signers = (party for each in held for party in each.responders)
    return (
        cell(text(kind_of(kind)), is_head=True),
        cell(text(str(len(held)))),
        cell(text(parties(context, signers, MOST_NAMES))),
    )


def _rest(single: list[str]) -> tuple[Cell, ...]:
    """Return one row for all kinds of one act only, the gravest first."""
    told = [label(ResponseType, kind) for kind in sorted(single, key=gravity)]
    rest = len(told) - MOST_SINGLE
    shown = [*told[:MOST_SINGLE], more(rest)] if rest > 1 else told
    named = capital(say("; ").join(shown))
    return (
        cell(text(say("One act each")), is_head=True),
        cell(text(str(len(single)))),
        cell(text(ended(named))),
    )


# -- One act --------------------------------------------------------------------------


def _row(context: Context, act: Response) -> tuple[Cell, ...]:
    snapshot = context.found.snapshots[act.key]
    lined = cell if context.is_full else flowing
    return (
        cell(
            text(capital(told_on(snapshot))),
            is_head=True,
        ),
        lined(*_who(context, act)),
        lined(*_what(context, snapshot)),
        lined(*_law(context, act, snapshot)),
        _ground(context, act),
    )


def _who(context: Context, act: Response) -> Iterator[Spans]:
    names = [context.found.name(key) for key in act.responders]
    jointly = say("Jointly ({0}): ", len(names)) if len(names) > 1 else ""
    yield text(f"{jointly}{listed(names)}", Mark.STRONG)
    towards = [context.found.name(key) for key in act.addressees]
    if towards:
        yield text(say("towards {0}", listed(towards)))


def _what(context: Context, snapshot: Snapshot) -> Iterator[Spans]:
    kind = kind_of(snapshot["response_type"])
    yield text(say("{0}: {1}", kind, ended(snapshot["name"])), Mark.STRONG)
    if snapshot["description"]:
        described = Text(ended(context.ours(snapshot["description"])))
        yield (described, *context.refs(snapshot, FEW))
    else:
        yield context.refs(snapshot, FEW)
    fields = dict.fromkeys(row["field"] for row in snapshot["citations"])
    for line in context.stated(snapshot, *filter(None, fields)):
        yield (Text(say("Otherwise: "), Mark.SOFT), *line)
    answered = _answered(context, snapshot)
    if answered:
        yield text(say("On {0}.", listed(answered)), Mark.SOFT)
    if snapshot["note"]:
        yield text(
            say("Our remark: {0}", ended(context.ours(snapshot["note"]))), Mark.SOFT
        )


def _answered(context: Context, snapshot: Snapshot) -> list[str]:
    """Return what an act answers besides the incidents and the claims it rests on."""
    found = context.found
    others = set(snapshot["answers"]) - {*snapshot["rests_on"], *found.incidents}
    own = (
        [] if context.is_one else sorted(set(snapshot["answers"]) & {*found.incidents})
    )
    return [quoted(found.name(key)) for key in (*own, *sorted(others))]


def _law(context: Context, act: Response, snapshot: Snapshot) -> Iterator[Spans]:
    if snapshot["legal_basis"]:
        yield text(ended(capital(context.ours(snapshot["legal_basis"]))))
    for title, field in (
        (say("as claimed"), "il_class_claimed"),
        (say("as we see it"), "il_class_assessed"),
    ):
        if snapshot[field]:
            yield text(
                f"{capital(label(ILClass, snapshot[field]))}, {title}.", Mark.SOFT
            )
    yield text(_status(context, act, snapshot))


def _status(context: Context, act: Response, snapshot: Snapshot) -> str:
    """Return where an act stands on the day, and since when."""
    day = context.found.as_of
    status = act.status_on(day)
    steps = [step for step in act.transitions if step.status == status]
    since = next((in_words(each.when.text) for each in reversed(steps)), "")
    told = capital(label(ResponseStatus, status))
    announced = in_words(act.announced.text)
    words = f"{told}, {since}." if since and since != announced else f"{told}."
    # How it ended is no part of what stood on an earlier day.
    outcome = "" if day else snapshot["outcome"].removeprefix("completed").strip("; ")
    if not outcome or outcome == told.lower():
        return words
    ending = ended(capital(context.ours(outcome)))
    return ending if ending.startswith(told) else f"{words} {ending}"


def _ground(context: Context, act: Response) -> Cell:
    """Return the claims that an act rests on, and whether it lost one of them."""
    claims = context.found.record.claims
    resting = [claims[key] for key in act.rests_on if key in claims]
    if not resting:
        return cell(text(say("No claim on record"), Mark.SOFT), tone=Tone.OPEN)
    lines: list[Spans] = [(_claim(context, each),) for each in resting]
    lost = _lost(context, act)
    if lost:
        words = say(
            "Its ground is gone: the claim was taken back, the act still stands."
        )
        lines.append(text(words, Mark.STRONG))
    return cell(*lines, tone=Tone.NOTICE if lost else Tone.PLAIN)


def _claim(context: Context, claim: Claim) -> Span:
    said_on = in_words(claim.said.text)
    name = context.found.short(claim.claimant)
    words = (
        say("The claim of {0}, {1}", name, said_on)
        if said_on
        else say("The claim of {0}", name)
    )
    is_card = context.has_card(claim)
    return Link(words, f"#{context.anchor(claim.key)}") if is_card else Text(words)


def _lost(context: Context, act: Response) -> list[Claim]:
    """Return what an act that still stands rests on and what was taken back."""
    if not act.is_live_on(context.found.as_of):
        return []
    claims = context.found.record.claims
    resting = (claims[key] for key in act.rests_on if key in claims)
    return [each for each in resting if context.found.standing.is_taken_back(each)]
