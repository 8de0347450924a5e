"""What an officer should see to in a briefing, beside the text while it is written.

The checks read what the officer typed. Their words are for the officer alone and no
part of the briefing: one of them names what was cut.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefings.found import Rested
from briefings.request import ICD_203, Typed
from briefings.words.estimates import (
    CONFIDENCE_WORDS,
    NAMES,
    TWINS,
    band_of,
    term_of,
    told_apart,
    words_in,
)
from incidents.vocab import Marking

CUT = "rests-on-cut"
VAGUE = re.compile(r"\b(may|might|could)\b", re.IGNORECASE)
SENTENCE = re.compile(r"[^.!?]+[.!?]?")


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing to see to: ``place`` is the judgement's number.

    0 is the summary, and the whole.
    """

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
    """Return what to see to in judgements and summary, in order of the text.

    The summary is held to what a judgement is held to, but need not say again what
    the judgements below it rest on.
    """
    numbered = dict(enumerate(judgements, start=1))
    left_out = {each.key: each for each in rested}
    lead = Typed(summary)
    found = [*_mixed(numbered, summary, yardstick)]
    found += [*_in_words(0, lead, yardstick), *_left_out(0, lead, left_out)]
    for number, typed in numbered.items():
        found += _in_words(number, typed, yardstick)
        found += _beside(number, typed, yardstick)
        found += _left_out(number, typed, left_out)
    return found


def _in_words(number: int, typed: Typed, yardstick: str) -> Iterator[Caution]:
    """Yield what is wrong with a text by itself."""
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
            f"{_quoted(vague)} says only that it is possible; say how likely.",
        )
    foreign = sorted({*told_apart(typed.text, yardstick)[1]})
    if foreign:
        yield Caution(
            "other-yardstick",
            number,
            f"{_quoted(foreign)} is no word of {NAMES[yardstick]}, which this briefing "
            "names.",
        )


def _beside(number: int, typed: Typed, yardstick: str) -> Iterator[Caution]:
    """Yield what does not go with what is chosen beside the text of a judgement."""
    chosen = term_of(typed.likelihood, yardstick)
    said, _ = told_apart(typed.text, yardstick)
    band = band_of(chosen, yardstick)
    others = sorted(each for each in {*said} if band_of(each, yardstick) != band)
    if chosen and others:
        yield Caution(
            "other-likelihood",
            number,
            f"The text says {_quoted(others)}, and “{chosen}” is chosen beside it.",
        )
    if not typed.draws_on:
        yield Caution("no-source", number, "This judgement names nothing it rests on.")


def _quoted(words: Iterable[str]) -> str:
    return f"“{'”, “'.join(words)}”"


def _mixed(
    numbered: Mapping[int, Typed], summary: str, yardstick: str
) -> Iterator[Caution]:
    """Yield that both sets of words of ICD 203 for the same likelihood are in use."""
    if yardstick != ICD_203:
        return
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
            is_mark = key not in typed.rests_on
            yield Caution(CUT, number, _why_cut(each, is_mark=is_mark))


def _why_cut(each: Rested, *, is_mark: bool) -> str:
    """Return what becomes of a mark in the text, or of what a judgement rests on."""
    place = f"The mark @{each.key}" if is_mark else f"It rests on {each.key}"
    if not each.name:
        gone = ": nothing of that key is published, and it leaves no note."
        return f"{place}{gone if is_mark else ', which is not published.'}"
    if each.why:
        return f"{place}: “{each.name}” {each.why}."
    marking = Marking(each.marking).label
    if is_mark:
        return f"{place}: this briefing leaves out “{each.name}” ({marking})."
    return (
        f"It rests on “{each.name}” ({each.key}, {marking}), which this briefing "
        "leaves out. The judgement says more than its readers can be shown."
    )
