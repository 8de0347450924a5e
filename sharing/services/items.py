"""Which version of which record is to be published, and whether it may be."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, F, Max, OuterRef

from incidents.models import Change, Record
from incidents.vocab import RecordKind
from review.models import Approval
from sharing.compile import Problem
from sharing.models import PublishedRecord
from sharing.selectors import in_chunks

# What others refer to comes before them; within a kind the order is that of the keys.
# Those that leave as no object come last: most are read with what refers to them.
ORDER = (
    RecordKind.LOCATION,
    RecordKind.IDENTITY,
    RecordKind.CAMPAIGN,
    RecordKind.INCIDENT,
    RecordKind.EVENT,
    RecordKind.IMPACT,
    RecordKind.THREAT_ACTOR,
    RecordKind.INTRUSION_SET,
    RecordKind.MALWARE,
    RecordKind.TOOL,
    RecordKind.VULNERABILITY,
    RecordKind.ATTACK_PATTERN,
    RecordKind.INFRASTRUCTURE,
    RecordKind.INDICATOR,
    RecordKind.RELATIONSHIP,
    RecordKind.CLAIM,
    RecordKind.EVIDENCE,
    RecordKind.RESPONSE,
    RecordKind.ASSESSMENT,
    RecordKind.QUESTION,
    RecordKind.CHECKED_FACT,
    RecordKind.STATEMENT,
    RecordKind.SOURCE,
    RecordKind.CASE,
)


@dataclass(frozen=True, slots=True)
class Item:
    """A record to compile; ``change`` is the version to publish, None the last one.

    ``published`` is the version that the store has, 0 if it has none.
    """

    pk: int
    uid: UUID
    key: str
    kind: str
    version: int
    published: int
    change: int | None

    @property
    def is_new(self) -> bool:
        """Whether the store lacks this version."""
        return self.version > self.published

    @property
    def order(self) -> tuple[int, str]:
        """Sorts by kind, then by key."""
        return ORDER.index(RecordKind(self.kind)), self.key


def items(records: Iterable[Record]) -> tuple[list[Item], list[Problem]]:
    """Return the latest versions of the records, and which of them are not approved."""
    found: list[Item] = []
    problems: list[Problem] = []
    for chunk in in_chunks(records):
        known = {record.pk: record.key for record in chunk}
        for item, is_approved in _latest(known):
            del known[item.pk]
            found.append(item)
            if not is_approved:
                text = f"version {item.version} is not approved"
                problems.append(Problem(item.key, "version", text))
        for key in known.values():
            problems.append(Problem(key, "version", "was never saved as a version"))
    return sorted(set(found), key=lambda each: each.order), problems


def as_published(keys: Iterable[str]) -> list[Item]:
    """Return records of the store as items that add no version."""
    found: list[Item] = []
    for chunk in in_chunks(keys):
        versions = _published(chunk)
        rows = Record.objects.filter(key__in=versions)
        for pk, uid, key, kind in rows.values_list("pk", "uid", "key", "kind"):
            version = versions[key]
            found.append(Item(pk, uid, key, kind, version, version, None))
    return found


def standing_in(keys: Collection[str]) -> list[Item]:
    """Return records that are not to be published, so that they can have names."""
    rows = Record.objects.filter(key__in=keys) if keys else Record.objects.none()
    return [
        Item(*row, published=0, change=None)
        for row in rows.values_list("pk", "uid", "key", "kind", "version")
    ]


def _latest(pks: Iterable[int]) -> Iterator[tuple[Item, bool]]:
    approval = Approval.objects.filter(change=OuterRef("pk"))
    rows = list(
        Change.objects.filter(record__in=list(pks), version=F("record__version"))
        .annotate(is_approved=Exists(approval))
        .values_list(
            *("record_id", "record__uid", "record__key", "record__kind"),
            *("version", "pk", "is_approved"),
        )
    )
    published = _published([row[2] for row in rows])
    for pk, uid, key, kind, version, change, is_approved in rows:
        in_store = published.get(key, 0)
        yield Item(pk, uid, key, kind, version, in_store, change), is_approved


def _published(keys: Sequence[str]) -> dict[str, int]:
    """Return the version that the store has of each record, if it has one."""
    stored = PublishedRecord.objects.filter(key__in=keys).order_by().values("key")
    return dict(stored.annotate(last=Max("version")).values_list("key", "last"))
