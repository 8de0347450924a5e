"""What belongs to the bundle of an incident or a case: objects, closed under reference.

First the objects of the records that belong to it, then whatever those refer to, so
that nothing dangles. What refers to something that may not be shown, or had not
happened by the day, is left out itself.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from sharing.findings import Findings, find
from sharing.models import Edge, ObjectBody
from sharing.objects import EXTENSIONS
from sharing.selectors import View, in_chunks, objects, records

# The definition of an extension comes along if the store has it; not all are ours.
SOFT = EXTENSIONS
# What a bundle or a collection can be asked about.
ROOTS = ("case", "campaign", "incident")
# What is read first stands first; all other types follow by name.
FIRST = ("extension-definition", "marking-definition", "identity", "location")


class NotPublished(Exception):
    """The view holds no such case or incident; the text says so."""


@dataclass(frozen=True, slots=True)
class Member:
    """One object version of a selection, without its body."""

    body: int
    stix_id: str
    type: str
    modified: datetime
    marking: str
    record_uid: UUID
    is_revoked: bool

    @property
    def order(self) -> tuple[int, str, str]:
        """Sorts what others refer to first, then by type and id."""
        rank = FIRST.index(self.type) if self.type in FIRST else len(FIRST)
        return rank, self.type, self.stix_id


Members = dict[str, Member]


def select(view: View, key: str, *, with_reports: bool = True) -> list[Member]:
    """Return the objects that belong to a case, campaign or incident, in one order.

    A case's own reports are among them if they are wanted and no day is asked about.
    Whoever makes a report leaves them out: the last one lists what belonged then.

    Raises:
        NotPublished: the view holds nothing such of that key.
    """
    found = belonging(view, key)
    if with_reports and view.as_of is None:
        found.take_keys([key], "case")
    return closed(view, found.uids.values())


def closed(view: View, uids: Iterable[UUID]) -> list[Member]:
    """Return the objects that these records stand as, and all they refer to."""
    standing = objects(view).filter(is_revoked=False)
    return with_referred(view, objects_of(standing, uids))


def objects_of(
    found: QuerySet[ObjectBody], uids: Iterable[UUID]
) -> Iterator[QuerySet[ObjectBody]]:
    """Yield those of the objects that are of these records, some records at a time."""
    for chunk in in_chunks(uids):
        yield found.filter(record_uid__in=chunk)


def with_referred(view: View, found: Iterable[QuerySet[ObjectBody]]) -> list[Member]:
    """Return objects of the view and all they refer to, always in one order.

    What refers to something that the view has not is left out.
    """
    seeds: Members = {}
    for each in found:
        seeds |= _members(each)
    return sorted(_without_danglers(view, seeds).values(), key=lambda each: each.order)


def select_or_stood(view: View, key: str) -> list[Member]:
    """Return the same; of what was taken back also the objects it stood as, revoked.

    Raises:
        NotPublished: the view holds nothing such of that key.
    """
    found = select(view, key)
    uids = records(replace(view, as_of=None)).filter(key=key).values("uid")
    own = objects(view).filter(record_uid__in=uids)
    if own.filter(is_revoked=False).exists():
        return found
    members = {each.stix_id: each for each in (*with_referred(view, [own]), *found)}
    return sorted(members.values(), key=lambda each: each.order)


def belonging(view: View, key: str) -> Findings:
    """Return the records that belong to a case, a campaign or an incident.

    Raises:
        NotPublished: the view holds nothing such of that key.
    """
    return find(view, incidents_of(view, key))


def incidents_of(view: View, key: str) -> list[str]:
    """Return the incidents of a case or campaign, or the incident itself, if in view.

    Raises:
        NotPublished: there is none.
    """
    root = records(replace(view, as_of=None)).filter(key=key).first()
    if root is None or root.kind not in ROOTS:
        raise NotPublished(f"No case or incident {key!r} is published at this marking.")
    found = records(view).filter(kind="incident")
    if root.kind == "campaign":
        found = found.filter(links__field="campaign", links__target_key=key)
    elif root.kind == "case":
        links = root.links.filter(field="incidents")
        found = found.filter(key__in=links.values("target_key"))
    else:
        found = found.filter(key=key)
    if not found.exists():
        raise NotPublished(f"No incident of {key!r} had certainly begun by that day.")
    return list(found.order_by("key").values_list("key", flat=True))


def closed_ids(view: View, ids: Collection[str], known: Collection[str]) -> set[str]:
    """Return the ids with all that any version of theirs refers to, and the known ones.

    Those known are closed but for the versions of the view's own release.
    """
    found = set(known)
    bodies = ObjectBody.objects.order_by().filter(
        release_id__lte=view.release, marking__in=view.markings
    )
    new = set(ids) - found
    frontier = [
        bodies.filter(stix_id__in=chunk, release_id=view.release)
        for chunk in in_chunks(known)
    ]
    while new or frontier:
        found |= new
        frontier += [bodies.filter(stix_id__in=chunk) for chunk in in_chunks(new)]
        targets: set[str] = set()
        for each in frontier:
            edges = Edge.objects.filter(body__in=each)
            targets.update(edges.values_list("target_id", flat=True).distinct())
        new = set()
        for chunk in in_chunks(targets - found):
            there = bodies.filter(stix_id__in=chunk).values_list("stix_id", flat=True)
            new.update(there)
        frontier = []
    return found


def _without_danglers(view: View, seeds: Members) -> Members:
    """Return the seeds with all they refer to; what cannot be closed falls out."""
    barred: set[str] = set()
    while True:
        members, missing = _closed(view, seeds, barred)
        if not missing:
            return members
        barred |= missing | _referring(members, missing)
        seeds = {id_: each for id_, each in seeds.items() if id_ not in barred}


def _closed(view: View, seeds: Members, barred: set[str]) -> tuple[Members, set[str]]:
    """Return the seeds with all they refer to, and the ids that are not to be had."""
    members, missing = dict(seeds), set[str]()
    frontier: Iterable[Member] = seeds.values()
    while frontier:
        needed, wished = _targets(frontier)
        found: Members = {}
        for chunk in in_chunks((needed | wished) - members.keys() - missing - barred):
            found |= _members(objects(view).filter(stix_id__in=chunk))
        missing |= needed - members.keys() - found.keys()
        members |= found
        frontier = found.values()
    return members, missing


def _members(found: QuerySet[ObjectBody]) -> Members:
    rows = found.values_list(
        *("pk", "stix_id", "type", "modified", "marking", "record_uid", "is_revoked")
    )
    return {row[1]: Member(*row) for row in rows}


def _targets(members: Iterable[Member]) -> tuple[set[str], set[str]]:
    """Return the ids that these objects refer to: what they need, what they wish."""
    needed, wished = set[str](), set[str]()
    for chunk in in_chunks(each.body for each in members):
        edges = Edge.objects.filter(body__in=chunk)
        ids = edges.values_list("target_id", flat=True).distinct()
        needed.update(ids.exclude(property=SOFT))
        wished.update(ids.filter(property=SOFT))
    return needed, wished


def _referring(members: Members, targets: Collection[str]) -> set[str]:
    """Return the ids of the members that need one of the targets."""
    by_body = {each.body: each.stix_id for each in members.values()}
    found: set[str] = set()
    for chunk in in_chunks(targets):
        bodies = Edge.objects.filter(target_id__in=chunk).exclude(property=SOFT)
        found.update(
            by_body[body]
            for body in bodies.values_list("body_id", flat=True)
            if body in by_body
        )
    return found
