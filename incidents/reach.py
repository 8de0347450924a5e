"""Who finds a record: the clearance that it needs, and the words it is found by.

Both follow from its versions and are kept beside its row, so that a list or an
autocomplete over many records is one indexed read.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import models

from incidents.models import Record
from incidents.snapshot import references
from incidents.vocab import CLOSED, MARKING_RANK

# Fields of a snapshot whose words nobody searches for: codes, digests and markings.
NO_WORDS = frozenset(
    {"uid", "kind", "marking", "lang", "quote_lang", "state", "archived_sha256"}
)


def rank(marking: str) -> int:
    """Return the rank of a marking, mildest 0; an unmarked record is closed."""
    return MARKING_RANK[marking] if marking else CLOSED


def strictest(records: Iterable[Record], floor: str = "") -> str:
    """Return the marking of what is built from these records: the strictest of theirs.

    What each needs since its last approval counts, and ``floor`` does; without
    either it is unmarked.
    """
    ranks = [each.clearance for each in records]
    ranks += [MARKING_RANK[floor]] if floor else []
    return list(MARKING_RANK)[max(ranks)] if ranks else ""


def fold(text: str) -> str:
    """Return text as it is compared: small letters, no accents, single spaces.

    Native scripts stay as they are, but for the marks that NFKD takes apart.
    """
    # No column holds a NUL, so nothing is found by one.
    apart = unicodedata.normalize("NFKD", text.replace("\0", " ").casefold())
    bare = "".join(each for each in apart if not unicodedata.combining(each))
    return " ".join(bare.split())


def names(snapshot: Mapping[str, Any]) -> str:
    """Return the folded name, key and other names of a record, one to a line."""
    aliases = [each["name"] for each in snapshot.get("aliases", ())]
    ids = snapshot.get("external_ids", ())
    found = [snapshot["name"], snapshot["key"], *aliases, *ids]
    return "\n".join(dict.fromkeys(fold(each) for each in found))


def text(snapshot: Mapping[str, Any]) -> str:
    """Return everything that can be read in a record itself, folded, names first."""
    others = {key for _, key in references(snapshot)}
    found = (each for each in _words(snapshot) if each not in others)
    words = dict.fromkeys(fold(each) for each in found)
    return "\n".join([names(snapshot), *(each for each in words if each)])


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, each in value.items():
            if name not in NO_WORDS:
                yield from _words(each)
    elif isinstance(value, list):
        for each in value:
            yield from _words(each)


def found_by(snapshot: Mapping[str, Any]) -> dict[str, str]:
    """Return the columns by which a record is found."""
    return {"search_names": names(snapshot), "search_text": text(snapshot)}


def clearance_by_marking(field: str = "marking") -> models.Case:
    """Return the clearance that each row's marking asks for, for an UPDATE."""
    cases = [
        models.When(**{field: marking}, then=models.Value(number))
        for marking, number in MARKING_RANK.items()
    ]
    return models.Case(*cases, default=models.Value(CLOSED))
