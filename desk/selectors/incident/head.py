"""What stands at the head of every tab: who is said to have done it, and how sure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from attribution.models import Assessment, Evidence
from attribution.vocab.claims import Stance
from desk import labels
from desk.clearance import visible
from desk.dates import in_words
from desk.selectors.incident.dossier import Dossier
from desk.selectors.incident.lines import PARTY, Line, called, level_in_words, lines
from desk.sheets import Known
from incidents.models import Change, Incident
from positions.answers import Answer
from positions.contest import Contest
from positions.reasons import Reason

SENTENCES = {
    "withdrawn": "Whoever named somebody here has taken it back.",
    "rival": "These name culprits that cannot all be right.",
    "disputed": "Somebody other than the accused objects.",
    "denied-only": "Only the accused objects.",
    "level-split": "These name one chain of actors at different depth.",
    "concurring": "{voices} claimants agree, {own} of them by findings of their own.",
    "single-claim": "Only {voices} claimant names anybody here.",
    "accused-objects": "The accused objects, too.",
    "taken-back": "Taken back, so not counted.",
    "possibly": "Perhaps not yet said on that day, so not counted.",
}
NOBODY = "unattributed"
MOST_CLAIMS = 12  # of a reason, which may rest on hundreds
OBJECTING = ("disputed", "denied-only", "accused-objects")
WORDS = (
    Incident._meta.get_field("determination"),
    Incident._meta.get_field("investigation_status"),
)


@dataclass(frozen=True, slots=True)
class Named:
    """An actor that claims come to at a level, and how many claimants they are.

    ``actor`` is None where it is hidden. ``found`` name it by findings of their own,
    ``backed`` back one who does; ``through`` name somebody whom links lead on to it;
    ``instead`` name it in the place of another, at whatever level.
    """

    actor: Known | None
    found: int = 0
    backed: int = 0
    through: int = 0
    instead: int = 0

    @property
    def words(self) -> str:
        """How many say so, in words."""
        named = self.found + self.backed
        own = f", {self.found} by findings of their own" if self.backed else ""
        told = (
            f"named by {claimants(named)}{own}" if named else "",
            f"{self.through} {'more ' if named else ''}through links"
            if self.through
            else "",
            f"named instead by {claimants(self.instead)}" if self.instead else "",
        )
        return "; ".join(each for each in told if each)


def claimants(number: int) -> str:
    """Return so many claimants, in words."""
    return "1 claimant" if number == 1 else f"{number} claimants"


@dataclass(frozen=True, slots=True)
class Why:
    """One reason for a contest state: a sentence and the first claims it rests on."""

    sentence: str
    claims: list[Line]
    further: int = 0


@dataclass(frozen=True, slots=True)
class Level:
    """Whether the answer at a level is contested, whom it names, and why."""

    level: str
    words: str
    headline: str
    named: list[Named]
    against: list[str]
    why: list[Why]


@dataclass(frozen=True, slots=True)
class Told:
    """What the head says of the incident itself: a label and its words."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head of the page: when it was, who is named, and how much the tabs hold."""

    told: list[Told]
    levels: list[Level]
    unnamed: list[str]
    change: Change | None
    counts: dict[str, int]


def head(dossier: Dossier) -> Head:
    """Return the head of an incident's page: two reads."""
    levels = [
        _level(dossier, contest)
        for contest in dossier.contests.values()
        if contest.headline != NOBODY
    ]
    return Head(
        told=list(_told(dossier)),
        levels=levels,
        unnamed=[
            level_in_words(contest.level)
            for contest in dossier.contests.values()
            if contest.headline == NOBODY
        ],
        change=_last_change(dossier),
        counts=_counts(dossier),
    )


def _told(dossier: Dossier) -> Iterator[Told]:
    """Yield when it was, as precisely as it is known, and how sure that is."""
    own = dossier.snapshots[dossier.incident.key]
    for name in ("occurred", "discovered", "disclosed"):
        if own[name]:
            yield Told(labels.label(name, own["kind"]), in_words(own[name]))
    for field in WORDS:
        words = labels.word(field, own[field.name])
        yield Told(labels.label(field.name, own["kind"]), words)


def _level(dossier: Dossier, contest: Contest) -> Level:
    return Level(
        level=contest.level,
        words=level_in_words(contest.level),
        headline=contest.headline,
        named=[
            *(_named(dossier, each) for each in contest.answers),
            *_instead(dossier, contest),
        ],
        against=_against(dossier, contest),
        why=[_why(dossier, each) for each in contest.because],
    )


def _named(dossier: Dossier, answer: Answer) -> Named:
    found = _voices(dossier, answer.found)
    backed = _voices(dossier, answer.backed) - found
    through = _voices(dossier, answer.through) - found - backed
    return Named(
        actor=dossier.names.get(answer.actor),
        found=len(found),
        backed=len(backed),
        through=len(through),
    )


def _instead(dossier: Dossier, contest: Contest) -> Iterator[Named]:
    """Yield who is named in the place of an answer, where it is none itself."""
    answers = {each.actor for each in contest.answers}
    by_actor: dict[str, list[str]] = {}
    for key in contest.flags.get("rival", ()):
        claim = dossier.record.claims[key]
        is_counter = claim.stance == Stance.COUNTER_ATTRIBUTES
        if is_counter and claim.target is not None and claim.target not in answers:
            by_actor.setdefault(claim.target, []).append(key)
    for actor, keys in by_actor.items():
        instead = len(_voices(dossier, keys))
        yield Named(dossier.names.get(actor), instead=instead)


def _against(dossier: Dossier, contest: Contest) -> list[str]:
    """Return who objects to the answers, by name."""
    keys = (
        key
        for each in contest.because
        if each.about in OBJECTING
        for key in each.claims
    )
    voices = dict.fromkeys(dossier.record.claims[key].claimant for key in keys)
    names = (called(dossier.names.get(voice), PARTY) for voice in voices)
    return list(dict.fromkeys(names))


def _voices(dossier: Dossier, claims: Iterable[str]) -> set[str]:
    """Return whose words these claims are; a restatement is its first speaker's."""
    found = (dossier.record.claims[key] for key in claims)
    return {dossier.standing.voice(claim) for claim in found}


def _why(dossier: Dossier, reason: Reason) -> Why:
    sentence = SENTENCES[reason.about]
    return Why(
        sentence.format(voices=reason.voices, own=reason.own),
        lines(dossier, reason.claims[:MOST_CLAIMS]),
        further=max(0, len(reason.claims) - MOST_CLAIMS),
    )


def _last_change(dossier: Dossier) -> Change | None:
    incident = dossier.incident
    return (
        Change.objects.filter(record=incident.pk, version=incident.version)
        .select_related("by")
        .defer("snapshot")
        .first()
    )


def _counts(dossier: Dossier) -> dict[str, int]:
    """Return how much each tab holds that the reader may see."""
    happened = len(dossier.timeline.items)
    return {
        "timeline": happened,
        "claims": len(dossier.claims),
        "evidence": _weighed(dossier),
        "responses": len(dossier.responses),
    }


def _weighed(dossier: Dossier) -> int:
    """Return how many items of evidence and assessments there are, in one read."""
    evidence, assessments = (
        visible(model.objects.filter(incident=dossier.incident.pk), dossier.user)
        .order_by()
        .values_list("pk")
        for model in (Evidence, Assessment)
    )
    return int(evidence.union(assessments).count())
