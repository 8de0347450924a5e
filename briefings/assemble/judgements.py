"""Key judgements: what we judge, how likely, how sure, and what each rests on."""

from collections.abc import Iterable, Iterator

from briefings.assemble.context import Context, section, text
from briefings.assemble.notes import FEW
from briefings.cut import Snapshot
from briefings.request import ICD_203, MENTION, UK, Typed
from briefings.tree import (
    Callout,
    Judgement,
    Link,
    Mark,
    NoteRef,
    Paragraph,
    Section,
    Span,
    Spans,
    Text,
    Tone,
)
from briefings.words.dates import in_words
from briefings.words.estimates import NAMES, has_icd_only, percent, term_of
from briefings.words.labels import capital, ended, quoted
from briefings.words.typed import words_in
from figures.words import say

NO_SOURCE = "No source: this is the judgement of the officer alone."
NOT_CITED = "No source is cited."
NONE = (
    "No judgement of our own has been published or typed for this briefing. What "
    "follows is what others have claimed, and on what grounds."
)
CITABLE = frozenset({"claim", "source", "evidence", "question", "assessment"})


def sections(context: Context) -> list[Section]:
    """Return the key judgements."""
    typed, published = context.request.judgements, _published(context)
    blocks: list[object] = []
    if context.request.summary:
        spans = _mentioned(context, context.request.summary)
        _take_words(context, context.request.summary)
        blocks.append(Paragraph(spans, "lead"))
    blocks += [_typed(context, n, each) for n, each in enumerate(typed, start=1)]
    start = len(typed) + 1
    blocks += [_assessed(context, n, each) for n, each in enumerate(published, start)]
    if typed or published:
        yardstick = say(NAMES[context.request.yardstick])
        words = say("Words of likelihood are those of {0}.", yardstick)
        if context.request.yardstick == UK and has_icd_only(context.used):
            words += say(
                " Published assessments use those of {0}.", say(NAMES[ICD_203])
            )
        blocks.append(Paragraph(text(words, Mark.SOFT), "small"))
    else:
        blocks.append(
            Callout(say("No judgement of ours"), (text(say(NONE)),), Tone.NOTICE)
        )
    return [section("judgements", say("Key judgements"), *blocks)]


def _published(context: Context) -> list[Snapshot]:
    """Return the published assessments, in order of the incidents they are about."""
    order = {key: place for place, key in enumerate(context.found.in_time)}
    own = (each for each in context.found.of("assessment") if each["incident"] in order)
    return sorted(own, key=lambda each: (order[each["incident"]], each["key"]))


def _typed(context: Context, number: int, typed: Typed) -> Judgement:
    _take_words(context, typed.text)
    return Judgement(
        number,
        _sentence(context, typed.text),
        likelihood(context, typed.likelihood),
        confidence(context, typed.confidence),
        _grounds(context, typed.rests_on or typed.draws_on),
    )


def _assessed(context: Context, number: int, assessment: Snapshot) -> Judgement:
    """Return an assessment of ours as a judgement: the answer that it favours."""
    favoured = [each for each in assessment["hypotheses"] if each["is_favoured"]]
    words = favoured[0]["text"] if favoured else assessment["name"]
    weighed = [key for each in favoured for key in each["signs"]]
    notes = context.refs(assessment)
    # Its own sources first; where it cites none, those of the evidence it weighs.
    grounds = (
        (
            Text(say("The published assessment “")),
            Text(assessment["name"]),
            Text(say("”")),
            *notes,
        )
        if notes
        else _grounds(context, weighed)
    )
    return Judgement(
        number,
        text(ended(context.ours(words))),
        likelihood(context, assessment["likelihood"]),
        confidence(context, assessment["confidence"]),
        grounds,
    )


def likelihood(context: Context, stated: str) -> str:
    """Return how likely we hold it, in a sentence of its own; '' if not stated."""
    if not stated:
        return ""
    term = term_of(stated, context.request.yardstick)
    context.used.add(term)
    share = say(percent(term, context.request.yardstick))
    told = capital(say(term))
    return f"{told} ({share})." if share else f"{told}."


def confidence(context: Context, stated: str) -> str:
    """Return how good the basis is, in a sentence of its own; '' if not stated."""
    if not stated:
        return ""
    context.used.add(f"{stated} confidence")
    return say(f"{capital(stated)} confidence in the basis of this judgement.")


def _take_words(context: Context, typed: str) -> None:
    request = context.request
    context.used.update(words_in(typed, request.yardstick, request.lang))


def _grounds(context: Context, keys: Iterable[str]) -> Spans:
    """Return what a judgement rests on, with notes, or that it has no source."""
    parts = [part for key in keys if (part := _ground(context, key))]
    if not parts:
        return text(say(NO_SOURCE), Mark.STRONG)
    spans: list[Span] = []
    for number, part in enumerate(parts):
        spans += [Text(say("; ") if number else ""), *part]
    if not any(isinstance(each, NoteRef) for each in spans):
        spans += [Text(". "), Text(say(NOT_CITED), Mark.STRONG)]
    return tuple(each for each in spans if not isinstance(each, Text) or each.words)


def _ground(context: Context, key: str) -> Spans:
    """Return one thing that a judgement rests on; () if the briefing tells it not."""
    each = context.found.snapshots.get(key)
    if each is None or each["kind"] not in CITABLE:
        return ()
    if each["kind"] == "source":
        return (Text(quoted(each["name"])), *context.notes.ref(key))
    claim = context.found.record.claims.get(key)
    words = each["name"]
    if claim is not None and not context.is_full:
        # Who said so, and when: the judgement above it says what.
        told = context.found.short(claim.claimant), in_words(claim.said.text)
        words = ", ".join(filter(None, told))
    is_card = claim is not None and context.has_card(claim)
    name: Span = Link(words, f"#{context.anchor(key)}") if is_card else Text(words)
    return (name, *context.refs(each, FEW if context.is_full else 1))


def _mentioned(context: Context, typed: str) -> Spans:
    """Return typed text with notes and names in the place of mentions.

    What is not told by the briefing leaves nothing behind.
    """
    return tuple(_parts(context, typed))


def _sentence(context: Context, typed: str) -> Spans:
    """Return typed text with a full stop, if none stands before its last notes."""
    spans = _mentioned(context, typed.strip())
    words = "".join(each.words for each in spans if isinstance(each, Text)).strip()
    return spans if words == ended(words) else (*spans, Text("."))


def _parts(context: Context, typed: str) -> Iterator[Span]:
    at = 0
    for found in MENTION.finditer(typed):
        spans = _mention(context, found[1])
        # A note stands right behind the word before it.
        is_note = not spans or not isinstance(spans[0], Text)
        before = typed[at : found.start()]
        yield Text(before.rstrip() if is_note else before)
        yield from spans
        at = found.end()
    if at < len(typed):
        yield Text(typed[at:])


def _mention(context: Context, key: str) -> Spans:
    each = context.found.snapshots.get(key)
    if each is None:
        return ()
    if each["kind"] == "source":
        return context.notes.ref(key)
    if each["kind"] in CITABLE:
        return context.refs(each)
    return (Text(each["name"]),)
