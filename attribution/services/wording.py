"""The names that new statements and claims get: sentences, as in the shipped cases."""

import re
from collections.abc import Callable

from attribution.models import Claim, Statement
from attribution.vocab.claims import Proposition, Stance, StatementForm
from incidents.dates import in_name
from incidents.models import Identity, Record, ThreatActor
from incidents.snapshot import typed
from incidents.vocab import BodyKind, RecordKind

LONGEST = 400
ACTS = {
    StatementForm.TECHNICAL_REPORT: "Report",
    StatementForm.OFFICIAL_STATEMENT: "Statement",
    StatementForm.JOINT_OFFICIAL: "Joint statement",
    StatementForm.NAMED_IN_MEDIA: "Remarks",
    StatementForm.UNNAMED_IN_MEDIA: "Remarks without a name",
    StatementForm.MEDIA_OWN: "Report",
    StatementForm.INDICTMENT: "Indictment",
    StatementForm.COURT_JUDGMENT: "Judgment",
    StatementForm.ARREST_WARRANT: "Warrant",
    StatementForm.SANCTIONS: "Sanctions notice",
    StatementForm.SELF_IN_ATTACK: "Message in the attack",
    StatementForm.SELF_ON_CHANNEL: "Posts",
    StatementForm.DIPLOMATIC: "Communication",
    StatementForm.ACADEMIC: "Text",
    StatementForm.UNCLEAR: "Statement",
}
# Bodies with such a word in their name are spoken of with an article.
BODIES = re.compile(
    r"\b(agency|authority|bureau|cent(re|er)|commission|committee|corps|council|court"
    r"|department|directorate|embassy|force|foundation|government|guard|institute"
    r"|judiciary|ministry|mission|municipality|office|organi[sz]ation|parliament"
    r"|police|presidency|prosecution|secretariat|secretary|service|treasury|union)\b",
    re.IGNORECASE,
)
WITH_ARTICLE = (BodyKind.GOVERNMENT_BODY, BodyKind.INTERNATIONAL_ORGANISATION)
# A name that begins so is a sentence's words and no proper name.
DOINGS = re.compile(
    r"(attacks?|breach|campaign|compromise|cyber\w*|defacements?|destructive|disruption"
    r"|espionage|exfiltration|first|hack\w*|intrusions?|leaks?|long-term|operation"
    r"|outage|phishing|ransomware|sabotage|second|theft|third|wave|wiper)\b",
    re.IGNORECASE,
)
TIES = {
    Proposition.SAME_AS: "holds {about} the same as {named}",
    Proposition.OVERLAPS: "sees {about} overlap with {named}",
    Proposition.SUBSET_OF: "holds {about} part of {named}",
    Proposition.SUPERSET_OF: "holds {about} to include {named}",
    Proposition.SUCCESSOR_OF: "holds {about} the successor of {named}",
    Proposition.FORMERLY_TRACKED_AS: "says that {about} was tracked as {named}",
    Proposition.MERGED_INTO: "says that {about} was merged into {named}",
    Proposition.SPLIT_FROM: "says that {about} was split from {named}",
    Proposition.DISTINCT_FROM: "holds {about} distinct from {named}",
    Proposition.SHARES_TOOLING_WITH: "sees {about} share tooling with {named}",
}
# What each stance does to an act, and to the claim of another on it.
ON_AN_ACT = {
    Stance.ASSERTS: "attributes {about} to {named}",
    Stance.COUNTER_ATTRIBUTES: "proposes {named} as author of {about}",
    Stance.CLAIMS_RESPONSIBILITY: "claims {about}",
    Stance.DENIES: "denies having done {about}",
    Stance.DISTANCES: "distances itself from {about}",
    Stance.ABSTAINS: "names no author of {about}",
    Stance.SUSPECTS: "suspects a state that it does not name of {about}",
    Stance.CONDEMNS: "condemns {about} without naming an author",
}
ON_A_CLAIM = {
    Stance.ASSERTS: "attributes {act} to {named}, with {other}",
    Stance.CORROBORATES: "attributes {act} to {named}, in agreement with {other}",
    Stance.COUNTER_ATTRIBUTES: "proposes {named} as author of {act}, against {other}",
    Stance.CLAIMS_RESPONSIBILITY: "claims {act}, as {other} said",
    Stance.ENDORSES: "endorses the statement of {other} {day}on {act}",
    Stance.ACKNOWLEDGES: "acknowledges the statement of {other} {day}on {act}",
    Stance.REVISES: "revises its claim {day}on {act}: {named}",
    Stance.WITHDRAWS: "withdraws its claim {day}on {act}",
    Stance.DENIES: "denies the claim of {other} {day}on {act}",
    Stance.DISPUTES: "disputes the claim of {other} {day}on {act}",
    Stance.DOUBTS: "doubts the claim of {other} {day}on {act}",
    Stance.DISTANCES: "distances itself from {act}, against {other}",
    Stance.ABSTAINS: "names no author of {act}, asked about {other}",
    Stance.SUSPECTS: "suspects a state that it does not name of {act}",
    Stance.CONDEMNS: "condemns {act} without naming an author",
}


