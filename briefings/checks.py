"""What an officer should see to in a briefing, beside the text while it is written.

The checks read what the officer typed. Their words are for the officer alone and no
part of the briefing: one of them names what was cut.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from briefings.found import Rested
from briefings.request import ICD_203, Typed
from briefings.words.estimates import NAMES, TWINS, band_of, term_of
from briefings.words.typed import TONGUES, in_language, told_apart, words_in
from incidents.vocab import Marking

CUT = "rests-on-cut"
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
    lang: str = "en",
    rested: Iterable[Rested] = (),
) -> list[Caution]:
    """Return what to see to in judgements and summary, in order of the text.

    The words looked for are those of the briefing's language; what is said of them
    is in the desk's. The summary is held to what a judgement is held to, but need not
    say again what the judgements below it rest on.
    """
    numbered = dict(enumerate(judgements, start=1))
    left_out = {each.key: each for each in rested}
    lead, wording = Typed(summary), Wording(yardstick, lang)
    found = [*_mixed([lead, *numbered.values()], wording)]
    found += [*_in_words(0, lead, wording), *_left_out(0, lead, left_out)]
    for number, typed in numbered.items():
        found += _in_words(number, typed, wording)
        found += _beside(number, typed, wording)
        found += _left_out(number, typed, left_out)
    return found


class Wording(NamedTuple):
    """Which words of likelihood: those of a yardstick, in a language."""

    yardstick: str
    lang: str

    def quoted(self, terms: Iterable[str]) -> str:
        """Return terms as the language has them."""
        return _quoted(in_language(each, self.lang) for each in terms)

    def listed(self, terms: Iterable[str]) -> str:
        """Return terms as the language has them, bare."""
        return ", ".join(in_language(each, self.lang) for each in terms)


def _in_words(number: int, typed: Typed, wording: Wording) -> Iterator[Caution]:
    """Yield what is wrong with a text by itself."""
    tongue = TONGUES[wording.lang]
    for sentence in SENTENCE.findall(typed.text):
        if tongue.confident.search(sentence) and words_in(sentence, *wording):
            yield Caution(
                "confidence-with-likelihood",
                number,
                f"Say how likely and how confident in sentences of their own: "
                f"“{sentence.strip()}”",
            )
    vague = sorted({each.lower() for each in tongue.vague.findall(typed.text)})
    if vague:
        yield Caution(
            "vague",
            number,
            f"{_quoted(vague)} says only that it is possible; say how likely.",
        )
    foreign = sorted({*told_apart(typed.text, *wording)[1]})
    if foreign:
        yield Caution(
            "other-yardstick",
            number,
            f"{wording.quoted(foreign)} is no word of {NAMES[wording.yardstick]}, "
            "which this briefing names.",
        )


def _beside(number: int, typed: Typed, wording: Wording) -> Iterator[Caution]:
    """Yield what does not go with what is chosen beside the text of a judgement."""
    yardstick = wording.yardstick
    chosen = term_of(typed.likelihood, yardstick)
    said, _ = told_apart(typed.text, *wording)
    band = band_of(chosen, yardstick)
    others = sorted(each for each in {*said} if band_of(each, yardstick) != band)
    if chosen and others:
        yield Caution(
            "other-likelihood",
            number,
            f"The text says {wording.quoted(others)}, and {wording.quoted([chosen])} "
            "is chosen beside it.",
        )
    if not typed.draws_on:
        yield Caution("no-source", number, "This judgement names nothing it rests on.")


def _quoted(words: Iterable[str]) -> str:
    return f"“{'”, “'.join(words)}”"


def _mixed(texts: Iterable[Typed], wording: Wording) -> Iterator[Caution]:
    """Yield that both sets of words of ICD 203 for the same likelihood are in use."""
    if wording.yardstick != ICD_203:
        return
    used: set[str] = set()
    for typed in texts:
        used.update(words_in(typed.text, *wording), [term_of(typed.likelihood)])
    first = sorted(used & TWINS.keys())
    second = sorted(used & set(TWINS.values()))
    if first and second:
        yield Caution(
            "mixed-words",
            0,
            f"Two sets of estimative words are mixed: {wording.listed(first)} beside "
            f"{wording.listed(second)}. Keep to one of them.",
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
