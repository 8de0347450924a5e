"""Where sources differ, with each position and who holds it; and what is not known."""

from collections.abc import Iterator

from attribution.vocab.grounds import QuestionKind, QuestionStatus
from briefings.assemble.context import Context, cell, heads, section, text
from briefings.assemble.notes import FEW
from briefings.cut import Snapshot
from briefings.tree import (
    Block,
    Cell,
    Items,
    Mark,
    Paragraph,
    Section,
    Span,
    Spans,
    Table,
    Text,
)
from briefings.words.labels import capital, counted, ended, label, listed, more
from figures.words import say

# What is open comes first.
ORDER = {
    QuestionStatus.UNRESOLVED.value: 0,
    QuestionStatus.PARTLY_RESOLVED.value: 1,
    QuestionStatus.RESOLVED.value: 2,
}
TITLE = "Where sources differ, and what is not known"
OPEN = (QuestionStatus.UNRESOLVED.value, QuestionStatus.PARTLY_RESOLVED.value)
MOST_TOLD = 12  # open differences in a short text


def sections(context: Context) -> list[Section]:
    """Return the conflicts of sources, then the gaps; the open ones first."""
    found = sorted(
        (each for each in context.found.of("question") if _had_arisen(context, each)),
        key=lambda each: (ORDER.get(each["status"], 3), each["name"].casefold()),
    )
    conflicts = [
        each for each in found if each["question_kind"] == QuestionKind.CONFLICT
    ]
    gaps = [each for each in found if each["question_kind"] == QuestionKind.GAP]
    if not found:
        nothing = Paragraph(text(say("No conflict of sources and no gap is recorded.")))
        return [section("conflicts", say(TITLE), nothing)]
    tables = [
        *([_conflicts(context, conflicts)] if conflicts else []),
        *([_gaps(context, gaps)] if gaps else []),
    ]
    placed = context.placed(say("Every difference, every gap"), *tables)
    gist = [] if context.is_full else _gist(context, conflicts, gaps)
    return [section("conflicts", say(TITLE), *gist, *placed)]


def _gist(
    context: Context, conflicts: list[Snapshot], gaps: list[Snapshot]
) -> list[Block]:
    """Return what is open, each difference with its positions, each gap by name."""
    unsettled = [each for each in conflicts if each["status"] in OPEN]
    settled = len(conflicts) - len(unsettled)
    rest = len(unsettled) - MOST_TOLD
    blocks: list[Block] = []
    if conflicts:
        told = say("{0} between sources", counted(len(conflicts), "difference"))
        told += say(", {0} of them settled", settled) if settled else ""
        told += say("; the first {0} that are open", MOST_TOLD) if rest > 0 else ""
        lines = tuple(_open(context, each) for each in unsettled[:MOST_TOLD])
        blocks += [
            Paragraph(text(f"{capital(told)}.")),
            *([Items(lines)] * bool(lines)),
        ]
    if gaps:
        blocks.append(Paragraph(text(say("Not known, or not found"), Mark.STRONG)))
        named = [each["name"] for each in gaps[:MOST_TOLD]]
        rest = len(gaps) - len(named)
        named += [say("and {0}, in the annex", more(rest))] if rest > 0 else []
        blocks.append(Items(tuple(text(each) for each in named)))
    return blocks


def _open(context: Context, question: Snapshot) -> Spans:
    positions = [ended(context.ours(each["position"])) for each in question["sides"]]
    told = " / ".join(each.removesuffix(".") for each in positions)
    words = say(": {0}.", told) if told else "."
    return (
        Text(question["name"], Mark.STRONG),
        Text(words),
        *context.refs(question, 1),
    )


def _had_arisen(context: Context, question: Snapshot) -> bool:
    """Whether all positions were held by the day, or of a gap a source was out."""
    if context.found.as_of is None:
        return True
    cited = [row["source"] for row in question["citations"]]
    held = [side["held_in"] for side in question["sides"]] or [cited]
    return all(any(_was_out(context, key) for key in keys) for keys in held)


def _was_out(context: Context, key: str) -> bool:
    """Whether a source was out, or an act had taken place; acts in view had."""
    each = context.found.snapshots.get(key)
    if each is None or each["kind"] != "source":
        return each is not None
    return context.was_published(key)


def _conflicts(context: Context, found: list[Snapshot]) -> Table:
    return Table(
        anchor="table-conflicts",
        caption=say("Sources differ"),
        heads=heads("On what", "The positions, and who holds them", "Our view"),
        rows=tuple(_conflict(context, each) for each in found),
        weights=(22, 46, 32),
    )


def _conflict(context: Context, question: Snapshot) -> tuple[Cell, ...]:
    sides = [_side(context, each) for each in question["sides"]]
    return (
        cell(
            text(question["name"]),
            text(capital(label(QuestionStatus, question["status"])), Mark.SOFT),
            is_head=True,
        ),
        cell(*(sides or [context.refs(question, FEW)])),
        cell(text(ended(context.ours(question["description"])))),
    )


def _side(context: Context, side: Snapshot) -> Spans:
    """Return one position with its holders: claimants by name, sources by note."""
    spans: list[Span] = [
        Text(ended(capital(context.ours(side["position"]))), Mark.STRONG)
    ]
    known = context.found.snapshots
    claims = [key for key in side["held_in"] if key in context.found.record.claims]
    speakers = [context.found.short(known[key]["claimant"]) for key in claims]
    if speakers:
        told = listed(list(dict.fromkeys(speakers)))
        spans.append(Text(f" {told}.", Mark.SOFT))
    return *spans, *context.notes.refs(_cited(context, side), FEW + 1)


def _cited(context: Context, side: Snapshot) -> Iterator[Snapshot]:
    """Yield the sources that hold a position, themselves or through a claim."""
    for key in side["held_in"]:
        each = context.found.snapshots.get(key)
        if each is not None and each["kind"] == "source":
            yield {"source": key, "credibility": "", "locator": "", "field": ""}
        elif each is not None and each["kind"] == "claim":
            yield from context.found.cited(each)


def _gaps(context: Context, found: list[Snapshot]) -> Table:
    return Table(
        anchor="table-gaps",
        caption=say("Not known, or not found"),
        heads=heads("What is missing", "What is known instead"),
        rows=tuple(
            (
                cell(text(each["name"]), is_head=True),
                cell(
                    (
                        Text(ended(context.ours(each["description"]))),
                        *context.refs(each, FEW),
                    ),
                    *(_side(context, side) for side in each["sides"]),
                ),
            )
            for each in found
        ),
        weights=(38, 62),
    )
