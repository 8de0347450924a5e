"""What happened: dates as precise as they are known, effects, and who says how much."""

import re
from collections.abc import Iterable, Iterator

from briefings.assemble.context import Context, cell, section, text, when, words
from briefings.assemble.notes import FEW
from briefings.cut import Snapshot
from briefings.tree import (
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
from briefings.words.dates import in_words
from briefings.words.kinds import kinds
from briefings.words.labels import capital, counted, ended, label, listed
from incidents.vocab.oasis import (
    Alteration,
    Determination,
    EventStatus,
    ImpactCategory,
    InvestigationStatus,
    LossType,
    PhysicalImpact,
    Recoverability,
    Traceability,
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
# What says nothing where it stands.
POINTERS = ("See incident.", "ended")


def sections(context: Context) -> list[Section]:
    """Return what happened, incident by incident, or in one table if they are many."""
    if context.is_folded:
        return [section("facts", "What happened", _intro(context), _folded(context))]
    if context.is_one:
        key = context.found.in_time[0]
        return [section(context.anchor(key), "What happened", *_blocks(context, key))]
    told = [
        section(
            context.anchor(key),
            context.found.name(key),
            *_blocks(context, key),
            level=2,
        )
        for key in context.found.in_time
    ]
    return [section("facts", "What happened", _intro(context)), *told]


def _intro(context: Context) -> Paragraph | None:
    root = context.found.root
    description = root["description"] if root else ""
    if not description or context.request.as_of:
        return None
    return Paragraph(text(ended(context.ours(description))), "lead")


def _blocks(context: Context, key: str) -> Iterator[object]:
    own = context.found.snapshots[key]
    if own["description"]:
        spans = (
            Text(ended(context.ours(own["description"]))),
            *context.refs(own, FEW + 1),
        )
        yield Paragraph(spans)
    yield Table(
        anchor=f"table-{context.anchor(key)}",
        caption=f"{context.found.name(key)}: the facts",
        heads=("Fact", "What is recorded, and where sources say otherwise"),
        rows=tuple(_facts(context, own)),
        weights=(22, 78),
    )
    course = [
        each
        for each in context.found.at("event", key)
        if each["event_kind"] in COURSE and each["status"] != EventStatus.NOT_OCCURRED
    ]
    if course:
        yield Paragraph(text("Course of events", Mark.STRONG))
        keys = context.found.by_time(each["key"] for each in course)
        yield Items(tuple(_event(context, each) for each in keys))
    impacts = context.found.at("impact", key)
    if impacts:
        yield _impacts(context, key, impacts)


def _facts(context: Context, own: Snapshot) -> Iterator[tuple[Cell, ...]]:
    for name, title in TIMES:
        if own[name] and not _is_later(context, own[name]):
            yield _fact(context, own, title, name, when(own[name]))
    told = [each for each in TOLD if each[0] not in LATER or not context.request.as_of]
    for name, title in told:
        if own[name] and own[name] not in POINTERS:
            yield _fact(context, own, title, name, context.ours(own[name]))
    for title, name, told_words in (
        ("Victims", "victims", _victims(context, own)),
        ("What kind", "incident_types", kinds(own["incident_types"])),
        ("Sectors", "sectors", _plainly(own["sectors"])),
        ("Systems", "systems", listed(list(own["systems"]))),
        ("Whether it took place", "determination", _sure(own)),
        ("Part of", "campaign", context.found.name(own["campaign"])),
        ("Phase of", "phase_of", context.found.name(own["phase_of"])),
        ("Follows", "follows", context.found.name(own["follows"])),
        ("Our remark", "note", context.ours(own["note"])),
    ):
        if told_words:
            yield _fact(context, own, title, name, told_words)


def _is_later(context: Context, stated: Snapshot) -> bool:
    """Whether a date is not certainly one by the day asked about."""
    day = context.request.as_of
    latest = stated["latest"]
    return day is not None and (latest is None or latest[:10] > day.isoformat())


def _fact(
    context: Context, own: Snapshot, title: str, name: str, told: str
) -> tuple[Cell, ...]:
    first = (Text(capital(told)), *context.field_refs(own, name))
    return cell(text(title), is_head=True), cell(first, *context.stated(own, name))


def _victims(context: Context, own: Snapshot) -> str:
    return listed([context.found.name(key) for key in own["victims"]])


def _plainly(values: Iterable[str]) -> str:
    return ", ".join(each.replace("-", " ") for each in values)


def _sure(own: Snapshot) -> str:
    told = label(Determination, own["determination"])
    inquiry = label(InvestigationStatus, own["investigation_status"])
    return f"{told}; investigation {inquiry}" if inquiry else told


def _event(context: Context, key: str) -> Spans:
    event = context.found.snapshots[key]
    spans: list[Span] = [
        Text(f"{capital(when(event['occurred']))}: ", Mark.STRONG),
        Text(ended(event["name"])),
    ]
    if event["description"] and event["description"] not in POINTERS:
        spans.append(Text(f" {ended(context.ours(event['description']))}"))
    if event["status"] != EventStatus.OCCURRED:
        told = label(EventStatus, event["status"])
        spans.append(Text(f" ({told})", Mark.SOFT))
    spans += context.refs(event, FEW)
    for line in context.stated(event, "occurred", "description"):
        spans += [Text(" Otherwise: ", Mark.SOFT), *line]
    return tuple(spans)


# -- Effects --------------------------------------------------------------------------


def _impacts(context: Context, key: str, impacts: list[Snapshot]) -> Table:
    return Table(
        anchor=f"table-{context.anchor(key)}-effects",
        caption=f"{context.found.name(key)}: effects, their scale, and who says so",
        heads=("Effect", "When and on whom", "Scale, and who says so"),
        rows=tuple(_impact(context, each) for each in impacts),
        weights=(42, 24, 34),
    )


def _impact(context: Context, impact: Snapshot) -> tuple[Cell, ...]:
    kind = capital(label(ImpactCategory, impact["impact_category"]))
    described = context.ours(impact["description"])
    # Many descriptions only say the name again at more length.
    is_same = not described or {*_words(impact["name"])} <= {*_words(described)}
    named = text(ended(described or impact["name"]), Mark.STRONG)
    first = () if is_same else text(ended(impact["name"]), Mark.STRONG)
    second = named if is_same else text(ended(described))
    victims = listed([context.found.name(each) for each in impact["impacted"]])
    scale = [text(f"{capital(each)}.") for each in _scale(impact)]
    fields = [row["field"] for row in impact["citations"] if row["field"]]
    stated = context.stated(impact, *dict.fromkeys(fields))
    remark = context.ours(impact["note"])
    return (
        cell(
            first,
            (*second, *context.refs(impact, FEW)),
            text(kind, Mark.SOFT),
            is_head=True,
        ),
        cell(text(capital(in_words(impact["occurred"]))), text(victims)),
        cell(*scale, *stated, text(ended(remark), Mark.SOFT) if remark else ()),
    )


def _words(told: str) -> list[str]:
    return re.findall(r"\w+", told.casefold())


def _scale(impact: Snapshot) -> Iterator[str]:
    """Yield what is recorded of an effect's size, in words."""
    for field, vocabulary in (
        ("loss_type", LossType),
        ("alteration", Alteration),
        ("physical_impact", PhysicalImpact),
        ("traceability_impact", Traceability),
        ("recoverability", Recoverability),
    ):
        if impact[field]:
            yield label(vocabulary, impact[field])
    if impact["availability_impact"] is not None:
        lost = impact["availability_impact"]
        yield f"availability lost: {lost} of 100, as we code it"
    if impact["record_count"] is not None:
        yield counted(impact["record_count"], "record")
    if impact["record_size"] is not None:
        yield f"{impact['record_size']:,} bytes of data"
    amounts = [each for each in (impact["min_amount"], impact["max_amount"]) if each]
    if amounts:
        yield f"{' to '.join(map(str, dict.fromkeys(amounts)))} {impact['currency']}"


# -- Many incidents -------------------------------------------------------------------


def _folded(context: Context) -> Table:
    return Table(
        anchor="table-facts",
        caption="The incidents, in order of time",
        heads=("Incident", "When", "What happened", "Victims", "Effects"),
        rows=tuple(_line(context, key) for key in context.found.in_time),
        weights=(20, 12, 36, 20, 12),
        is_wide=True,
    )


def _line(context: Context, key: str) -> tuple[Cell, ...]:
    own = context.found.snapshots[key]
    victims = [context.found.short(each) for each in own["victims"]]
    rest = len(victims) - MOST_VICTIMS
    shown = [*victims[:MOST_VICTIMS], *([f"{rest} more"] if rest > 0 else [])]
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
