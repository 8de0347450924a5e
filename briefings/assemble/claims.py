"""Each claim with its words, grounds and sources; those against it, in their place."""

from collections.abc import Iterator, Mapping, Sequence

from briefings.assemble.context import MOST_CARDS, Context, heads, section, text
from briefings.assemble.one_claim import HEADS, card, row
from briefings.tree import ClaimCard, Mark, Paragraph, Section, Table
from briefings.words import claims as said
from briefings.words.labels import capital, counted
from figures.words import say
from positions.values import Claim

OF_ACTORS = "of-actors"
WEIGHTS = (20, 38, 20, 22)
EVERY = {
    "claims": "Every claim",
    "denials": "Every denial, doubt and counter-claim",
}


def sections(context: Context) -> list[Section]:
    """Return the claims that name somebody, or pointedly name nobody."""
    intro = say(
        "In order of time; quotations are the words of the claimant, all "
        "else is ours. A grading such as B2 is the reliability of the "
        "source, then the credibility of the item."
    )
    return _told(context, "claims", intro, is_contrary=False)


def denials(context: Context) -> list[Section]:
    """Return what was said against them: denials, doubts, counter-claims."""
    intro = say(
        "Denials, doubts and counter-claims, at the same length as the "
        "claims that they speak against."
    )
    return _told(context, "denials", intro, is_contrary=True)


def _told(
    context: Context, name: str, intro: str, *, is_contrary: bool
) -> list[Section]:
    titles = {
        "claims": say("What was claimed, and on what grounds"),
        "denials": say("Denials and counter-claims"),
    }
    groups = _groups(context, is_contrary=is_contrary)
    count = sum(len(each) for each in groups.values())
    if not count:
        nothing = Paragraph(text(say("None is on record by that day.")))
        return [section(name, titles[name], nothing)]
    if not context.is_full:
        return [_in_short(context, name, titles[name], groups)]
    head = section(name, titles[name], Paragraph(text(intro, Mark.SOFT), "small"))
    is_table = count > MOST_CARDS
    if len(groups) == 1 and OF_ACTORS not in groups:
        (key,) = groups
        blocks = _blocks(context, name, key, groups[key], is_table=is_table)
        return [section(name, titles[name], *head.blocks, *blocks)]
    return [
        head,
        *(
            section(
                f"{name}-{context.anchor(key) if key != OF_ACTORS else key}",
                _title(context, key),
                *_blocks(context, name, key, held, is_table=is_table),
                level=2,
            )
            for key, held in groups.items()
        ),
    ]


def _in_short(
    context: Context, name: str, title: str, groups: Mapping[str, list[Claim]]
) -> Section:
    """Return the first words of each side on cards; every claim is in the annex."""
    held = [each for group in groups.values() for each in group]
    told = [each for each in context.found.claims if each in held]
    cards = [card(context, each) for each in told if context.has_card(each)]
    table = Table(
        anchor=f"table-{name}",
        caption=say("{0}, in order of time", say(EVERY[name])),
        heads=heads(*HEADS),
        rows=tuple(row(context, each, _on(context, each)) for each in told),
        weights=(13, 49, 18, 20),
    )
    context.append(say(EVERY[name]), table)
    which = (
        say("the first words of each side") if len(cards) < len(told) else say("all")
    )
    intro = say(
        "{0}, of which {1} stand here; the annex has each with its words,"
        " grounds and sources. A grading such as B2 is the reliability of"
        " the source, then the credibility of the item.",
        capital(counted(len(told), "claim")),
        which,
    )
    return section(name, title, Paragraph(text(intro, Mark.SOFT), "small"), *cards)


def _on(context: Context, claim: Claim) -> str:
    """Return which incident a claim is on, where that may be one of many."""
    key = context.found.incident_of(claim)
    return "" if context.is_one or not key else say("On: {0}", context.found.name(key))


def _title(context: Context, key: str) -> str:
    if key == OF_ACTORS:
        return say("On who is behind the actors named")
    return say("On: {0}", context.found.name(key))


def _groups(context: Context, *, is_contrary: bool) -> dict[str, list[Claim]]:
    """Return the claims by the incident that they are on, then those on actors."""
    groups: dict[str, list[Claim]] = {key: [] for key in context.found.in_time}
    groups[OF_ACTORS] = []
    for claim in context.found.claims:
        if (claim.stance in said.CONTRARY) == is_contrary:
            groups[context.found.incident_of(claim) or OF_ACTORS].append(claim)
    return {key: held for key, held in groups.items() if held}


def _blocks(
    context: Context,
    name: str,
    key: str,
    held: Sequence[Claim],
    *,
    is_table: bool,
) -> Iterator[ClaimCard | Table]:
    if is_table:
        yield _table(context, name, key, held)
    else:
        yield from (card(context, each) for each in held)


def _table(context: Context, name: str, key: str, held: Sequence[Claim]) -> Table:
    anchor = context.anchor(key) if key != OF_ACTORS else key
    return Table(
        anchor=f"table-{name}-{anchor}",
        caption=f"{_title(context, key)} ({counted(len(held), 'claim')})",
        heads=heads(*HEADS),
        rows=tuple(row(context, each) for each in held),
        weights=WEIGHTS,
    )
