"""One field of two versions side by side: which of its values and words differ."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from desk.comparison import FieldPair, Piece, Sign, mark_words
from desk.sheets import Known, Row, Value

Names = Mapping[str, Known]
# Of a long text that stayed, this much is shown at each end.
EDGE = 240


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece of a cell: a value, or a run of words of a longer text."""

    sign: Sign
    value: Value
    is_run: bool = False

    @property
    def is_gone(self) -> bool:
        """Whether it is marked as removed."""
        return self.sign is Sign.REMOVED

    @property
    def is_new(self) -> bool:
        """Whether it is marked as added."""
        return self.sign is Sign.ADDED


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a text, or the space around one."""

    sign: Sign
    text: str
    is_margin: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One field: what it is called, and what each version says in it.

    ``part`` is by what a restore knows the line; empty where there is nothing to take.
    """

    label: str
    sign: Sign
    before: tuple[Mark, ...]
    after: tuple[Mark, ...]
    part: str = ""

    @property
    def sides(self) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
        """Both sides, the earlier first."""
        return self.before, self.after


def line_of(pair: FieldPair, rows: tuple[Row | None, Row | None], known: Names) -> Line:
    """Return a field with what went marked on the one side, what came on the other."""
    row = rows[1] or rows[0]
    assert row is not None
    values = [each.values if each else () for each in rows]
    before, after = _marked(pair, values[0], values[1], known)
    part = pair.name if pair.sign is not Sign.SAME else ""
    return Line(row.label, pair.sign, before, after, part)


def _marked(
    pair: FieldPair, olds: Sequence[Value], news: Sequence[Value], known: Names
) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """Return both cells of a field with what went and what came marked."""
    if pair.sign is Sign.CHANGED and _is_text(pair, olds, news):
        return _runs(olds[0], news[0])
    before = _keyed(pair.before, olds, known)
    after = _keyed(pair.after, news, known)
    old_keys, new_keys = [key for key, _ in before], [key for key, _ in after]
    return (
        tuple(
            Mark(Sign.SAME if key in new_keys else Sign.REMOVED, value)
            for key, value in before
        ),
        tuple(
            Mark(Sign.SAME if key in old_keys else Sign.ADDED, value)
            for key, value in after
        ),
    )


def _is_text(pair: FieldPair, olds: Sequence[Value], news: Sequence[Value]) -> bool:
    """Whether both sides are free text: shown as it is kept, and no code or link."""
    return (
        isinstance(pair.before, str)
        and isinstance(pair.after, str)
        and (olds[0].text, news[0].text) == (pair.before, pair.after)
        and {olds[0].shape, news[0].shape} <= {"word", "prose", "quote"}
    )


def _runs(old: Value, new: Value) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """Return two texts as runs of words, each marked as what became of it."""
    pieces = [
        part
        for each in mark_words(old.text, new.text)
        for part in _without_margin(each)
    ]
    return (
        tuple(_run(each, old) for each in pieces if each.sign is not Sign.ADDED),
        tuple(_run(each, new) for each in pieces if each.sign is not Sign.REMOVED),
    )


def _run(piece: _Part, value: Value) -> Mark:
    sign = Sign.SAME if piece.is_margin else piece.sign
    return Mark(sign, replace(value, text=_shortened(piece.text, sign)), is_run=True)


def _without_margin(piece: Piece) -> Iterator[_Part]:
    """Yield a piece apart from the space around it, which needs no mark."""
    core = piece.text.strip()
    if piece.sign is Sign.SAME or not core:
        yield _Part(piece.sign, piece.text, is_margin=False)
        return
    before, _, after = piece.text.partition(core)
    for text, is_margin in ((before, True), (core, False), (after, True)):
        if text:
            yield _Part(piece.sign, text, is_margin)


def _shortened(text: str, sign: Sign) -> str:
    """Return a long run that stayed without its middle, and say how much that is."""
    middle = len(text) - 2 * EDGE
    if sign is not Sign.SAME or middle < EDGE:
        return text
    return f"{text[:EDGE]} […{middle} signs that stayed…] {text[-EDGE:]}"


def _keyed(raw: Any, values: Sequence[Value], known: Names) -> list[tuple[str, Value]]:
    """Return the values of a field, each with what makes it the same as another.

    References are shown by name, so that their keys are in another order; those that
    the reader may not see come last and are told apart by keys that he never gets.
    """
    if not isinstance(raw, list | dict):
        return [(repr(raw), value) for value in values]
    signs = raw if isinstance(raw, dict) else dict.fromkeys(raw, "")
    unseen = (key for key in raw if key not in known)
    keyed = []
    for place, value in enumerate(values):
        if value.record is not None:
            key = value.record.key
        else:
            key = next(unseen) if value.shape == "hidden" else list(raw)[place]
        keyed.append((repr((key, signs[key])), value))
    return keyed
