"""What a change reaches: records that tell of it, cases that list it."""

from collections.abc import Collection

from django.db.models import QuerySet

from incidents.vocab import RecordKind
from sharing.findings import ACTORS, MEANS, PARTIES
from sharing.models import Link, PublishedRecord
from sharing.selectors import View, in_chunks, records

# A record that speaks of one of these tells what that one rests on, too: an opinion
# names the claimant of the claim it is on, a response those of the claims it rests on.
PASSED_ON = (
    RecordKind.SOURCE,
    RecordKind.STATEMENT,
    RecordKind.CLAIM,
    RecordKind.RESPONSE,
)
# Shared things belong to a case through what relates to them.
SHARED = (*MEANS, *ACTORS)


def dependents(keys: Collection[str], *, view: View) -> set[str]:
    """Return the published records whose objects may embed words or ids of these.

    The keeper signs every object, so a change of the keeper reaches all there are.
    """
    if Link.objects.filter(field="keeper", target_key__in=keys).exists():
        return set(records(view).values_list("key", flat=True)) - set(keys)
    found: set[str] = set()
    frontier = set(keys)
    while frontier:
        telling = _referring(frontier, view)
        frontier = {
            key
            for key, kind in telling.items()
            if kind in PASSED_ON and key not in found
        }
        found |= telling.keys()
    return found - set(keys)


def cases_telling(keys: Collection[str], *, view: View) -> set[str]:
    """Return the published cases whose reports tell of one of these, or are one."""
    links = _cases(view).values_list("key", "links__target_key")
    return {case for case, target in links if target in keys or case in keys}


def cases_reached(keys: Collection[str], *, view: View) -> set[str]:
    """Return the published cases to which any of these records may belong."""
    seen, frontier = set(keys), set(keys)
    while frontier:  # up from a place to its parties, from a party to what names it
        telling = _referring(frontier, view)
        frontier = {key for key, kind in telling.items() if kind in PARTIES} - seen
        seen |= telling.keys()
    frontier = set(seen)
    while frontier:
        new = _referred(frontier) | _referring(_shared(frontier, view), view).keys()
        frontier = new - seen
        seen |= new
    links = _cases(view).filter(links__field="incidents")
    found = links.values_list("key", "links__target_key")
    return {case for case, incident in found if incident in seen or case in seen}


def _cases(view: View) -> QuerySet[PublishedRecord]:
    return records(view).filter(kind=RecordKind.CASE)


def _referring(keys: Collection[str], view: View) -> dict[str, str]:
    """Return the records that refer to these: their kinds by their keys."""
    found: dict[str, str] = {}
    for chunk in in_chunks(keys):
        rows = records(view).filter(links__target_key__in=chunk)
        found.update(rows.values_list("key", "kind").distinct())
    return found


def _referred(keys: Collection[str]) -> set[str]:
    """Return what these records refer to, or ever did."""
    found: set[str] = set()
    for chunk in in_chunks(keys):
        links = Link.objects.filter(record__key__in=chunk)
        found.update(links.values_list("target_key", flat=True).distinct())
    return found


def _shared(keys: Collection[str], view: View) -> set[str]:
    found: set[str] = set()
    for chunk in in_chunks(keys):
        rows = records(view).filter(key__in=chunk, kind__in=SHARED)
        found.update(rows.values_list("key", flat=True))
    return found
