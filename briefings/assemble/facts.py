"""What happened: dates as precise as they are known, effects, and who says how much."""

from collections.abc import Iterable, Iterator

from briefings.assemble.context import Context, cell, heads, section, text, when, words
from briefings.assemble.effects import HEADS as EFFECTS
from briefings.assemble.effects import effect
from briefings.assemble.notes import FEW
from briefings.cut import Snapshot
from briefings.tree import (
    Cell,
    Items,
    Mark,
    NoteRef,
    Paragraph,
    Section,
    Span,
    Spans,
    Table,
    Text,
)
from briefings.words.kinds import kinds
from briefings.words.labels import capital, ended, label, listed, more
from figures.words import say
from incidents.vocab.oasis import (
    Determination,
    EventStatus,
    ImpactCategory,
    InvestigationStatus,
)

TIMES = (("occurred", "When"), ("discovered", "Noticed"), ("disclosed", "Made public"))
TOLD = (
    ("time_note", "Remark on the date"),
    ("dwell", "Time inside before it"),
    ("detection", "How it was noticed"),
    ("outcome", "How it ended"),
    ("restoration", "Recovery"),
)
# What tells how it went on: of a later day than one that is asked about.
LATER = ("outcome", "restoration", "detection")
# Steps of the attack itself; what was said and done about it has sections of its own.
COURSE = ("intrusion-phase", "leak")
MOST_VICTIMS = 4
TITLE = "What happened, attack by attack"
ONE = "What happened, in detail"
Fact = tuple[str, tuple[Spans, ...]]  # its title, and what is said of it
# What says nothing where it stands.
POINTERS = ("See incident.", "ended")


def sections(context: Context) -> list[Section]:
    """Return what happened, incident by incident, or in one table if they are many."""
    if context.is_folded:
        tables = context.placed(say("Every incident"), _folded(context))
        return [section("facts", say(TITLE), _intro(context), *tables)]
    if not context.is_full:
        context.append(say("Facts and effects"), *_looked_up(context))
    if context.is_one:
        key = context.found.in_time[0]
        return [section(context.anchor(key), say(ONE), *_blocks(context, key))]
    told = [
        section(
            context.anchor(key),
            context.found.name(key),
            *_blocks(context, key),
            level=2,
        )
        for key in context.found.in_time
    ]
    return [section("facts", say(TITLE), _intro(context)), *told]


def _intro(context: Context) -> Paragraph | None:
    root = context.found.root
    description = root["description"] if root else ""
    is_told = "glance" in context.request.sections  # on the first page
    if not description or context.request.as_of or is_told:
        return None
    return Paragraph(text(ended(context.ours(description))), "lead")


def _blocks(context: Context, key: str) -> Iterator[object]:
    own = context.found.snapshots[key]
    if not context.is_full:
        yield from _in_short(context, own)
        return
    if own["description"]:
        spans = (
            Text(ended(context.ours(own["description"]))),
            *context.refs(own, FEW + 1),
        )
        yield Paragraph(spans)
    yield Table(
        anchor=f"table-{context.anchor(key)}",
        caption=say("{0}: the facts", context.found.name(key)),
        heads=heads("Fact", "What is recorded, and where sources say otherwise"),
        rows=tuple(
            (cell(text(title), is_head=True), cell(*lines))
            for title, lines in _facts(context, own)
        ),
        weights=(22, 78),
    )
    course = _course(context, key)
    if course:
        yield Paragraph(text(say("Course of events"), Mark.STRONG))
        yield Items(tuple(_event(context, each) for each in course))
    impacts = context.found.at("impact", key)
    if impacts:
        yield Table(
            anchor=f"table-{context.anchor(key)}-effects",
            caption=say(
                "{0}: effects, their scale, and who says so", context.found.name(key)
            ),
            heads=heads(*EFFECTS),
            rows=tuple(effect(context, each) for each in impacts),
            weights=(42, 24, 34),
        )


def _in_short(context: Context, own: Snapshot) -> Iterator[Paragraph]:
    """Yield in a few lines what happened, when, to whom, and with which effect."""
    described = ended(context.ours(own["description"] or own["name"]))
    yield Paragraph((Text(described), *context.refs(own, 2)))
    impacts = context.found.at("impact", own["key"])
    told = [
        say("{0}: {1}", title, words)
        for title, words in (
            (say("When"), when(own["occurred"])),
            (say("Victims"), _victims(context, own)),
            (say("Effects"), say("; ").join(each["name"] for each in impacts)),
        )
        if words
    ]
    yield Paragraph(text(" ".join(ended(each) for each in told), Mark.SOFT), "small")


def _course(context: Context, key: str) -> tuple[str, ...]:
    """Return the steps of an attack in order of time."""
    return context.found.by_time(
        each["key"]
        for each in context.found.at("event", key)
        if each["event_kind"] in COURSE and each["status"] != EventStatus.NOT_OCCURRED
    )


# -- For looking things up ------------------------------------------------------------


def _looked_up(context: Context) -> Iterator[Table]:
    """Yield one table with the facts of every incident, and one with its effects."""
    keys = context.found.in_time
    yield Table(
        anchor="table-facts",
        caption=say("The facts of each incident, and where sources say otherwise"),
        heads=heads("Incident", "Facts", "Course of events"),
        rows=tuple(_all_facts(context, key) for key in keys),
        weights=(14, 50, 36),
    )
    impacts = [(key, each) for key in keys for each in context.found.at("impact", key)]
    if impacts:
        yield Table(
            anchor="table-effects",
            caption=say("Effects, their scale, and who says so"),
            heads=heads("Incident", *EFFECTS),
            rows=tuple(
                (words(context.found.name(key), is_head=True), *effect(context, each))
                for key, each in impacts
            ),
            weights=(14, 38, 18, 30),
        )


