"""What a second person should know before a briefing goes out."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from briefings.editions import assembled_for, number_for, state_of
from briefings.models import Ask, EditionFile, Withdrawal
from briefings.request import Request
from briefings.request_values import read
from briefings.tree import Briefing
from desk.selectors.briefings import HELD_BACK, cautions, is_held_back
from incidents.vocab import Marking
from sharing.selection import NotPublished

# What an officer asks for, by the words of the editor.
FIELDS = {
    "title": "title",
    "subtitle": "line below the title",
    "marking": "marking",
    "about": "what it is about",
    "as_of": "the day as of which it tells",
    "recipients": "recipients",
    "summary": "summary",
    "judgements": "key judgements",
    "sections": "sections or their order",
    "extent": "length",
    "yardstick": "words of likelihood",
    "lang": "language",
    "look": "look",
}
assert {each.name for each in fields(Request)} > FIELDS.keys()


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided on: the number it would get, and what speaks against it.

    ``changed`` says what is new since the edition before, ``withdrawn`` whether and
    why that was withdrawn. ``obstacle`` says why the person cannot read it, '' if he
    can.
    """

    number: str
    warnings: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    obstacle: str = ""
    withdrawn: Withdrawal | None = None


def decision_on(asked: Ask, user: User, *, at: datetime) -> Decision:
    """Return what the person should know of an ask that waits."""
    number = number_for(asked.draft.edition, at)
    try:
        made = assembled_for(asked, is_draft=True)
    except (NotPublished, ValueError) as error:
        return Decision(number, obstacle=str(error))
    if is_held_back((each.key for each in made.revisions), user):
        return Decision(number, obstacle=HELD_BACK)
    found = cautions(read(asked.asked), made, user)
    told = (
        f"Judgement {each.place}: {each.words}" if each.place else each.words
        for each in found
    )
    before = asked.draft.edition.previous
    return Decision(
        number,
        tuple(told),
        tuple(_changed(asked, made)),
        withdrawn=state_of(before).withdrawal if before else None,
    )


def _changed(asked: Ask, made: Briefing) -> Iterator[str]:
    """Yield what is not as it was in the edition before, if there was one."""
    edition = asked.draft.edition
    release = state_of(edition.previous).release if edition.previous else None
    if release is None:
        return
    before, now = read(release.ask.asked), read(asked.asked)
    for name, words in FIELDS.items():
        old, new = getattr(before, name), getattr(now, name)
        if old != new:
            yield f"{words[0].upper()}{words[1:]}{_was(name, old)}"
    rows = EditionFile.objects.filter(ask=release.ask, is_draft=False)
    revisions = rows.values_list("revisions", flat=True).first()
    if revisions is not None:
        yield from _records(
            dict(revisions),
            {each.key: each.version for each in made.revisions},
        )


def _was(name: str, old: Any) -> str:
    """Return what a short field said before; of a long one only that it changed."""
    match name:
        case "marking":
            return f": {Marking(old).label} before"
        case "recipients":
            return f": {'; '.join(old) or 'none'} before"
        case "as_of":
            return f": {old or 'none'} before"
    return ""


def _records(before: dict[str, int], now: dict[str, int]) -> Iterator[str]:
    counts = {
        "new": len(now.keys() - before.keys()),
        "gone": len(before.keys() - now.keys()),
        "in a later version": sum(now.get(key, v) != v for key, v in before.items()),
    }
    told = [f"{count} {words}" for words, count in counts.items() if count]
    if told:
        yield f"Records behind it: {', '.join(told)}"
