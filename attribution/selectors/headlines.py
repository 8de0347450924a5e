"""Whether the answers on many incidents are contested, read from columns alone.

A headline turns on who said what of whom, when, and who took it back: columns of a few
tables. Read so, thousands of incidents cost three queries and no snapshot.
"""

from collections.abc import Collection
from typing import Any

from django.db.models import Q

from attribution.models import Claim
from incidents.models import IntrusionSet, ThreatActor
from incidents.vocab import CLOSED
from positions import contest
from positions import values as plain
from positions.reading import OUT

# In the order of what ``_claim`` takes.
COLUMNS = (
    *("pk", "statement_id", "claimant_id", "claimant_role", "stance", "about_id"),
    *("attributed_to_id", "entity_level", "proposition", "restates_id", "state"),
    *("statement__state", "statement__clearance"),
    *("statement__said", "statement__said_earliest", "statement__said_latest"),
)


def headlines(
    of: Collection[int], *, clearance: int = CLOSED
) -> dict[int, dict[str, str]]:
    """Return the headline at every level of each of these incidents or campaigns.

    By row number, from all claims that need no more than the clearance.
    """
    record = claims_record(clearance=clearance)
    found = contest.headlines(record, [row_key(pk) for pk in of], None)
    return {int(key): levels for key, levels in found.items()}


def claims_record(
    claims: Collection[int] | None = None, *, clearance: int = CLOSED
) -> plain.Record:
    """Return these claims, all if none are told, and the actors, as plain values.

    In three queries. Records bear their row numbers for keys (``row_key``). What needs
    more than the clearance is left out, of a hidden statement its date; sources,
    responses and words are.
    """
    seen = Q(clearance__lte=clearance)
    wanted = seen if claims is None else seen & Q(pk__in=claims)
    rows = Claim.objects.filter(wanted).order_by().values_list(*COLUMNS)
    found = [_claim(row, clearance) for row in rows]
    named = None
    if claims is not None:
        named = {int(key) for each in found for key in (each.about, each.target) if key}
    return plain.Record(
        claims={each.key: each for each in found},
        actors={each.key: each for each in _actors(seen, named)},
        responses={},
        happenings=(),
    )


def _claim(row: tuple[Any, ...], clearance: int) -> plain.Claim:
    pk, statement, claimant, role, stance, about, *rest = row
    target, level, proposition, restates, state, statement_state, needed, *said = rest
    return plain.Claim(
        key=row_key(pk),
        statement=row_key(statement),
        claimant=row_key(claimant),
        role=role,
        stance=stance,
        about=row_key(about),
        target=row_key(target) if target else None,
        level=level,
        proposition=proposition,
        said=plain.When(*said) if needed <= clearance else plain.When("", None, None),
        lineages=(),
        restates=row_key(restates) if restates else None,
        words="",
        likelihood="",
        confidence="",
        # Nothing is known of a hidden statement, nor that it was taken out.
        retracted=state in OUT or (needed <= clearance and statement_state in OUT),
    )


def _actors(seen: Q, named: Collection[int] | None) -> list[plain.Actor]:
    wanted = seen if named is None else seen & Q(pk__in=named)
    actors = ThreatActor.objects.filter(wanted).exclude(state__in=OUT).order_by()
    groups = IntrusionSet.objects.filter(wanted).exclude(state__in=OUT).order_by()
    columns = ("pk", "kind", "entity_level", "identity_id", "is_state_level")
    return [
        *(_actor(*row) for row in actors.values_list(*columns)),
        *(_actor(*row) for row in groups.values_list("pk", "kind", "entity_level")),
    ]


def _actor(
    pk: int, kind: str, level: str, identity: int | None = None, is_state: bool = False
) -> plain.Actor:
    body = row_key(identity) if identity else None
    government = (body,) if body and is_state else ()
    return plain.Actor(row_key(pk), kind, level, body, government)


def row_key(pk: int) -> str:
    """Return a row number as these values name a record: as text that sorts alike."""
    return f"{pk:012}"
