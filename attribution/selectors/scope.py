"""Only what concerns an incident: the records that the computed views can turn on.

A view computed from these gives the same answer as from the whole record, and reads
hundreds of rows instead of hundreds of thousands.
"""

from collections.abc import Iterable

from django.db import connection
from django.db.models import F, QuerySet

from incidents.models import Change, Record
from incidents.vocab import CLOSED
from positions import reading
from positions import values as plain

# From each record found, one step on. ``on`` says whether it concerns what was asked
# about: what was said of it, happened and was done about it does, too. Other records
# only decide what stands: an actor's links to those behind it, what a claim says again.
# Only one term may refer to the recursion, so the steps are joined to it laterally;
# arrays keep the planner from reading whole tables for the few rows that are wanted.
FOUND = """
WITH RECURSIVE found (id, kind, "on") AS (
    SELECT id, kind, kind NOT IN ('threat-actor', 'intrusion-set')
      FROM incidents_record WHERE id = ANY(%(start)s) AND clearance <= %(clearance)s
  UNION
    SELECT record.id, record.kind, step."on"
      FROM found CROSS JOIN LATERAL (
        -- What is said of it, or of what was said.
        SELECT record_ptr_id, found."on"
          FROM attribution_claim WHERE about_id = found.id
        UNION ALL
        -- Links that lead from an actor, told from the other end.
        SELECT record_ptr_id, FALSE
          FROM attribution_claim WHERE attributed_to_id = found.id
           AND proposition IN ('superset-of', 'same-as', 'formerly-tracked-as')
        UNION ALL
        -- What a claim speaks on, says again and names.
        SELECT other, FALSE
          FROM attribution_claim, LATERAL (VALUES
            (CASE WHEN about_kind IN ('claim', 'threat-actor', 'intrusion-set')
             THEN about_id END), (restates_id), (attributed_to_id)) AS named (other)
         WHERE found.kind = 'claim' AND record_ptr_id = found.id
        UNION ALL
        -- The claims that a response rests on.
        SELECT claim_id, FALSE
          FROM attribution_diplomaticresponse_rests_on
         WHERE found.kind = 'diplomatic-response' AND diplomaticresponse_id = found.id
        UNION ALL
        SELECT record_ptr_id, TRUE
          FROM attribution_claim WHERE found."on" AND restates_id = found.id
        UNION ALL
        SELECT statement_id, TRUE
          FROM attribution_claim WHERE found."on" AND record_ptr_id = found.id
        UNION ALL
        SELECT record_ptr_id, TRUE
          FROM incidents_event WHERE found."on" AND incident_id = found.id
        UNION ALL
        SELECT event_id, TRUE
          FROM incidents_event_about WHERE found."on" AND record_id = found.id
        UNION ALL
        SELECT diplomaticresponse_id, TRUE
          FROM attribution_diplomaticresponse_answers
         WHERE found."on" AND record_id = found.id
        UNION ALL
        SELECT diplomaticresponse_id, TRUE
          FROM attribution_diplomaticresponse_rests_on
         WHERE found."on" AND claim_id = found.id
        UNION ALL
        SELECT diplomaticresponse_id, TRUE
          FROM attribution_diplomaticresponse_voices
         WHERE found."on" AND claim_id = found.id
      ) AS step (id, "on")
      JOIN incidents_record record
        ON record.id = step.id AND record.clearance <= %(clearance)s
), said (id) AS (
    SELECT statement_id FROM attribution_claim
     WHERE record_ptr_id = ANY(ARRAY(SELECT id FROM found WHERE kind = 'claim'))
), spoken (id) AS (
    SELECT id FROM found WHERE kind IN ('claim', 'statement')
    UNION SELECT id FROM said
    -- All that was claimed in these statements: a statement names its claims.
    UNION SELECT record_ptr_id FROM attribution_claim
           WHERE statement_id = ANY(ARRAY(SELECT id FROM said))
), needed (id) AS (
    SELECT id FROM found
    UNION SELECT id FROM spoken
    UNION SELECT source_id FROM incidents_citation
           WHERE record_id = ANY(ARRAY(SELECT id FROM spoken))
)
SELECT id FROM incidents_record
 WHERE id = ANY(ARRAY(SELECT id FROM needed)) AND clearance <= %(clearance)s
"""


def concerning(records: Iterable[Record], clearance: int = CLOSED) -> list[int]:
    """Return the row numbers of what the views on these records can turn on.

    The records themselves, what happened in and around them, what was said of them
    and of that, to any depth; what it takes to say whether it stands: what claims say
    again and were taken back by, the actors named and their links to others; the
    statements, sources and responses. Whatever needs more than the clearance is left
    out, and so is what could only be found through it. One query.
    """
    start = [record.pk for record in records]
    with connection.cursor() as cursor:
        cursor.execute(FOUND, {"start": start, "clearance": clearance})
        return [pk for (pk,) in cursor.fetchall()]


def as_they_stand(ids: Iterable[int]) -> QuerySet[Change]:
    """Return the newest versions of the records of these row numbers."""
    return Change.objects.filter(record__in=ids, version=F("record__version"))


def record_concerning(*records: Record, clearance: int = CLOSED) -> plain.Record:
    """Return, as plain values, what the views on these records can turn on.

    In two queries, however much it is; see ``concerning`` for what is left out.
    """
    changes = as_they_stand(concerning(records, clearance)).order_by()
    return reading.read(changes.values_list("snapshot", flat=True))
