"""Which released editions a partner may have, and what is told of each."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import (
    Count,
    Exists,
    F,
    Func,
    JSONField,
    Max,
    OuterRef,
    Q,
    QuerySet,
)

from briefings.models import EditionFile, Release, Withdrawal
from incidents.vocab import Marking
from sharing.models import PublishedRecord
from sharing.selectors import View, latest_release, records

# The keys alone of pairs of key and version.
KEYS = Func(
    F("revisions"),
    template="jsonb_path_query_array(%(expressions)s, '$[*][0]')",
    output_field=JSONField(),
)
EDITION = "ask__draft__edition"
WITH = (f"{EDITION}__series", f"{EDITION}__previous", "withdrawal")


def allowed(markings: Collection[str]) -> QuerySet[Release]:
    """Return the released editions up to a ceiling, withdrawn ones too.

    One that tells of a record which was published with a stricter marking since then
    is held back, and so is one whose files nobody has made yet: what it tells of is
    not known before.
    """
    files = EditionFile.objects.order_by().filter(ask=OuterRef("ask"))
    found = Release.objects.filter(Exists(files), ask__draft__marking__in=markings)
    if raised := raised_above(markings):
        telling = files.annotate(keys=KEYS).filter(keys__has_any_keys=raised)
        found = found.exclude(Exists(telling))
    return found.select_related(*WITH)


def raised_above(markings: Collection[str]) -> list[str]:
    """Return the records that were published up to a ceiling, and now lie above it."""
    stricter = set(Marking.values).difference(markings)
    release = latest_release()
    if release is None or not stricter:
        return []
    earlier = PublishedRecord.objects.order_by().filter(
        key=OuterRef("key"), version__lt=OuterRef("version"), marking__in=markings
    )
    above = records(View(release.pk, Marking.RED)).filter(marking__in=stricter)
    return list(above.filter(Exists(earlier)).values_list("key", flat=True))


def asked_for(values: Mapping[str, Any], markings: Collection[str]) -> Q:
    """Return what the parameters of the list ask of editions."""
    found = Q(pk__isnull=False)
    if number := values.get("number"):
        found &= Q(number=number.upper())
    if series := values.get("series"):
        found &= Q(**{f"{EDITION}__series__code": series.upper()})
    if after := values.get("released_after"):
        found &= Q(at__gt=after)
    if key := values.get("record"):
        files = EditionFile.objects.order_by().filter(ask=OuterRef("ask"))
        found &= Q(Exists(files.filter(revisions__contains=[[key]])))
    if states := values.get("state"):
        found &= _in_state(states, markings)
    return found


def _in_state(states: Collection[str], markings: Collection[str]) -> Q:
    """Return those that stand so, as this reader is told."""
    follows = f"{EDITION}__previous"
    later = allowed(markings).filter(**{follows: OuterRef(EDITION)}).order_by()
    is_withdrawn = Exists(Withdrawal.objects.filter(release=OuterRef("pk")))
    is_corrected = Exists(later)
    meant = {
        "withdrawn": Q(is_withdrawn),
        "corrected": ~Q(is_withdrawn) & Q(is_corrected),
        "in-use": ~Q(is_withdrawn) & ~Q(is_corrected),
    }
    found = Q()
    for each in states:
        found |= meant[each]
    return found


def neighbours(
    rows: Collection[Release], markings: Collection[str]
) -> tuple[dict[int, Release], dict[int, Release]]:
    """Return the releases of editions before and after these, by the edition's number.

    Those that the reader may not have are missing.
    """
    editions = [each.ask.draft.edition for each in rows]
    own = [each.pk for each in editions]
    before = [each.previous_id for each in editions if each.previous_id]
    seen = allowed(markings).order_by()
    follows = f"{EDITION}__previous"
    earlier = seen.filter(**{f"{EDITION}__in": before})
    later = seen.filter(**{f"{follows}__in": own})
    return (
        {each.ask.draft.edition_id: each for each in earlier},
        {each.ask.draft.edition.previous_id or 0: each for each in later},
    )


def files_of(rows: Collection[Release]) -> dict[int, list[EditionFile]]:
    """Return the released files of each, by its ask, without what is in them."""
    found: dict[int, list[EditionFile]] = {each.ask_id: [] for each in rows}
    kept = EditionFile.objects.filter(ask__in=found, is_draft=False)
    for each in kept.order_by("format").defer("content", "revisions"):
        found[each.ask_id].append(each)
    return found


def one(number: str, edition: str, markings: Collection[str]) -> Release | None:
    """Return an edition by its number, in any case, if the reader may have it."""
    known = number.isprintable() and edition.isascii() and edition.isdigit()
    if not known or len(edition) > len("9999"):
        return None
    return allowed(markings).filter(number=number.upper(), edition=int(edition)).first()


def versions_told(file: EditionFile) -> tuple[int, ...]:
    """Return the row numbers of the record versions that a file was made from."""
    return versions_of((key, version) for key, version in file.revisions)


def versions_of(told: Iterable[tuple[str, int]]) -> tuple[int, ...]:
    """Return the row numbers of record versions, given as keys with their versions."""
    pairs = set(told)
    rows = PublishedRecord.objects.order_by().filter(key__in={key for key, _ in pairs})
    found = rows.values_list("pk", "key", "version")
    return tuple(pk for pk, key, version in found if (key, version) in pairs)


class Standing(NamedTuple):
    """What has to change before any list of editions does, and when it last did.

    Besides the last release of the store, which may have raised a marking: how many
    rows there are in tables that only grow.
    """

    counts: Sequence[int]
    changed_at: datetime | None


def standing() -> Standing:
    """Return how the editions stand now."""
    tables = (Release, Withdrawal, EditionFile)
    rows = [each.objects.aggregate(count=Count("*"), at=Max("at")) for each in tables]
    times = (row["at"] for row in rows if row["at"])
    return Standing([row["count"] for row in rows], max(times, default=None))
