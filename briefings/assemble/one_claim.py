"""One claim: who says what, in whose words, on what grounds, with which sources."""

from collections.abc import Iterable, Iterator

from attribution.vocab.claims import (
    ClaimantRole,
    DenialScope,
    EndorsementGround,
    LegalGround,
    StatementForm,
    StateNexus,
)
from attribution.vocab.grounds import Disclosure, Ground, StandardOfProof
from briefings.assemble.context import Context, cell, flowing, text
from briefings.assemble.notes import FEW
from briefings.cut import Snapshot
from briefings.tree import Cell, ClaimCard, Link, Mark, Spans, Text, Tone
from briefings.words import claims as said
from briefings.words.dates import UNDATED, in_words
from briefings.words.labels import capital, counted, ended, label, listed, quoted
from figures.words import say
from positions.lineage import independent_lineages
from positions.values import Claim

HEADS = ("Who and when", "What they say", "Grounds given", "Sources")
MOST_SOURCES = 5  # of a claim in a table, of as many origins as there are
# Facts on a card in a short text; the others are in the annex.
SHORT = ("Certainty", "Level", "What is denied", "Basis given", "Grounds")
Fact = tuple[str, Spans]
Told = tuple[str, str]


def card(context: Context, claim: Claim) -> ClaimCard:
    """Return a claim on a card: in a short text only what is asked for first."""
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
    return in_words(claim.said.text) or say(UNDATED)


def _quote(snapshot: Snapshot) -> Spans:
    if not snapshot["quote"]:
        return ()
    quote = Text(quoted(snapshot["quote"]), Mark.QUOTE, snapshot["quote_lang"])
    told = snapshot["translation"]
    return (
        (quote, Text(say(" In our translation: {0}", quoted(told))))
        if told
        else (quote,)
    )


def _facts(context: Context, claim: Claim, snapshot: Snapshot) -> Iterator[Fact]:
    if context.is_full or not snapshot["quote"]:
        yield say("In our words"), text(ended(context.ours(snapshot["wording"])))
    for title, told in _told_of(context, claim, snapshot):
        if told and (context.is_full or title in SHORT):
            yield say(title), text(ended(capital(told)))
    most = 0 if context.is_full else FEW
    graded = context.notes.graded(context.found.cited(snapshot), most)
    yield say("Sources"), (*graded, Text(f". {_origins(context, claim)}", Mark.SOFT))


def _told_of(context: Context, claim: Claim, snapshot: Snapshot) -> tuple[Told, ...]:
    return (
        ("Certainty", say("; ").join(said.certainty(snapshot))),
        ("Level", said.level(claim)),
        ("Tie to the state", label(StateNexus, snapshot["state_nexus"])),
        ("What is denied", _denied(snapshot)),
        ("Endorsed on", label(EndorsementGround, snapshot["endorsement_ground"])),
        ("Basis given", context.ours(snapshot["basis"])),
        ("Grounds", say("; ").join(_grounds(snapshot))),
        (
            "Standard of proof",
            label(StandardOfProof, snapshot["standard_of_proof"]),
        ),
        ("Law invoked", _law(snapshot)),
        ("Spoken as", _form(context, snapshot)),
        ("Says again", _again(context, claim)),
        ("Our remark", context.ours(snapshot["note"])),
    )


def _denied(snapshot: Snapshot) -> str:
    scope = (each for each in snapshot["denial_scope"] if each != DenialScope.UNSTATED)
    return listed([quoted(label(DenialScope, each)) for each in scope])


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
    return say("; ").join(each for each in told if each)


def _form(context: Context, snapshot: Snapshot) -> str:
    """Return as what a claimant speaks, in which form, and by whose mouth."""
    statement = context.found.snapshots[snapshot["statement"]]
    voices = [context.found.name(key) for key in statement["spokespersons"]]
    told = (
        label(ClaimantRole, snapshot["claimant_role"]),
        label(StatementForm, statement["form"]),
        statement["channel"],
        say("by {0}", listed(voices)) if voices else "",
        statement["time_note"],
    )
    return say("; ").join(dict.fromkeys(each for each in told if each))


