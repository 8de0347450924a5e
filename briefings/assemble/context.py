"""What all sections of one briefing share while it is assembled."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from briefings.assemble.leading import leading
from briefings.assemble.notes import FEW, Notes
from briefings.cut import Snapshot
from briefings.found import Found, Rested
from briefings.request import FULL, Request
from briefings.tree import Cell, Link, Mark, NoteRef, Section, Spans, Table, Text, Tone
from briefings.words.claims import CONTRARY
from briefings.words.dates import UNDATED, in_words
from briefings.words.labels import capital, listed, without_keys
from figures.words import say
from positions.values import Claim

ONE_BY_ONE = 12  # incidents told so; more are told in tables
MOST_CARDS = 40  # claims told on cards; more are told in tables


@dataclass
class Context:
    """One briefing in the making: what is asked, what was found, what was used.

    ``used`` are the estimative words in it, ``annex`` the sections with its tables.
    """

    request: Request
    found: Found
    earlier: Found | None
    rested: tuple[Rested, ...]
    notes: Notes = field(init=False)
    used: set[str] = field(default_factory=set)
    annex: list[Section] = field(default_factory=list)
    _anchors: dict[str, str] = field(default_factory=dict)
    _counts: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.notes = Notes(self.found)
        for key in self.found.in_time:
            self.anchor(key)

    @property
    def is_folded(self) -> bool:
        """Whether there are too many incidents to tell them one by one."""
        return len(self.found.incidents) > ONE_BY_ONE

    @property
    def is_full(self) -> bool:
        """Whether all of the record is told where it belongs, and not in the annex."""
        return self.request.extent == FULL

    def placed(self, title: str, *tables: Table) -> tuple[Table, ...]:
        """Return tables for the text; of a short one the annex takes them instead."""
        if self.is_full:
            return tables
        self.append(title, *tables)
        return ()

    def append(self, title: str, *tables: Table) -> None:
        """Put tables into the annex, for looking things up."""
        dense = [replace(each, is_dense=True, is_wide=True) for each in tables]
        anchor = f"annex-{len(self.annex) + 1}"
        self.annex.append(section(anchor, title, *dense, level=2))

    @property
    def is_one(self) -> bool:
        """Whether the briefing is about a single incident."""
        return len(self.found.incidents) == 1

    @cached_property
    def acting(self) -> Mapping[str, frozenset[str]]:
        """The parties that answered each incident with an act by the day."""
        found: dict[str, set[str]] = {key: set() for key in self.found.incidents}
        for each in self.found.record.responses.values():
            if each.announced.certainly_by(self.found.as_of):
                for key in found.keys() & {*each.answers}:
                    found[key].update(each.responders)
        return {key: frozenset(parties) for key, parties in found.items()}

    def party(self, key: str) -> str:
        """Return who somebody is: the state whose organ it is, else by its own name."""
        return self.found.short(self.found.side(key)) or self.found.short(key)

    def anchor(self, key: str) -> str:
        """Return the anchor of a record, the same whenever it is asked for."""
        if key not in self._anchors:
            kind = self.found.snapshots[key]["kind"]
            word = "response" if kind == "diplomatic-response" else kind
            self._counts[word] += 1
            self._anchors[key] = f"{word}-{self._counts[word]}"
        return self._anchors[key]

    def refs(self, snapshot: Snapshot, most: int = 0) -> Spans:
        """Return the notes of a record: what all of it rests on."""
        rows = [row for row in self.found.cited(snapshot) if not row["field"]]
        return self.notes.refs(rows, most)

    def field_refs(self, snapshot: Snapshot, name: str) -> Spans:
        """Return the notes of one field of a record that give its own value."""
        own = (row for row in snapshot["citations"] if row["field"] == name)
        return self.notes.refs(row for row in own if not row["stated_value"])

    def stated(self, own: Snapshot, *names: str) -> list[Spans]:
        """Return what sources say of fields in words of their own, value by value.

        As of a day without what only a later document says.
        """
        by_value: dict[tuple[str, str], list[Snapshot]] = {}
        for row in own["citations"]:
            if (
                row["stated_value"]
                and row["field"] in names
                and self.was_published(row["source"])
            ):
                key = row["stated_value"], row["stated_by"]
                by_value.setdefault(key, []).append(row)
        return [self._said(*key, rows) for key, rows in by_value.items()]

    def was_published(self, key: str) -> bool:
        """Whether a source certainly was out by the day; without one, it was."""
        day = self.found.as_of
        source = self.found.snapshots.get(key)
        latest = ((source or {}).get("published") or {}).get("latest")
        return day is None or (latest is not None and latest[:10] <= day.isoformat())

    def _said(self, value: str, by: str, rows: list[Snapshot]) -> Spans:
        sources = (self.found.snapshots[row["source"]] for row in rows)
        names = list(dict.fromkeys(each["publisher"] for each in sources))
        who = by or listed(names[:FEW])
        return (
            Text(f"{capital(self.ours(value))} "),
            Text(say("(according to {0})", who), Mark.SOFT),
            *self.notes.refs(rows, FEW),
        )

    def claim_refs(self, claim: Claim, most: int = 0) -> Spans:
        """Return the notes of a claim."""
        return self.refs(self.found.snapshots[claim.key], most)

    def ours(self, text: str) -> str:
        """Return a text of ours with names in the place of keys."""
        return without_keys(text, self.found.names)

    @cached_property
    def _carded(self) -> frozenset[str]:
        """The claims that have a card of their own."""
        held: dict[str, set[str]] = {"claims": set(), "denials": set()}
        for each in self.found.claims:
            held["denials" if each.stance in CONTRARY else "claims"].add(each.key)
        asked = [held[name] for name in self.request.sections if name in held]
        if not self.is_full:
            return leading(self.found).intersection(*[set().union(*asked)])
        few = (keys for keys in asked if len(keys) <= MOST_CARDS)
        return frozenset(key for keys in few for key in keys)

    def has_card(self, claim: Claim) -> bool:
        """Whether a claim is told on a card, so that a link can lead there."""
        return claim.key in self._carded

    def incident_link(self, key: str) -> Link | Text:
        """Return an incident's name, as a link where it is told one by one."""
        name = self.found.name(key)
        is_there = not self.is_folded and "facts" in self.request.sections
        return Link(name, f"#{self.anchor(key)}") if is_there else Text(name)


