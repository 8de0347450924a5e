"""What changed since an earlier state: corrections first, then what others said.

A record that is in the earlier state and not in this one is told only where we say
ourselves that we took it back: all else could be a marking that was raised.
"""

from collections.abc import Iterator, Sequence

from attribution.vocab.grounds import Confidence, Likelihood
from attribution.vocab.responses import ResponseStatus
from briefings.assemble.context import Context, cell, heads, section, text, when
from briefings.assemble.notes import FEW
from briefings.cut import Snapshot
from briefings.found import Found
from briefings.tree import (
    Cell,
    Items,
    Mark,
    Paragraph,
    Section,
    Spans,
    Table,
    Text,
    Tone,
)
from briefings.words import claims as said
from briefings.words.dates import in_words
from briefings.words.labels import capital, ended, label, listed, quoted
from figures.words import say
from incidents.vocab import RecordKind

TITLE = "What changed"
# What is told of a record besides its text; a difference here is a correction.
SAID = ("name", "wording", "description", "quote", "basis", "note")
TOLD = ("claim", "incident", "impact", "diplomatic-response", "assessment", "evidence")
SCALES = (
    ("likelihood", "Likelihood", Likelihood),
    ("analytic_confidence", "Confidence of the claimant", Confidence),
    ("confidence", "Our confidence", Confidence),
)
NOT_STATED = "not stated"
MOST_WORDS = 160


def sections(context: Context) -> list[Section]:
    """Return what changed since the state asked about; nothing, if none is."""
    since, earlier = context.request.since, context.earlier
    if since is None:
        return []
    if earlier is None:
        words = say(
            "Nothing of this was published by {0}: all of it is new.", since.label
        )
        return [section("changes", say(TITLE), Paragraph(text(words)))]
    parts = [
        _part(say("Corrections of ours"), [*_corrections(context, earlier)]),
        _part(
            say("Taken back or revised by the claimant"), [*_undone(context, earlier)]
        ),
        _confidence(context, earlier),
        _part(say("New claims"), [*_new_claims(context, earlier)]),
        _part(say("New responses"), [*_new_responses(context, earlier)]),
        _part(say("Responses that moved on"), [*_moved(context, earlier)]),
        _part(say("New incidents"), [*_new(context, earlier, "incident")]),
    ]
    blocks = [block for part in parts for block in part]
    if not blocks:
        words = say("No change since {0}.", since.label)
        return [section("changes", say(TITLE), Paragraph(text(words, Mark.STRONG)))]
    intro = Paragraph(text(say("Since {0}. Corrections come first.", since.label)))
    return [section("changes", say(TITLE), intro, *blocks)]


def _part(title: str, items: Sequence[Spans]) -> list[object]:
    if not items:
        return []
    return [
        Paragraph(text(f"{title} ({len(items)})", Mark.STRONG)),
        Items(tuple(items)),
    ]


# -- Corrections ----------------------------------------------------------------------


def _corrections(context: Context, earlier: Found) -> Iterator[Spans]:
    """Yield what we took back, then what we say otherwise than before."""
    now = context.found
    for key, each in sorted(now.taken_out.items()):
        if key in earlier.snapshots:
            why = ended(context.ours(each["state_reason"]))
            kind = label(RecordKind, each["kind"]).lower()
            words = say(
                "Taken back by us: the {0} {1}. {2}", kind, quoted(each["name"]), why
            ).rstrip()
            yield text(words)
    for each, before in _both(context, earlier):
        for field in _differing(each, before):
            yield _corrected(context, each, before, field)


def _both(context: Context, earlier: Found) -> Iterator[tuple[Snapshot, Snapshot]]:
    """Yield the records of both states of which another version is told."""
    for key, each in context.found.snapshots.items():
        before = earlier.snapshots.get(key)
        if before is None or each["kind"] not in TOLD:
            continue
        if before["version"] != each["version"]:
            yield each, before


def _differing(each: Snapshot, before: Snapshot) -> list[str]:
    dates = ("occurred", "discovered", "disclosed", "announced")
    return [
        field
        for field in (*SAID, *dates)
        if each.get(field) != before.get(field)
        and (each.get(field) or before.get(field))
    ]


def _corrected(context: Context, each: Snapshot, before: Snapshot, field: str) -> Spans:
    old, new = _cut(context, before[field]), _cut(context, each[field])
    return (
        Text(say("{0}: ", each["name"]), Mark.STRONG),
        Text(say("now {0}", quoted(new)) if new else say("now left out")),
        Text(
            say(", before {0}.", quoted(old)) if old else say(", before nothing."),
            Mark.SOFT,
        ),
        Text(_approved(context, each)),
        *context.refs(each, FEW),
    )


