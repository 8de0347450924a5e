"""The computed views, read from the record as it stands or stood.

Each takes ``known_at``: None is the record as it stands now, an instant the record
as its versions had it then. It is never stored; ``as_of`` is the day asked about.
"""

from datetime import date, datetime

from attribution.models import Claim
from attribution.selectors.scope import record_concerning
from incidents.models import Incident, IntrusionSet, Record, ThreatActor
from incidents.selectors import changes_known_at
from positions import contest, levels, lineage, matrix, reading, responses
from positions import timeline as time_order
from positions import values as plain

Actor = ThreatActor | IntrusionSet


def record_as_it_stands(known_at: datetime | None = None) -> plain.Record:
    """Return the whole record as plain values, now or as it was at an instant.

    One query, and only of the kinds that the views are computed from.
    """
    changes = changes_known_at(known_at).filter(record__kind__in=reading.VIEWED)
    return reading.read(changes.values_list("snapshot", flat=True))


def record_about(known_at: datetime | None, *records: Record) -> plain.Record:
    """Return what the views on these records need, now or as it was at an instant.

    What was known once is read whole: which records concerned one another then is
    told by their versions alone.
    """
    return record_as_it_stands(known_at) if known_at else record_concerning(*records)


def contest_state(
    incident: Incident,
    level: str,
    as_of: date | None = None,
    *,
    known_at: datetime | None = None,
) -> contest.Contest:
    """Return whether the incident's attribution at a level is contested, and why."""
    record = record_about(known_at, incident)
    return contest.contest_state(record, incident.key, level, as_of)


def contest_states(
    incident: Incident, as_of: date | None = None, *, known_at: datetime | None = None
) -> dict[str, contest.Contest]:
    """Return the contest state of the incident at every level, deepest first."""
    return contest.contest_states(record_about(known_at, incident), incident.key, as_of)


def positions_matrix(
    incident: Incident, as_of: date | None = None, *, known_at: datetime | None = None
) -> matrix.Matrix:
    """Return who holds what on the incident: claimants by levels."""
    return matrix.positions_matrix(
        record_about(known_at, incident), incident.key, as_of
    )


def dependent_responses(
    claim: Claim, as_of: date | None = None, *, known_at: datetime | None = None
) -> responses.Dependents:
    """Return the responses that rest on the claim, and which lost their ground."""
    return responses.dependent_responses(
        record_about(known_at, claim), claim.key, as_of
    )


def timeline(
    incident: Incident, as_of: date | None = None, *, known_at: datetime | None = None
) -> time_order.Timeline:
    """Return what happened and was said and done about the incident, in order."""
    return time_order.timeline(record_about(known_at, incident), incident.key, as_of)


def lineages(claim: Claim, *, known_at: datetime | None = None) -> lineage.Lineages:
    """Return on how many independent lineages of sources the claim stands.

    Raises:
        KeyError: our record did not hold the claim at that instant.
    """
    return lineage.independent_lineages(record_about(known_at, claim), claim.key)


def compatible(
    actors: tuple[Actor, Actor],
    level: str,
    as_of: date | None = None,
    *,
    known_at: datetime | None = None,
) -> levels.Agreement:
    """Say whether two culprits can both be the answer at a level, by which claims."""
    one, other = (actor.key for actor in actors)
    return levels.compatible(record_about(known_at, *actors), one, other, level, as_of)
