"""Dates that cannot all be true; only where no reading of them could be."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from attribution.vocab.claims import NAMING, Proposition
from incidents.vocab import RecordKind
from review.rules.known import Known
from review.rules.values import Found, Other, Snapshot, found

Date = Mapping[str, Any] | None
DOUBT = re.compile("[~?%]")
# A beginning and an end of one thing, in any kind of record that has both.
SPANS = (("first_seen", "last_seen"), ("valid_from", "valid_until"))
# What comes first and what comes after, with the words for the latter.
ORDER = (
    ("occurred", "discovered", "was discovered"),
    ("occurred", "disclosed", "was made public"),
    ("discovered", "disclosed", "was made public"),
    ("announced", "effective", "took effect"),
    ("published", "archived_on", "was archived"),
)
# When an incident can have been known at the earliest, in words.
KNOWN_FROM = (
    ("occurred", "took place"),
    ("discovered", "was discovered"),
    ("disclosed", "was made public"),
)


def ends_before_it_begins(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find an end that lies before its beginning, whatever the two can mean."""
    for start, end in SPANS:
        if start in own and end in own and is_before(own[end], own[start]):
            yield found(
                end,
                f"It ends ({_text(own[end])}) before it begins "
                f"({_text(own[start])}). Mend one of the two dates.",
            )


def out_of_order(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find a date that comes before what it must come after."""
    for first, then, words in ORDER:
        if first in own and then in own and is_before(own[then], own[first]):
            yield found(
                then,
                f"By its dates it {words} ({_text(own[then])}) before it "
                f"{_VERBS[first]} ({_text(own[first])}). Mend one of the two.",
            )
    steps = own.get("transitions", ())
    for row in range(1, len(steps)):
        before, step = steps[row - 1], steps[row]
        if is_before(step["when"], before["when"]):
            yield found(
                "transitions.when",
                f"The step “{step['status']}” ({_text(step['when'])}) is dated before "
                f"the step that it follows ({_text(before['when'])}).",
                row=row,
            )


def attributed_too_early(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find an attribution made before there was anything to attribute."""
    if own["stance"] not in NAMING or own["proposition"] != Proposition.ATTRIBUTED_TO:
        return
    said_in = known.get(own["statement"])
    incident = next(
        (each for each in known.chain(own) if each["kind"] == RecordKind.INCIDENT), None
    )
    if not said_in or not incident:
        return
    for field, words in KNOWN_FROM:
        if is_before(said_in["said"], incident[field]):
            yield found(
                "statement",
                f"It was said ({_text(said_in['said'])}) before ",
                Other(incident["key"]),
                f" {words} ({_text(incident[field])}). Check the date of the "
                "statement and that of the incident.",
            )
            return


def no_date(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find a statement that cannot be put in order with others."""
    if not own["said"]:
        yield found(
            "said",
            "It has no date, so that nobody can say who spoke first. Give at least "
            "a year, or a bound such as “before 2022-09”.",
        )


def older_source(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find a source that came out before the statement that it is cited for."""
    for row, _, source in known.cited(own):
        if is_before(source["published"], own["said"]):
            yield found(
                "citations.source",
                Other(source["key"]),
                f" came out ({_text(source['published'])}) before this was said "
                f"({_text(own['said'])}). Mend one of the two dates.",
                row=row,
            )


def is_before(one: Date, other: Date) -> bool:
    """Whether all that one date can mean lies before all that the other can.

    Of a date that is approximate or uncertain nothing follows for sure.
    """
    if any(date and DOUBT.search(date["edtf"]) for date in (one, other)):
        return False
    latest, earliest = _bound(one, "latest"), _bound(other, "earliest")
    return latest is not None and earliest is not None and latest < earliest


_VERBS = {
    "occurred": "took place",
    "discovered": "was discovered",
    "announced": "was announced",
    "published": "came out",
}


def _bound(date: Date, edge: str) -> datetime | None:
    text = date[edge] if date else None
    return datetime.fromisoformat(text) if text else None


def _text(date: Date) -> str:
    return str(date["edtf"]) if date else ""
