"""Reads the snapshots of record versions, live or published, as plain values.

One snapshot is one record version as JSON: its key, kind, name and state, and its
fields as in the model. A foreign key is the other record's key, a date its text
with its bounds. Kinds that no view needs are passed over.
"""

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, time
from typing import Any

from positions.values import (
    Actor,
    Claim,
    Happening,
    Record,
    Response,
    Transition,
    When,
)

Snapshot = Mapping[str, Any]
Known = Mapping[str, Snapshot]

# Taken out by us: a recording error, or found not to be what it was recorded as.
# What its claimant withdrew or revised stays in: the claim that did so has the day.
OUT = frozenset({"retracted", "rejected"})
RESPONSE = "diplomatic-response"
# An interval whose beginning is a day, a month or a year, approximate or not.
INTERVAL = re.compile(r"\d{4}(-(?P<month>\d\d)(-(?P<day>\d\d))?)?[?~%]?/")
ACTORS = ("threat-actor", "intrusion-set", "identity")
# What a timeline shows: the fields with its date, the first that is filled counts.
DATED: Mapping[str, tuple[str, ...]] = {
    "incident": ("occurred",),
    "event": ("occurred",),
    "statement": ("said",),
    RESPONSE: ("announced", "effective"),
}
ABOUT: Mapping[str, tuple[str, ...]] = {
    "incident": (),
    "event": ("incident", "about"),
    "statement": (),  # its claims, found from their side
    RESPONSE: ("answers", "rests_on", "voices"),
}

# The kinds that anything is read from; indicators, impacts and the like say nothing.
VIEWED = ("source", "claim", *DATED, *ACTORS)


def read(snapshots: Iterable[Snapshot]) -> Record:
    """Return the record that these snapshots hold, one snapshot for each record.

    Retracted and rejected records are left out; such claims stay, marked, so that
    what was said on them can still be placed.

    Raises:
        KeyError: a snapshot, or a claim in one, lacks what every one has.
        ValueError: a date is no instant with a time zone.
    """
    known = {each["key"]: each for each in snapshots}
    kept = {key: each for key, each in known.items() if each["state"] not in OUT}
    return Record(
        claims={each["key"]: _claim(each, known) for each in _of(known, "claim")},
        actors={each["key"]: _actor(each) for each in _of(kept, *ACTORS)},
        responses={each["key"]: _response(each) for each in _of(kept, RESPONSE)},
        happenings=tuple(_happenings(kept)),
    )


def _of(known: Known, *kinds: str) -> Iterator[Snapshot]:
    return (each for each in known.values() if each["kind"] in kinds)


def _claim(snapshot: Snapshot, known: Known) -> Claim:
    statement = known.get(snapshot["statement"], {})
    return Claim(
        key=snapshot["key"],
        statement=snapshot["statement"],
        claimant=snapshot["claimant"],
        role=_text(snapshot, "claimant_role"),
        stance=snapshot["stance"],
        about=snapshot["about"],
        target=snapshot.get("attributed_to"),
        level=_text(snapshot, "entity_level"),
        proposition=_text(snapshot, "proposition"),
        said=_when(statement, "said"),
        lineages=tuple(_lineages((snapshot, statement), known)),
        restates=snapshot.get("restates"),
        words=_text(snapshot, "original_words"),
        likelihood=_text(snapshot, "likelihood"),
        confidence=_text(snapshot, "analytic_confidence"),
        retracted=snapshot["state"] in OUT or statement.get("state") in OUT,
    )


def _lineages(cited_in: Iterable[Snapshot], known: Known) -> Iterator[str]:
    """Yield a lineage for each source cited: its group, or the source on its own."""
    cited = (each for snapshot in cited_in for each in snapshot.get("citations", ()))
    for key in dict.fromkeys(each["source"] for each in cited):
        source = known.get(key, {})
        if source.get("state") not in OUT:
            yield _text(source, "lineage_group") or key


def _actor(snapshot: Snapshot) -> Actor:
    identity = snapshot.get("identity")
    government = identity if snapshot.get("is_state_level") else None
    return Actor(
        key=snapshot["key"],
        kind=snapshot["kind"],
        level=_text(snapshot, "entity_level"),
        identity=identity,
        definitional=(government,) if government else (),
    )


def _response(snapshot: Snapshot) -> Response:
    return Response(
        key=snapshot["key"],
        responders=_keys(snapshot, "responders"),
        addressees=_keys(snapshot, "addressees"),
        type=_text(snapshot, "response_type"),
        announced=_begun(snapshot, "announced", "effective"),
        rests_on=_keys(snapshot, "rests_on"),
        answers=_keys(snapshot, "answers"),
        transitions=tuple(
            Transition(each["status"], _when(each, "when"))
            for each in snapshot.get("transitions", ())
        ),
    )


def _happenings(kept: Known) -> Iterator[Happening]:
    made_in: dict[str, list[str]] = defaultdict(list)
    for claim in _of(kept, "claim"):
        made_in[claim["statement"]].append(claim["key"])
    for each in _of(kept, *DATED):
        links = (key for field in ABOUT[each["kind"]] for key in _keys(each, field))
        yield Happening(
            key=each["key"],
            kind="response" if each["kind"] == RESPONSE else each["kind"],
            name=each["name"],
            when=_begun(each, *DATED[each["kind"]]),
            about=(*links, *sorted(made_in[each["key"]])),
        )


def _begun(snapshot: Snapshot, *fields: str) -> When:
    """Return when it was, from the first field that has a date.

    Of what lasted the beginning counts; what was said in an interval was said on
    some day in it, so the whole interval does.
    """
    field = next((each for each in fields if snapshot.get(each)), fields[0])
    when = _when(snapshot, field)
    start = INTERVAL.match(when.text)
    if start is None or when.earliest is None or snapshot["kind"] == "statement":
        return when
    month, day = start["month"], start["day"]
    last = when.earliest.replace(month=int(month or 12))
    days = monthrange(last.year, last.month)[1]
    latest = datetime.combine(last.replace(day=int(day or days)), time.max, tzinfo=UTC)
    return When(when.text, when.earliest, latest)


def _text(snapshot: Snapshot, field: str) -> str:
    return str(snapshot.get(field) or "")


def _keys(snapshot: Snapshot, field: str) -> tuple[str, ...]:
    """Return the keys in a field that holds one, several or none."""
    held = snapshot.get(field) or ()
    return (held,) if isinstance(held, str) else tuple(held)


def _when(snapshot: Snapshot, field: str) -> When:
    stated = snapshot.get(field)
    if stated is None:
        return When("", None, None)
    return When(
        stated["edtf"], _instant(stated["earliest"]), _instant(stated["latest"])
    )


def _instant(text: str | None) -> datetime | None:
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text!r} has no time zone")
    return moment.astimezone(UTC)
