"""Partners and what each was sent, for the tests of the pull log and of recalls."""

from typing import Any

from incidents.models import Record
from sharing.access import Outlet, Reader, Served, note_pull
from sharing.access.received import Receipt
from sharing.models import Collection, Entry
from tests.build import NOON
from tests.sharing.partners import HOME, ask, make_partner, make_token


def reader(name: str = "Ministry of Elsewhere") -> Reader:
    return ask(make_token(make_partner(name), label=name))


def sent(who: Reader, at: Any = NOON, **told: Any) -> None:
    fields = {"outlet": Outlet.TAXII, "query": "", "count": 1, "size": 1, **told}
    note_pull(who, Served(**fields), at=at, address=HOME)


def names(receipts: list[Receipt]) -> list[str]:
    return [each.partner.name for each in receipts]


def green() -> int:
    return Collection.objects.get(alias="published-green").pk


def entries(record: Record) -> list[Entry]:
    found = Entry.objects.filter(body__record_uid=record.uid, collection=green())
    return list(found.order_by("position"))


def head() -> int:
    last = Entry.objects.filter(collection=green()).latest("position")
    return last.position
