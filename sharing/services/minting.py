"""Names for a case's files: minted once, then shipped, the same everywhere."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from incidents.models import Record, StixName
from incidents.vocab import Marking
from sharing.compile import Context
from sharing.compile.dates import timestamp
from sharing.selectors import in_chunks, view
from sharing.services.items import items
from sharing.services.library import shelf
from sharing.services.naming import mint, names

BATCH = 500
Minted = dict[str, tuple[UUID, dict[str, str]]]


@transaction.atomic
def mint_case_names(keys: Iterable[str]) -> Minted:
    """Mint what these records lack of names; return all they have, by key.

    ``created`` of a name is when the record's version was recorded. A name that is
    there is never touched. Returned are the uid, and the names by part as text.
    """
    wanted = list(keys)
    chosen, _ = items(Record.objects.filter(key__in=wanted))
    by_key = {item.key: item for item in chosen}
    everything = view(marking=Marking.RED)
    for batch in in_chunks(chosen, BATCH):
        found = shelf([item.key for item in batch], items=by_key, view=everything)
        mint(batch, Context(found.versions, names(found.versions), ""), {})
    return _minted(wanted)


def _minted(keys: list[str]) -> Minted:
    records = Record.objects.filter(key__in=keys).order_by("key")
    found: Minted = {key: (uid, {}) for key, uid in records.values_list("key", "uid")}
    rows = StixName.objects.filter(record__in=records).order_by("part")
    for row in rows.select_related("record"):
        found[row.record.key][1][row.part] = f"{row} {timestamp(row.created)}"
    return found
