"""The STIX objects of a record as it stands now, approved or not: for looking only."""

from collections.abc import Sequence
from dataclasses import dataclass

from attribution.models import Claim
from attribution.vocab.claims import Stance
from incidents.models import Case
from incidents.vocab import RecordKind
from sharing.compile import Compiled, Problem, compile_record
from sharing.compile.context import Context
from sharing.services.items import standing_in
from sharing.services.library import Shelf, put_drafts
from sharing.services.naming import imagine, names
from sharing.services.publication import ITS_NAME, NO_KEEPER, STAND_IN


@dataclass(frozen=True, slots=True)
class Draft:
    """What a record would leave as if everything went out as it stands now.

    ``imagined`` are ids that are not minted yet and will be others; ``seen`` are the
    keys of all records that the objects may hold words or ids of.
    """

    objects: Sequence[Compiled]
    problems: Sequence[Problem]
    imagined: frozenset[str]
    seen: frozenset[str]


def draft_objects(key: str) -> Draft:
    """Return the objects of a record, compiled from the latest versions of everything.

    A case's reports list what is published and are not among them.
    """
    keeper = _keeper()
    found = Shelf()
    put_drafts(found, [key, keeper])
    put_drafts(found, _withdrawals(found))
    if keeper == NO_KEEPER:
        found.versions[NO_KEEPER] = STAND_IN
    known = {(NO_KEEPER, "main"): ITS_NAME} | names(found.versions)
    bare = Context(found.versions, known, keeper)
    new = imagine(standing_in(found.versions), bare, {})
    made, problems = compile_record(key, Context(found.versions, known | new, keeper))
    return Draft(
        objects=made,
        problems=problems,
        imagined=frozenset(each.stix_id for each in new.values()),
        seen=frozenset(found.versions),
    )


def _keeper() -> str:
    """Return who keeps the record, if all cases agree on that."""
    keepers = set(Case.objects.values_list("keeper__key", flat=True))
    return str(keepers.pop()) if len(keepers) == 1 else NO_KEEPER


def _withdrawals(found: Shelf) -> set[str]:
    """Return the claims that take back these, and those that take back that."""
    taken_back = found.of_kind(RecordKind.CLAIM)
    acts: set[str] = set()
    while taken_back:
        rows = Claim.objects.filter(
            about__key__in=taken_back, stance=Stance.WITHDRAWS
        ).values_list("key", flat=True)
        taken_back = set(rows) - acts
        acts |= taken_back
    return acts
