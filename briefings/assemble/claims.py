"""Each claim with its words, grounds and sources; those against it, in their place."""

from collections.abc import Iterable, Iterator, Sequence

from attribution.vocab.claims import (
    ClaimantRole,
    DenialScope,
    EndorsementGround,
    LegalGround,
    StatementForm,
    StateNexus,
)
from attribution.vocab.grounds import Disclosure, Ground, StandardOfProof
from briefings.assemble.context import MOST_CARDS, Context, cell, section, text
from briefings.cut import Snapshot
from briefings.tree import (
    Cell,
    ClaimCard,
    Mark,
    Paragraph,
    Section,
    Spans,
    Table,
    Text,
    Tone,
)
from briefings.words import claims as said
from briefings.words.dates import UNDATED, in_words
from briefings.words.labels import capital, counted, ended, label, listed
from positions.lineage import independent_lineages
from positions.values import Claim

OF_ACTORS = "of-actors"
MOST_SOURCES = 5  # of a claim in a table, of as many origins as there are
Fact = tuple[str, Spans]


def sections(context: Context) -> list[Section]:
    """Return the claims that name somebody, or pointedly name nobody."""
    intro = (
        "In order of time; quotations are the words of the claimant, all else is ours. "
        "A grading such as B2 is the reliability of the source, then the credibility "
        "of the item."
    )
    return _told(context, "claims", intro, is_contrary=False)


def denials(context: Context) -> list[Section]:
    """Return what was said against them: denials, doubts, counter-claims."""
    intro = (
        "Denials, doubts and counter-claims, at the same length as the claims that "
        "they speak against."
    )
    return _told(context, "denials", intro, is_contrary=True)


def _told(
    context: Context, name: str, intro: str, *, is_contrary: bool
) -> list[Section]:
    titles = {
        "claims": "What was claimed, and on what grounds",
        "denials": "Denials and counter-claims",
    }
    groups = _groups(context, is_contrary=is_contrary)
    count = sum(len(each) for each in groups.values())
    if not count:
        nothing = Paragraph(text("None is on record by that day."))
        return [section(name, titles[name], nothing)]
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


def _title(context: Context, key: str) -> str:
    if key == OF_ACTORS:
        return "On who is behind the actors named"
    return f"On: {context.found.name(key)}"


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
    if not is_table:
        yield from (_card(context, each) for each in held)
        return
    anchor = context.anchor(key) if key != OF_ACTORS else key
    yield Table(
        anchor=f"table-{name}-{anchor}",
        caption=f"{_title(context, key)} ({counted(len(held), 'claim')})",
        heads=("Who and when", "What they say", "Grounds given", "Sources"),
        rows=tuple(_row(context, each) for each in held),
        weights=(20, 38, 20, 22),
    )


# -- One claim ------------------------------------------------------------------------


def _card(context: Context, claim: Claim) -> ClaimCard:
    found = context.found
    snapshot = found.snapshots[claim.key]
    back = said.taken_back(found, claim)
    title = (
        Text(f"{said.sign(claim)} ", Mark.SIGN),
        Text(found.name(claim.claimant), Mark.STRONG),
        Text(f" {said.says(found, claim)}", Mark.STRUCK if back else Mark.PLAIN),
        Text(f" ({_when(claim)}{f'; {back}' if back else ''})", Mark.SOFT),
    )
    return ClaimCard(
        anchor=context.anchor(claim.key),
        title=title,
        quote=_quote(snapshot),
        facts=tuple(_facts(context, claim, snapshot)),
        tone=said.tone(found, claim),
    )


def _when(claim: Claim) -> str:
    return in_words(claim.said.text) or UNDATED


def _quote(snapshot: Snapshot) -> Spans:
    if not snapshot["quote"]:
        return ()
    quote = Text(f"“{snapshot['quote']}”", Mark.QUOTE, snapshot["quote_lang"])
    told = snapshot["translation"]
    return (quote, Text(f" In our translation: “{told}”")) if told else (quote,)


