"""Footnotes: one number for each source, given in the order of reading."""

from collections.abc import Iterable

from briefings.cut import Snapshot
from briefings.found import Found
from briefings.tree import Link, Mark, Note, NoteRef, Span, Spans, Text
from briefings.words.dates import in_words
from briefings.words.labels import label, quoted
from figures.words import say
from incidents.vocab import SeenExtent, SourceKind

FEW = 3  # notes in one place of a table, where all of them would be a crowd
NO_SOURCE = "No source is given."
SEEN = {
    SeenExtent.FULL.value: "seen in full",
    SeenExtent.EXCERPT.value: "seen in excerpts",
    SeenExtent.NOT_SEEN.value: "not seen by us",
}
LATIN_ENDS = "\u024f"


class Notes:
    """Gives sources their numbers, and tells each once at the end."""

    def __init__(self, found: Found) -> None:
        self.found = found
        self._numbers: dict[str, int] = {}

    def refs(self, rows: Iterable[Snapshot], most: int = 0) -> Spans:
        """Return references to the sources of citations, the best first to be chosen.

        With ``most`` only so many, of different origins as far as there are so many.
        """
        chosen = self._known(rows)
        if most and len(chosen) > most:
            chosen = self._best(chosen, most)
        found = {self._number(row["source"]): _place(row) for row in chosen}
        return tuple(NoteRef(number, found[number]) for number in sorted(found))

    def ref(self, key: str) -> Spans:
        """Return a reference to a source."""
        return (NoteRef(self._number(key)),) if key in self.found.snapshots else ()

    def graded(self, rows: Iterable[Snapshot], most: int = 0) -> Spans:
        """Return the sources by publisher, each with its grading and number.

        With ``most`` only so many of them, chosen as ``refs`` does.
        """
        spans: list[Span] = []
        known = self._known(rows)
        for row in self._best(known, most) if most else known:
            source = self.found.snapshots[row["source"]]
            name = source["publisher"] or source["name"]
            letter = source["reliability"]
            grade = f"{letter}{row['credibility']}" if letter else ""
            spans += [
                Text(say("; ") if spans else ""),
                Text(name, lang=foreign(name, source["lang"])),
                Text(f" {grade}", Mark.SOFT) if grade else Text(""),
                NoteRef(self._number(row["source"]), _place(row)),
            ]
        said = (each for each in spans if not isinstance(each, Text) or each.words)
        return tuple(said) or (Text(say(NO_SOURCE), Mark.SOFT),)

    def written(self) -> tuple[Note, ...]:
        """Return every note that was referred to, by number."""
        return tuple(
            Note(number, self._source(key), self._details(key))
            for key, number in self._numbers.items()
        )

    def _number(self, key: str) -> int:
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def _known(self, rows: Iterable[Snapshot]) -> list[Snapshot]:
        """Return the citations once for each source, the best graded first."""
        by_source: dict[str, Snapshot] = {}
        for row in rows:
            if row["source"] in self.found.snapshots:
                by_source.setdefault(row["source"], row)
        return sorted(by_source.values(), key=self._grade)

    def _grade(self, row: Snapshot) -> tuple[str, str, str, str]:
        source = self.found.snapshots[row["source"]]
        published = (source["published"] or {}).get("earliest") or "9999"
        return (
            source["reliability"] or "F",
            row["credibility"] or "6",
            published,
            row["source"],
        )

    def _best(self, rows: list[Snapshot], most: int) -> list[Snapshot]:
        """Return the best of the rows, one of each origin before a second of any."""
        seen: set[str] = set()
        first: list[Snapshot] = []
        rest: list[Snapshot] = []
        for row in rows:
            source = self.found.snapshots[row["source"]]
            origin = source["lineage_group"] or row["source"]
            (rest if origin in seen else first).append(row)
            seen.add(origin)
        return [*first, *rest][:most]

    def _source(self, key: str) -> Spans:
        """Return a source as a footnote has it: who, what, when, how good."""
        source = self.found.snapshots[key]
        who = source["publisher"] or source["author"]
        name = source["name"]
        spans: list[Span] = []
        if who and who != name:
            spans.append(Text(f"{who}, ", lang=foreign(who, source["lang"])))
        title = quoted(name.replace("“", "‘").replace("”", "’"))  # noqa: RUF001 - inner quotes
        lang = foreign(name, source["lang"])
        address = source["url"]
        spans.append(Link(title, address, lang) if address else Text(title, lang=lang))
        when = in_words(source["published"])
        spans.append(Text(f", {when}" if when else say(", undated")))
        grade = source["reliability"]
        spans.append(Text(f" [{grade}]." if grade else "."))
        return tuple(spans)

    def _details(self, key: str) -> Spans:
        """Return what the list of sources says besides: where, kind, extent, way."""
        source = self.found.snapshots[key]
        address = source["url"]
        where = (Link(address, address), Text(". ")) if address else ()
        told = [label(SourceKind, source["source_kind"])]
        told.append(say(SEEN.get(source["seen_extent"], "")))
        via = [self.found.name(each) for each in source["cited_via"]]
        if any(via):
            told.append(
                say(
                    "known through {0}", ", ".join(quoted(each) for each in via if each)
                )
            )
        if source["archived_on"]:
            told.append(say("copy made on {0}", in_words(source["archived_on"])))
        words = f"{'; '.join(each for each in told if each)}."
        return *where, Text(f"{words[:1].upper()}{words[1:]}", Mark.SOFT)


def foreign(words: str, lang: str) -> str:
    """Return the language of words in another script; '' for those in ours.

    A source's language is that of the document; its title may be told in English.
    """
    is_other = any(each.isalpha() and each > LATIN_ENDS for each in words)
    return lang if is_other and lang != "en" else ""


def _place(row: Snapshot) -> str:
    return str(row["locator"] or "")
