"""What publishing would change, as one reader may see it.

Context of ``desk/preview/preview.html``: ``shown``, made by ``of_selection`` for any
records that are given by key; the template needs nothing else.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from django.contrib.auth.models import User

from desk.clearance import rank_of
from desk.labels import label
from desk.selectors.properties import STIX_ID, Keys, Line, line_of
from desk.selectors.publishing import seen
from desk.selectors.words import HIDDEN, names_of
from desk.sheets import Known
from incidents.models import Record, StixName
from incidents.reach import rank
from sharing.compile import Problem
from sharing.models import Link
from sharing.services import (
    ObjectChange,
    Preview,
    approved_unpublished,
    preview,
    unapproved_unpublished,
)

MOST_RECORDS = 300  # beyond that a preview would take longer than a page may
MOST_OBJECTS = 100
KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
FATES = {"new": ("+", "new"), "changed": ("≠", "changed"), "revoked": ("✕", "revoked")}


@dataclass(frozen=True, slots=True)
class Going:
    """A record version that would go out."""

    record: Known
    version: int
    published: int


@dataclass(frozen=True, slots=True)
class Change:
    """One object that would be new, changed or revoked."""

    record: Known | None
    type: str
    marking: str
    fate: str
    sign: str
    words: str
    stix_id: str
    lines: Sequence[Line]
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """What would become of one record; no record has what goes along, like markings.

    ``going`` is empty where the record stays and only tells of another that changes.
    """

    record: Known | None
    going: Going | None
    changes: Sequence[Change]


@dataclass(frozen=True, slots=True)
class Trouble:
    """What would stop it, with the record and the field where it is mended."""

    record: Known | None
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What publishing a selection would do, as far as one reader may see it.

    ``waiting`` are the records that would go out, ``drafts`` those whose latest
    version nobody has approved, so that they stay as they are. ``is_too_much`` says
    that there are too many for a preview object by object. ``hidden`` counts the
    objects that tell of what the reader may not see.
    """

    waiting: Sequence[Record]
    drafts: Sequence[Record]
    groups: Sequence[Group] = ()
    troubles: Sequence[Trouble] = ()
    hidden: int = 0
    more: int = 0
    is_too_much: bool = False

    @property
    def counts(self) -> dict[str, int]:
        """How many objects would be new, changed and revoked, of those listed."""
        return {
            words: count
            for fate, (_, words) in FATES.items()
            if (count := sum(each.fate == fate for each in self._changes))
        }

    @property
    def _changes(self) -> list[Change]:
        return [each for group in self.groups for each in group.changes]


def of_selection(keys: Collection[str], user: User, *, at: datetime) -> Shown:
    """Return what publishing these records would do: those approved and not yet out."""
    records = seen(keys, user).order_by("key")
    waiting = list(approved_unpublished(records))
    drafts = list(unapproved_unpublished(records))
    if not waiting:
        return Shown(waiting, drafts)
    if len(waiting) > MOST_RECORDS:
        return Shown(waiting, drafts, is_too_much=True)
    return _shown(preview(waiting, by=user, at=at), waiting, drafts, user)


def _shown(
    found: Preview, waiting: Sequence[Record], drafts: Sequence[Record], user: User
) -> Shown:
    owners = _owners(found)
    before = _told_before({each.record for each in found.objects})
    known = names_of(_keys(found, owners) | set().union(*before.values()), user)
    objects = [
        each
        for each in found.objects
        if rank(each.marking) <= rank_of(user)
        and {each.record, *each.embeds, *before.get(each.record, ())} - {""}
        <= known.keys()
    ]
    return Shown(
        waiting,
        drafts,
        groups=_groups(
            [
                Going(known[each.key], each.version, each.published)
                for each in found.records
                if each.key in known
            ],
            [_change(each, owners, known) for each in objects[:MOST_OBJECTS]],
        ),
        troubles=list(troubles(found.problems, known)),
        hidden=len(found.objects) - len(objects),
        more=max(len(objects) - MOST_OBJECTS, 0),
    )