def statement_name(statement: Statement, speakers: list[Identity]) -> str:
    """Return a statement's name: its act, who spoke and the day."""
    act = ACTS.get(StatementForm(statement.form), "Statement")
    said = in_name(statement.said) if statement.said else "undated"
    return _cut(f"{act} of {_listed(speakers)}, {said}")


def claim_name(claim: Claim, said: str) -> str:
    """Return a claim's name: who does what to which act, and the day in brackets."""
    doing = _doing(claim)
    sentence = f"{party(claim.claimant)} {doing}"
    day = in_name(said) if said else "undated"
    return f"{_cut(_capital(sentence), LONGEST - len(day) - 3)} ({day})"


def party(identity: Identity) -> str:
    """Return a party as a sentence names it: with its article, without brackets."""
    name = _bare(identity.name)
    has_article = identity.body_kind in WITH_ARTICLE and BODIES.search(name)
    return f"the {name}" if has_article and not name.startswith("The ") else name


def act(record: Record) -> str:
    """Return what a claim is about as a sentence names it."""
    if record.kind in (RecordKind.THREAT_ACTOR, RecordKind.INTRUSION_SET):
        return actor(record)
    if DOINGS.match(record.name):
        return f"the {record.name[0].lower()}{record.name[1:]}"
    return record.name


def actor(record: Record | None, of: str = "") -> str:
    """Return a culprit as a sentence names it; a state by its own name."""
    if record is None:
        return ""
    named = typed(record)
    if isinstance(named, ThreatActor) and named.is_state_level and named.identity:
        state = named.identity.state_of or named.identity
        return f"{of}{_bare(state.name)}"
    name = re.sub(r", as alleged actor$", "", _bare(record.name))
    return f"the {name[4:]}" if name.startswith("The ") else name


def _doing(claim: Claim) -> str:
    stance, about = Stance(claim.stance), claim.about
    if about.kind == RecordKind.CLAIM:
        return ON_A_CLAIM[stance].format(**_of_claim(claim))
    proposition = claim.proposition
    words: Callable[..., str] = ON_AN_ACT.get(
        stance, f"{stance.label} {{about}}"
    ).format
    named = actor(claim.attributed_to)
    if proposition in TIES:
        words = TIES[Proposition(proposition)].format
    elif claim.restates_id and stance == Stance.ASSERTS:
        words = "repeats the attribution of {about} to {named}".format
    elif about.kind in (RecordKind.THREAT_ACTOR, RecordKind.INTRUSION_SET):
        words = "ties {about} to {named}".format if named else words
        named = actor(claim.attributed_to, of="the state of ")
    return words(about=act(about), named=named)


def _of_claim(claim: Claim) -> dict[str, str]:
    other = Claim.objects.select_related("claimant", "statement").get(pk=claim.about_id)
    said = other.statement.said
    return {
        "named": actor(claim.attributed_to),
        "other": party(other.claimant),
        "day": f"of {in_name(said)} " if said else "",
        "act": act(_end_of(other)),
    }


def _end_of(claim: Claim) -> Record:
    """Return what a chain of claims about claims is about in the end."""
    about: Record = claim.about
    while about.kind == RecordKind.CLAIM:
        about = Claim.objects.select_related("about").get(pk=about.pk).about
    return about


def _listed(speakers: list[Identity]) -> str:
    names = [party(each) for each in speakers]
    if len(names) > 1:
        return f"{', '.join(names[:-1])} and {names[-1]}"
    return names[0]


def _bare(name: str) -> str:
    return re.sub(r"\s*\([^()]*\)$", "", name)


def _capital(sentence: str) -> str:
    return (
        f"{sentence[0].upper()}{sentence[1:]}"
        if sentence.startswith("the ")
        else (sentence)
    )


def _cut(words: str, longest: int = LONGEST) -> str:
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"
