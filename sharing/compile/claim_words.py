"""A claim in words: its title, its text, and how other records speak of it.

Of another claim only its claimant, its date and what it is about are told, never
its wording, so that an edit of one claim changes the objects that state it and no
others.
"""

from dataclasses import dataclass

from attribution.vocab.claims import (
    ClaimantRole,
    DenialScope,
    EndorsementGround,
    LegalGround,
    Proposition,
    Stance,
    StatementForm,
    StateNexus,
)
from attribution.vocab.grounds import (
    Confidence,
    Disclosure,
    Ground,
    Likelihood,
    StandardOfProof,
)
from incidents.vocab import EntityLevel, RecordKind
from sharing.compile.anchors import chain
from sharing.compile.dates import in_short, in_words
from sharing.compile.draft import Draft, Unreadable
from sharing.compile.values import Snapshot
from sharing.compile.withdrawals import withdrawal_of
from sharing.compile.words import (
    claimed_by,
    joined,
    meaning,
    mention,
    paragraphs,
    quoted,
    remark,
    sentence,
)

# What the claimant does. {thing} is what it is about in the end, {subject} the claim
# it speaks on, or the thing; {finding} says who is named for what.
_SAYS: dict[str, str] = {
    Stance.ASSERTS: "asserts that {finding}",
    Stance.CORROBORATES: "corroborates {subject} by a finding of its own: {finding}",
    Stance.ENDORSES: "endorses {subject}, showing no finding of its own",
    Stance.COUNTER_ATTRIBUTES: "names another culprit, against {subject}: {finding}",
    Stance.CLAIMS_RESPONSIBILITY: "claims responsibility: {finding}",
    Stance.REVISES: "revises {subject}: {finding}",
    Stance.WITHDRAWS: "withdraws {subject}",
    Stance.DOUBTS: "doubts {subject}",
    Stance.DISPUTES: "disputes {subject}",
    Stance.DENIES: "issues a denial about {subject}",
    Stance.DISTANCES: "distances itself from {subject}",
    Stance.ABSTAINS: "publicly declines to attribute {subject}",
    Stance.SUSPECTS: "suspects a state behind {thing} without naming it",
    Stance.ACKNOWLEDGES: "acknowledges {subject}, with no finding of its own",
    Stance.CONDEMNS: "condemns {thing} without naming an author",
}
# The same as a noun, for the report's name; {other} is claimant and date alone.
_TITLES: dict[str, str] = {
    Stance.ASSERTS: "attribution of {thing} to {culprit}",
    Stance.CORROBORATES: "attribution of {thing} to {culprit}, corroborating {other}",
    Stance.ENDORSES: "endorsement of {subject}",
    Stance.COUNTER_ATTRIBUTES: "attribution of {thing} to {culprit}, against {other}",
    Stance.CLAIMS_RESPONSIBILITY: "claim of responsibility for {thing} as {culprit}",
    Stance.REVISES: "attribution of {thing} to {culprit}, revising {other}",
    Stance.WITHDRAWS: "withdrawal of {subject}",
    Stance.DOUBTS: "doubt about {subject}",
    Stance.DISPUTES: "dispute of {subject}",
    Stance.DENIES: "denial about {subject}",
    Stance.DISTANCES: "distancing from {subject}",
    Stance.ABSTAINS: "no attribution of {subject}",
    Stance.SUSPECTS: "suspicion of an unnamed state behind {thing}",
    Stance.ACKNOWLEDGES: "acknowledgement of {subject}",
    Stance.CONDEMNS: "condemnation without naming an author of {thing}",
}