def _again(context: Context, claim: Claim) -> str:
    earlier = context.found.record.claims.get(claim.restates or "")
    if earlier is None:
        return ""
    return say(
        "what {0} said on {1}", context.found.name(earlier.claimant), _when(earlier)
    )


def _origins(context: Context, claim: Claim) -> str:
    """Return on how many documents and independent origins a claim stands."""
    found = independent_lineages(context.found.record, claim.key)
    if not found.items:
        return say("No document is cited.")
    documents = counted(found.items, "document")
    if found.finding != claim.key:
        return capital(say("{0}; no finding of its own.", documents))
    return capital(
        say("{0} of {1}.", documents, counted(found.lineages, "independent origin"))
    )


# -- As a row of a table --------------------------------------------------------------


def row(context: Context, claim: Claim, about: str = "") -> tuple[Cell, ...]:
    """Return a claim as a row: who and when, the words, the grounds, the sources."""
    found = context.found
    snapshot = found.snapshots[claim.key]
    tone = said.tone(found, claim)
    back = said.taken_back(found, claim)
    says: Spans = (
        Text(f"{said.sign(claim)} ", Mark.SIGN),
        Text(capital(said.says(found, claim)), _mark(tone)),
        Text(f" ({back})." if back else "."),
    )
    basis = context.ours(snapshot["basis"])
    most = MOST_SOURCES if context.is_full else FEW
    lined = cell if context.is_full else flowing
    if not context.is_full and context.has_card(claim):
        return _pointer(context, claim, says, about)
    return (
        cell(
            text(found.name(claim.claimant)),
            text(_when(claim), Mark.SOFT),
            is_head=True,
        ),
        lined(says, *_words(context, claim, snapshot, about), tone=tone),
        lined(
            text(ended(capital(say("; ").join(_grounds(snapshot))))),
            text(ended(basis), Mark.SOFT) if basis else (),
        ),
        lined(
            context.notes.graded(found.cited(snapshot), most),
            text(_origins(context, claim), Mark.SOFT),
        ),
    )


def _pointer(
    context: Context, claim: Claim, says: Spans, about: str
) -> tuple[Cell, ...]:
    """Return the row of a claim that stands on a card: what it says, and where."""
    found = context.found
    who = text(found.name(claim.claimant))
    there = Link(say("Told in the text"), f"#{context.anchor(claim.key)}")
    return (
        cell(who, text(_when(claim), Mark.SOFT), is_head=True),
        cell(
            (*says, Text(" "), there, Text(f". {about}", Mark.SOFT)),
            tone=said.tone(found, claim),
        ),
        cell(),
        cell(),
    )


def _mark(tone: Tone) -> Mark:
    return Mark.STRUCK if tone is Tone.GONE else Mark.STRONG


def _words(
    context: Context, claim: Claim, snapshot: Snapshot, about: str
) -> Iterable[Spans]:
    """Return a claim's words and what is said of it, line by line."""
    if snapshot["quote"]:
        yield _quote(snapshot)
    if context.is_full or not snapshot["quote"]:
        yield text(ended(context.ours(snapshot["wording"])))
    told = [*said.certainty(snapshot)]
    if claim.level:
        told.append(say("level: {0}", said.level(claim)))
    if snapshot["state_nexus"]:
        told.append(label(StateNexus, snapshot["state_nexus"]))
    denied = _denied(snapshot)
    told += [say("denies: {0}", denied)] if denied else []
    again = _again(context, claim)
    told += [say("says again {0}", again)] if again else []
    told += [about] if about else []
    if told:
        yield text(ended(capital(say("; ").join(told))), Mark.SOFT)
    if snapshot["note"] and context.is_full:
        yield text(
            say("Our remark: {0}", ended(context.ours(snapshot["note"]))), Mark.SOFT
        )