def _cut(context: Context, value: object) -> str:
    """Return a value in words, a long text by its beginning."""
    if isinstance(value, dict):
        return when(value)
    words = context.ours(str(value or ""))
    if len(words) <= MOST_WORDS:
        return words
    return f"{words[:MOST_WORDS].rsplit(' ', 1)[0]} …"


def _approved(context: Context, each: Snapshot) -> str:
    """Return who approved a version and why, if whoever asked for it told us."""
    for approval in context.request.approvals:
        if (approval.key, approval.version) == (each["key"], each["version"]):
            why = say(": {0}", ended(approval.why)) if approval.why else "."
            return say(" Approved by {0}{1}", approval.by, why)
    return ""


# -- Claims ---------------------------------------------------------------------------


def _undone(context: Context, earlier: Found) -> Iterator[Spans]:
    """Yield the claims that stood then and have been given up since."""
    found = context.found
    for claim in found.claims:
        back = said.taken_back(found, claim)
        before = earlier.record.claims.get(claim.key)
        if back and before is not None and earlier.standing.in_force(before):
            yield (
                *_claim(context, found.snapshots[claim.key]),
                Text(f" {capital(back)}."),
                *context.claim_refs(claim, FEW),
            )


def _claim(context: Context, snapshot: Snapshot) -> Spans:
    return (Text(ended(snapshot["name"])),)


def _confidence(context: Context, earlier: Found) -> list[object]:
    """Return each change of likelihood or confidence: old, arrow, new, who, why."""
    rows = tuple(
        _scaled(context, each, before, field)
        for each, before in _both(context, earlier)
        for field, _, _ in SCALES
        if each.get(field) != before.get(field)
    )
    if not rows:
        return []
    return [
        Table(
            anchor="table-changed-confidence",
            caption=say("Changed likelihood or confidence"),
            heads=heads("Of what", "Before", "Now", "Approved by, and why"),
            rows=rows,
            weights=(40, 16, 18, 26),
        )
    ]


def _scaled(
    context: Context, each: Snapshot, before: Snapshot, field: str
) -> tuple[Cell, ...]:
    _, title, vocabulary = next(row for row in SCALES if row[0] == field)
    old = label(vocabulary, before[field]) or say(NOT_STATED)
    new = label(vocabulary, each[field]) or say(NOT_STATED)
    order = ["", *vocabulary.values]
    arrow = "↑" if order.index(each[field]) > order.index(before[field]) else "↓"
    name = (Text(each["name"]), *context.refs(each, FEW))
    return (
        cell(name, text(say(title), Mark.SOFT), is_head=True),
        cell(text(capital(old))),
        cell(
            (Text(f"{arrow} ", Mark.SIGN), Text(capital(new), Mark.STRONG)),
            tone=Tone.NOTICE,
        ),
        cell(text(_approved(context, each).strip() or say("not told"))),
    )


def _new_claims(context: Context, earlier: Found) -> Iterator[Spans]:
    for claim in context.found.claims:
        if claim.key not in earlier.record.claims:
            snapshot = context.found.snapshots[claim.key]
            yield (*_claim(context, snapshot), *context.claim_refs(claim, FEW))


# -- The rest -------------------------------------------------------------------------


def _new_responses(context: Context, earlier: Found) -> Iterator[Spans]:
    return _new(context, earlier, "diplomatic-response")


def _new(context: Context, earlier: Found, kind: str) -> Iterator[Spans]:
    found = context.found
    keys = (each["key"] for each in found.of(kind))
    for key in found.by_time(key for key in keys if key not in earlier.snapshots):
        each = found.snapshots[key]
        on = in_words(each.get("announced") or each.get("occurred"))
        dated = f" ({on})" if on else ""
        parties = [found.short(party) for party in each.get("responders", ())]
        by = say("{0}: ", listed(parties)) if parties else ""
        words = Text(f"{by}{ended(each['name'] + dated)}")
        yield (words, *context.refs(each, FEW))


def _moved(context: Context, earlier: Found) -> Iterator[Spans]:
    """Yield the responses whose standing is another than it was."""
    found = context.found
    for key, act in sorted(found.record.responses.items()):
        before = earlier.record.responses.get(key)
        if before is None:
            continue
        old, new = before.status_on(earlier.as_of), act.status_on(found.as_of)
        if old and old != new:
            was, now = label(ResponseStatus, old), label(ResponseStatus, new)
            told = f" {capital(was)} → {now}."
            yield (*_claim(context, found.snapshots[key]), Text(told))
