"""What a release holds, as far as one reader may see it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.models import User
from django.core.paginator import Page, Paginator
from django.db.models import Count

from desk.selectors.hidden import published
from desk.selectors.words import names_of
from desk.sheets import Known
from sharing.models import ObjectBody, PublishedRecord, Release

A_PAGE = 100
NOBODYS = UUID(int=0)  # objects that no record makes, such as markings


@dataclass(frozen=True, slots=True)
class Held:
    """A record version that a release holds."""

    record: Known
    version: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What the reader may see of a release; ``hidden`` says that there is more."""

    page: "Page[PublishedRecord]"
    records: Sequence[Held]
    types: Mapping[str, int]
    revoked: int
    hidden: bool


def contents(release: Release, user: User, number: str) -> Contents:
    """Return one page of the record versions, and the objects counted by type."""
    held = PublishedRecord.objects.filter(release=release)
    versions = published(held, user, uid="uid", marking="marking").defer("body")
    page = Paginator(versions.order_by("rank"), A_PAGE).get_page(number)
    known = names_of([each.key for each in page], user)
    made = ObjectBody.objects.filter(release=release).exclude(record_uid=NOBODYS)
    seen = published(made, user, uid="record_uid", marking="marking").order_by()
    types = Counter(dict(seen.values_list("type").annotate(Count("pk"))))
    return Contents(
        page,
        [Held(known[each.key], each.version) for each in page if each.key in known],
        dict(types.most_common()),
        seen.filter(is_revoked=True).count(),
        types.total() < made.count() or versions.count() < held.count(),
    )