_UNKNOWN = (
    "date not known; where a date has to stand, it is that of the earliest source, "
    "failing that of the recording"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a claim says, read once: the records it joins, by name."""

    draft: Draft
    statement: Snapshot
    claimant: str
    root: str
    root_name: str
    other: Snapshot | None
    culprit: str
    taken_back: Snapshot | None  # the statement in which its claimant withdrew it

    @property
    def own(self) -> Snapshot:
        """The claim itself."""
        return self.draft.own


def told(draft: Draft) -> Told:
    """Read what a claim needs of others to be put into words.

    Raises:
        Unreadable: one of them is missing, or the chain of claims has no end.
    """
    own = draft.own
    line = [draft.read("about", key) for key in chain(own, draft.context)]
    if line[-1]["kind"] == RecordKind.CLAIM:
        draft.problem("about", "the chain of claims does not end at an act or actor")
        raise Unreadable(own["key"])
    named = own["attributed_to"]
    return Told(
        draft=draft,
        statement=draft.read("statement", own["statement"]),
        claimant=draft.name_of("claimant", own["claimant"]),
        root=line[-1]["key"],
        root_name=str(line[-1]["name"]),
        other=line[0] if len(line) > 1 else None,
        culprit=draft.name_of("attributed_to", named) if named else "",
        taken_back=_taken_back(draft),
    )


def _taken_back(draft: Draft) -> Snapshot | None:
    act = withdrawal_of(draft.own, draft.context)
    if act is None:
        return None
    act = draft.read("state", act["key"])
    return draft.read("state", act["statement"])


def title(this: Told) -> str:
    """Return the report's name: who, what on which incident, when."""
    what = _TITLES[this.own["stance"]]
    if this.own["proposition"] not in ("", Proposition.ATTRIBUTED_TO):
        what = "claim that {finding}"
    other = _other(this)
    done = what.format(
        thing=this.root_name,
        culprit=this.culprit,
        finding=_finding(this, "{}"),
        subject=f"{other} on {this.root_name}" if other else this.root_name,
        other=other or "earlier claims",
    )
    return f"{this.claimant}: {done}, {in_short(this.statement['said'])}"


def claim_in_words(this: Told) -> str:
    """Return the claim as readable text that needs no extension beside it."""
    return paragraphs(
        _opening(this),
        _speaking(this),
        *_naming(this),
        sentence("In our words", this.own["wording"]),
        *_verbatim(this.own),
        *_certainty(this.own),
        *_grounds(this.own),
        *_limits(this.own),
        _restated(this),
        _withdrawn(this),
        remark(this.own),
    )


def _opening(this: Told) -> str:
    says = _SAYS[this.own["stance"]].format(
        finding=_finding(this, "“{}”"),
        subject=_subject(this, "“{}”"),
        thing=f"“{this.root_name}”",
    )
    role = meaning(ClaimantRole, this.own["claimant_role"])
    return f"{this.claimant} (role: {role}) {says}."


def _finding(this: Told, marks: str) -> str:
    if not this.culprit:
        return ""
    thing, culprit = marks.format(this.root_name), marks.format(this.culprit)
    return f"{thing} {meaning(Proposition, this.own['proposition'])} {culprit}"


def _subject(this: Told, marks: str) -> str:
    thing, other = marks.format(this.root_name), _other(this)
    return f"the claim of {other} on {thing}" if other else thing


def _other(this: Told) -> str:
    return claimed_by(this.draft, "about", this.other) if this.other else ""


def _speaking(this: Told) -> str:
    statement = this.statement
    said = in_words(statement["said"], _UNKNOWN)
    form = meaning(StatementForm, statement["form"])
    channel = f", {statement['channel']}" if statement["channel"] else ""
    voices = [
        this.draft.name_of("statement", key) for key in statement["spokespersons"]
    ]
    others = [
        this.draft.name_of("statement", key)
        for key in statement["speakers"]
        if key != this.own["claimant"]
    ]
    return " ".join(
        each
        for each in (
            sentence("Said", said),
            sentence("On the time", statement["time_note"]),
            sentence("Form", f"{form}{channel}"),
            sentence("Spoken by", joined(voices)),
            sentence("Said together with", joined(others)),
        )
        if each
    )


def _naming(this: Told) -> tuple[str, ...]:
    own = this.own
    if not this.culprit:
        return (sentence("Names", "no culprit"),)
    level = meaning(EntityLevel, own["entity_level"])
    nexus = own["state_nexus"]
    return (
        sentence("Names", f"“{this.culprit}”, at the level: {level}"),
        sentence("Tie to the state", meaning(StateNexus, nexus)),
    )


def _verbatim(own: Snapshot) -> tuple[str, ...]:
    return (
        sentence("In their words", quoted(own["quote"], own["quote_lang"])),
        sentence("Translated", quoted(own["translation"])),
    )


def _certainty(own: Snapshot) -> tuple[str, ...]:
    """Return how sure the claimant is; likelihood and confidence never in one."""
    likelihood, confidence = own["likelihood"], own["analytic_confidence"]
    proof = own["standard_of_proof"]
    stated = own["original_words"] or likelihood or confidence or proof
    return (
        "" if stated else "How sure the claimant is: not stated.",
        sentence("How sure, in the claimant's words", quoted(own["original_words"])),
        sentence("Likelihood", meaning(Likelihood, likelihood)),
        sentence("Analytic confidence", meaning(Confidence, confidence)),
        sentence("Standard of proof", meaning(StandardOfProof, proof)),
    )


def _grounds(own: Snapshot) -> tuple[str, ...]:
    given = [
        f"{meaning(Ground, each['ground'])} ({meaning(Disclosure, each['disclosed'])})"
        for each in own["grounds"]
    ]
    return (
        sentence("Grounds, and how far they were shown", joined(given)),
        sentence("Basis given", own["basis"]),
    )


def _limits(own: Snapshot) -> tuple[str, ...]:
    scope = [meaning(DenialScope, each) for each in own["denial_scope"]]
    ground, law = own["endorsement_ground"], own["legal_ground"]
    return (
        sentence("What is denied", joined(scope)),
        sentence(
            "Ground of the endorsement",
            meaning(EndorsementGround, ground),
        ),
        sentence("Legal ground invoked", meaning(LegalGround, law)),
        sentence("Legal characterisation", own["legal_characterisation"]),
    )


def _withdrawn(this: Told) -> str:
    """Return in words that its claimant took it back, and when."""
    if this.taken_back is None:
        return ""
    return sentence("Withdrawn by its claimant", in_words(this.taken_back["said"]))


def _restated(this: Told) -> str:
    earlier = this.own["restates"]
    if not earlier:
        return ""
    claim = this.draft.read("restates", earlier)
    return f"It says again {mention(this.draft, 'restates', claim)}."
