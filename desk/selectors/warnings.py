"""What the rules find, as one reader sees it: in words, with the way to the field."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from desk.clearance import rank_of, visible
from desk.labels import label
from desk.shown_findings import AtRecord, OfRule, Panel, Shown, in_numbers
from desk.unsaved import Typed
from incidents.models import Change, Record
from incidents.snapshot import record_models
from review.rules import RULES, Finding, check
from review.selectors import Looked, around, findings, looked_at, with_ticks

MOST = 5_000  # records that one page has the rules run over
Key = str
Id = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader may know of the records that findings are at or speak of."""

    user: User
    rows: Mapping[Key, tuple[int, str, str, str]]

    @classmethod
    def of(cls, looked: Iterable[Looked], user: User) -> Self:
        """Read it for these findings, at once."""
        keys: set[Key] = set()
        for each in looked:
            keys |= {each.finding.record, *each.finding.others}
        rows = visible(Record.objects.filter(key__in=keys), user).order_by()
        found = rows.values_list("key", "pk", "name", "kind", "marking")
        return cls(
            user,
            {key: (pk, name, kind, marking) for key, pk, name, kind, marking in found},
        )

    @property
    def names(self) -> dict[Key, str]:
        """The names of those that the reader may see."""
        return {key: name for key, (_, name, _, _) in self.rows.items()}

    def page(self, key: Key) -> str:
        """Return where a record is edited, or shown to whoever may not edit it."""
        pk, _, kind, _ = self.rows[key]
        meta = record_models()[kind]._meta
        if self.user.has_perm(f"{meta.app_label}.change_{meta.model_name}"):
            name = f"admin:{meta.app_label}_{meta.model_name}_change"
            return reverse(name, args=[pk])
        return reverse("desk:record", args=[key])


def of_record(record: Record, user: User) -> Panel:
    """Return what is found at a record that the reader may see, as it is saved."""
    return of_records([record.key], user)[record.key]


def of_records(keys: Collection[Key], user: User) -> dict[Key, Panel]:
    """Return what is found at each of these records, all of which the reader may see.

    As many reads as for one.
    """
    looked = looked_at(keys)
    reading = Reading.of(looked, user)
    found: dict[Key, list[Shown]] = {key: [] for key in keys}
    for each in looked:
        place = _saved_place(each, reading)
        found[each.finding.record].append(_shown(each, reading, place))
    return {key: Panel(shown) for key, shown in found.items()}


def of_form(typed: Typed, record: Record | None, user: User) -> Panel:
    """Return what is found at a record as it is being typed.

    Nothing above the reader's clearance is looked at. What is found at the saved
    version, too, can be ticked; all else once it is saved.
    """
    own = typed.snapshot
    told = check([own], around([own], clearance=rank_of(user)))
    looked = with_ticks(told) if record else [Looked(each, None) for each in told]
    saved = {each.id for each in findings([record.key])} if record else set()
    reading = Reading.of(looked, user)
    return Panel(
        [
            _shown(
                each,
                reading,
                _Place(own["kind"], typed.input_of(*_at(each.finding))),
                is_saved=each.finding.id in saved,
            )
            for each in looked
        ]
    )


def by_rule(
    keys: Collection[Key], user: User, *, rule: str = "", most: int, ticked: bool
) -> list[OfRule]:
    """Return what is found at records that the reader may see, by rule, errors first.

    Of one rule if that is told; at most so many of each. What was ticked is among it
    if that is wanted.
    """
    looked = [
        each
        for each in looked_at(keys)
        if (each.is_open or ticked) and rule in ("", each.finding.rule.id)
    ]
    groups: dict[str, list[Looked]] = defaultdict(list)
    for each in looked:
        groups[each.finding.rule.id].append(each)
    listed = [each for group in groups.values() for each in group[:most]]
    reading = Reading.of(listed, user)
    return [
        OfRule(
            each,
            [_at_record(one, reading) for one in groups[each.id][:most]],
            len(groups[each.id]),
        )
        for each in RULES
        if each.id in groups
    ]


def counted(keys: Collection[Key]) -> str:
    """Return in words how much is found at records."""
    looked = looked_at(keys)
    errors = sum(each.finding.is_error for each in looked)
    in_the_way = sum(each.is_open for each in looked)
    return in_numbers(errors, in_the_way - errors, len(looked) - in_the_way)


def ids_of(tokens: Collection[str], keys: Collection[Key]) -> list[Id]:
    """Return the findings at these records for which the tokens of a form stand."""
    return [each.id for each in findings(keys) if token_of(each) in tokens]


def token_of(finding: Finding) -> str:
    """Return what stands for a finding in a form; it tells nobody what is found."""
    told = "\n".join(finding.id).encode()
    return f"{finding.record}.{sha256(told).hexdigest()[:24]}"


def drafts(user: User, *, mine: bool) -> QuerySet[Record]:
    """Return the records whose latest version nobody has approved, newest first.

    Only those that the reader may see; of his own versions, if that is wanted.
    """
    latest = Change.objects.filter(
        record=OuterRef("pk"), version=OuterRef("version"), approval__isnull=True
    )
    if mine:
        latest = latest.filter(by=user)
    rows = Record.objects.filter(Exists(latest)).order_by("-recorded_at", "-pk")
    return visible(rows, user)


def _at_record(looked: Looked, reading: Reading) -> AtRecord:
    key = looked.finding.record
    _, name, kind, marking = reading.rows[key]
    shown = _shown(looked, reading, _saved_place(looked, reading))
    return AtRecord(key, name, kind, marking, shown)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the form of a kind of record a finding is, and where that form is."""

    kind: str
    input: str
    page: str = ""

    @property
    def address(self) -> str:
        """The address of the input: of an owned list, that of the list."""
        is_list = self.input in record_models()[self.kind].OWNED
        anchor = f"{self.input}-group" if is_list else f"id_{self.input}"
        return f"{self.page}#{anchor}"


def _at(finding: Finding) -> tuple[str, int | None]:
    return finding.field, finding.row


def _saved_place(looked: Looked, reading: Reading) -> _Place:
    """Return the place in the form of the saved record: of a row, its list."""
    key = looked.finding.record
    owner = looked.finding.field.partition(".")[0]
    return _Place(reading.rows[key][2], owner, reading.page(key))


def _shown(
    looked: Looked, reading: Reading, place: _Place, *, is_saved: bool = True
) -> Shown:
    finding = looked.finding
    return Shown(
        rule=finding.rule,
        parts=tuple(finding.parts(reading.names)),
        label=": ".join(label(each) for each in finding.field.split(".")),
        input=place.input,
        address=place.address,
        token=token_of(finding),
        tick=looked.tick,
        is_error=finding.is_error,
        is_saved=is_saved,
    )
