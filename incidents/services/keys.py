"""Keys that records get by themselves: readable, from what they are, and unique."""

import re
from collections.abc import Collection, Iterable

from django.utils.text import slugify

from incidents.models import Record
from incidents.vocab import RecordKind

LONGEST = 120
# As the keys of the shipped cases begin.
PREFIXES = {
    RecordKind.CASE: "case",
    RecordKind.SOURCE: "src",
    RecordKind.IDENTITY: "id",
    RecordKind.LOCATION: "loc",
    RecordKind.INCIDENT: "inc",
    RecordKind.EVENT: "event",
    RecordKind.CAMPAIGN: "camp",
    RecordKind.THREAT_ACTOR: "ta",
    RecordKind.INTRUSION_SET: "is",
    RecordKind.STATEMENT: "stmt",
    RecordKind.CLAIM: "claim",
    RecordKind.RESPONSE: "resp",
}
LONGEST_WORDS = 60


def tail(record: Record) -> str:
    """Return what a record's key says beyond its kind: us-nsc of id-us-nsc."""
    prefix = PREFIXES.get(RecordKind(record.kind), record.kind)
    return record.key.removeprefix(f"{prefix}-").removeprefix("state-")


def day_of(date: str) -> str:
    """Return as much of an EDTF date as a key can say: the day, month or year."""
    first, slash, last = date.partition("/")
    points = re.findall(r"\d{4}(?:-\d\d){0,2}", date)
    if not points:
        return ""
    if not slash or first in ("", "..") or last in ("", ".."):
        return str(points[0])
    both = [each.split("-") for each in points]
    shared = [one for one, other in zip(*both, strict=False) if one == other]
    return "-".join(shared) or str(points[0])[:4]


def new_key(
    kind: RecordKind,
    parts: Iterable[str],
    more: Iterable[str] = (),
    taken: Collection[str] = (),
) -> str:
    """Return a key that no record has: the parts, where needed with more words.

    ``taken`` are keys that are about to be used. Where all words are used up, a
    number tells it apart.
    """
    key = _joined(PREFIXES.get(kind, kind), *parts)
    for each in more:
        if is_free(key, taken):
            return key
        if each:
            key = _joined(key, each)
    number, numbered = 1, key
    while not is_free(numbered, taken):
        number += 1
        numbered = f"{key[: LONGEST - 5].rstrip('-')}-{number}"
    return numbered


def is_free(key: str, taken: Collection[str] = ()) -> bool:
    """Whether no record has the key yet, nor is about to."""
    return key not in taken and not Record.objects.filter(key=key).exists()


def _joined(*parts: str) -> str:
    slugs = [slugify(each)[:LONGEST_WORDS].strip("-") for each in parts[1:]]
    head = slugify(parts[0])
    joined = "-".join(each for each in (head, *slugs) if each)
    return re.sub(r"[^a-z0-9]+", "-", joined)[:LONGEST].strip("-")
