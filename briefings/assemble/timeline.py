"""The timeline as a figure for one page, with every row of it in the annex."""

from collections import Counter
from collections.abc import Iterable, Iterator

from attribution.vocab.responses import ResponseType
from briefings.assemble.acts import GRAVE
from briefings.assemble.context import Context, cell, heads, section, text
from briefings.assemble.notes import FEW
from briefings.tree import Cell, Figure, Mark, Paragraph, Section, Table, Text, Tone
from briefings.words import claims as said
from briefings.words.dates import UNDATED, days_of, in_words
from briefings.words.labels import capital, label
from figures.marks import WORDS
from figures.sheet import Sheet
from figures.timeline import LANES, Item, draw_timeline
from figures.words import say
from incidents.vocab import Marking
from positions.spans import is_about, span
from positions.stances import NAMING
from positions.values import Claim, Happening

MOST_DRAWN, LEAST_DRAWN = 30, 15  # more would not be read
FEW_DRAWN = 22  # fit on two pages
GRAVEST = 2
MOST_SENTENCES = 20  # of the figure in words
TABLE = "table-timeline"
_MARKS = {"counter-attributes": "counter-claim", "withdraws": "withdrawal"}


def sections(context: Context) -> list[Section]:
    """Return the figure, and put its table into the annex."""
    items = sorted(_items(context), key=lambda each: each.order)
    if not items:
        nothing = Paragraph(text(say("Nothing is recorded by that day.")))
        return [section("timeline", say("Timeline"), nothing)]
    drawn = _chosen(context, items)
    told = items if context.is_full else drawn
    context.append(say("Timeline"), _table(context, told, len(items)))
    whole = say("All {0} entries are drawn.", len(items))
    if len(drawn) < len(items):
        whole = say(
            "{0} of {1} entries are drawn: the attacks, the first word of "
            "each party, and the gravest acts.",
            len(drawn),
            len(items),
        )
    figure = Figure(
        anchor="figure-timeline",
        caption=say("What happened, who said what, and what was done about it"),
        alternative=_story(context, items, drawn),
        svg=_drawn(context, drawn),
        table=TABLE if "annex" in context.request.sections else "",
    )
    note = say(
        "A mark is an exact day; a bar covers all the days that a date "
        "can mean, so a month is a span and not its first day. {0}",
        whole,
    )
    small = Paragraph(text(note, Mark.SOFT), "small")
    return [section("timeline", say("Timeline"), figure, small)]


def _drawn(context: Context, items: list[Item]) -> str:
    found = context.found
    day = say(", as of {0}", in_words(found.as_of)) if found.as_of else ""
    sheet = Sheet(
        title=title(context),
        subtitle=say("Timeline{0}", day),
        prefix="timeline",
        marking=str(Marking(found.marking).label),
    )
    return draw_timeline(
        sheet,
        items,
        line_on=found.as_of,
        line_words=say("as of {0}", in_words(found.as_of)) if found.as_of else "",
    )


def title(context: Context) -> str:
    """Return what the briefing is called: as asked, else by what it is about."""
    found, request = context.found, context.request
    if request.title:
        return request.title
    if found.root is not None and len(request.about) == 1:
        return str(found.root["name"])
    if context.is_one:
        return found.name(found.in_time[0])
    return say("{0} incidents", len(found.incidents))


def _story(context: Context, items: list[Item], drawn: list[Item]) -> str:
    """Return the figure in words: from when to when, how much of what, and the gist."""
    dated = [each for each in drawn if each.is_dated]
    ends = (dated[0].when, dated[-1].when) if dated else ()
    span = say("First entry: {0}; last: {1}. ", ends[0], ends[1]) if ends else ""
    counts = Counter(each.lane for each in items)
    told = say("; ").join(
        say("{0}: {1}", say(name).lower(), counts[lane])
        for lane, name in LANES.items()
        if counts[lane]
    )
    gist = [each for each in drawn if each.mark in ("incident", "counter-claim")]
    named = [each for each in drawn if each.lane == "claims"][:3]
    graver = [each for each in drawn if each.lane == "responses"][:3]
    denied = [each for each in drawn if each.mark == "denial"][:2]
    ordered = sorted({*gist, *named, *graver, *denied}, key=lambda each: each.order)
    story = " ".join(f"{capital(each.sentence)}." for each in ordered[:MOST_SENTENCES])
    return say("{0}In all {1}. {2}", span, told, story)


# -- What is on it --------------------------------------------------------------------


