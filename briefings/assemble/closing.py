"""What stands at the end: the key to estimative language, the sources, the annex."""

from collections.abc import Iterator

from briefings.assemble.context import Context, cell, heads, section, text
from briefings.request import ICD_203, SECTIONS, UK
from briefings.tree import (
    Block,
    Cell,
    Mark,
    Paragraph,
    Section,
    SourceList,
    Spans,
    Table,
    Text,
)
from briefings.words.estimates import (
    CONFIDENCE,
    ICD,
    NAMES,
    YARDSTICKS,
    Band,
    has_icd_only,
    named,
)
from briefings.words.labels import capital
from figures.words import say


def key(context: Context) -> list[Section]:
    """Return the words for likelihood and confidence, those used here marked."""
    yardstick = context.request.yardstick
    intro = say(
        "Likelihood is how probable something is, in the words of {0}; "
        "confidence is how good the basis for saying so is. The two are "
        "never joined. Nothing is certain and nothing is impossible, so 0"
        " and 100 % are not used. ",
        say(NAMES[yardstick]),
    ) + _which(context)
    blocks: list[Block] = [
        Paragraph(text(intro)),
        _bands(context, YARDSTICKS[yardstick], say("Likelihood"), "table-likelihood"),
    ]
    if yardstick == UK and has_icd_only(context.used):
        # What the record judged in one set of words is not put into the other's.
        caption = say(
            "Likelihood in the published assessments: {0}", say(NAMES[ICD_203])
        )
        blocks.append(_bands(context, ICD, caption, "table-likelihood-icd"))
    blocks.append(_confidence(context))
    return [section("key", say("Key to estimative language"), *blocks)]


def _which(context: Context) -> str:
    if not context.used:
        return say("This briefing uses none of these words in a judgement of its own.")
    return say("The words that this briefing uses are marked “used”.")


def _bands(
    context: Context, bands: tuple[Band, ...], caption: str, anchor: str
) -> Table:
    return Table(
        anchor=anchor,
        caption=caption,
        heads=heads("Words", "What they stand for", "In this briefing"),
        rows=tuple(_band(context, each) for each in bands),
        weights=(52, 32, 16),
    )


def _band(context: Context, band: Band) -> tuple[Cell, ...]:
    used = any(term in context.used for term in band.terms)
    return (
        cell(tuple(_terms(context, band)), is_head=True),
        cell(text(capital(say(band.percent)))),
        _used(used),
    )


def _terms(context: Context, band: Band) -> Iterator[Text]:
    for number, term in enumerate(band.terms):
        if number:
            yield Text(say(" or "))
        yield Text(named(term), Mark.USED if term in context.used else Mark.PLAIN)


def _used(is_used: bool) -> Cell:
    return cell(
        text(say("used"), Mark.USED) if is_used else text(say("not used"), Mark.SOFT)
    )


def _confidence(context: Context) -> Table:
    return Table(
        anchor="table-confidence",
        caption=say("Confidence"),
        heads=heads("Words", "What they mean", "In this briefing"),
        rows=tuple(
            _level(f"{level} confidence", meaning, context)
            for level, meaning in CONFIDENCE.items()
        ),
        weights=(20, 64, 16),
    )


def _level(term: str, meaning: str, context: Context) -> tuple[Cell, ...]:
    is_used = term in context.used
    name: Spans = text(capital(named(term)), Mark.USED if is_used else Mark.PLAIN)
    return cell(name, is_head=True), cell(text(say(meaning))), _used(is_used)


def sources(context: Context) -> list[Section]:
    """Return the place of the list of sources."""
    intro = say(
        "Each source has one number throughout. The letter behind it is "
        "its reliability by the Admiralty code, from A (completely "
        "reliable) to E (unreliable); F cannot be judged. The figure "
        "beside a letter in the text is the credibility of the item, from"
        " 1 (confirmed by others) to 5 (improbable); 6 cannot be judged."
    )
    return [
        section(
            "sources", say("Sources"), Paragraph(text(intro), "small"), SourceList()
        )
    ]


def annex(context: Context) -> list[Section]:
    """Return the tables for looking things up; nothing, if there are none."""
    if not context.annex:
        return []
    return [section("annex", say(SECTIONS["annex"])), *context.annex]
