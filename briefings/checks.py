"""What an officer should see to in a briefing, beside the text while it is written.

The checks read what the officer typed. Their words are for the officer alone and no
part of the briefing: one of them names what was cut.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefings.found import Rested
from briefings.request import ICD_203, Typed
from briefings.words.estimates import CONFIDENCE_WORDS, TWINS, words_in
from incidents.vocab import Marking

VAGUE = re.compile(r"\b(may|might|could)\b", re.IGNORECASE)
SENTENCE = re.compile(r"[^.!?]+[.!?]?")


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing to see to: ``place`` is the judgement's number, 0 for the whole."""

    code: str
    place: int
    words: str


def check(
    judgements: Iterable[Typed],
    *,
    summary: str = "",
    yardstick: str = ICD_203,
    rested: Iterable[Rested] = (),
) -> list[Caution]:
    """Return what to see to in judgements and summary, in order of the text."""
    numbered = dict(enumerate(judgements, start=1))
    left_out = {each.key: each for each in rested}
    found = [*_mixed(numbered, summary, yardstick)]
    for number, typed in numbered.items():
        found += _in_one(number, typed, yardstick)
        found += _left_out(number, typed, left_out)
    return found


def _in_one(number: int, typed: Typed, yardstick: str) -> Iterator[Caution]:
    """Yield what is wrong with a judgement by itself."""
    for sentence in SENTENCE.findall(typed.text):
        if CONFIDENCE_WORDS.search(sentence) and words_in(sentence, yardstick):
            yield Caution(
                "confidence-with-likelihood",
                number,
                f"Say how likely and how confident in sentences of their own: "
                f"“{sentence.strip()}”",
            )
    vague = sorted({each.lower() for each in VAGUE.findall(typed.text)})
    if vague:
        yield Caution(
            "vague",
            number,
            f"“{'”, “'.join(vague)}” says only that it is possible; say how likely.",
        )
    if not typed.draws_on:
        yield Caution("no-source", number, "This judgement names nothing it rests on.")


def _mixed(
    numbered: Mapping[int, Typed], summary: str, yardstick: str
) -> Iterator[Caution]:
    """Yield that both sets of words for the same likelihood are in use."""
    texts = [summary]
    for typed in numbered.values():
        texts += [typed.text, typed.likelihood]
    used = {word for each in texts for word in words_in(each, yardstick)}
    first = sorted(used & TWINS.keys())
    second = sorted(used & set(TWINS.values()))
    if first and second:
        yield Caution(
            "mixed-words",
            0,
            f"Two sets of estimative words are mixed: {', '.join(first)} beside "
            f"{', '.join(second)}. Keep to one of them.",
        )


def _left_out(
    number: int, typed: Typed, left_out: Mapping[str, Rested]
) -> Iterator[Caution]:
    for key in typed.draws_on:
        each = left_out.get(key)
        if each is not None:
            yield Caution("rests-on-cut", number, _why_cut(each))


def _why_cut(each: Rested) -> str:
    if not each.name:
        return f"It rests on {each.key}, which is not published."
    marking = Marking(each.marking).label
    return (
        f"It rests on “{each.name}” ({each.key}, {marking}), which this briefing "
        "leaves out. The judgement says more than its readers can be shown."
    )
