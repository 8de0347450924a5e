"""Which words of a briefing are in which language, if not in that of the record."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from briefings.assemble.context import Context
from briefings.tree import Briefing, Fixed, NoteRef, Text
from figures.words import say


def fixed_words() -> Fixed:
    """Return the words around the text in the language that is spoken."""
    return Fixed(**{each.name: say(str(each.default)) for each in fields(Fixed)})


def marked_by_language(briefing: Briefing, context: Context) -> Briefing:
    """Return a briefing in which the record's own sentences say their language.

    A voice that reads French aloud then reads them in English (WCAG 2.2, 3.1.2).
    """
    told = {
        _bare(context.ours(words)): each["lang"]
        for each in (*context.found.snapshots.values(), context.found.root or {})
        if each.get("lang", briefing.lang) != briefing.lang
        for words in _strings(each)
        if " " in words
    }
    if not told:
        return briefing
    return replace(briefing, sections=_marked(briefing.sections, told))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def _bare(words: str) -> str:
    """Return words without what is done to them at either end."""
    return words.strip().rstrip(".").casefold()


def _marked(value: Any, told: Mapping[str, str]) -> Any:
    if isinstance(value, tuple):
        return tuple(_marked(each, told) for each in value)
    if isinstance(value, Text):
        lang = "" if value.lang else told.get(_bare(value.words), "")
        return replace(value, lang=lang) if lang else value
    if not is_dataclass(value) or isinstance(value, NoteRef | type):
        return value
    held = {each.name: getattr(value, each.name) for each in fields(value)}
    changed = {
        name: made
        for name, each in held.items()
        if isinstance(each, tuple) and (made := _marked(each, told)) != each
    }
    return replace(value, **changed) if changed else value
