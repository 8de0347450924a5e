"""What a partner sees, beside what somebody of ours sees: and why the rest is left out.

Nothing here is an imitation: collections, selections and bundles are those that the
outlets answer from.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef

from desk.clearance import rank_of, visible
from incidents.models import Record
from incidents.vocab import MARKING_RANK, Marking
from sharing.bundle import Query, bundle
from sharing.models import Collection, CollectionKind, Edge, Link
from sharing.selection import ROOTS, Member, NotPublished
from sharing.selectors import in_chunks, records, up_to, view

MOST_LEFT_OUT = 200


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One object that we see and the partner does not, and why."""

    member: Member
    record: Record | None
    why: str
    because: str = ""  # the id of the object that bars it


@dataclass(frozen=True, slots=True)
class Seen:
    """One incident, campaign or case as the partner gets it, beside what we have."""

    key: str
    bundle_id: str
    count: int
    types: Mapping[str, int]
    left_out: Sequence[LeftOut]
    more_left_out: int
    reasons: Mapping[str, int]  # how many objects are left out for each, most first
    is_withheld: bool  # it names records that whoever looks may not see

    @property
    def whole(self) -> int:
        """How many objects there are for whoever looks."""
        return self.count + len(self.left_out) + self.more_left_out


def roots(user: User) -> list[Record]:
    """Return the incidents, campaigns and cases that a bundle can be of, by kind."""
    of = view(marking=Marking.values[rank_of(user)])
    there = records(of).filter(kind__in=ROOTS).values("uid")
    found = visible(Record.objects.filter(uid__in=there), user)
    return list(found.order_by("kind", "key"))


def everything() -> list[Collection]:
    """Return the collections of all that is published up to some marking."""
    return list(Collection.objects.filter(kind=CollectionKind.EVERYTHING))


def by_marking(
    user: User, ceiling: str, counts: Mapping[str, int]
) -> list[tuple[str, int, bool]]:
    """Return how many objects bear each marking, and whether the partner sees them.

    ``counts`` say how many objects there are up to each marking. What is marked more
    strictly than before leaves under an id of its own, so each step up only adds. Only
    of markings that the person is cleared to.
    """
    found, before = [], 0
    for marking in up_to(Marking.values[rank_of(user)]):
        is_seen = MARKING_RANK[marking] <= MARKING_RANK[ceiling]
        found.append((marking, counts[marking] - before, is_seen))
        before = counts[marking]
    return found


def seen(user: User, key: str, ceiling: str) -> Seen:
    """Return what the partner gets of one incident, campaign or case.

    Raises:
        NotPublished: the person himself sees nothing such of that key.
    """
    ours = _visible(bundle(Query(key, Marking.values[rank_of(user)])).members, user)
    try:
        theirs = bundle(Query(key, ceiling))
    except NotPublished:
        return Seen(key, "", 0, {}, *_left_out(ours, (), ceiling), is_withheld=False)
    return Seen(
        key,
        theirs.id,
        len(theirs.members),
        theirs.types,
        *_left_out(ours, theirs.members, ceiling),
        is_withheld=is_withheld(user, theirs.members),
    )


def is_withheld(user: User, members: Sequence[Member]) -> bool:
    """Whether a bundle holds or names a record that the person may not see.

    A record that was marked more strictly since is still as it was in the store, and
    so at the partner's.
    """
    uids = {each.record_uid for each in members}
    if len(_visible(members, user)) < len(members):
        return True
    known = visible(Record.objects.filter(key=OuterRef("target_key")), user)
    named = Link.objects.filter(record__uid__in=uids)
    return named.filter(~Exists(known)).exists()


def _visible(members: Sequence[Member], user: User) -> list[Member]:
    """Return the objects of records that the person may see, and of none at all."""
    uids = {each.record_uid for each in members}
    rows = Record.objects.filter(uid__in=uids, clearance__gt=rank_of(user))
    hidden = set(rows.values_list("uid", flat=True))
    return [each for each in members if each.record_uid not in hidden]


def _left_out(
    ours: Sequence[Member], theirs: Sequence[Member], ceiling: str
) -> tuple[list[LeftOut], int, Mapping[str, int]]:
    """Return the objects that the partner does not get, of many the first.

    With them how many more there are, and how many of all are left out for what.
    """
    given = {each.stix_id for each in theirs}
    missing = [each for each in ours if each.stix_id not in given]
    barred = {
        each.stix_id
        for each in missing
        if MARKING_RANK[each.marking] > MARKING_RANK[ceiling]
    }
    shown = missing[:MOST_LEFT_OUT]
    reasons = _reasons(missing, barred, ceiling)
    owners = {
        each.uid: each
        for each in Record.objects.filter(uid__in={each.record_uid for each in shown})
    }
    found = [
        LeftOut(each, owners.get(each.record_uid), *reasons[each.stix_id])
        for each in shown
    ]
    counted = Counter(why for why, _ in reasons.values()).most_common()
    return found, len(missing) - len(shown), dict(counted)


def _reasons(
    missing: Sequence[Member], barred: set[str], ceiling: str
) -> dict[str, tuple[str, str]]:
    """Return for each object why it is left out, and on account of which other."""
    ids = {each.stix_id for each in missing}
    by_body = {each.body: each.stix_id for each in missing}
    refers: dict[str, str] = {}
    for chunk in in_chunks(by_body):
        rows = Edge.objects.filter(body__in=chunk, target_id__in=ids)
        for body, target in rows.order_by("target_id").values_list("body", "target_id"):
            refers.setdefault(by_body[body], target)
    found = {}
    for each in missing:
        if each.stix_id in barred:
            label = Marking(each.marking).label
            found[each.stix_id] = (f"it is marked {label}", "")
        elif each.stix_id in refers:
            found[each.stix_id] = ("it refers to", refers[each.stix_id])
        else:
            found[each.stix_id] = ("nothing that the partner gets leads to it", "")
    return found