def when(value: object) -> str:
    """Return a date in words, or that nobody gave one."""
    return in_words(value) or say(UNDATED)


def text(words: str, mark: Mark = Mark.PLAIN) -> Spans:
    """Return words as a line."""
    return (Text(words, mark),)


def cell(*lines: Spans, tone: Tone = Tone.PLAIN, is_head: bool = False) -> Cell:
    """Return a cell of these lines; empty ones fall out."""
    return Cell(tuple(filter(_says_something, lines)), tone, is_head)


def flowing(*lines: Spans, tone: Tone = Tone.PLAIN) -> Cell:
    """Return a cell of these lines, one running on into the next."""
    kept = filter(_says_something, lines)
    parts = [(Text(" "), *line) if at else line for at, line in enumerate(kept)]
    return cell(tuple(span for line in parts for span in line), tone=tone)


def _says_something(line: Spans) -> bool:
    return any(isinstance(each, NoteRef) or each.words for each in line)


def words(value: str, *, is_head: bool = False) -> Cell:
    """Return a cell of one line of plain words."""
    return Cell((text(value),) if value else (), is_head=is_head)


def heads(*words: str) -> tuple[str, ...]:
    """Return the heads of a table in the language of the briefing."""
    return tuple(say(each) for each in words)


def section(name: str, title: str, *blocks: object, level: int = 1) -> Section:
    """Return a section of blocks; what is None falls out."""
    kept = tuple(each for each in blocks if each is not None)
    return Section(name, title, kept, level)  # type: ignore[arg-type]
