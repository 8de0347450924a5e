"""Withdrawals, and what they take back: neither refers to the other in both ways.

A withdrawal refers to the claim that it takes back, and it is that claim which says
in its objects that it no longer stands. So whoever compiles a claim needs what
withdraws it, and whoever publishes a withdrawal compiles what it takes back again.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from django.db.models import QuerySet

from attribution.vocab.claims import Stance
from incidents.models import Change
from incidents.vocab import RecordKind
from sharing.models import PublishedRecord
from sharing.selectors import View, in_chunks, records, snapshots
from sharing.services.items import Item

Pairs = Iterator[tuple[str, str]]


class Withdrawals:
    """Which claims take which back, in the versions that a publication goes by.

    Of ``items``, by key, the versions to publish count; of others the published ones.
    """

    def __init__(self, items: Mapping[str, Item]) -> None:
        self._items = items
        self._chosen: dict[str, set[str]] = defaultdict(set)
        for key, target in _to_publish(items.values()):
            self._chosen[target].add(key)

    def of(self, claims: Iterable[str], *, view: View) -> set[str]:
        """Return the claims that take these back, and what takes those back in turn."""
        found: set[str] = set()
        frontier = set(claims)
        while frontier:
            told = {key for each in frontier for key in self._chosen.get(each, ())}
            for chunk in in_chunks(frontier):
                rows = _on_claims(view).filter(links__target_key__in=chunk)
                told |= {key for key, _ in _among(rows) if key not in self._items}
            frontier = told - found
            found |= frontier
        return found

    def targets(self, claims: Iterable[str], *, view: View) -> set[str]:
        """Return what these claims take back, or did in the version that is out.

        And what that takes back, if it is a withdrawal itself.
        """
        chosen = [(key, each) for each, keys in self._chosen.items() for key in keys]
        found: set[str] = set()
        frontier = set(claims)
        while frontier:
            told = {target for key, target in chosen if key in frontier}
            for chunk in in_chunks(frontier):
                told |= {each for _, each in _among(_on_claims(view, chunk))}
            frontier = told - found
            found |= frontier
        return found


def _to_publish(items: Iterable[Item]) -> Pairs:
    """Yield the chosen versions that are withdrawals, each with its target."""
    claims = (each.change for each in items if each.kind == RecordKind.CLAIM)
    for chunk in in_chunks(change for change in claims if change is not None):
        rows = Change.objects.filter(pk__in=chunk, snapshot__stance=Stance.WITHDRAWS)
        yield from rows.values_list("record__key", "snapshot__about")


def _on_claims(view: View, keys: Iterable[str] = ()) -> QuerySet[PublishedRecord]:
    rows = records(view).filter(kind=RecordKind.CLAIM, links__field="about")
    return rows.filter(key__in=keys) if keys else rows


def _among(rows: QuerySet[PublishedRecord]) -> Pairs:
    """Yield the withdrawals among published claims, each with its target."""
    for claim in snapshots(rows):
        if claim["stance"] == Stance.WITHDRAWS:
            yield claim["key"], claim["about"]
