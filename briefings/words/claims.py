"""A claim in a few words, with a sign for its stance that needs no colour."""

from collections.abc import Mapping

from attribution.vocab.claims import Proposition, Stance
from attribution.vocab.grounds import Confidence, Likelihood
from briefings.cut import Snapshot
from briefings.found import Found
from briefings.tree import Tone
from briefings.words.dates import in_words
from briefings.words.labels import label, quoted
from figures.words import say
from incidents.vocab import EntityLevel
from positions.stances import NAMING, OBJECTING
from positions.values import Claim

# What a claimant does, after its name; ``{whom}`` is named, ``{whose}`` is spoken on.
SAYS: Mapping[str, str] = {
    Stance.ASSERTS: "names {whom}",
    Stance.CORROBORATES: "corroborates: {whom}",
    Stance.ENDORSES: "endorses {whose}",
    Stance.COUNTER_ATTRIBUTES: "names {whom} instead",
    Stance.CLAIMS_RESPONSIBILITY: "claims it, as {whom}",
    Stance.REVISES: "revises its claim: {whom}",
    Stance.WITHDRAWS: "withdraws {whose}",
    Stance.DOUBTS: "doubts {whose}",
    Stance.DISPUTES: "disputes {whose}",
    Stance.DENIES: "denies {whose}",
    Stance.DISTANCES: "distances itself",
    Stance.ABSTAINS: "names nobody",
    Stance.SUSPECTS: "suspects a state, unnamed",
    Stance.ACKNOWLEDGES: "takes note of {whose}",
    Stance.CONDEMNS: "condemns it, naming nobody",
}
SIGNS: Mapping[str, tuple[str, str]] = {
    "+": ("names or backs a culprit", "for"),
    "≠": ("names another instead", "counter"),
    "−": ("denies, disputes or doubts", "against"),  # noqa: RUF001 - a minus
    "×": ("takes its own claim back", "gone"),  # noqa: RUF001 - a cross
    "?": ("suspects, without naming", ""),
    "0": ("names nobody", "silent"),
    "·": ("spoke on it, but not of this one", "open"),
    "…": ("acted on it or was asked, and said nothing of who did it", "silent"),
    "–": ("nobody is on record as having asked or been told", "open"),  # noqa: RUF001
}
ELSEWHERE, SILENT, NOT_ASKED = "·", "…", "–"  # noqa: RUF001 - a dash that stands for nothing
_SIGN_OF = {
    Stance.ENDORSES.value: "+",
    Stance.COUNTER_ATTRIBUTES.value: "≠",
    Stance.WITHDRAWS.value: "×",  # noqa: RUF001 - a cross
    Stance.SUSPECTS.value: "?",
}
UNKNOWN = EntityLevel.UNKNOWN.value
# Claims that have a place of their own, apart from those that name somebody.
CONTRARY = OBJECTING | {Stance.COUNTER_ATTRIBUTES.value, Stance.WITHDRAWS.value}


def sign(claim: Claim) -> str:
    """Return the character that stands for a claim's stance."""
    if claim.stance in OBJECTING:
        return "−"  # noqa: RUF001 - a minus
    return _SIGN_OF.get(claim.stance, "+" if claim.stance in NAMING else "0")


def tone(found: Found, claim: Claim) -> Tone:
    """Return what a claim is for whoever sees colours."""
    if not found.standing.in_force(claim):
        return Tone.GONE
    return Tone(SIGNS[sign(claim)][1])


def says(found: Found, claim: Claim, *, is_short: bool = False) -> str:
    """Return what a claimant says, without its name: "names Iran"."""
    call = found.short if is_short else found.name
    actor = found.record.actors.get(claim.about)
    if actor is not None and claim.target is not None:
        tie = label(Proposition, claim.proposition)
        return say("says that {0} {1} {2}", call(claim.about), tie, call(claim.target))
    whose = _whose(found, claim, is_short=is_short)
    return say(SAYS[claim.stance], whom=call(claim.target), whose=whose)


def _whose(found: Found, claim: Claim, *, is_short: bool) -> str:
    spoken_on = found.standing.spoken_on(claim)
    if spoken_on is None:
        return say("it")
    if spoken_on.claimant == claim.claimant:
        return say("its own claim")
    call = found.short if is_short else found.name
    return say("the claim of {0}", call(spoken_on.claimant))


def level(claim: Claim) -> str:
    """Return how deep a claim names, in words; '' where it names nobody."""
    return (
        say("not stated") if claim.level == UNKNOWN else label(EntityLevel, claim.level)
    )


def taken_back(found: Found, claim: Claim) -> str:
    """Return that a claimant gave its claim up, and when; '' if it did not."""
    standing = found.standing
    for word, acts in (
        ("withdrawn", standing.withdrawn_by),
        ("revised", standing.revised_by),
    ):
        act = acts.get(claim.key)
        if act is not None:
            return f"{say(word)} {in_words(act.said.text)}".strip()
    return ""


def certainty(claim: Snapshot) -> list[str]:
    """Return how sure the claimant is: in its words, then as coded on our scales."""
    own = claim["original_words"]
    told = [quoted(own)] if own else []
    # The less usual twin of a term stands after a stroke.
    likely = label(Likelihood, claim["likelihood"]).partition(" / ")[0]
    sure = label(Confidence, claim["analytic_confidence"])
    for name, coded in (("likelihood", likely), ("confidence", sure)):
        if coded and coded not in own.lower():
            told.append(say("{0}: {1}", say(name), coded))
    return told