def _items(context: Context) -> Iterator[Item]:
    """Yield what happened and was done, and each claim on one of the incidents."""
    found = context.found
    for each in found.record.happenings:
        if each.kind != "statement" and each.when.certainly_by(found.as_of):
            yield _happening(context, each)
    about = {claim.key: claim for claims in found.about.values() for claim in claims}
    for claim in about.values():
        yield _claim(context, claim)


def _claim(context: Context, claim: Claim) -> Item:
    found = context.found
    first, last, sure = span(claim.said, days_of=days_of, lasts=False)
    is_contrary = claim.stance in said.CONTRARY
    return Item(
        key=claim.key,
        lane="denials" if is_contrary else "claims",
        mark=_MARKS.get(claim.stance, "denial" if is_contrary else "claim"),
        who=found.short(claim.claimant),
        what=said.says(found, claim, is_short=True),
        when=in_words(claim.said.text),
        first=first,
        last=last,
        sure=sure,
        is_about=is_about(claim.said),
        is_struck=not found.standing.in_force(claim),
    )


def _happening(context: Context, each: Happening) -> Item:
    found = context.found
    response = found.record.responses.get(each.key)
    first, last, sure = span(each.when, days_of=days_of, lasts=True)
    return Item(
        key=each.key,
        lane="responses" if each.kind == "response" else "happened",
        mark=each.kind,
        who=", ".join(found.short(key) for key in response.responders)
        if response
        else "",
        what=each.name,
        when=in_words(each.when.text),
        first=first,
        last=last,
        sure=sure,
        is_about=is_about(each.when),
    )


# -- What is drawn of it --------------------------------------------------------------


def _chosen(context: Context, items: list[Item]) -> list[Item]:
    """Return what one page holds: all of it, or the gravest, in order of time."""
    most = MOST_DRAWN if context.is_full else FEW_DRAWN
    if len(items) <= most:
        return items
    ranks = _ranks(context, items)
    grave = [each for each in items if ranks[each.key] <= GRAVEST]
    # What is less grave fills the page only where too little else would stand there.
    held = grave if len(grave) >= LEAST_DRAWN else items
    first = sorted(held, key=lambda each: (ranks[each.key], each.order))
    return sorted(first[:most], key=lambda each: each.order)


def _ranks(context: Context, items: Iterable[Item]) -> dict[str, int]:
    """Return how far back each item stands when not all can be drawn."""
    ranks: dict[str, int] = {}
    spoken: set[tuple[str, str]] = set()
    for item in items:
        each = context.found.snapshots[item.key]
        match each["kind"]:
            case "incident":
                ranks[item.key] = 0
            case "diplomatic-response":
                ranks[item.key] = 1 if each["response_type"] in GRAVE else 3
            case "claim":
                ranks[item.key] = _claim_rank(context, item, spoken)
            case _:
                is_course = each.get("event_kind") == "intrusion-phase"
                ranks[item.key] = 2 if is_course else 4
    return ranks


def _claim_rank(context: Context, item: Item, spoken: set[tuple[str, str]]) -> int:
    """Return a claim's rank: each side's first claim, denial or counter-claim leads."""
    claim = context.found.record.claims[item.key]
    if claim.restates or said.sign(claim) == "0":
        return 5
    side = context.found.side(claim.claimant), item.mark
    if side in spoken or claim.stance not in NAMING | said.CONTRARY:
        return 3
    spoken.add(side)
    return 1


# -- The same as a table --------------------------------------------------------------


def _table(context: Context, items: list[Item], whole: int) -> Table:
    is_all = len(items) == whole
    return Table(
        anchor=TABLE,
        caption=say("Timeline: every entry")
        if is_all
        else say("Timeline: what is drawn"),
        heads=heads("Date", "What it is", "Who", "What"),
        rows=tuple(_row(context, each) for each in items),
        weights=(16, 16, 22, 46),
    )


def _row(context: Context, item: Item) -> tuple[Cell, ...]:
    snapshot = context.found.snapshots[item.key]
    kind = say(WORDS[item.mark])
    if snapshot["kind"] == "diplomatic-response":
        kind = label(ResponseType, snapshot["response_type"])
    claim = context.found.record.claims.get(item.key)
    back = said.taken_back(context.found, claim) if claim else ""
    what = Text(capital(item.what), Mark.STRUCK if back else Mark.PLAIN)
    remark = (Text(f" ({back})"),) if back else ()
    return (
        cell(text(capital(item.when or say(UNDATED))), is_head=True),
        cell(text(capital(kind))),
        cell(text(item.who)),
        cell(
            (what, *remark, *context.refs(snapshot, FEW)),
            tone=Tone.GONE if back else Tone.PLAIN,
        ),
    )
