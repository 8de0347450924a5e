"""The reasons for a contest state, as sentences that name the claims."""

from collections.abc import Iterable, Iterator, Mapping

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


def reasons(tally: Tally, flags: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return a sentence for each flag, then what was left out and why."""
    stated = (_sentence(tally, flag, keys) for flag, keys in flags.items())
    return *stated, *_left_out(tally, flags)


def _sentence(tally: Tally, flag: str, keys: tuple[str, ...]) -> str:
    claims = tally.standing.record.claims
    speaking = [each for each in tally.positions if each.claim.key in keys]
    return SENTENCES[flag].format(
        level=tally.level,
        claims=_in_words(claims[key] for key in keys),
        voices=len({each.voice for each in speaking}),
        own=len({each.voice for each in speaking if each.is_own_finding}),
    )


def _left_out(tally: Tally, flags: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    denials = [each for each in tally.objections if is_of_the_accused(each)]
    if denials and "denied-only" not in flags:
        yield f"The accused objects, too: {_in_words(denials)}."
    if tally.taken_back and "withdrawn" not in flags:
        yield f"Taken back and not counted: {_in_words(tally.taken_back)}."
    if tally.possibly:
        unsure = (tally.standing.record.claims[key] for key in tally.possibly)
        day = tally.standing.as_of
        yield f"Perhaps not yet said by {day} and not counted: {_in_words(unsure)}."


def _in_words(claims: Iterable[Claim]) -> str:
    return "; ".join(
        f"{each.claimant} {each.stance} "
        f"{each.about if each.target is None else each.target} ({each.key})"
        for each in claims
    )
