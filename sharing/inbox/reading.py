"""What a partner posted, read back as TAXII's filters ask (§3.4)."""

from collections.abc import Collection as Group
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from sharing.access import Reader
from sharing.models.inbox import PostedObject
from sharing.models.store import Collection

ONLY_LAST: frozenset[str | datetime] = frozenset({"last"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of a request; an empty set asks for everything.

    ``versions`` are ``first``, ``last``, ``all`` or instants; first and last are
    decided over all versions that are there, then ``added_after`` is applied. The
    door has checked them: no contradictions, no unknown word.
    """

    ids: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    spec_versions: frozenset[str] = frozenset()
    versions: frozenset[str | datetime] = field(default=ONLY_LAST)
    added_after: datetime | None = None


@dataclass(frozen=True, slots=True)
class Posted:
    """One object version: as its partner wrote it, and when it came.

    ``version`` is ``modified`` digit for digit as written; where the object has
    none, ``created``; else the time at which it came. ``added`` is distinct for each
    of a partner's objects, so it is a place in the order as well.
    """

    stix_id: str
    version: str
    added: datetime
    spec_version: str
    body: bytes


@dataclass(frozen=True, slots=True)
class PostedPage:
    """One page in the order in which it came, and whether something is left."""

    rows: Sequence[Posted]
    more: bool


def posted(
    reader: Reader, collection: Collection, wanted: Wanted, *, limit: int
) -> PostedPage:
    """Return what this partner posted to the collection, oldest first, in one query.

    The next page is asked for with ``added_after`` = ``added`` of the last row; an
    empty page says that there is nothing, or nothing of this partner's.
    """
    rows = posted_by(reader.partner, collection).filter(
        _among("stix_id", wanted.ids)
        & _among("type", wanted.types)
        & _among("spec_version", wanted.spec_versions)
        & of_versions(wanted.versions)
    )
    if wanted.added_after:
        rows = rows.filter(added__gt=wanted.added_after)
    found = rows.order_by("added").values_list(
        "stix_id", "version", "added", "spec_version", "body"
    )[: limit + 1]
    page = [
        Posted(stix_id, version, added, spec_version, bytes(body))
        for stix_id, version, added, spec_version, body in found
    ]
    return PostedPage(page[:limit], len(page) > limit)


def posted_by(partner: int, collection: Collection) -> QuerySet[PostedObject]:
    """Return what a partner has in a collection and did not remove."""
    return PostedObject.objects.filter(
        partner=partner, collection=collection, removed_at__isnull=True
    )


def of_versions(versions: Group[str | datetime]) -> Q:
    """Return the condition for ``match[version]`` (§3.4.1).

    An object without versions is its own first, last and all.
    """
    if "all" in versions:
        return Q()
    instants = [each for each in versions if isinstance(each, datetime)]
    wanted = Q(version_at__in=instants, is_versioned=True)
    newer = _others().filter(version_at__gt=OuterRef("version_at"))
    older = _others().filter(version_at__lt=OuterRef("version_at"))
    if "last" in versions:
        wanted |= Q(~Exists(newer))
    if "first" in versions:
        wanted |= Q(~Exists(older))
    return wanted


def _others() -> QuerySet[PostedObject]:
    return PostedObject.objects.filter(
        partner=OuterRef("partner"),
        collection=OuterRef("collection"),
        stix_id=OuterRef("stix_id"),
        removed_at__isnull=True,
    )


def _among(name: str, values: Group[str]) -> Q:
    return Q(**{f"{name}__in": list(values)}) if values else Q()