def _groups(going: Sequence[Going], changes: Sequence[Change]) -> list[Group]:
    """Return the changes by record: first those that go out, then who tells of them."""
    by_record: dict[Known | None, list[Change]] = {each.record: [] for each in going}
    for each in changes:
        by_record.setdefault(each.record, []).append(each)
    of_nobody = by_record.pop(None, [])
    versions: dict[Known | None, Going] = {each.record: each for each in going}
    groups = [
        Group(record, versions.get(record), found)
        for record, found in by_record.items()
    ]
    return [*groups, Group(None, None, of_nobody)] if of_nobody else groups


def _owners(found: Preview) -> dict[str, str]:
    """Return whose object each STIX id is that the preview speaks of, by key."""
    told: set[str] = set()
    for each in found.objects:
        text = repr([(one.before, one.after) for one in each.differences])
        told.update(STIX_ID.findall(text))
    uuids = {each.partition("--")[2]: each for each in told}
    rows = StixName.objects.filter(uuid__in=uuids)
    owners = {
        uuids[str(uuid)]: key for uuid, key in rows.values_list("uuid", "record__key")
    }
    return owners | dict(found.imagined)


def _keys(found: Preview, owners: Mapping[str, str]) -> set[str]:
    keys = {each.key for each in found.records} | set(owners.values())
    for each in found.objects:
        keys |= {each.record, *each.embeds}
    for problem in found.problems:
        keys |= {problem.record, *KEY.findall(problem.message)}
    return keys - {""}


def _told_before(keys: Collection[str]) -> dict[str, set[str]]:
    """Return what the published versions of records tell of, by key, in two steps.

    What they told may be marked more strictly by now, and stands in what differs.
    """
    first = _links(keys)
    second = _links({target for targets in first.values() for target in targets})
    return {
        key: targets.union(*(second.get(target, ()) for target in targets))
        for key, targets in first.items()
    }


def _links(keys: Collection[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    rows = Link.objects.filter(record__key__in=keys).order_by()
    for key, target in rows.values_list("record__key", "target_key").distinct():
        found[key].add(target)
    return found


def _change(change: ObjectChange, owners: Mapping[str, str], known: Keys) -> Change:
    sign, words = FATES[change.fate]
    return Change(
        record=known.get(change.record),
        type=change.type,
        marking=change.marking,
        fate=change.fate,
        sign=sign,
        words=words,
        stix_id="" if change.fate == "new" else change.stix_id,
        lines=[line_of(each, owners, known) for each in change.differences],
        text=as_text(change.object),
    )


def troubles(problems: Iterable[Problem], known: Keys) -> Iterator[Trouble]:
    """Yield the problems; what the reader may not see is named in none of them."""
    messages = [KEY.findall(each.message) for each in problems]
    there = _existing({key for found in messages for key in found})
    for problem, keys in zip(problems, messages, strict=True):
        if problem.record and problem.record not in known:
            yield Trouble(None, "", f"Something is wrong with {HIDDEN}.")
            continue
        message = problem.message
        for key in sorted(set(keys) & there, key=len, reverse=True):
            name = f"“{known[key].name}”" if key in known else HIDDEN
            message = re.sub(rf"(?<![\w-]){re.escape(key)}(?![\w-])", name, message)
        field = ": ".join(label(each) for each in problem.field.split(".") if each)
        yield Trouble(known.get(problem.record), field, message)


def _existing(words: Collection[str]) -> set[str]:
    """Return which of these words are keys of records."""
    rows = Record.objects.filter(key__in=words)
    return set(rows.values_list("key", flat=True))


def as_text(obj: Mapping[str, Any]) -> str:
    """Return an object as JSON laid out for people."""
    return orjson.dumps(obj, option=orjson.OPT_INDENT_2).decode()
