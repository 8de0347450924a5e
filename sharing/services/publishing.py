"""Publishing: compile what is approved and append it, all of it or nothing."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from incidents.models import Record
from incidents.vocab import Marking
from sharing import store
from sharing.compile import Problem
from sharing.models import Release
from sharing.selectors import View, in_chunks, latest_release
from sharing.services.cases import keepers, report_cases
from sharing.services.checking import checker
from sharing.services.dependents import dependents
from sharing.services.items import as_published, items
from sharing.services.problems import CannotPublish
from sharing.services.publication import Publication

BATCH = 500


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
    chosen, problems = items(records)
    view = View(release.pk, Marking.RED)
    found = keepers(chosen, view=view)
    if len(found) != 1:
        raise CannotPublish([*problems, _no_one_keeper(found)])
    by_key = {item.key: item for item in chosen}
    changed = {item.key for item in chosen if item.is_new and item.published}
    telling = as_published(dependents(changed, view=view) - by_key.keys())
    with checker(len(chosen) + len(telling)) as checks:
        publication = Publication(release, by_key, found.pop(), problems, checks)
        for batch in in_chunks([*chosen, *telling], BATCH):
            publication.add(batch)
        return seal(publication)


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
    release = publication.release.seal() or latest_release()
    if release is None:
        nothing = Problem("", "records", "none were given, and none were published")
        raise CannotPublish([nothing])
    return release


def _no_one_keeper(found: set[str]) -> Problem:
    if not found:
        text = "no case says who keeps the record; publish a case first, or with it"
    else:
        text = f"cases name several keepers: {', '.join(sorted(found))}"
    return Problem("", "keeper", text)
