"""The reasons for a contest state, as sentences that name the claims."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from positions.stances import is_of_the_accused
from positions.tally import Tally
from positions.values import Claim

SENTENCES = {
    "withdrawn": "Whoever named somebody at level {level} has taken it back: {claims}.",
    "rival": "At level {level} these name incompatible culprits: {claims}.",
    "disputed": "Somebody other than the accused objects: {claims}.",
    "denied-only": "Only the accused objects: {claims}.",
    "level-split": "These name one chain at different depth: {claims}.",
    "concurring": "{voices} claimants agree, {own} by own finding: {claims}.",
    "single-claim": "Only {voices} claimant speaks at level {level}: {claims}.",
    "unattributed": "No claim that stands names anybody at level {level}.",
}
# What a state does not count, and says so.
LEFT_OUT = ("accused-objects", "taken-back", "possibly")


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that makes a state what it is, or that was left out of it.

    ``about`` is a flag, or for what was left out one of ``LEFT_OUT``. ``voices`` are
    the claimants who speak in the claims that count, ``own`` those of them who have a
    finding of their own. ``words`` say it all by keys.
    """

    about: str
    claims: tuple[str, ...]
    words: str
    voices: int = 0
    own: int = 0


def reasons(tally: Tally, flags: Mapping[str, tuple[str, ...]]) -> tuple[Reason, ...]:
    """Return a reason for each flag, then what was left out and why."""
    stated = (_reason(tally, flag, keys) for flag, keys in flags.items())
    return *stated, *_left_out(tally, flags)


def _reason(tally: Tally, flag: str, keys: tuple[str, ...]) -> Reason:
    claims = tally.standing.record.claims
    speaking = [each for each in tally.positions if each.claim.key in keys]
    voices = len({each.voice for each in speaking})
    own = len({each.voice for each in speaking if each.is_own_finding})
    words = SENTENCES[flag].format(
        level=tally.level,
        claims=_in_words(claims[key] for key in keys),
        voices=voices,
        own=own,
    )
    return Reason(flag, keys, words, voices, own)


def _left_out(tally: Tally, flags: Mapping[str, tuple[str, ...]]) -> Iterator[Reason]:
    denials = [each for each in tally.objections if is_of_the_accused(each)]
    if denials and "denied-only" not in flags:
        yield _of("accused-objects", denials, "The accused objects, too")
    if tally.taken_back and "withdrawn" not in flags:
        yield _of("taken-back", tally.taken_back, "Taken back and not counted")
    if tally.possibly:
        unsure = [tally.standing.record.claims[key] for key in tally.possibly]
        day = tally.standing.as_of
        yield _of("possibly", unsure, f"Perhaps not yet said by {day} and not counted")


def _of(about: str, claims: Sequence[Claim], sentence: str) -> Reason:
    words = f"{sentence}: {_in_words(claims)}."
    return Reason(about, tuple(each.key for each in claims), words)


def _in_words(claims: Iterable[Claim]) -> str:
    return "; ".join(
        f"{each.claimant} {each.stance} "
        f"{each.about if each.target is None else each.target} ({each.key})"
        for each in claims
    )
