"""Our assessment, and the table of its competing hypotheses."""

from attribution.vocab.grounds import Sign
from briefings.assemble.context import Context, cell, heads, section, text
from briefings.assemble.judgements import confidence, likelihood
from briefings.assemble.notes import FEW
from briefings.cut import Snapshot
from briefings.tree import Block, Cell, Mark, Paragraph, Section, Table, Text, Tone
from briefings.words.labels import capital, ended, label, meaning
from figures.words import say
from incidents.vocab import EntityLevel

TITLE = "Our assessment"
NONE = "No assessment of ours is published."
TONES = {
    Sign.VERY_CONSISTENT.value: Tone.FOR,
    Sign.CONSISTENT.value: Tone.FOR,
    Sign.INCONSISTENT.value: Tone.AGAINST,
    Sign.VERY_INCONSISTENT.value: Tone.AGAINST,
}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def sections(context: Context) -> list[Section]:
    """Return each assessment, with evidence by hypotheses where it weighs any.

    Where there is none the judgements say so, if they are told.
    """
    found = sorted(context.found.of("assessment"), key=lambda each: each["key"])
    if not found and "judgements" in context.request.sections:
        return []
    if not found:
        return [section("assessment", say(TITLE), Paragraph(text(say(NONE))))]
    if len(found) == 1:
        return [section("assessment", say(TITLE), *_blocks(context, found[0]))]
    return [
        section("assessment", say(TITLE)),
        *(
            section(
                context.anchor(each["key"]),
                each["name"],
                *_blocks(context, each),
                level=2,
            )
            for each in found
        ),
    ]


def _blocks(context: Context, assessment: Snapshot) -> list[Block]:
    blocks: list[Block] = []
    if assessment["description"]:
        described = ended(context.ours(assessment["description"]))
        blocks.append(Paragraph((Text(described), *context.refs(assessment))))
    for title, told in (
        (say("Likelihood: "), likelihood(context, assessment["likelihood"])),
        (say("Confidence: "), confidence(context, assessment["confidence"])),
    ):
        if told:
            blocks.append(Paragraph((Text(title, Mark.STRONG), Text(told))))
    if assessment["hypotheses"]:
        blocks += [_hypotheses(context, assessment), _weighing(context, assessment)]
    if assessment["note"]:
        remark = say("Our remark: {0}", ended(context.ours(assessment["note"])))
        blocks.append(Paragraph(text(remark, Mark.SOFT), "small"))
    return blocks


def _hypotheses(context: Context, assessment: Snapshot) -> Table:
    rows = assessment["hypotheses"]
    return Table(
        anchor=f"table-{context.anchor(assessment['key'])}-answers",
        caption=say("The answers that are weighed"),
        heads=heads("Answer", "What it says", "Whom it names"),
        rows=tuple(
            (
                cell(text(LETTERS[number]), is_head=True),
                cell(_answer(context, row)),
                cell(text(_named(context, row))),
            )
            for number, row in enumerate(rows)
        ),
        weights=(10, 60, 30),
    )


def _answer(context: Context, row: Snapshot) -> tuple[Text, ...]:
    words = Text(ended(context.ours(row["text"])))
    favoured = Text(say(" The answer that we favour."), Mark.STRONG)
    return (words, favoured) if row["is_favoured"] else (words,)


def _named(context: Context, row: Snapshot) -> str:
    if not row["attributed_to"]:
        return say("nobody")
    level = label(EntityLevel, row["entity_level"])
    name = context.found.name(row["attributed_to"])
    return f"{name} ({level})" if level else name


def _weighing(context: Context, assessment: Snapshot) -> Table:
    """Return the ACH table: evidence by hypotheses, a word in each field."""
    rows = assessment["hypotheses"]
    keys = dict.fromkeys(key for row in rows for key in row["signs"])
    return Table(
        anchor=f"table-{context.anchor(assessment['key'])}-weighing",
        caption=say("Analysis of competing hypotheses"),
        heads=(
            say("Evidence"),
            *(say("Answer {0}", LETTERS[n]) for n in range(len(rows))),
        ),
        rows=tuple(_item(context, rows, key) for key in keys),
        weights=(40, *(max(60 // len(rows), 8) for _ in rows)),
        note=(
            say(
                "Read across: evidence that agrees with every answer tells none "
                "of them apart. No probability is computed from the signs."
            )
        ),
    )


def _item(context: Context, rows: list[Snapshot], key: str) -> tuple[Cell, ...]:
    each = context.found.snapshots.get(key)
    name = (Text(context.found.name(key)), *(context.refs(each, FEW) if each else ()))
    return cell(name, is_head=True), *(_sign(row["signs"].get(key, "")) for row in rows)


def _sign(value: str) -> Cell:
    if not value:
        return cell(text(say("not weighed"), Mark.SOFT), tone=Tone.OPEN)
    words = meaning(Sign, value) or label(Sign, value)
    line = (Text(f"{value} ", Mark.SIGN), Text(capital(words).lower()))
    return cell(line, tone=TONES.get(value, Tone.PLAIN))
