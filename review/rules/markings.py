"""How far a record may travel, and whether what it names may travel as far."""

from collections.abc import Iterator

from incidents.snapshot import references
from incidents.vocab import MARKING_RANK, Marking
from review.rules.known import Known
from review.rules.values import Found, Other, Snapshot, found


def unmarked(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find a record of which nobody has said how far it may travel."""
    if not own["marking"]:
        yield found("marking", "It is not marked. Choose how far it may travel.")


def stricter(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find what a record names although it may not travel as far as the record."""
    for field, key in sorted(references(own)):
        other = known.get(key)
        if other and own["marking"] and other["marking"] and _rank(other) > _rank(own):
            yield found(
                field,
                "It names ",
                Other(key),
                f", which is {Marking(other['marking']).label} and may not travel as "
                f"far as this record, {Marking(own['marking']).label}. Mark this one "
                "as strictly, or take the other out.",
                row=_row(own, field, key),
            )


def _rank(own: Snapshot) -> int:
    return MARKING_RANK[own["marking"]]


def _row(own: Snapshot, field: str, key: str) -> int | None:
    """Return the first owned row in which a dotted field names the record."""
    name, _, part = field.partition(".")
    if not part:
        return None
    named = ((place, row.get(part)) for place, row in enumerate(own[name]))
    return next(
        (place for place, value in named if value == key or key in (value or ())), None
    )
