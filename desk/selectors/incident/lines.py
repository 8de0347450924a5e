"""A claim in one line: who, says what, of whom, when, and whether it still stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from attribution.models import Claim as ClaimRecord
from attribution.vocab.claims import Stance
from desk import labels
from desk.selectors.incident.dossier import Dossier
from desk.sheets import Known
from positions.values import Claim

LEVEL = ClaimRecord._meta.get_field("entity_level")
PROPOSITION = ClaimRecord._meta.get_field("proposition")


# A claim in a few words, without its claimant; as figures and headings have room for.
SAYS: Mapping[str, str] = {
    Stance.ASSERTS: "names {whom}",
    Stance.CORROBORATES: "corroborates: {whom}",
    Stance.ENDORSES: "endorses {whose}",
    Stance.COUNTER_ATTRIBUTES: "names {whom} instead",
    Stance.CLAIMS_RESPONSIBILITY: "claims it as {whom}",
    Stance.REVISES: "revises its claim: {whom}",
    Stance.WITHDRAWS: "withdraws its claim",
    Stance.DOUBTS: "doubts {whose}",
    Stance.DISPUTES: "disputes {whose}",
    Stance.DENIES: "denies {whose}",
    Stance.DISTANCES: "distances itself",
    Stance.ABSTAINS: "names nobody",
    Stance.SUSPECTS: "suspects a state, unnamed",
    Stance.ACKNOWLEDGES: "acknowledges {whose}",
    Stance.CONDEMNS: "condemns, naming nobody",
}
PARTY, ACTOR = "a party you may not see", "an actor you may not see"


@dataclass(frozen=True, slots=True)
class Undone:
    """That a claimant took a claim back or put another in its place, and when."""

    word: str  # withdrawn or revised
    by: str
    on: str


@dataclass(frozen=True, slots=True)
class Line:
    """One claim; ``who`` and ``whom`` are None where they are hidden.

    ``names`` says whether it names anybody; ``says`` is all of it in a few words, and
    ``whose`` the claim it speaks on, in words. ``page`` is where its card stands, 0
    where it has none on this page.
    """

    key: str
    who: Known | None
    stance: str
    names: bool
    whom: Known | None
    level: str
    whose: str
    says: str
    said: str
    undone: Undone | None
    page: int

    @property
    def is_struck(self) -> bool:
        """Whether the claimant no longer holds to it."""
        return self.undone is not None

    @property
    def speaker(self) -> str:
        """What the claimant is called."""
        return called(self.who, PARTY)

    @property
    def named(self) -> str:
        """What is named is called; nothing where nobody is."""
        return called(self.whom, ACTOR) if self.names else ""


def called(record: Known | None, hidden: str) -> str:
    """Return a record's name, or what is said in place of one that is hidden."""
    return record.name if record else hidden


def level_in_words(level: str) -> str:
    """Return what a level is called."""
    return labels.word(LEVEL, level) if level else "no level"


def line(dossier: Dossier, claim: Claim) -> Line:
    """Return a claim in one line."""
    whom = dossier.names.get(claim.target or "")
    whose = _whose(dossier, claim)
    return Line(
        key=claim.key,
        who=dossier.names.get(claim.claimant),
        stance=claim.stance,
        names=claim.target is not None,
        whom=whom,
        level=level_in_words(claim.level) if claim.level else "",
        whose=whose,
        says=_says(dossier, claim, called(whom, ACTOR), whose or "it"),
        said=claim.said.text,
        undone=undone(dossier, claim),
        page=dossier.pages.get(claim.key, 0),
    )


def _whose(dossier: Dossier, claim: Claim) -> str:
    """Return in words which claim this one speaks on; nothing if it speaks on none."""
    spoken_on = dossier.standing.spoken_on(claim)
    if spoken_on is None:
        return ""
    if spoken_on.claimant == claim.claimant:
        return "its own claim"
    return f"the claim of {called(dossier.names.get(spoken_on.claimant), PARTY)}"


def _says(dossier: Dossier, claim: Claim, whom: str, whose: str) -> str:
    """Return the claim in words; a tie between actors says which."""
    actor = dossier.record.actors.get(claim.about)
    if actor is not None and claim.target is not None:
        about = called(dossier.names.get(claim.about), ACTOR)
        return f"{about} {labels.word(PROPOSITION, claim.proposition)} {whom}"
    return SAYS[claim.stance].format(whom=whom, whose=whose)


def lines(dossier: Dossier, keys: Iterable[str]) -> list[Line]:
    """Return these claims in one line each."""
    return [line(dossier, dossier.record.claims[key]) for key in keys]


def undone(dossier: Dossier, claim: Claim) -> Undone | None:
    """Return how the claimant gave the claim up by the day; None if it did not."""
    standing = dossier.standing
    for word, acts in (
        ("withdrawn", standing.withdrawn_by),
        ("revised", standing.revised_by),
    ):
        act = acts.get(claim.key)
        if act is not None:
            by = called(dossier.names.get(act.claimant), PARTY)
            return Undone(word, by, act.said.text)
    return None