def _facts(context: Context, claim: Claim, snapshot: Snapshot) -> Iterator[Fact]:
    yield "In our words", text(ended(context.ours(snapshot["wording"])))
    for title, told in (
        ("Certainty", "; ".join(said.certainty(snapshot))),
        ("Level", said.level(claim)),
        ("Tie to the state", label(StateNexus, snapshot["state_nexus"])),
        ("What is denied", _denied(snapshot)),
        ("Endorsed on", label(EndorsementGround, snapshot["endorsement_ground"])),
        ("Basis given", context.ours(snapshot["basis"])),
        ("Grounds", "; ".join(_grounds(snapshot))),
        ("Standard of proof", label(StandardOfProof, snapshot["standard_of_proof"])),
        ("Law invoked", _law(snapshot)),
        ("Spoken as", _form(context, snapshot)),
        ("Says again", _again(context, claim)),
        ("Our remark", context.ours(snapshot["note"])),
    ):
        if told:
            yield title, text(ended(capital(told)))
    graded = context.notes.graded(context.found.cited(snapshot))
    yield "Sources", (*graded, Text(f". {_origins(context, claim)}", Mark.SOFT))


def _denied(snapshot: Snapshot) -> str:
    told = [f"“{label(DenialScope, each)}”" for each in snapshot["denial_scope"]]
    return listed([each for each in told if each != "“not stated”"])


def _grounds(snapshot: Snapshot) -> list[str]:
    return [
        f"{label(Ground, each['ground'])} ({label(Disclosure, each['disclosed'])})"
        for each in snapshot["grounds"]
    ]


def _law(snapshot: Snapshot) -> str:
    told = (
        label(LegalGround, snapshot["legal_ground"]),
        snapshot["legal_characterisation"],
    )
    return "; ".join(each for each in told if each)


def _form(context: Context, snapshot: Snapshot) -> str:
    """Return as what a claimant speaks, in which form, and by whose mouth."""
    statement = context.found.snapshots[snapshot["statement"]]
    voices = [context.found.name(key) for key in statement["spokespersons"]]
    told = (
        label(ClaimantRole, snapshot["claimant_role"]),
        label(StatementForm, statement["form"]),
        statement["channel"],
        f"by {listed(voices)}" if voices else "",
        statement["time_note"],
    )
    return "; ".join(dict.fromkeys(each for each in told if each))


def _again(context: Context, claim: Claim) -> str:
    earlier = context.found.record.claims.get(claim.restates or "")
    if earlier is None:
        return ""
    return f"what {context.found.name(earlier.claimant)} said on {_when(earlier)}"


def _origins(context: Context, claim: Claim) -> str:
    """Return on how many documents and independent origins a claim stands."""
    found = independent_lineages(context.found.record, claim.key)
    if not found.items:
        return "No document is cited."
    documents = counted(found.items, "document")
    if found.finding != claim.key:
        return capital(f"{documents}; no finding of its own.")
    return capital(f"{documents} of {counted(found.lineages, 'independent origin')}.")


# -- Many claims ----------------------------------------------------------------------


def _row(context: Context, claim: Claim) -> tuple[Cell, ...]:
    found = context.found
    snapshot = found.snapshots[claim.key]
    tone = said.tone(found, claim)
    back = said.taken_back(found, claim)
    says: Spans = (
        Text(f"{said.sign(claim)} ", Mark.SIGN),
        Text(capital(said.says(found, claim)), _mark(tone)),
        *((Text(f" ({back})"),) if back else ()),
    )
    basis = context.ours(snapshot["basis"])
    return (
        cell(
            text(found.name(claim.claimant)),
            text(_when(claim), Mark.SOFT),
            is_head=True,
        ),
        cell(says, *_words(context, claim, snapshot), tone=tone),
        cell(
            *(text(capital(each)) for each in _grounds(snapshot)),
            text(ended(basis), Mark.SOFT) if basis else (),
        ),
        cell(
            context.notes.graded(found.cited(snapshot), MOST_SOURCES),
            text(_origins(context, claim), Mark.SOFT),
        ),
    )


def _mark(tone: Tone) -> Mark:
    return Mark.STRUCK if tone is Tone.GONE else Mark.STRONG


def _words(context: Context, claim: Claim, snapshot: Snapshot) -> Iterable[Spans]:
    """Return a claim's words and what is said of it, line by line."""
    if snapshot["quote"]:
        yield _quote(snapshot)
    yield text(ended(context.ours(snapshot["wording"])))
    told = [*said.certainty(snapshot)]
    if claim.level:
        told.append(f"level: {said.level(claim)}")
    if snapshot["state_nexus"]:
        told.append(label(StateNexus, snapshot["state_nexus"]))
    denied = _denied(snapshot)
    told += [f"denies: {denied}"] if denied else []
    again = _again(context, claim)
    told += [f"says again {again}"] if again else []
    if told:
        yield text(ended(capital("; ".join(told))), Mark.SOFT)
    if snapshot["note"]:
        yield text(f"Our remark: {ended(context.ours(snapshot['note']))}", Mark.SOFT)
