"""Saving a record that somebody else saved meanwhile, with what was chosen of each."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import User

from desk.merging import join
from incidents.models import Change
from incidents.services import Draft, revise_record
from incidents.snapshot import Snapshot
from incidents.vocab import Door


def save_joined(
    versions: tuple[Change, Change],
    mine: Snapshot,
    choices: Mapping[str, str],
    *,
    by: User,
    at: datetime,
    reason: str,
) -> Change:
    """Save what was chosen as the next version after theirs.

    ``versions`` are the one that was opened and the one that was saved meanwhile.

    Raises:
        Unchosen: a field that both changed was not decided on.
        EditedMeanwhile: there is a yet later version.
        ValidationError, NotKept: the record would not hold as chosen.
    """
    base, theirs = versions
    joined = join(base.snapshot, theirs.snapshot, mine, choices)
    draft = Draft(joined, at, reason)
    return revise_record(draft, by=by, door=Door.DESK, base=theirs.version)
