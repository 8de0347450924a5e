"""The search across everything: names before text, counted by kind, with snippets.

It takes six queries whatever is found: the counts, the keys by name, the keys by text,
what tells the hits apart and their other names, and the versions that snippets are
taken from.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, F, Q, QuerySet

from desk import labels
from desk.clearance import Person, visible
from desk.selectors.find import LONGEST, SHORT, Hit, by_name, ranked, told_apart
from desk.snippets import Part, marked, snippet
from incidents.fields import EDTFField
from incidents.models import Change, Record, StixName
from incidents.reach import NO_WORDS, fold
from incidents.snapshot import owned_model, points_at_a_record, record_models
from incidents.vocab import RecordKind

PAGE = 20
MOST_PAGES = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for, and what the answer is narrowed to; empty means all."""

    term: str
    kinds: Collection[str] = ()
    markings: Collection[str] = ()
    states: Collection[str] = ()
    page: int = 1

    @property
    def words(self) -> list[str]:
        """The words, folded as what they are compared with."""
        return fold(self.term.replace("\0", ""))[:LONGEST].split()


@dataclass(frozen=True, slots=True)
class Found:
    """One hit: the record, its name and the place in its text with the words marked."""

    hit: Hit
    name: list[Part]
    where: str
    text: list[Part]


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one kind on this page, and how many there are of it in all."""

    kind: str
    count: int
    found: list[Found]


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of what was found, and how many of each kind there are, most first."""

    groups: list[Group]
    counts: Mapping[str, int]
    total: int
    has_more: bool


def search(asked: Asked, user: Person) -> Answer:
    """Return one page of the records in which all words are found."""
    if not asked.words:
        return Answer([], {}, 0, False)
    rows = _narrowed(visible(Record.objects.order_by(), user), asked)
    rows = rows.filter(_anywhere(asked.words))
    counts, named = _counts(rows, asked)
    of_kinds = rows.filter(kind__in=asked.kinds) if asked.kinds else rows
    keys = _keys(of_kinds, asked, named)
    found = _found(keys[:PAGE], asked, user)
    total = sum(counts[kind] for kind in asked.kinds or counts if kind in counts)
    return Answer(
        groups=_groups(found, counts),
        counts=counts,
        total=total,
        has_more=len(keys) > PAGE and asked.page < MOST_PAGES,
    )


def _narrowed(rows: QuerySet[Record], asked: Asked) -> QuerySet[Record]:
    if asked.markings:
        rows = rows.filter(marking__in=asked.markings)
    return rows.filter(state__in=asked.states) if asked.states else rows


def _anywhere(words: Sequence[str]) -> Q:
    """Return the condition that all words are found; short ones begin a name's word."""
    found = Q()
    for word in words:
        is_short = len(word) < SHORT
        found &= by_name(word) if is_short else Q(search_text__contains=word)
    return found


def _counts(rows: QuerySet[Record], asked: Asked) -> tuple[dict[str, int], int]:
    """Return how many of each kind, and how many of those asked for by a name."""
    by_kind = rows.values_list("kind").annotate(
        count=Count("pk"), named=Count("pk", filter=by_name(" ".join(asked.words)))
    )
    counted = sorted(by_kind, key=lambda row: (-row[1], row[0]))
    named = sum(n for kind, _, n in counted if not asked.kinds or kind in asked.kinds)
    return {kind: count for kind, count, _ in counted}, named


def _keys(rows: QuerySet[Record], asked: Asked, named: int) -> list[int]:
    """Return the keys of one page and of one hit more: names first, then text."""
    start = (min(max(asked.page, 1), MOST_PAGES) - 1) * PAGE
    end = start + PAGE + 1
    wanted = " ".join(asked.words)
    by_names = ranked(rows, wanted).values_list("pk", flat=True)
    keys = list(by_names[start:end]) if start < named else []
    if end > named:
        first = max(start - named, 0)
        others = rows.exclude(by_name(wanted)).order_by("-recorded_at", "-id")
        keys += others.values_list("pk", flat=True)[first : end - named]
    return keys


def _found(keys: Sequence[int], asked: Asked, user: Person) -> list[Found]:
    hits = told_apart(keys, " ".join(asked.words), user)
    newest = Change.objects.filter(record__in=keys, version=F("record__version"))
    snapshots = dict(newest.values_list("record", "snapshot"))
    found = []
    for hit in hits:
        where, text = _place(snapshots.get(hit.pk, {}), asked.words)
        found.append(Found(hit, marked(hit.name, asked.words), where, text))
    return found


def _groups(found: Sequence[Found], counts: Mapping[str, int]) -> list[Group]:
    """Return the hits by kind, in the order of each kind's best hit."""
    groups: dict[str, list[Found]] = {}
    for each in found:
        groups.setdefault(each.hit.kind, []).append(each)
    return [Group(kind, counts.get(kind, 0), hits) for kind, hits in groups.items()]


def _place(snapshot: Mapping[str, Any], words: Sequence[str]) -> tuple[str, list[Part]]:
    """Return what the field is called in which a word was found, and what stands there.

    The description, where the words are in the name alone.
    """
    if not snapshot:
        return "", []
    for field, text in _texts(snapshot):
        found = snippet(text, words)
        if found:
            return labels.label(field, snapshot["kind"]), found
    return "", []


def _texts(snapshot: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what people read in a version, but for its name, with each text's field."""
    model = record_models()[snapshot["kind"]]
    yield from _told(model, snapshot, skipped={"name", "key"})
    for name in model.OWNED:
        for row in snapshot[name]:
            for field, text in _told(owned_model(model, name), row, skipped=set()):
                yield (name if field == "name" else field), text


def _told(
    model: type[models.Model], row: Mapping[str, Any], skipped: set[str]
) -> Iterator[tuple[str, str]]:
    for field in (*model._meta.fields, *model._meta.many_to_many):
        value = row.get(field.name)
        is_told = field.name not in (NO_WORDS | skipped) and not points_at_a_record(
            field
        )
        if not value or not is_told:
            continue
        if isinstance(field, EDTFField):
            yield field.name, str(value["edtf"])
        elif isinstance(field, ArrayField):
            yield field.name, ", ".join(map(str, value))
        elif isinstance(value, str):
            yield field.name, value


def exactly(term: str, user: Person) -> tuple[str, str] | None:
    """Return where a key, uid or STIX id leads: the page's name and its argument.

    None where it is none that the reader may see.
    """
    seen = visible(Record.objects.all(), user)
    wanted = term.strip()
    stix_type, _, number = wanted.rpartition("--")
    uid = _uid(number)
    if uid and stix_type:
        names = StixName.objects.filter(type=stix_type, uuid=uid, record__in=seen)
        return ("desk:stix", wanted) if names.exists() else None
    exact = Q(uid=uid) if uid else Q(key=wanted)
    found = seen.filter(exact).only("key", "kind").first()
    if found is None:
        return None
    is_incident = found.kind == RecordKind.INCIDENT
    return ("desk:incident" if is_incident else "desk:record", found.key)


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
