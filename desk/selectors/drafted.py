"""A record's STIX objects as they would be now, drafts and all, for one reader."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User

from desk.selectors.preview import Trouble, as_text, troubles
from desk.selectors.words import names_of
from incidents.models import Record
from sharing.compile import Compiled
from sharing.services import draft_objects

# What tells an object from others of its type, the first that it has.
NAMES = ("name", "abstract", "relationship_type", "opinion")


@dataclass(frozen=True, slots=True)
class Made:
    """One object as it would be; ``is_named`` says whether its id is minted already."""

    name: str
    type: str
    marking: str
    is_named: bool
    text: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """All of them that the reader may see, and what keeps the record from leaving."""

    objects: Sequence[Made]
    troubles: Sequence[Trouble]
    hidden: int


def drafted(record: Record, user: User) -> Drafted:
    """Return what a record would leave as, from the latest versions of everything.

    An object that tells of a record that the reader may not see is only counted.
    """
    draft = draft_objects(record.key)
    known = names_of(draft.seen, user)
    seen = [each for each in draft.objects if known.keys() >= set(each.embeds)]
    return Drafted(
        objects=[_made(each, draft.imagined) for each in seen],
        troubles=list(troubles(draft.problems, known)),
        hidden=len(draft.objects) - len(seen),
    )


def _made(compiled: Compiled, imagined: frozenset[str]) -> Made:
    obj = compiled.object
    return Made(
        name=next((str(obj[name]) for name in NAMES if name in obj), compiled.part),
        type=obj["type"],
        marking=compiled.marking,
        is_named=obj["id"] not in imagined,
        text=as_text(obj),
    )