def _all_facts(context: Context, key: str) -> tuple[Cell, ...]:
    own = context.found.snapshots[key]
    told = tuple(
        span
        for title, held in _facts(context, own)
        for span in (Text(say("{0}: ", title), Mark.STRONG), *_stopped(_joined(held)))
    )
    course = (_event(context, each) for each in _course(context, key))
    return words(context.found.name(key), is_head=True), cell(told), cell(*course)


def _joined(lines: tuple[Spans, ...]) -> Iterator[Span]:
    """Yield lines as one, a stroke between them."""
    for number, line in enumerate(lines):
        if number:
            yield Text(" / ", Mark.SOFT)
        yield from line


def _stopped(line: Iterable[Span]) -> Iterator[Span]:
    """Yield a line with a full stop, if its words end with none, and a space."""
    words = ""
    for span in line:
        words = words if isinstance(span, NoteRef) else span.words
        yield span
    yield Text(" " if ended(words) == words.strip() else ". ")


def _facts(context: Context, own: Snapshot) -> Iterator[Fact]:
    for name, title in TIMES:
        if own[name] and not _is_later(context, own[name]):
            yield _fact(context, own, say(title), name, when(own[name]))
    told = [each for each in TOLD if each[0] not in LATER or not context.request.as_of]
    for name, title in told:
        if own[name] and own[name] not in POINTERS:
            yield _fact(context, own, say(title), name, context.ours(own[name]))
    for title, name, told_words in (
        (say("Victims"), "victims", _victims(context, own)),
        (say("What kind"), "incident_types", kinds(own["incident_types"])),
        (say("Sectors"), "sectors", _plainly(own["sectors"])),
        (say("Systems"), "systems", listed(list(own["systems"]))),
        (say("Whether it took place"), "determination", _sure(own)),
        (say("Part of"), "campaign", context.found.name(own["campaign"])),
        (say("Phase of"), "phase_of", context.found.name(own["phase_of"])),
        (say("Follows"), "follows", context.found.name(own["follows"])),
        (say("Our remark"), "note", context.ours(own["note"])),
    ):
        if told_words:
            yield _fact(context, own, title, name, told_words)


def _is_later(context: Context, stated: Snapshot) -> bool:
    """Whether a date is not certainly one by the day asked about."""
    day = context.request.as_of
    latest = stated["latest"]
    return day is not None and (latest is None or latest[:10] > day.isoformat())


def _fact(context: Context, own: Snapshot, title: str, name: str, told: str) -> Fact:
    first = (Text(capital(told)), *context.field_refs(own, name))
    return title, (first, *context.stated(own, name))


def _victims(context: Context, own: Snapshot) -> str:
    return listed([context.found.name(key) for key in own["victims"]])


def _plainly(values: Iterable[str]) -> str:
    return ", ".join(say(each.replace("-", " ")) for each in values)


def _sure(own: Snapshot) -> str:
    told = label(Determination, own["determination"])
    inquiry = label(InvestigationStatus, own["investigation_status"])
    return say("{0}; investigation {1}", told, inquiry) if inquiry else told


def _event(context: Context, key: str) -> Spans:
    event = context.found.snapshots[key]
    spans: list[Span] = [
        Text(say("{0}: ", capital(when(event["occurred"]))), Mark.STRONG),
        Text(ended(event["name"])),
    ]
    if event["description"] and event["description"] not in POINTERS:
        spans.append(Text(f" {ended(context.ours(event['description']))}"))
    if event["status"] != EventStatus.OCCURRED:
        told = label(EventStatus, event["status"])
        spans.append(Text(f" ({told})", Mark.SOFT))
    spans += context.refs(event, FEW)
    for line in context.stated(event, "occurred", "description"):
        spans += [Text(say(" Otherwise: "), Mark.SOFT), *line]
    return tuple(spans)


# -- Many incidents -------------------------------------------------------------------


def _folded(context: Context) -> Table:
    return Table(
        anchor="table-facts",
        caption=say("The incidents, in order of time"),
        heads=heads("Incident", "When", "What happened", "Victims", "Effects"),
        rows=tuple(_line(context, key) for key in context.found.in_time),
        weights=(20, 12, 36, 20, 12),
        is_wide=True,
    )


def _line(context: Context, key: str) -> tuple[Cell, ...]:
    own = context.found.snapshots[key]
    victims = [context.found.short(each) for each in own["victims"]]
    rest = len(victims) - MOST_VICTIMS
    shown = [*victims[:MOST_VICTIMS], *([more(rest)] if rest > 0 else [])]
    effects = (each["impact_category"] for each in context.found.at("impact", key))
    kinds = [label(ImpactCategory, each) for each in dict.fromkeys(effects)]
    described = Text(ended(context.ours(own["description"] or own["name"])))
    return (
        cell(text(own["name"]), is_head=True),
        words(when(own["occurred"])),
        cell((described, *context.refs(own, FEW))),
        words(listed(shown)),
        words(capital(", ".join(kinds))),
    )
