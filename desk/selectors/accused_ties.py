"""Who is accused with somebody: the actors that are he, his organs, and those whom
claims tie to him; each told with by whose word."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from attribution.selectors import claims_record, row_key
from desk.clearance import Person, rank_of, visible
from incidents.models import Identity, Record, ThreatActor
from incidents.vocab import RecordKind
from positions.levels import Chain, Reach
from positions.standing import Standing

ITSELF, ORGAN, CLAIMED = "itself", "organ", "claimed"

# Every claim that links an actor to another, what was said of those claims to any
# depth, and what they say again: all that decides which links stand.
LINKS = """
WITH RECURSIVE links (id) AS (
    SELECT record_ptr_id FROM attribution_claim
     WHERE about_kind IN ('threat-actor', 'intrusion-set')
  UNION
    SELECT step.id FROM links CROSS JOIN LATERAL (
        SELECT record_ptr_id FROM attribution_claim WHERE about_id = links.id
        UNION ALL
        SELECT restates_id FROM attribution_claim
         WHERE record_ptr_id = links.id AND restates_id IS NOT NULL
    ) AS step (id)
)
SELECT id FROM links
"""


@dataclass(frozen=True, slots=True)
class Tie:
    """Why a claim that names an actor is counted against somebody else.

    ``through`` is the row number of the organ that the actor is; ``by`` those of the
    claimants who tie it to him, ``via`` those of their claims.
    """

    how: str
    through: int | None = None
    by: tuple[int, ...] = ()
    via: tuple[int, ...] = ()


def actors_of(of: Record, user: Person, *, with_ties: bool) -> dict[int, Tie]:
    """Return the actors that stand for somebody, by row number.

    Those that are he, by the record's own word; with ties also those that are his
    organs and officials, and those that claims in force tie to any of these. What the
    reader may not see ties nobody.
    """
    found = {pk: Tie(ITSELF) for pk in _itself(of, user)}
    if not with_ties:
        return found
    for actor, organ in _organs(of, user):
        found.setdefault(actor, Tie(ORGAN, through=organ))
    for actor, tie in _claimed(found, user).items():
        found.setdefault(actor, tie)
    return found


def _itself(of: Record, user: Person) -> list[int]:
    if of.kind != RecordKind.IDENTITY:
        return [of.pk]
    actors = visible(ThreatActor.objects.filter(identity=of.pk), user)
    return list(actors.order_by("pk").values_list("pk", flat=True))


def _organs(of: Record, user: Person) -> list[tuple[int, int]]:
    """Return the actors that are bodies or officials of it, with which body each is.

    Of a body's bodies, too: the state's ministry, the ministry's office.
    """
    whole = Q(state_of=of.pk) | Q(state_of__state_of=of.pk)
    if of.kind == RecordKind.THREAT_ACTOR:
        mine = ThreatActor.objects.filter(pk=of.pk).values("identity")
        whole = Q(state_of__in=mine) | Q(state_of__state_of__in=mine)
    bodies = visible(Identity.objects.filter(whole), user)
    actors = visible(ThreatActor.objects.filter(identity__in=bodies.values("pk")), user)
    return list(actors.order_by("pk").values_list("pk", "identity"))


def _claimed(targets: Collection[int], user: Person) -> dict[int, Tie]:
    """Return the actors that links in force lead from to any of the targets."""
    with connection.cursor() as cursor:
        cursor.execute(LINKS)
        links = [pk for (pk,) in cursor.fetchall()]
    record = claims_record(links, clearance=rank_of(user))
    chain = Chain(Standing(record, None))
    wanted = {row_key(pk) for pk in targets}
    found = {}
    for actor in record.actors.keys() - wanted:
        reached = [each for each in chain.ancestors(actor) if each.actor in wanted]
        if reached:
            found[int(actor)] = _tie(reached[0])
    return found


def _tie(reach: Reach) -> Tie:
    claims = [claim for step in reach.steps for claim in step]
    return Tie(
        CLAIMED,
        by=_numbers(claim.claimant for claim in claims),
        via=_numbers(claim.key for claim in claims),
    )


def _numbers(keys: Iterable[str]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(int(key) for key in keys))


def tied_names(ties: Mapping[int, Tie]) -> set[int]:
    """Return the row numbers of all that ties name."""
    organs = {tie.through for tie in ties.values() if tie.through}
    return organs | {pk for tie in ties.values() for pk in tie.by}
