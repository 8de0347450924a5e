"""Finds records by a part of a name, told apart by more than the name.

Exact names come first, then names that begin with what was typed, then words that do,
then the rest; a record that was taken back comes after those that stand. One or two
letters only find beginnings of words. It takes three queries whatever is found.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from desk import labels
from desk.clearance import Person, rank_of, visible
from desk.dates import in_words
from incidents.models import Alias, Record
from incidents.reach import fold
from incidents.snapshot import record_models
from incidents.vocab import AliasKind, EntityLevel, RecordKind, RecordState

PAGE = 20
MOST_PAGES = 50
SHORT = 3  # letters; fewer have no trigram but at the beginning of a word
LONGEST = 100
IDEOGRAPHS = "\u2e80"  # from here on a word may be one sign
# What a word of a name may come after.
BEFORE_A_WORD = (" ", "-", "(", "\n")
# Whose country a record's is, by kind; a path to an identity from the record.
PARTIES: Mapping[str, str] = {
    RecordKind.IDENTITY: "as_identity",
    RecordKind.THREAT_ACTOR: "as_threatactor__identity",
}
# What tells namesakes of these kinds apart: the path to a date, or to words.
DATES: Mapping[str, str] = {
    RecordKind.INCIDENT: "as_incident__occurred",
    RecordKind.EVENT: "as_event__occurred",
    RecordKind.STATEMENT: "as_statement__said",
    RecordKind.CLAIM: "as_claim__statement__said",
    RecordKind.RESPONSE: "as_diplomaticresponse__announced",
    RecordKind.SOURCE: "as_source__published",
    RecordKind.CAMPAIGN: "as_campaign__first_seen",
}
WORDS: Mapping[str, str] = {
    RecordKind.SOURCE: "as_source__publisher",
    RecordKind.THREAT_ACTOR: "as_threatactor__entity_level",
    RecordKind.INTRUSION_SET: "as_intrusionset__entity_level",
    RecordKind.INFRASTRUCTURE: "as_infrastructure__value",
    RecordKind.INDICATOR: "as_indicator__value",
    RecordKind.VULNERABILITY: "as_vulnerability__product",
}
# What sort of name it is, where nobody is told to use it.
SORTS: Mapping[str, str] = {
    AliasKind.VENDOR: "a namer's own name",
    AliasKind.OTHER: "another name",
}
# Found by the names of those they join, and seldom looked for: after all others.
LAST = (RecordKind.RELATIONSHIP, RecordKind.INDICATOR)


@dataclass(frozen=True, slots=True)
class OtherName:
    """Another name of a record that was looked for, and who uses it."""

    name: str
    whose: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found: enough to tell it from its namesakes."""

    pk: int
    key: str
    name: str
    kind: str
    marking: str
    state: str
    names: tuple[OtherName, ...]
    about: str

    @property
    def kind_in_words(self) -> str:
        """What a record of its kind is called."""
        return labels.kind_in_words(self.kind)


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found, and whether there is more."""

    hits: tuple[Hit, ...]
    has_more: bool


def find(
    term: str,
    *,
    user: Person,
    kinds: Collection[str] = (),
    page: int = 1,
    among: Collection[str] | None = None,
) -> Found:
    """Return one page of the records of these kinds that have such a name.

    Without a term the latest recorded are found, without kinds those of all, and with
    ``among`` only records of these keys. A claim, which nobody knows by a name, is
    found by any of its words, too.
    """
    wanted = fold(term.replace("\0", ""))[:LONGEST]
    rows = visible(Record.objects.order_by(), user)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    if among is not None:
        rows = rows.filter(key__in=among)
    start = (min(max(page, 1), MOST_PAGES) - 1) * PAGE
    has_claims = not kinds or RecordKind.CLAIM in kinds
    found = ranked(rows, wanted, in_claims=has_claims)
    keys = list(found.values_list("pk", flat=True)[start:][: PAGE + 1])
    hits = told_apart(keys[:PAGE], wanted, user)
    return Found(hits, len(keys) > PAGE and page < MOST_PAGES)


def ranked(
    rows: QuerySet[Record], wanted: str, *, in_claims: bool = False
) -> QuerySet[Record]:
    """Return the records with such a name, best first; then claims in such words."""
    if not wanted:
        return rows.order_by("-recorded_at", "-id")
    stands = Case(When(state=RecordState.IN_USE, then=0), default=1)
    is_last = Case(When(kind__in=LAST, then=1), default=0)
    return (
        rows.filter(
            by_name(wanted) | _in_claims(wanted) if in_claims else by_name(wanted)
        )
        .annotate(taken_back=stands, is_last=is_last, fit=_fit(wanted))
        .order_by("taken_back", "is_last", "fit", "name", "pk")
    )


def by_name(wanted: str) -> Q:
    """Return the condition that each word typed is in a name, or begins one."""
    condition = Q()
    for word in wanted.split():
        if len(word) < SHORT and word < IDEOGRAPHS:
            condition &= Q(search_names__startswith=word) | _after(word)
        else:
            condition &= Q(search_names__contains=word)
    return condition


def _in_claims(wanted: str) -> Q:
    """Return the condition that a claim says each word; a short one it need not."""
    words = [each for each in wanted.split() if len(each) >= SHORT]
    if not words:
        return Q(pk__in=[])
    condition = Q(kind=RecordKind.CLAIM)
    for word in words:
        condition &= Q(search_text__contains=word)
    return condition


def _after(word: str) -> Q:
    starts = (Q(search_names__contains=f"{sign}{word}") for sign in BEFORE_A_WORD)
    return _any(starts)


def _any(conditions: Iterable[Q]) -> Q:
    found = Q()
    for each in conditions:
        found |= each
    return found


def _fit(wanted: str) -> Case:
    """Return how well a name fits: the lines of ``search_names`` are the names."""
    fits = (
        Q(search_names__startswith=f"{wanted}\n"),
        Q(search_names__contains=f"\n{wanted}\n")
        | Q(search_names__endswith=f"\n{wanted}"),
        Q(search_names__startswith=wanted),
        Q(search_names__contains=f"\n{wanted}"),
        _after(wanted),
        Q(search_names__contains=wanted),
    )
    cases = [When(each, then=Value(number)) for number, each in enumerate(fits)]
    return Case(*cases, default=Value(len(fits)), output_field=IntegerField())


def told_apart(keys: Sequence[int], wanted: str, user: Person) -> tuple[Hit, ...]:
    """Return these records, in this order, with what tells them from namesakes."""
    paths = dict.fromkeys([*DATES.values(), *WORDS.values(), *_countries()])
    columns = ("pk", "key", "name", "kind", "marking", "state")
    rows = Record.objects.filter(pk__in=keys).order_by().values(*columns, *paths)
    others = _other_names(keys, wanted, user)
    hits = {
        row["pk"]: Hit(
            **{name: row[name] for name in columns},
            names=tuple(others.get(row["pk"], ())),
            about=_about(row, rank_of(user)),
        )
        for row in rows
    }
    return tuple(hits[pk] for pk in keys if pk in hits)


def _countries() -> list[str]:
    paths = [
        *(f"{party}__{place}" for party in PARTIES.values() for place in PLACES),
    ]
    return [f"{path}__{name}" for path in paths for name in ("name", "clearance")]


PLACES = ("located_at", "state_of")


def _about(row: Mapping[str, Any], clearance: int) -> str:
    """Return date, publisher, level or country, whichever a record of its kind has."""
    kind = row["kind"]
    words = row[WORDS[kind]] if kind in WORDS else ""
    if words in EntityLevel.values:
        words = labels.plain(words, str(EntityLevel(words).label))
    date = in_words(row[DATES[kind]]) if kind in DATES else ""
    country = _country(row, PARTIES[kind], clearance) if kind in PARTIES else ""
    return ", ".join(each for each in (words, date, country) if each)


def _country(row: Mapping[str, Any], party: str, clearance: int) -> str:
    for place in PLACES:
        path = f"{party}__{place}"
        name, needed = row[f"{path}__name"], row[f"{path}__clearance"]
        if name and needed <= clearance:
            return str(name).removesuffix(" (country)")
    return ""


def _other_names(
    keys: Sequence[int], wanted: str, user: Person
) -> dict[int, list[OtherName]]:
    """Return the other names that were looked for, each with all who use it."""
    rows = Alias.objects.filter(record__in=keys).order_by("name", "namer__name")
    users: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    clearance = rank_of(user)
    for pk, name, kind, namer, needed in rows.values_list(
        "record", "name", "alias_kind", "namer__name", "namer__clearance"
    ):
        folded = fold(name)
        if _is_wanted(folded, wanted):
            is_hidden = (needed or 0) > clearance
            users[pk, name].append(_whose(kind, namer, is_hidden=is_hidden))
    found: defaultdict[int, list[OtherName]] = defaultdict(list)
    for (pk, name), whose in users.items():
        found[pk].append(OtherName(name, ", ".join(dict.fromkeys(whose))))
    return found


def _is_wanted(folded: str, wanted: str) -> bool:
    return bool(wanted) and all(word in folded for word in wanted.split())


def _whose(kind: str, namer: str | None, *, is_hidden: bool) -> str:
    """Return who uses another name, or what sort of name it is."""
    if is_hidden:
        return "used by a record you may not see"
    if namer:
        return f"used by {namer}"
    return SORTS.get(kind) or labels.plain(kind, str(AliasKind(kind).label))


def kinds_in(model: type[Record]) -> tuple[str, ...]:
    """Return the kinds that a reference to this model can mean."""
    return tuple(record_models()) if model is Record else (model.KIND,)
