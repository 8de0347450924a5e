"""Publishing: compile what is approved and append it, all of it or nothing."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar

from django.contrib.auth.models import User
from django.db import transaction

from incidents.models import Record
from incidents.vocab import Marking
from sharing import store
from sharing.compile import Problem
from sharing.models import Release
from sharing.selectors import View, in_chunks, latest_release
from sharing.services.announcing import announce
from sharing.services.cases import keepers, report_cases
from sharing.services.checking import checker
from sharing.services.collections import keep_up
from sharing.services.dependents import dependents
from sharing.services.items import Item, as_published, items
from sharing.services.problems import CannotPublish
from sharing.services.publication import NO_KEEPER, Publication
from sharing.services.segmenting import places_changed
from sharing.services.withdrawing import Withdrawals

BATCH = 500
P = TypeVar("P", bound=Publication)


@transaction.atomic
def publish(
    records: Iterable[Record], *, by: User, at: datetime | store.Clock, note: str = ""
) -> Release:
    """Publish the approved versions of these records as one release.

    Published records that tell of a changed one are compiled again with it, and the
    case-file reports that list them are made anew. What did not change is passed
    over; if nothing did, no release is made and the latest is returned.

    Raises:
        CannotPublish: something is unapproved, unmarked, without a source, invalid,
            milder than what it refers to, … It lists all problems; nothing is written.
    """
    release = store.begin(by=by, at=at, note=note)
    with compiled(records, release, Publication) as publication:
        return seal(publication)


@contextmanager
def compiled(
    records: Iterable[Record], release: store.Appending, make: type[P]
) -> Iterator[P]:
    """Give a publication of these records in which all is compiled and checked.

    The case-file reports are still to be made, and the problems to be looked at.
    """
    chosen, problems = items(records)
    view = View(release.pk, Marking.RED)
    keeper, problem = _keeper(keepers(chosen, view=view))
    by_key = {item.key: item for item in chosen}
    withdrawals = Withdrawals(by_key)
    telling = as_published(_telling(by_key, withdrawals, view) - by_key.keys())
    with checker(len(chosen) + len(telling)) as checks:
        publication = make(
            release, by_key, keeper, [*problems, *problem], checks, withdrawals
        )
        for batch in in_chunks([*chosen, *telling], BATCH):
            publication.add(batch)
        yield publication


def seal(publication: Publication) -> Release:
    """Return the release with the case-file reports that go with it.

    Raises:
        CannotPublish: there are problems, or nothing was ever published.
    """
    if not publication.problems:
        report_cases(publication)
    problems = [*publication.problems, *publication.checker.problems()]
    if problems:
        raise CannotPublish(problems)
    keep_up(publication.release)
    sealed = publication.release.seal()
    if sealed:
        announce(sealed)
        places_changed.send(Release)
    release = sealed or latest_release()
    if release is None:
        nothing = Problem("", "records", "none were given, and none were published")
        raise CannotPublish([nothing])
    return release


def _telling(
    chosen: Mapping[str, Item], withdrawals: Withdrawals, view: View
) -> set[str]:
    """Return the records whose objects may say something else now."""
    new = {key for key, item in chosen.items() if item.is_new}
    changed = {key for key in new if chosen[key].published}
    found = dependents(changed, view=view)
    return found | withdrawals.targets(new | found, view=view)


def _keeper(found: set[str]) -> tuple[str, list[Problem]]:
    """Return who keeps the record; where that is not clear, nobody, and the problem."""
    if len(found) == 1:
        return found.pop(), []
    if not found:
        text = "no case says who keeps the record; publish a case first, or with it"
    else:
        text = f"cases name several keepers: {', '.join(sorted(found))}"
    return NO_KEEPER, [Problem("", "keeper", text)]
