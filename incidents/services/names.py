"""The ids under which records leave: minted once, kept for life."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from incidents.models import Record, StixName


def keep_names(names: Iterable[StixName]) -> None:
    """Store many names that were minted before."""
    StixName.objects.bulk_create(names)


def mint_names(
    record: Record, parts: Mapping[str, str], *, at: datetime
) -> dict[str, StixName]:
    """Return the record's STIX names by part, minting those that are missing.

    ``parts`` maps a part to its STIX type. A name is a UUIDv4 drawn once; its
    ``created`` is ``at``, moved on by milliseconds for opinions until it is unique.
    """
    known = {name.part: name for name in record.stix_names.all()}
    for part, stix_type in parts.items():
        if part not in known:
            known[part] = keep_name(
                record, part, stix_type, uuid=uuid4(), created=_free(stix_type, at)
            )
    return known


def mint_many(wanted: Iterable[tuple[int, str, str, datetime]]) -> list[StixName]:
    """Mint and return names that are missing, for many records in few statements.

    Each is told by the record's row number, the part, its STIX type and the time that
    ``created`` is taken from, as in ``mint_names``.
    """
    missing = list(wanted)
    opinions = [at for _, _, stix_type, at in missing if stix_type == "opinion"]
    taken = _taken(_cut(min(opinions))) if opinions else set()
    reached: dict[datetime, datetime] = {}
    names = []
    for record, part, stix_type, at in missing:
        created = _cut(at)
        if stix_type == "opinion":
            created = reached[at] = _next_free(reached.get(at, created), taken)
            taken.add(created)
        names.append(
            StixName(
                record_id=record,
                part=part,
                type=stix_type,
                uuid=uuid4(),
                created=created,
            )
        )
    return StixName.objects.bulk_create(names, batch_size=1000)


def keep_name(
    record: Record, part: str, stix_type: str, *, uuid: UUID, created: datetime
) -> StixName:
    """Store a name that was minted before, as a shipped case carries it."""
    return StixName.objects.create(
        record_id=record.pk, part=part, type=stix_type, uuid=uuid, created=created
    )


def _free(stix_type: str, at: datetime) -> datetime:
    at = _cut(at)
    return _next_free(at, _taken(at)) if stix_type == "opinion" else at


def _cut(at: datetime) -> datetime:
    """Return the moment cut to milliseconds, as STIX has it."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def _taken(since: datetime) -> set[datetime]:
    """Return the creation times that opinions have since a moment."""
    opinions = StixName.objects.filter(type="opinion", created__gte=since)
    return set(opinions.values_list("created", flat=True))


def _next_free(at: datetime, taken: set[datetime]) -> datetime:
    while at in taken:
        at += timedelta(milliseconds=1)
    return at
