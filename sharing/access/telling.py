"""Which published objects tell of a record, and which of its versions each tells.

A version of a record, and of an object, stands from the release that brought it to
the one that brought the next.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from sys import maxsize
from uuid import UUID

from incidents.vocab import RecordKind
from sharing.models import Link, ObjectBody, PublishedRecord
from sharing.selectors import in_chunks

# They leave as no object of their own but in those of what points at them.
WITHIN_OTHERS = (RecordKind.SOURCE, RecordKind.STATEMENT)


@dataclass(frozen=True, slots=True)
class Version:
    """A published version of a record; ``stands`` while these releases are the last.

    Releases go by their row numbers, which rise as their numbers do.
    """

    pk: int
    uid: UUID
    key: str
    kind: str
    number: int
    stands: range

    def while_also(self, other: "Version") -> "Version":
        """Return it as standing only while another does."""
        return replace(self, stands=_common(self.stands, other.stands))


def versions(uids: Iterable[UUID]) -> list[Version]:
    """Return all that was ever published of these records, the oldest first of each."""
    found: list[Version] = []
    for chunk in in_chunks(uids):
        rows = PublishedRecord.objects.filter(uid__in=chunk).order_by("uid", "version")
        told = rows.values_list("pk", "uid", "key", "kind", "version", "release_id")
        for _, line in groupby(told, key=lambda row: row[1]):
            same = list(line)
            spans = _spans([row[-1] for row in same])
            found += [
                Version(*row[:-1], span) for row, span in zip(same, spans, strict=True)
            ]
    return found


def telling(own: Sequence[Version]) -> Sequence[Version]:
    """Return the record versions whose objects tell of a record, while they do.

    They are its own, but for a source and a statement: those stand in the objects of
    what points at them, a source in those of a statement's claims, too.
    """
    if not own or own[0].kind not in WITHIN_OTHERS:
        return own
    pointing = [each for _, each in _pointing({each.key for each in own})]
    said = defaultdict(list)
    for each in pointing:
        if each.kind == RecordKind.STATEMENT:
            said[each.key].append(each)
    claims = [
        claim.while_also(each)
        for key, claim in _pointing(said, field="statement")
        for each in said[key]
    ]
    return [each for each in (*pointing, *claims) if each.stands]


def versions_of_bodies(
    own: Sequence[Version], told_by: Sequence[Version]
) -> dict[int, set[int]]:
    """Return which versions of a record each object tells that tells of it.

    An object counts as every version of the record at which it was current: whoever
    has its bytes has what that version says.
    """
    by_record = defaultdict(list)
    for each in told_by:
        by_record[each.uid].append(each.stands)
    found: dict[int, set[int]] = {}
    for body, uid, stands in _bodies(by_record):
        spans = [_common(stands, each) for each in by_record[uid]]
        numbers = {
            each.number
            for each in own
            if any(_common(each.stands, span) for span in spans)
        }
        if numbers:
            found[body] = numbers
    return found


def _bodies(uids: Collection[UUID]) -> Iterator[tuple[int, UUID, range]]:
    """Yield the object versions of records, with the releases while each stood.

    A revoked one is a copy of the one before it, and so stood when that did: its words
    are those of a former version, which a stricter or retracted one has taken back.
    """
    for chunk in in_chunks(uids):
        rows = ObjectBody.objects.filter(record_uid__in=chunk)
        told = rows.order_by("stix_id", "release_id", "modified").values_list(
            "pk", "record_uid", "stix_id", "is_revoked", "release_id"
        )
        for _, line in groupby(told, key=lambda row: row[2]):
            same = list(line)
            spans = _spans([row[-1] for row in same])
            stood = spans[0]
            for (pk, uid, _, is_revoked, _), span in zip(same, spans, strict=True):
                stood = stood if is_revoked else span
                yield pk, uid, stood


def _pointing(
    keys: Collection[str] | Mapping[str, object], field: str = ""
) -> list[tuple[str, Version]]:
    """Return the record versions that refer to these, and to which of them."""
    links: list[tuple[int, str, UUID]] = []
    for chunk in in_chunks(keys):
        rows = Link.objects.filter(target_key__in=chunk)
        if field:
            rows = rows.filter(field=field)
        links += rows.values_list("record", "target_key", "record__uid").distinct()
    known = {each.pk: each for each in versions({uid for _, _, uid in links})}
    return [(key, known[pk]) for pk, key, _ in links]


def _spans(releases: Sequence[int]) -> list[range]:
    """Return from when until when each stood that came with one of these releases."""
    bounds = pairwise((*releases, maxsize))
    return [range(first, max(end, first + 1)) for first, end in bounds]


def _common(one: range, other: range) -> range:
    return range(max(one.start, other.start), min(one.stop, other.stop))
