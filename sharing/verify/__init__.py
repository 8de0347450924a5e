"""Is the store still what was published? Everything is computed again and compared."""

from sharing.models import Collection
from sharing.verify.breaks import Break
from sharing.verify.collections import collection_breaks
from sharing.verify.releases import orphans, release_breaks

__all__ = ["Break", "verify_store"]


def verify_store() -> list[Break]:
    """Return every break of the store, in the order of releases; empty is whole.

    Digests, hashes, the chain and its numbers, edges, positions and times are computed
    again, what belongs to which collection, and what its segments hold. That whole
    releases were cut off at the end shows only to somebody who kept the hash of the
    last one elsewhere.
    """
    breaks = [*release_breaks(), *orphans()]
    for collection in Collection.objects.order_by("pk"):
        breaks += collection_breaks(collection)
    return sorted(breaks, key=lambda each: each.release)
